import { type Desk, newMessageId, type NewTicket as Submission } from "@firstline/sdk/desk";
import type { Changed, Channel, Message, Priority, Session } from "@firstline/sdk/wire";
import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";

/** What the form holds, as typed. */
export interface NewTicketFields {
  readonly site: string;
  readonly email: string;
  readonly name: string;
  readonly channel: Channel;
  /** A topic's id; empty is none. */
  readonly topic: string;
  readonly subject: string;
  readonly message: string;
  readonly priority: Priority;
}

export type NewTicketState =
  | { readonly kind: "closed" }
  | { readonly kind: "open"; readonly failure: Failure | undefined }
  | { readonly kind: "submitting" };

/** The form that opens a ticket on behalf of somebody. What was typed stays until the ticket is open. */
export interface NewTicket {
  readonly state: ReadonlySignal<NewTicketState>;
  readonly fields: ReadonlySignal<NewTicketFields>;
  open(): void;
  close(): void;
  change(fields: Partial<NewTicketFields>): void;
  submit(): Promise<void>;
}

/** What the form needs from around it. */
export interface NewTicketSurroundings {
  readonly desk: Desk;
  readonly session: Session;
  onOpened(changed: Changed): void;
  onFailure(failure: Failure): void;
}

export const NewTicket = createModel<NewTicket, [NewTicketSurroundings]>(({ desk, session, onOpened, onFailure }) => {
  const blank: NewTicketFields = {
    site: session.sites[0]?.id ?? "",
    email: "",
    name: "",
    channel: "phone",
    topic: "",
    subject: "",
    message: "",
    priority: "normal",
  };
  const state = signal<NewTicketState>({ kind: "closed" });
  const fields = signal(blank);
  /** The key belongs to what was sent: the same form again repeats it, another form is another ticket. */
  let sent: { fields: NewTicketFields; key: Message["id"] } | undefined;

  const submission = (from: NewTicketFields, messageId: Message["id"]): Submission | undefined => {
    const site = session.sites.find(({ id }) => id === from.site);
    if (!site) return undefined;
    const topic = site.topics.find(({ id }) => id === from.topic);
    const name = from.name.trim();
    const email = from.email.trim();
    return {
      site: site.id,
      requester: name === "" ? { email } : { email, name },
      channel: from.channel,
      ...(topic ? { topic: topic.id } : {}),
      subject: from.subject.trim(),
      priority: from.priority,
      message: { id: messageId, text: from.message.trim() },
    };
  };

  return {
    state,
    fields,
    open() {
      if (state.peek().kind === "closed") state.value = { kind: "open", failure: undefined };
    },
    close() {
      if (state.peek().kind === "open") state.value = { kind: "closed" };
    },
    change(changes) {
      const topic = changes.site === undefined ? {} : { topic: "" };
      fields.value = { ...fields.peek(), ...topic, ...changes };
    },
    async submit() {
      if (state.peek().kind !== "open") return;
      const now = fields.peek();
      const { key } = sent?.fields === now ? sent : { key: newMessageId() };
      sent = { fields: now, key };
      const body = submission(now, key);
      if (!body) return;
      state.value = { kind: "submitting" };
      try {
        const { ticket, events } = await desk.tickets.create(body, { idempotencyKey: key });
        fields.value = { ...blank, site: now.site };
        state.value = { kind: "closed" };
        onOpened({ ticket, events });
      } catch (error) {
        const failure = failureOf(error);
        state.value = { kind: "open", failure };
        onFailure(failure);
      }
    },
  };
});
