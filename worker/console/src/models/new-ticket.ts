import { type Desk, newMessageId, type NewTicket as Submission } from "@firstline/sdk/desk";
import type { Changed, Channel, DeskTicket, Message, Priority, Session } from "@firstline/sdk/wire";
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
  /** The closed ticket that the new one goes on from, and whose it is. */
  readonly goesOn?: { readonly number: string; readonly requester: string } | undefined;
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
  /** Opens the form for a ticket that goes on from another one, for the same person. */
  followUp(origin: DeskTicket, subject: string): void;
  close(): void;
  change(fields: Partial<NewTicketFields>): void;
  submit(): Promise<void>;
}

/** What the form needs from around it. */
export interface NewTicketSurroundings {
  readonly desk: Desk;
  readonly session: ReadonlySignal<Session>;
  onOpened(changed: Changed): void;
  onFailure(failure: Failure): void;
}

export const NewTicket = createModel<NewTicket, [NewTicketSurroundings]>(({ desk, session, onOpened, onFailure }) => {
  const blank: NewTicketFields = {
    site: session.peek().sites[0]?.id ?? "",
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
    const site = session.peek().sites.find(({ id }) => id === from.site);
    if (!site) return undefined;
    const topic = site.topics.find(({ id }) => id === from.topic);
    const name = from.name.trim();
    const email = from.email.trim();
    return {
      site: site.id,
      requester: from.goesOn ? { id: from.goesOn.requester } : name === "" ? { email } : { email, name },
      ...(from.goesOn && { followUpOf: from.goesOn.number }),
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
      if (state.peek().kind !== "closed") return;
      if (fields.peek().goesOn) fields.value = blank;
      state.value = { kind: "open", failure: undefined };
    },
    followUp({ number, site, requester, channel, topic }, subject) {
      if (state.peek().kind !== "closed") return;
      fields.value = {
        ...blank,
        site: site.id,
        email: requester.email ?? "",
        name: requester.name ?? "",
        channel,
        topic: topic?.id ?? "",
        subject: subject.slice(0, 200),
        goesOn: { number, requester: requester.id },
      };
      state.value = { kind: "open", failure: undefined };
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
