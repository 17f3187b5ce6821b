import type { DayFigures, WeekFigures } from "@firstline/sdk/desk";
import type { ComponentChildren } from "preact";
import { locale } from "../language.ts";
import { boardTexts as texts } from "../texts/board.ts";
import "./charts.css";

const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
const dateOf = (day: string): string => date.format(Date.parse(day));

const total = <Item,>(items: readonly Item[], value: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + value(item), 0);

/** What a chart says in words, its picture, what its colours mean, and the same as a table. */
function Chart(props: {
  id: string;
  title: string;
  summary: string;
  series: readonly { readonly key: string; readonly name: string }[];
  most: number;
  first: string;
  last: string;
  children: ComponentChildren;
  columns: readonly string[];
  rows: readonly (readonly [string, number, number])[];
}) {
  return (
    <figure class="card chart" aria-labelledby={`${props.id}-title`}>
      <h3 id={`${props.id}-title`}>{props.title}</h3>
      <figcaption>{props.summary}</figcaption>
      <ul class="legend" aria-hidden="true">
        {props.series.map(({ key, name }) => (
          <li key={key}>
            <span class={`swatch swatch-${key}`} />
            {name}
          </li>
        ))}
      </ul>
      <div class="plot">
        <span class="plot-most" aria-hidden="true">
          {props.most}
        </span>
        {props.children}
        <span class="plot-ends" aria-hidden="true">
          <span>{props.first}</span>
          <span>{props.last}</span>
        </span>
      </div>
      <details>
        <summary>{texts.charts.table}</summary>
        <div class="chart-table">
          <table class="loads">
            <thead>
              <tr>
                {props.columns.map((column, index) => (
                  <th key={column} scope="col" class={index === 0 ? undefined : "number-cell"}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {props.rows.map(([name, ...values]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {values.map((value, index) => (
                    <td key={props.columns[index + 1]} class="number-cell" data-name={props.columns[index + 1]}>
                      {value}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <p class="soft">{texts.charts.utc}</p>
        </div>
      </details>
    </figure>
  );
}

/** How many tickets came in and were solved, day by day. */
export function FlowChart({ days }: { days: readonly DayFigures[] }) {
  const most = Math.max(1, ...days.flatMap(({ opened, solved }) => [opened, solved]));
  const line = (value: (day: DayFigures) => number) =>
    days.map((day, index) => `${index},${(most - value(day)).toFixed(2)}`).join(" ");
  return (
    <Chart
      id="board-flow"
      title={texts.charts.flow}
      summary={texts.charts.flowSummary(
        total(days, (day) => day.opened),
        total(days, (day) => day.solved),
      )}
      series={[
        { key: "opened", name: texts.charts.opened },
        { key: "solved", name: texts.charts.solved },
      ]}
      most={most}
      first={dateOf(days[0]?.date ?? "")}
      last={dateOf(days.at(-1)?.date ?? "")}
      columns={[texts.charts.day, texts.charts.opened, texts.charts.solved]}
      rows={days.map(({ date, opened, solved }) => [dateOf(date), opened, solved])}
    >
      <svg class="plot-area" viewBox={`0 0 ${days.length - 1} ${most}`} preserveAspectRatio="none" aria-hidden="true">
        <polyline class="line-opened" points={line((day) => day.opened)} />
        <polyline class="line-solved" points={line((day) => day.solved)} />
        {days.map((day, index) => (
          <rect key={day.date} class="plot-day" x={index - 0.5} width="1" height={most}>
            <title>{texts.charts.onDay(dateOf(day.date), day.opened, day.solved)}</title>
          </rect>
        ))}
      </svg>
    </Chart>
  );
}

/** How many first answers came in time and how many did not, week by week. */
export function AnswersChart({ weeks }: { weeks: readonly WeekFigures[] }) {
  const most = Math.max(1, ...weeks.map(({ kept, missed }) => kept + missed));
  return (
    <Chart
      id="board-answers"
      title={texts.charts.answers}
      summary={texts.charts.answersSummary(
        total(weeks, (week) => week.kept),
        total(weeks, (week) => week.missed),
      )}
      series={[
        { key: "kept", name: texts.charts.kept },
        { key: "missed", name: texts.charts.missed },
      ]}
      most={most}
      first={dateOf(weeks[0]?.begins ?? "")}
      last={dateOf(weeks.at(-1)?.begins ?? "")}
      columns={[texts.charts.week, texts.charts.kept, texts.charts.missed]}
      rows={weeks.map(({ begins, kept, missed }) => [dateOf(begins), kept, missed])}
    >
      <svg class="plot-area" viewBox={`0 0 ${weeks.length} ${most}`} preserveAspectRatio="none" aria-hidden="true">
        {weeks.map(({ begins, kept, missed }, index) => (
          <g key={begins}>
            <title>{texts.charts.inWeek(dateOf(begins), kept, missed)}</title>
            <rect class="plot-day" x={index} width="1" height={most} />
            <rect class="column-kept" x={index + 0.2} width="0.6" y={most - kept} height={kept} />
            <rect class="column-missed" x={index + 0.2} width="0.6" y={most - kept - missed} height={missed} />
          </g>
        ))}
      </svg>
    </Chart>
  );
}
