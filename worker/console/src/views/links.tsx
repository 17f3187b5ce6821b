import type { ComponentChildren } from "preact";
import { fragmentOf } from "../models/place.ts";
import { work } from "../texts/work.ts";
import type { AskedProps } from "./asked-props.ts";

/** The links of a ticket, and what it was merged into. */
export function Links({ model, ticket, workspace }: AskedProps) {
  const { links, mergedInto } = ticket;
  if (links.length === 0 && mergedInto === null) return null;
  const to = (number: string) => (
    <a href={fragmentOf({ ...workspace.place.value, number })}>
      <span class="number">{number}</span>
    </a>
  );
  return (
    <dl class="links">
      {mergedInto !== null && <Line label={work.merge.into}>{to(mergedInto)}</Line>}
      {links.map(({ number, relation }) => (
        <Line key={number} label={work.links.relation[relation]}>
          {to(number)}
          <button
            type="button"
            class="button button-icon button-small"
            aria-label={work.links.remove(number)}
            title={work.links.remove(number)}
            disabled={model.related.busy.value}
            onClick={() => void model.related.unlink(number)}
          >
            ×
          </button>
        </Line>
      ))}
    </dl>
  );
}

const Line = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);
