import { type Firstline, newMessageId } from "@firstline/sdk";
import type { FieldValue, Site, Submitted } from "@firstline/sdk/wire";
import { effect, signal } from "@preact/signals-core";
import { createContext } from "./context.ts";
import { type Draft, nothingWrong } from "./draft.ts";
import { nameOf, shownFields, valueIn } from "./fields.ts";
import { type Files, keepFiles } from "./files.ts";
import type { Outbox, Parcel } from "./outbox.ts";
import type { PanelModelOptions } from "./panel.ts";

type TicketParcel = Extract<Parcel, { is: "ticket" }>;

export interface SubmissionOptions {
  /** The site's public key. */
  readonly key: string;
  readonly firstline: Firstline;
  readonly draft: Draft;
  readonly outbox: Outbox;
  readonly site: () => Site | undefined;
  readonly options: Pick<PanelModelOptions, "context" | "errors">;
  /** `shown`: it is what stands in the form of this tab. */
  readonly onSubmitted: (submitted: Submitted, shown: boolean) => void;
}

/** The browser's language, unless it is written in a way that the desk would refuse. */
const language = /^[a-z]{2,3}(-[a-z\d]{1,8})*$/i.exec(navigator.language)?.[0];

/** Makes a ticket of the draft. What was typed stays there until the desk has confirmed it. */
export function createSubmission({ key, firstline, draft, outbox, site, options, onSubmitted }: SubmissionOptions) {
  const { fields, state } = draft;
  const context = createContext(options);
  /** The files for the ticket, once somebody has picked some. */
  const files = signal<Files | undefined>(undefined);
  // An unchanged submission keeps its id and key over every try, so that the desk makes one ticket of them.
  const newAttempt = (content: string) => ({ content, id: newMessageId(), key: newMessageId() });
  let attempt = newAttempt("");

  const topic = () => site()?.topics.find(({ id }) => id === fields.value.topic);
  /** The fields that the picked topic asks for now. */
  const asked = () => shownFields(topic()?.fields ?? [], fields.value);

  function missing(): string[] {
    const typed = fields.peek();
    const open = asked().filter((field) => field.required && valueIn(field, typed) === undefined);
    return [
      ...(["subject", "message"] as const).filter((name) => !typed[name].trim()),
      ...open.map(nameOf),
      ...(site()?.consent && typed.consent !== site()?.consent?.version ? ["consent"] : []),
    ];
  }

  async function toSubmission(): Promise<TicketParcel["submission"]> {
    const typed = fields.peek();
    const values: Record<string, FieldValue> = {};
    for (const field of asked()) {
      const value = valueIn(field, typed);
      if (value !== undefined) values[field.id] = value;
    }
    const picked = topic();
    const attachments = files.peek()?.ready();
    const rest = {
      subject: typed.subject.trim(),
      ...(picked && { topic: picked.id }),
      ...(Object.keys(values).length > 0 && { fields: values }),
      ...(language && { language }),
      ...(typed.email.trim() && { email: typed.email.trim() }),
      ...(typed.name.trim() && { name: typed.name.trim() }),
      ...(typed.consent && { consent: { version: typed.consent } }),
      ...(typed.followUpOf && { followUpOf: typed.followUpOf }),
    };
    const text = typed.message.trim();
    const content = JSON.stringify([rest, text, attachments]);
    if (attempt.content !== content) attempt = newAttempt(content);
    const { id } = attempt;
    return { ...rest, context: await context.read(), message: { id, text, ...(attachments && { attachments }) } };
  }

  /** What stands in the form of this tab and is on its way, or waits for another try. */
  const current = signal<TicketParcel | undefined>(undefined);

  // The form says how its parcel stands.
  const stopFollowing = effect(() => {
    const sent = outbox.parcels.value.find(({ parcel }) => parcel.key === current.value?.key);
    if (sent?.is === "sending") state.value = { kind: "sending", wrong: nothingWrong };
    if (sent?.is === "queued") state.value = { kind: "queued", wrong: nothingWrong, error: sent.error };
    if (sent?.is !== "failed") return;
    // The path `body.message.text` is about the message, `body.fields.size` about the topic's field of that id.
    const wrong = sent.error.issues.map(({ path }) =>
      path.includes(".attachments") ? "files" : (/^body\.(fields\.\w+|\w+)/.exec(path)?.[1] ?? ""),
    );
    state.value = { kind: "failed", wrong: new Set(wrong), error: sent.error };
    release();
  });
  // What is changed while it waits is taken back.
  const stopReleasing = effect(() => {
    if (state.value.kind === "editing") release();
  });

  /** From here on the form has it alone. */
  function release() {
    const parcel = current.peek();
    current.value = undefined;
    if (parcel) void outbox.remove(parcel.key);
  }

  async function send(parcel: TicketParcel) {
    current.value = parcel;
    await outbox.send(parcel);
  }

  return {
    asked,
    context,
    files,
    /** Sends it, unless something is missing. `unreadable` names the fields that the browser cannot make sense of. */
    async submit(unreadable: readonly string[] = []) {
      const waiting = current.peek();
      if (waiting) return send(waiting);
      const wrong = new Set([...missing(), ...unreadable]);
      // Files can say it all.
      if (files.peek()?.ready()) wrong.delete("message");
      if (files.peek()?.hold()) wrong.add("files");
      if (wrong.size) {
        state.value = { kind: "editing", wrong };
        return;
      }
      state.value = { kind: "sending", wrong: nothingWrong };
      const submission = await toSubmission();
      const at = new Date().toISOString();
      await send({ key: attempt.key, site: key, at, is: "ticket", submission, fields: fields.peek() });
    },
    /** Brings a ticket to the desk; what stands in the form of this tab is cleared then. */
    async deliver(parcel: TicketParcel) {
      const submitted = await firstline.tickets.submit(parcel.submission, { idempotencyKey: parcel.key });
      const shown = parcel.key === current.peek()?.key;
      if (shown) {
        draft.clear();
        files.value = undefined;
      }
      onSubmitted(submitted, shown);
    },
    /** Puts what earlier pages left behind into the form again, if nothing else is written there. */
    resume(parcels: readonly Parcel[]) {
      for (const parcel of parcels) {
        const { subject, message } = fields.peek();
        const isWritten = parcel.is === "ticket" && JSON.stringify(parcel.fields) === JSON.stringify(fields.peek());
        if (parcel.is !== "ticket" || current.peek() || ((subject || message) && !isWritten)) continue;
        draft.set(parcel.fields);
        const { attachments } = parcel.submission.message;
        if (attachments) files.value = keepFiles(attachments);
        current.value = parcel;
      }
    },
    stop() {
      stopFollowing();
      stopReleasing();
      files.peek()?.stop();
    },
  };
}
