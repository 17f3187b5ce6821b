import type { Tally } from "@firstline/sdk/wire";
import { promiseTexts } from "../../texts/promises.ts";

const texts = promiseTexts.dryRun;
const parts = ["kept", "atRisk", "broken", "open"] as const satisfies readonly (keyof Tally)[];

export interface TallyGroup {
  readonly title: string;
  readonly bars: readonly { readonly name: string; readonly tally: Tally }[];
}

/** Kept and broken clocks as bars of equal length, and the same numbers as a table. */
export function TallyChart({ groups }: { groups: readonly TallyGroup[] }) {
  return (
    <figure class="tally">
      <figcaption>
        {texts.chart}
        <ul class="tally-legend">
          {parts.map((part) => (
            <li key={part}>
              <svg class="tally-key" viewBox="0 0 10 10" aria-hidden="true">
                <rect class={`tally-${part}`} width="10" height="10" rx="2" />
              </svg>
              {texts[part]}
            </li>
          ))}
        </ul>
      </figcaption>
      {groups.map(({ title, bars }) => (
        <div key={title} class="tally-group">
          <h4>{title}</h4>
          <dl>
            {bars.map(({ name, tally }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <Bar name={name} tally={tally} />
                  <span>{rateOf(tally)}</span>
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
      <details>
        <summary>{texts.table}</summary>
        <div class="table-scroll">
          <table class="setting-table">
            <thead>
              <tr>
                <th scope="col">{texts.what}</th>
                {parts.map((part) => (
                  <th key={part} scope="col">
                    {texts[part]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {groups.flatMap(({ title, bars }) =>
                bars.map(({ name, tally }) => (
                  <tr key={`${title} ${name}`}>
                    <th scope="row">{name}</th>
                    {parts.map((part) => (
                      <td key={part}>{tally[part]}</td>
                    ))}
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

function Bar({ name, tally }: { name: string; tally: Tally }) {
  const all = parts.reduce((sum, part) => sum + tally[part], 0);
  let start = 0;
  return (
    <svg
      class="tally-bar"
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      role="img"
      aria-label={texts.bar(name, tally.kept, tally.atRisk, tally.broken, tally.open)}
    >
      {parts.map((part) => {
        const width = (tally[part] / all) * 100;
        const x = start;
        start += width;
        return <rect key={part} class={`tally-${part}`} x={x} width={width} height="8" />;
      })}
    </svg>
  );
}

/** Of those that have ended, how many were kept; nothing has ended: nothing to say. */
function rateOf({ kept, atRisk, broken }: Tally): string {
  const ended = kept + atRisk + broken;
  return ended === 0 ? "–" : texts.rate(Math.round(((kept + atRisk) / ended) * 100));
}
