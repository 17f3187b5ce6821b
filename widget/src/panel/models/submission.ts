import { type Firstline, type FirstlineError, newMessageId } from "@firstline/sdk";
import type { FieldValue, Submission, Submitted, Topic } from "@firstline/sdk/wire";
import { signal } from "@preact/signals-core";
import type { Kept } from "../storage.ts";
import { nameOf, shownFields, type TopicFieldName, type Typed, valueIn } from "./fields.ts";
import { expectFirstlineError } from "./remote.ts";

/** The fields of the form, as typed: those that every ticket has, and those of topics. */
export type Fields = Readonly<Record<"topic" | "subject" | "message" | "email" | "name", string>> & Typed;
export type FieldName = "topic" | "subject" | "message" | "email" | "name" | TopicFieldName;

/** `wrong` names the fields that are empty and must not be, or that the browser or the desk did not take. */
export type SubmissionState =
  | { readonly kind: "editing"; readonly wrong: ReadonlySet<string> }
  | { readonly kind: "sending"; readonly wrong: ReadonlySet<string> }
  | { readonly kind: "failed"; readonly wrong: ReadonlySet<string>; readonly error: FirstlineError };

const none: ReadonlySet<string> = new Set();
const empty: Fields = { topic: "", subject: "", message: "", email: "", name: "" };

function readDraft(draft: Kept): Fields {
  try {
    const found: unknown = JSON.parse(draft.read() ?? "");
    if (typeof found !== "object" || found === null) return empty;
    const known = Object.entries(found).filter(
      ([name, value]) => (name in empty || name.startsWith("fields.")) && typeof value === "string",
    );
    return { ...empty, ...Object.fromEntries(known) };
  } catch {
    return empty;
  }
}

/** The browser's language, unless it is written in a way that the desk would refuse. */
const language = /^[a-z]{2,3}(-[a-z\d]{1,8})*$/i.exec(navigator.language)?.[0];

/** A new ticket being written: keeps what is typed until the desk has confirmed it. */
export function createSubmissionModel(
  firstline: Firstline,
  draft: Kept,
  topics: () => readonly Topic[],
  onSubmitted: (submitted: Submitted) => void,
) {
  const fields = signal(readDraft(draft));
  const state = signal<SubmissionState>({ kind: "editing", wrong: none });
  // An unchanged submission keeps its id and key over every try, so that the desk makes one ticket of them.
  const newAttempt = (content: string) => ({ content, id: newMessageId(), idempotencyKey: newMessageId() });
  let attempt = newAttempt("");

  const topic = () => topics().find(({ id }) => id === fields.value.topic);
  /** The fields that the picked topic asks for now. */
  const asked = () => shownFields(topic()?.fields ?? [], fields.value);

  function missing(): FieldName[] {
    const typed = fields.peek();
    const open = asked().filter((field) => field.required && valueIn(field, typed) === undefined);
    return [...(["subject", "message"] as const).filter((name) => !typed[name].trim()), ...open.map(nameOf)];
  }

  function toSubmission(): Submission {
    const typed = fields.peek();
    const values: Record<string, FieldValue> = {};
    for (const field of asked()) {
      const value = valueIn(field, typed);
      if (value !== undefined) values[field.id] = value;
    }
    const picked = topic();
    const rest = {
      subject: typed.subject.trim(),
      ...(picked && { topic: picked.id }),
      ...(Object.keys(values).length > 0 && { fields: values }),
      ...(language && { language }),
      ...(typed.email.trim() && { email: typed.email.trim() }),
      ...(typed.name.trim() && { name: typed.name.trim() }),
    };
    const text = typed.message.trim();
    const content = JSON.stringify([rest, text]);
    if (attempt.content !== content) attempt = newAttempt(content);
    return { ...rest, message: { id: attempt.id, text } };
  }

  return {
    fields,
    state,
    asked,
    write(name: FieldName, value: string) {
      fields.value = { ...fields.peek(), [name]: value };
      draft.write(JSON.stringify(fields.peek()));
      const { wrong } = state.peek();
      // What is being mended is not held against anybody until it is sent again.
      if (wrong.has(name))
        state.value = { ...state.peek(), wrong: new Set([...wrong].filter((other) => other !== name)) };
    },
    /** Sends it, unless something is missing. `unreadable` names the fields that the browser cannot make sense of. */
    async submit(unreadable: readonly string[] = []) {
      if (state.peek().kind === "sending") return;
      const wrong = new Set([...missing(), ...unreadable]);
      if (wrong.size) {
        state.value = { kind: "editing", wrong };
        return;
      }
      state.value = { kind: "sending", wrong: none };
      const submission = toSubmission();
      try {
        const { idempotencyKey } = attempt;
        const submitted = await firstline.tickets.submit(submission, { idempotencyKey });
        fields.value = empty;
        draft.write(undefined);
        state.value = { kind: "editing", wrong: none };
        onSubmitted(submitted);
      } catch (thrown) {
        const error = expectFirstlineError(thrown);
        // The path `body.message.text` is about the message, `body.fields.size` about the topic's field of that id.
        const wrong = new Set(error.issues.map(({ path }) => /^body\.(fields\.\w+|\w+)/.exec(path)?.[1] ?? ""));
        state.value = { kind: "failed", error, wrong };
      }
    },
  };
}
