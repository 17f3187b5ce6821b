import type { Channel, Priority, Session } from "@firstline/sdk/wire";
import type { Failure } from "../failure.ts";
import type { NewTicketFields } from "../models/new-ticket.ts";
import type { Workspace } from "../models/workspace.ts";
import { work } from "../texts/work.ts";
import { texts } from "../texts.ts";
import { Dialog } from "./dialog.tsx";
import { FormFailure, FormField, issueOf } from "./form-field.tsx";
import { Picker } from "./parts.tsx";

const channels: readonly Channel[] = ["phone", "mail", "web"];
const priorities: readonly Priority[] = ["low", "normal", "high", "urgent"];

/** The form for a ticket on behalf of somebody, while it is open. */
export function NewTicketDialog({ workspace }: { workspace: Workspace }) {
  const { newTicket } = workspace;
  const state = newTicket.state.value;
  if (state.kind === "closed") return null;
  const failure = state.kind === "open" ? state.failure : undefined;
  const { goesOn } = newTicket.fields.value;
  return (
    <Dialog id="new-ticket" title={texts.create.title} onClose={newTicket.close}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void newTicket.submit();
        }}
      >
        <p class="form-intro">{goesOn ? work.followUp.intro(goesOn.number) : texts.create.intro}</p>
        <Fields workspace={workspace} failure={failure} />
        <FormFailure failure={failure} />
        <footer class="form-foot">
          <button type="button" class="button" disabled={state.kind === "submitting"} onClick={newTicket.close}>
            {texts.cancel}
          </button>
          <button type="submit" class="button button-primary" disabled={state.kind === "submitting"}>
            {state.kind === "submitting" ? texts.create.submitting : texts.create.submit}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

function Fields({ workspace, failure }: { workspace: Workspace; failure: Failure | undefined }) {
  const { newTicket, session } = workspace;
  const fields = newTicket.fields.value;
  const { sites } = session.value;
  const issue = (field: string) => issueOf(failure, field);
  const change = (changes: Partial<NewTicketFields>) => newTicket.change(changes);
  return (
    <div class="form-fields">
      {sites.length > 1 && !fields.goesOn && (
        <FormField label={texts.create.site}>
          <Picker value={fields.site} onChange={(event) => change({ site: event.currentTarget.value })}>
            {sites.map((site) => (
              <option key={site.id} value={site.id}>
                {site.name}
              </option>
            ))}
          </Picker>
        </FormField>
      )}
      <FormField label={texts.create.channel}>
        <Picker
          value={fields.channel}
          onChange={(event) => {
            const channel = channels.find((one) => one === event.currentTarget.value);
            if (channel) change({ channel });
          }}
        >
          {channels.map((channel) => (
            <option key={channel} value={channel}>
              {texts.channel[channel]}
            </option>
          ))}
        </Picker>
      </FormField>
      <FormField label={texts.create.email} issue={issue("email")}>
        <input
          type="email"
          required={!fields.goesOn}
          readOnly={fields.goesOn !== undefined}
          maxLength={254}
          value={fields.email}
          onInput={(event) => change({ email: event.currentTarget.value })}
        />
      </FormField>
      <FormField label={texts.create.name} optional issue={issue("name")}>
        <input
          readOnly={fields.goesOn !== undefined}
          maxLength={80}
          value={fields.name}
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
      </FormField>
      <TopicField workspace={workspace} sites={sites} />
      <FormField label={texts.create.priority}>
        <Picker
          value={fields.priority}
          onChange={(event) => {
            const priority = priorities.find((one) => one === event.currentTarget.value);
            if (priority) change({ priority });
          }}
        >
          {priorities.map((priority) => (
            <option key={priority} value={priority}>
              {texts.priority[priority]}
            </option>
          ))}
        </Picker>
      </FormField>
      <FormField label={texts.create.subject} issue={issue("subject")} wide>
        <input
          required
          maxLength={200}
          dir="auto"
          value={fields.subject}
          onInput={(event) => change({ subject: event.currentTarget.value })}
        />
      </FormField>
      <FormField label={texts.create.message} issue={issue("text")} wide>
        <textarea
          required
          rows={5}
          maxLength={20_000}
          dir="auto"
          value={fields.message}
          onInput={(event) => change({ message: event.currentTarget.value })}
        />
      </FormField>
    </div>
  );
}

function TopicField({ workspace, sites }: { workspace: Workspace; sites: Session["sites"] }) {
  const { newTicket } = workspace;
  const fields = newTicket.fields.value;
  const topics = sites.find(({ id }) => id === fields.site)?.topics ?? [];
  return (
    <FormField label={texts.create.topic}>
      <Picker value={fields.topic} onChange={(event) => newTicket.change({ topic: event.currentTarget.value })}>
        <option value="">{texts.create.noTopic}</option>
        {topics.map((topic) => (
          <option key={topic.id} value={topic.id}>
            {topic.label}
          </option>
        ))}
      </Picker>
    </FormField>
  );
}
