import { type Firstline, type FirstlineError, newMessageId } from "@firstline/sdk";
import type { Site, Submission, Submitted } from "@firstline/sdk/wire";
import { signal } from "@preact/signals-core";
import type { Kept } from "../storage.ts";
import { expectFirstlineError } from "./remote.ts";

/** The fields of the form, as typed. */
export type Fields = Readonly<Record<"topic" | "subject" | "message" | "email" | "name", string>>;
export type FieldName = keyof Fields;

/** `wrong` names the fields that are empty and must not be, or that the desk did not take. */
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
    const known = Object.entries(found).filter(([name, value]) => name in empty && typeof value === "string");
    return { ...empty, ...Object.fromEntries(known) };
  } catch {
    return empty;
  }
}

/** A new ticket being written: keeps what is typed until the desk has confirmed it. */
export function createSubmissionModel(
  firstline: Firstline,
  draft: Kept,
  topics: () => Site["topics"],
  onSubmitted: (submitted: Submitted) => void,
) {
  const fields = signal(readDraft(draft));
  const state = signal<SubmissionState>({ kind: "editing", wrong: none });
  // An unchanged submission keeps its id and key over every try, so that the desk makes one ticket of them.
  const newAttempt = (content: string) => ({ content, id: newMessageId(), idempotencyKey: newMessageId() });
  let attempt = newAttempt("");

  function toSubmission(): Submission {
    const { topic, subject, message, email, name } = fields.peek();
    const content = JSON.stringify(fields.peek());
    if (attempt.content !== content) attempt = newAttempt(content);
    const picked = topics().find(({ id }) => id === topic);
    return {
      subject: subject.trim(),
      message: { id: attempt.id, text: message.trim() },
      ...(picked && { topic: picked.id }),
      ...(email.trim() && { email: email.trim() }),
      ...(name.trim() && { name: name.trim() }),
    };
  }

  return {
    fields,
    state,
    write(name: FieldName, value: string) {
      fields.value = { ...fields.peek(), [name]: value };
      draft.write(JSON.stringify(fields.peek()));
    },
    async submit() {
      if (state.peek().kind === "sending") return;
      const missing = (["subject", "message"] as const).filter((name) => !fields.peek()[name].trim());
      if (missing.length) {
        state.value = { kind: "editing", wrong: new Set(missing) };
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
        // A path such as `body.message.text` names its field second.
        const wrong = new Set(error.issues.map((issue) => issue.path.split(".")[1] ?? ""));
        state.value = { kind: "failed", error, wrong };
      }
    },
  };
}
