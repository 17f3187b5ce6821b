import type { DeskTicket } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import type { Failure } from "../failure.ts";
import type { Wish } from "../models/conflict.ts";
import type { TicketModel } from "../models/ticket.ts";
import { isActive } from "../models/views.ts";
import type { Workspace } from "../models/workspace.ts";
import { work } from "../texts/work.ts";
import { texts } from "../texts.ts";
import { Dialog } from "./dialog.tsx";
import { FormFailure, FormField, issueOf } from "./form-field.tsx";
import { Picker } from "./parts.tsx";
import { TagsField } from "./tags-field.tsx";

interface Fields {
  readonly subject: string;
  readonly topic: string;
  readonly team: string;
  readonly language: string;
  readonly tags: readonly string[];
}

const fieldsOf = (ticket: DeskTicket): Fields => ({
  subject: ticket.subject,
  topic: ticket.topic?.id ?? "",
  team: ticket.team.id,
  language: ticket.language ?? "",
  tags: ticket.tags,
});

/** What of the fields is another than the ticket was when the form was opened. */
function wishOf(before: Fields, now: Fields): Wish {
  const subject = now.subject.trim();
  const language = now.language.trim();
  return {
    ...(subject !== before.subject && { subject }),
    ...(now.topic !== before.topic && { topic: now.topic === "" ? null : now.topic }),
    ...(now.team !== before.team && { team: now.team }),
    ...(language !== before.language && { language: language === "" ? null : language }),
    ...(now.tags !== before.tags && { tags: [...now.tags] }),
  };
}

/** The form for what a ticket is. */
export function EditDialog(props: { model: TicketModel; ticket: DeskTicket; workspace: Workspace }) {
  const { model, ticket, workspace } = props;
  /** As it was when the form was opened: what others change meanwhile is asked about. */
  const base = useSignal(ticket);
  const fields = useSignal(fieldsOf(ticket));
  const failure = useSignal<Failure | undefined>(undefined);
  const busy = useSignal(false);
  const { sites, teams } = workspace.session.value;
  const topics = sites.find(({ id }) => id === ticket.site.id)?.topics ?? [];
  const words = work.edit;
  const close = () => model.ask(undefined);
  const change = (changes: Partial<Fields>) => {
    fields.value = { ...fields.peek(), ...changes };
  };
  const now = fields.value;
  return (
    <Dialog id="edit" title={words.title(ticket.number)} onClose={close}>
      <form
        class="form"
        onSubmit={async (event) => {
          event.preventDefault();
          const wish = wishOf(fieldsOf(base.peek()), fields.peek());
          if (Object.keys(wish).length === 0) return close();
          busy.value = true;
          failure.value = await model.changes.change(wish, base.peek());
          busy.value = false;
          if (!failure.peek()) close();
        }}
      >
        <div class="form-fields">
          <FormField label={words.subject} wide issue={issueOf(failure.value, "subject")}>
            <input
              dir="auto"
              maxLength={200}
              value={now.subject}
              onInput={(event) => change({ subject: event.currentTarget.value })}
            />
          </FormField>
          <FormField label={words.topic} issue={issueOf(failure.value, "topic")}>
            <Picker value={now.topic} onChange={(event) => change({ topic: event.currentTarget.value })}>
              <option value="">{words.noTopic}</option>
              {topics.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </Picker>
          </FormField>
          <FormField label={words.language} hint={words.languageHint} issue={issueOf(failure.value, "language")}>
            <input
              dir="ltr"
              maxLength={35}
              value={now.language}
              onInput={(event) => change({ language: event.currentTarget.value })}
            />
          </FormField>
          <FormField label={words.team} wide issue={issueOf(failure.value, "team")}>
            <Picker
              value={now.team}
              disabled={!isActive(ticket.status)}
              onChange={(event) => change({ team: event.currentTarget.value })}
            >
              {!teams.some(({ id }) => id === now.team) && <option value={now.team}>{ticket.team.name}</option>}
              {teams.map(({ id, name, tier }) => (
                <option key={id} value={id}>
                  {`${name} · ${texts.tier(tier)}`}
                </option>
              ))}
            </Picker>
          </FormField>
          <TagsField
            tags={now.tags}
            known={knownTags(workspace)}
            issue={issueOf(failure.value, "tags")}
            onChange={(tags) => change({ tags })}
          />
        </div>
        <FormFailure failure={failure.value} />
        <footer class="form-foot">
          <button type="button" class="button" disabled={busy.value} onClick={close}>
            {texts.cancel}
          </button>
          <button type="submit" class="button button-primary" disabled={busy.value || now.subject.trim() === ""}>
            {busy.value ? words.sending : words.submit}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

/** The tags that stand in the list that is shown, the most frequent first. */
function knownTags({ inbox }: Workspace): string[] {
  const list = inbox.state.value;
  const counts = new Map<string, number>();
  for (const { tags } of list.kind === "ready" ? list.items : []) {
    for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([tag]) => tag);
}
