import type { SetupDiff } from "@firstline/sdk/wire";
import { settingsTexts as texts } from "../texts/settings.ts";

/** What differs between two set-ups, one line each. */
export function Changes({ diff: { changes, contracts } }: { diff: SetupDiff }) {
  if (changes.length === 0) return <p>{texts.bar.nothing}</p>;
  return (
    <>
      <ul class="changes">
        {changes.map(({ path, change, before, after }) => (
          <li key={`${path} ${change}`} class={`change change-${change}`}>
            <span class="change-kind">{texts.change[change]}</span>
            <code>{path}</code>
            {before !== undefined && <del>{written(before)}</del>}
            {after !== undefined && <ins>{written(after)}</ins>}
          </li>
        ))}
      </ul>
      {contracts.length > 0 && (
        <p>
          {texts.bar.newVersions} {contracts.map(({ id, version }) => `${id} (${version})`).join(", ")}
        </p>
      )}
    </>
  );
}

const longest = 200;

function written(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)} …` : text;
}
