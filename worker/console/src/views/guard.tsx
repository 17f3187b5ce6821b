import { useSignal } from "@preact/signals";
import type { Finding } from "../guard/check.ts";
import type { FoundByRule, GuardModel } from "../models/guard.ts";
import { texts } from "../texts.ts";

/** How many findings of one rule are listed. */
const most = 8;

interface Props {
  readonly guard: GuardModel;
  /** Puts the focus into the reply and selects a part of it; without a place, where the cursor was. */
  select(start?: number, end?: number): void;
}

/** What could be said more plainly, under the reply. */
export function Guard({ guard, select }: Props) {
  // A small screen needs its room for the text: there the list waits behind its heading.
  const open = useSignal(!matchMedia("(max-width: 899px)").matches);
  const count = guard.count.value;
  return (
    <>
      <p class="hidden" role="status">
        {count > 0 && texts.guard.count(count)}
      </p>
      {count > 0 && (
        <details
          class="guard"
          open={open.value}
          onToggle={(event) => {
            open.value = event.currentTarget.open;
          }}
        >
          <summary>
            {texts.guard.label} <span class="guard-count">{count}</span>
            <span class="guard-hint">{texts.guard.hint}</span>
          </summary>
          <ul class="guard-rules">
            {guard.found.value.map((found) => (
              <Rule key={found.rule} found={found} guard={guard} select={select} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Rule({ found: { rule, findings }, guard, select }: Props & { found: FoundByRule }) {
  const { name, why } = texts.guard.rule[rule];
  return (
    <li class="guard-rule">
      <p>
        <strong>{name}</strong> {why}
      </p>
      <button
        type="button"
        class="button button-quiet button-small"
        aria-label={texts.guard.ignoreRule(name)}
        title={texts.guard.ignoreRule(name)}
        onClick={() => {
          guard.ignore(rule);
          select();
        }}
      >
        {texts.guard.ignore}
      </button>
      <ul class="guard-findings">
        {findings.slice(0, most).map((finding) => (
          <Found key={finding.start} finding={finding} guard={guard} select={select} />
        ))}
        {findings.length > most && <li>{texts.guard.more(findings.length - most)}</li>}
      </ul>
    </li>
  );
}

function Found({ finding, guard, select }: Props & { finding: Finding }) {
  const { start, end, suggestion } = finding;
  const words = guard.text.value.slice(start, end);
  if (words === "" && suggestion === undefined) return null;
  const shown = suggestion?.trim() ?? "";
  return (
    <li>
      {words !== "" && (
        <button
          type="button"
          class="guard-words"
          dir="auto"
          title={texts.guard.show(words)}
          aria-label={texts.guard.show(words)}
          onClick={() => select(start, end)}
        >
          {words}
        </button>
      )}
      {suggestion !== undefined && (
        <button
          type="button"
          class="button button-small"
          aria-label={words === "" ? undefined : texts.guard.useFor(words, shown)}
          onClick={() => {
            const behind = guard.apply(finding);
            if (behind !== undefined) select(behind, behind);
          }}
        >
          {words === "" ? texts.guard.add(shown) : texts.guard.use(shown)}
        </button>
      )}
    </li>
  );
}
