import type { DeskTicket } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import { stateOf, type WishField } from "../models/conflict.ts";
import type { TicketModel } from "../models/ticket.ts";
import type { Conflict } from "../models/ticket-changes.ts";
import type { Workspace } from "../models/workspace.ts";
import { work } from "../texts/work.ts";
import { texts } from "../texts.ts";
import { moment } from "../time.ts";
import { Dialog } from "./dialog.tsx";

/** Asks, field by field, what a ticket is to be that somebody else changed meanwhile. */
export function ConflictDialog(props: {
  model: TicketModel;
  ticket: DeskTicket;
  conflict: Conflict;
  workspace: Workspace;
}) {
  const { model, ticket, conflict, workspace } = props;
  const { wish, clashes } = conflict;
  /** To lose nothing is the default: what the agent chose. */
  const mine = useSignal<ReadonlySet<WishField>>(new Set(clashes.map(({ field }) => field)));
  const words = work.conflict;
  const settle = async (fields: ReadonlySet<WishField>) => {
    const failure = await model.changes.settle(fields);
    if (failure) workspace.notices.warn(failure.text);
  };
  const choose = (field: WishField, own: boolean) => {
    const next = new Set(mine.peek());
    if (own) next.add(field);
    else next.delete(field);
    mine.value = next;
  };
  return (
    <Dialog id="conflict" title={words.title(ticket.number)} onClose={() => void settle(new Set())}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void settle(mine.peek());
        }}
      >
        <p class="form-intro">{words.intro}</p>
        {clashes.map(({ field, by, at }) => (
          <fieldset key={field} class="clash">
            <legend>{words.field[field]}</legend>
            <Choice
              field={field}
              label={words.mine}
              value={shown(field, wish[field], workspace)}
              checked={mine.value.has(field)}
              choose={() => choose(field, true)}
            />
            <Choice
              field={field}
              label={
                by !== undefined && at !== undefined ? words.by(by, moment(at, workspace.now.value)) : words.theirs
              }
              value={shown(field, stateOf(ticket, field), workspace)}
              checked={!mine.value.has(field)}
              choose={() => choose(field, false)}
            />
          </fieldset>
        ))}
        <footer class="form-foot">
          <button type="button" class="button" onClick={() => void settle(new Set())}>
            {words.keepTheirs}
          </button>
          <button type="submit" class="button button-primary">
            {words.submit}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

function Choice(props: { field: string; label: string; value: string; checked: boolean; choose: () => void }) {
  return (
    <label class="clash-choice">
      <input type="radio" name={`clash-${props.field}`} checked={props.checked} onChange={props.choose} />
      <span class="clash-who">
        <bdi>{props.label}</bdi>
      </span>
      <bdi class="clash-value">{props.value}</bdi>
    </label>
  );
}

/** A value in the words of the console. */
function shown(field: WishField, value: unknown, { session, now }: Workspace): string {
  const { agents, teams, sites } = session.value;
  if (value === null || value === undefined) return work.none;
  if (Array.isArray(value)) return value.length === 0 ? work.none : value.join(", ");
  const named = (list: readonly { readonly id: string; readonly name: string }[]) =>
    list.find(({ id }) => id === value)?.name ?? String(value);
  switch (field) {
    case "status":
      return wordOf(texts.status, value);
    case "priority":
      return wordOf(texts.priority, value);
    case "team":
      return named(teams);
    case "assignee":
      return named(agents);
    case "topic":
      return sites.flatMap(({ topics }) => topics).find(({ id }) => id === value)?.label ?? String(value);
    case "wakeAt":
      return moment(String(value), now.value);
    default:
      return String(value);
  }
}

const wordOf = (words: Readonly<Record<string, string>>, value: unknown): string =>
  words[String(value)] ?? String(value);
