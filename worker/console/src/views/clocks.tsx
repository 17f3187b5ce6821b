import type { DeskTicket } from "@firstline/sdk/wire";
import type { ReadonlySignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { clocksOf, mostPressing, type ShownClock } from "../models/clocks.ts";
import { texts } from "../texts.ts";
import { duration, inFull, moment, roughly } from "../time.ts";
import { CheckIcon, ClockIcon, CloseIcon, PauseIcon, WarningIcon } from "./icons.tsx";

const icons: Record<ShownClock["is"], ComponentType> = {
  running: ClockIcon,
  at_risk: WarningIcon,
  paused: PauseIcon,
  missed: WarningIcon,
  met: CheckIcon,
  cancelled: CloseIcon,
};

/** All clocks of the open ticket, which go on by the second. */
export function Clocks(props: { ticket: DeskTicket; readAt: number; second: ReadonlySignal<number> }) {
  const now = props.second.value;
  const clocks = clocksOf(props.ticket, now, props.readAt);
  const first = mostPressing(clocks) ?? clocks[0];
  if (clocks.length === 0) return null;
  return (
    <ul class="clocks" aria-label={texts.lines.clock.label}>
      {clocks.map((clock) => (
        <ClockCell
          key={`${clock.metric}${clock.cycle}`}
          clock={clock}
          first={clock === first}
          tier={props.ticket.tier.label}
          now={now}
        />
      ))}
    </ul>
  );
}

/** A clock in a small box; where there is room for one alone, it is the first. */
function ClockCell(props: { clock: ShownClock; first: boolean; tier: string; now: number }) {
  const { clock, first, tier, now } = props;
  const Icon = icons[clock.is];
  const { word, amount, detail, about } = wording(clock, now);
  const over = clock.is === "missed" && clock.since.is === "ended";
  return (
    <li class={`clock clock-${clock.is}${over ? " clock-over" : ""}${first ? " clock-first" : ""}`}>
      <span class="clock-name">
        {texts.lines.clock.metric(clock.metric, tier)}
        {word !== undefined && <b> · {word}</b>}
      </span>
      <strong>
        <Icon />
        {amount}
      </strong>
      {detail !== undefined && <span title={about === undefined ? undefined : inFull(about)}>{detail}</span>}
    </li>
  );
}

interface Wording {
  /** The state in a word, where the amount does not say it. */
  readonly word?: string;
  readonly amount: string;
  readonly detail?: string;
  /** The instant that the detail speaks of. */
  readonly about?: string;
}

function wording(clock: ShownClock, now: number): Wording {
  const words = texts.lines.clock;
  switch (clock.is) {
    case "running":
      if (clock.dueAt === null || clock.left === null) return { amount: words.open };
      return {
        amount: words.left(duration(clock.left)),
        detail: words.by(moment(clock.dueAt, now)),
        about: clock.dueAt,
      };
    case "at_risk":
      return {
        word: words.word.at_risk,
        amount: words.left(duration(clock.left)),
        detail: words.by(moment(clock.dueAt, now)),
        about: clock.dueAt,
      };
    case "paused":
      return {
        word: words.word.paused,
        amount: clock.left === null ? words.paused : words.left(duration(clock.left)),
        detail: words.waitsFor[clock.reason],
        about: clock.since,
      };
    case "missed":
      return { word: words.word.missed, amount: words.late(duration(clock.lateBy)), ...afterMiss(clock, now) };
    case "met":
      return { amount: words.kept, detail: words.at(moment(clock.at, now)), about: clock.at };
    case "cancelled":
      return { amount: words.dropped, detail: words.since(moment(clock.at, now)), about: clock.at };
  }
}

function afterMiss({ dueAt, since }: ShownClock & { is: "missed" }, now: number): { detail: string; about: string } {
  const words = texts.lines.clock;
  switch (since.is) {
    case "running":
      if (since.newDate === null) return { detail: words.wasDue(moment(dueAt, now)), about: dueAt };
      return { detail: words.newDate(moment(since.newDate, now)), about: since.newDate };
    case "paused":
      return { detail: words.waitsFor[since.reason], about: since.since };
    case "ended": {
      const how = since.how === "met" ? words.doneAt : words.droppedAt;
      return { detail: how(moment(since.at, now)), about: since.at };
    }
  }
}

/** What is due next on a ticket of the list, and whether it presses. */
export function NextDue({ ticket, now }: { ticket: DeskTicket; now: number }) {
  const clock = mostPressing(clocksOf(ticket, now, now));
  if (!clock) return null;
  const Icon = icons[clock.is];
  return (
    <span class={`due clock-${clock.is}`} title={"dueAt" in clock && clock.dueAt ? inFull(clock.dueAt) : undefined}>
      <Icon />
      <span class="due-metric">{texts.lines.clock.short[clock.metric]}</span>
      {shortly(clock)}
    </span>
  );
}

function shortly(clock: ShownClock): string {
  const { row } = texts.lines.clock;
  switch (clock.is) {
    case "running":
      return clock.left === null ? "" : row.running(roughly(clock.left));
    case "at_risk":
      return row.atRisk(roughly(clock.left));
    case "missed":
    case "paused":
      return row[clock.is];
    case "met":
    case "cancelled":
      return "";
  }
}
