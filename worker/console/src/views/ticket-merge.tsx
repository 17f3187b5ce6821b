import type { DeskTicket } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import { isActive } from "../models/views.ts";
import { work } from "../texts/work.ts";
import type { AskedProps } from "./asked-props.ts";
import { Dialog } from "./dialog.tsx";
import { FormFailure, FormField, issueOf } from "./form-field.tsx";
import { FormFoot } from "./form-foot.tsx";
import { nameOf, PersonName, StatusChip, shapeOf } from "./parts.tsx";

/** Into which other ticket of the requester this one goes. It is looked at before it is done. */
export function MergeDialog({ model, ticket, workspace }: AskedProps) {
  const number = useSignal("");
  const { related } = model;
  const words = work.merge;
  const found = related.found.value;
  const busy = related.busy.value;
  const close = () => {
    related.forget();
    model.ask(undefined);
  };
  const list = workspace.inbox.state.value;
  const own = (list.kind === "ready" ? list.items : []).filter(
    (item) =>
      item.number !== ticket.number &&
      item.site.id === ticket.site.id &&
      item.requester.id === ticket.requester.id &&
      isActive(item.status),
  );
  const why = found.kind === "there" ? whyNot(ticket, found.ticket) : undefined;
  return (
    <Dialog id="merge" title={words.title(ticket.number)} onClose={close}>
      <form
        class="form"
        onSubmit={async (event) => {
          event.preventDefault();
          if (found.kind !== "there" || found.ticket.number !== number.peek().trim().toUpperCase()) {
            return related.find(number.peek());
          }
          const into = found.ticket.number;
          if (why !== undefined || !(await related.merge())) return;
          close();
          workspace.notices.tell(words.done(ticket.number, into));
          workspace.go({ number: into });
        }}
      >
        <p class="form-intro">{words.intro}</p>
        <div class="form-fields">
          <FormField
            label={words.number}
            wide
            issue={why ?? (found.kind === "failed" ? found.failure.text : issueOf(related.failure.value, "into"))}
          >
            <input
              dir="ltr"
              autoComplete="off"
              spellcheck={false}
              list="own-tickets"
              placeholder={shapeOf(ticket.number)}
              value={number.value}
              onInput={(event) => {
                number.value = event.currentTarget.value;
                related.forget();
              }}
            />
          </FormField>
          <datalist id="own-tickets">
            {own.map((item) => (
              <option key={item.number} value={item.number}>
                {item.subject}
              </option>
            ))}
          </datalist>
        </div>
        {found.kind === "there" && <Preview ticket={found.ticket} fits={why === undefined ? words.fits : undefined} />}
        <FormFailure failure={related.failure.value} />
        <FormFoot
          close={close}
          busy={busy || found.kind === "finding"}
          submit={
            busy
              ? words.sending
              : found.kind === "there"
                ? words.submit
                : found.kind === "finding"
                  ? words.finding
                  : words.find
          }
          disabled={why !== undefined || number.value.trim() === ""}
        />
      </form>
    </Dialog>
  );
}

/** Why a ticket cannot be merged into another one, as far as that can be seen. */
function whyNot(ticket: DeskTicket, into: DeskTicket): string | undefined {
  if (into.number === ticket.number) return work.merge.same;
  if (into.site.id !== ticket.site.id || into.requester.id !== ticket.requester.id) return work.merge.differs;
  return into.status === "closed" ? work.merge.closed : undefined;
}

function Preview({ ticket, fits }: { ticket: DeskTicket; fits: string | undefined }) {
  return (
    <section class="preview" aria-label={ticket.number}>
      <p class="preview-label">
        <span class="number">{ticket.number}</span> <StatusChip status={ticket.status} />
      </p>
      <p class="preview-text">
        <strong dir="auto">{ticket.subject}</strong>
        <span>
          <PersonName name={nameOf(ticket.requester)} /> {fits !== undefined && `· ${fits}`}
        </span>
      </p>
    </section>
  );
}
