import type { CoverageCalendar, CoverageLane } from "@firstline/sdk/desk";
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { locale } from "../language.ts";
import { boardTexts as texts } from "../texts/board.ts";
import { texts as general } from "../texts.ts";
import { timeOfDay } from "../time.ts";
import { CheckIcon, WarningIcon } from "../views/icons.tsx";
import { PersonName } from "../views/parts.tsx";
import { type Day, gapOf, type Part, partsOfGaps, partsOfLane } from "./coverage-days.ts";
import type { CoverageModel } from "./coverage-model.ts";
import "./coverage.css";

const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric" });
const longDay = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
const dayOfMonth = new Intl.DateTimeFormat(locale, { day: "numeric" });
const monthOf = new Intl.DateTimeFormat(locale, { month: "short" });
const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });

/** A row of the calendar: the gaps, or a place in a team. */
interface Line {
  readonly key: string;
  readonly lane: CoverageLane | undefined;
  readonly parts: readonly (readonly Part[])[];
}

interface GridProps {
  readonly model: CoverageModel;
  readonly calendar: CoverageCalendar;
  readonly now: number;
}

/**
 * The calendar as a table, a day a column; one cell is in the tab order and the arrow keys move it, over an edge into the
 * days before or after.
 */
export function CoverageGrid({ model, calendar, now }: GridProps) {
  const table = useRef<HTMLTableElement>(null);
  const at = useSignal({ row: 0, column: 0 });
  const days = model.days.value;
  const lines: Line[] = [
    { key: "gaps", lane: undefined, parts: days.map((day) => partsOfGaps(calendar.gaps, day)) },
    ...calendar.lanes.map((lane) => ({
      key: `${lane.team.id} ${lane.agent.id}`,
      lane,
      parts: days.map((day) => partsOfLane(lane, day)),
    })),
  ];
  const row = Math.min(at.value.row, lines.length - 1);
  const column = Math.min(at.value.column, days.length - 1);

  const focus = (nextRow: number, nextColumn: number) => {
    at.value = { row: nextRow, column: nextColumn };
    requestAnimationFrame(() =>
      table.current?.querySelector<HTMLElement>(`[data-cell="${nextRow} ${nextColumn}"]`)?.focus(),
    );
  };
  const across = (step: 1 | -1) => {
    const next = column + step;
    if (next >= 0 && next < days.length) return focus(row, next);
    model.turn(step);
    focus(row, step === 1 ? 0 : days.length - 1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const forward = table.current && getComputedStyle(table.current).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const moves: Readonly<Record<string, () => void>> = {
      ArrowUp: () => focus(Math.max(0, row - 1), column),
      ArrowDown: () => focus(Math.min(lines.length - 1, row + 1), column),
      ArrowLeft: () => across(forward === "ArrowLeft" ? 1 : -1),
      ArrowRight: () => across(forward === "ArrowRight" ? 1 : -1),
      Home: () => focus(row, 0),
      End: () => focus(row, days.length - 1),
      PageUp: () => model.turn(-1),
      PageDown: () => model.turn(1),
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  };

  const [first, last] = [days[0], days.at(-1)];
  const chosen = lines[row];
  const chosenDay = days[column];
  const shown = calendar.gaps.filter(({ from }) => Date.parse(from) < (last?.ends ?? 0)).length;
  return (
    <>
      <p class={`coverage-says${shown > 0 ? " coverage-says-gaps" : ""}`} role="status">
        {shown > 0 ? <WarningIcon /> : <CheckIcon />}
        {shown > 0 ? texts.coverage.gapCount(shown) : texts.coverage.allCovered}
      </p>
      <div class="coverage-scroll">
        <table
          ref={table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrow keys move within it, which makes it a grid
          role="grid"
          class={`coverage coverage-${days.length}`}
          aria-label={texts.coverage.grid(date.format(first?.begins), date.format(last?.begins))}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr>
              <th scope="col">{texts.coverage.who}</th>
              {days.map((day, index) => (
                <th key={day.begins} scope="col" class={classOfDay(day, now)}>
                  <DayName day={day} count={days.length} first={index === 0} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, lane, parts }, index) => (
              <tr key={key} class={lane ? undefined : "coverage-gaps"}>
                <th scope="row">{lane ? <LaneName lane={lane} /> : texts.coverage.gaps}</th>
                {parts.map((cell, day) => (
                  <td
                    key={days[day]?.begins}
                    data-cell={`${index} ${day}`}
                    class={days[day] && classOfDay(days[day], now)}
                    tabIndex={index === row && day === column ? 0 : -1}
                    onFocus={() => {
                      at.value = { row: index, column: day };
                    }}
                  >
                    <Cell parts={cell} faded={lane?.qualification.is === "lacking"} />
                    <span class="cell-words" aria-hidden="true">
                      {hoursOf(cell, lane === undefined)}
                    </span>
                    <span class="hidden">{wordsOf(cell, calendar, lane === undefined)}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {calendar.lanes.length === 0 && <p class="soft">{texts.coverage.empty}</p>}
      {chosen && chosenDay && (
        <p class="coverage-detail">
          <strong>
            {chosen.lane ? <PersonName name={chosen.lane.agent.name} /> : texts.coverage.gaps},{" "}
            {longDay.format(chosenDay.begins)}:
          </strong>{" "}
          {wordsOf(chosen.parts[column] ?? [], calendar, chosen.lane === undefined)}
          {chosen.lane?.absences
            .filter(({ from, to }) => Date.parse(from) < chosenDay.ends && Date.parse(to) > chosenDay.begins)
            .map(({ standIn }) => standIn && ` · ${texts.coverage.standIn(standIn.name)}`)}
        </p>
      )}
    </>
  );
}

const classOfDay = ({ begins, ends }: Day, now: number): string => {
  const weekend = [0, 6].includes(new Date(begins).getDay()) ? "day-weekend" : "";
  return begins <= now && now < ends ? `${weekend} day-today` : weekend;
};

/** A column's name: short where there are sixty, but whole for whoever hears it. */
function DayName({ day, count, first }: { day: Day; count: number; first: boolean }) {
  if (count === 1) return <>{longDay.format(day.begins)}</>;
  if (count === 7) return <>{weekday.format(day.begins)}</>;
  const beginsMonth = first || new Date(day.begins).getDate() === 1;
  return (
    <>
      <span class="hidden">{longDay.format(day.begins)}</span>
      <span aria-hidden="true">
        {beginsMonth && <b>{monthOf.format(day.begins)}</b>}
        {dayOfMonth.format(day.begins)}
      </span>
    </>
  );
}

function LaneName({ lane }: { lane: CoverageLane }) {
  const { qualification, via, team } = lane;
  const facts = [
    via === "team" ? team.name : `${team.name}, ${texts.coverage.via[via]}`,
    qualification.is === "lacking"
      ? texts.coverage.lacking
      : qualification.until !== null && texts.coverage.qualifiedUntil(date.format(Date.parse(qualification.until))),
  ].filter((fact) => fact !== false);
  return (
    <>
      <PersonName name={lane.agent.name} />
      <span class="soft">{facts.join(" · ")}</span>
    </>
  );
}

/** What a day holds as bars from midnight to midnight; the words beside them say the same. */
const Cell = ({ parts, faded }: { parts: readonly Part[]; faded: boolean | undefined }) => (
  <svg class={`cell${faded ? " cell-faded" : ""}`} aria-hidden="true">
    {parts.map(({ kind, from, to }) => (
      <rect
        key={`${kind}${from}`}
        class={`part part-${kind}`}
        x={`${100 * from}%`}
        width={`${100 * (to - from)}%`}
        // A turn on call goes along the foot of the day, for a shift may be at the same time.
        y={kind === "on_call" ? "62%" : "0"}
        height={kind === "on_call" ? "38%" : "100%"}
      />
    ))}
  </svg>
);

const spanOf = (part: Part): string =>
  part.from === 0 && part.to === 1
    ? texts.coverage.allDay
    : texts.coverage.span(timeOf(part.begins), timeOf(part.ends));

/** A cell's hours alone, for whoever sees its bars. */
const hoursOf = (parts: readonly Part[], gaps: boolean): string =>
  parts.length === 0 ? (gaps ? texts.coverage.gapsNone : "") : [...new Set(parts.map(spanOf))].join(", ");

function wordsOf(parts: readonly Part[], calendar: CoverageCalendar, gaps: boolean): string {
  if (parts.length === 0) return gaps ? texts.coverage.gapsNone : texts.coverage.free;
  return parts
    .map((part) => {
      const gap = part.kind === "gap" ? gapOf(calendar, part) : undefined;
      return `${texts.coverage.kind[part.kind]} ${spanOf(part)}${gap ? ` (${general.lines.nobody.why[gap.why]})` : ""}`;
    })
    .join(", ");
}

const timeOf = (at: number): string => timeOfDay(new Date(at).toISOString());
