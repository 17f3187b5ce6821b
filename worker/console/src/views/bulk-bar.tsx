import type { BulkChange, Priority } from "@firstline/sdk/wire";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { CloseIcon } from "./icons.tsx";
import { Picker } from "./parts.tsx";

const priorities: readonly Priority[] = ["urgent", "high", "normal", "low"];
const statuses = ["open", "pending", "on_hold", "solved"] as const;

/** What can be done to the selected tickets, while there are any. */
export function BulkBar({ workspace }: { workspace: Workspace }) {
  const { inbox, bulk, session } = workspace;
  const numbers = inbox.selection.numbers.value;
  if (numbers.size === 0) return null;
  const { agents, teams } = session.value;
  const change = (what: BulkChange) => void bulk.change([...numbers], what);
  const words = texts.inbox.bulk;
  return (
    <div class="bulk" role="toolbar" aria-label={words.label}>
      <p class="bulk-size" role="status">
        {words.selected(numbers.size)}
      </p>
      <button type="button" class="button button-small" onClick={inbox.selection.selectAll}>
        {words.all}
      </button>
      <button
        type="button"
        class="button button-icon button-small bulk-clear"
        aria-label={words.clear}
        title={words.clear}
        onClick={inbox.selection.clear}
      >
        <CloseIcon />
      </button>
      <fieldset class="bulk-changes" disabled={bulk.busy.value}>
        <button type="button" class="button button-small button-primary" onClick={() => change({ type: "claim" })}>
          {words.claim}
        </button>
        <Choose
          label={words.assign}
          of={[["", words.nobody], ...agents.map(({ id, name }) => [id, name] as const)]}
          choose={(agent) => change({ type: "assign", agent: agent === "" ? null : agent })}
        />
        <Choose
          label={words.team}
          of={teams.map(({ id, name }) => [id, name])}
          choose={(team) => change({ type: "team", team })}
        />
        <Choose
          label={words.priority}
          of={priorities.map((one) => [one, texts.priority[one]])}
          choose={(priority) => change({ type: "priority", priority })}
        />
        <Choose
          label={words.status}
          of={statuses.map((one) => [one, texts.status[one]])}
          choose={(status) => change({ type: "status", status })}
        />
        <TagForm change={change} />
      </fieldset>
    </div>
  );
}

interface ChooseProps<Value extends string> {
  readonly label: string;
  readonly of: readonly (readonly [value: Value, label: string])[];
  readonly choose: (value: Value) => void;
}

/** A select that does something with what is chosen, and is as before then. */
function Choose<Value extends string>({ label, of, choose }: ChooseProps<Value>) {
  return (
    <Picker
      aria-label={label}
      value="choose"
      onChange={(event) => {
        const [value] = of.find(([one]) => one === event.currentTarget.value) ?? [];
        event.currentTarget.value = "choose";
        if (value !== undefined) choose(value);
      }}
    >
      <option value="choose" disabled hidden>
        {label}
      </option>
      {of.map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </Picker>
  );
}

function TagForm({ change }: { change: (what: BulkChange) => void }) {
  const words = texts.inbox.bulk;
  return (
    <form
      class="bulk-tag"
      onSubmit={(event) => {
        event.preventDefault();
        const tag = String(new FormData(event.currentTarget).get("tag") ?? "")
          .trim()
          .toLowerCase();
        const isRemoval = event.submitter instanceof HTMLButtonElement && event.submitter.value === "remove";
        if (tag !== "") change({ type: "tags", add: isRemoval ? [] : [tag], remove: isRemoval ? [tag] : [] });
      }}
    >
      <input
        name="tag"
        aria-label={texts.inbox.fact.tag}
        placeholder={words.tag}
        maxLength={40}
        pattern="\s*[^\s,]+\s*"
      />
      <button type="submit" class="button button-small" value="add" aria-label={words.tag}>
        {words.addTag}
      </button>
      <button type="submit" class="button button-small" value="remove" aria-label={words.untag}>
        {words.removeTag}
      </button>
    </form>
  );
}
