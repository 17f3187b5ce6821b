import type { FirstlineError } from "@firstline/sdk";
import { signal } from "@preact/signals-core";
import type { Kept } from "../storage.ts";

/** What a topic's field is called among all that is typed into the form: the tail of its path in the submission. */
export type TopicFieldName = `fields.${string}`;

/** What is typed into topics' fields, by name. Of a choice of several, the options, one a line. */
export type Typed = Readonly<Record<TopicFieldName, string>>;

const empty = { topic: "", subject: "", message: "", email: "", name: "", consent: "", followUpOf: "" };

/**
 * The form, as typed: what every ticket has, and the fields of topics. `consent` is the version of the text that was
 * agreed to, `followUpOf` the number of the ticket that is followed up.
 */
export type Fields = Readonly<typeof empty> & Typed;
export type FieldName = keyof typeof empty | TopicFieldName;

/**
 * `wrong` names the fields that are empty and must not be, or that the browser or the desk did not take. What is
 * `queued` is tried again until the desk has answered.
 */
export type DraftState =
  | { readonly kind: "editing" | "sending"; readonly wrong: ReadonlySet<string> }
  | { readonly kind: "failed" | "queued"; readonly wrong: ReadonlySet<string>; readonly error: FirstlineError };

export const nothingWrong: ReadonlySet<string> = new Set();

/** The fields that were typed; whatever else is found is left out. */
export function readFields(found: unknown): Fields {
  const known = Object.entries(Object(found)).filter(
    ([name, value]) => (name in empty || name.startsWith("fields.")) && typeof value === "string",
  );
  return { ...empty, ...Object.fromEntries(known) };
}

function parse(kept: string | undefined): Fields {
  try {
    return readFields(JSON.parse(kept ?? ""));
  } catch {
    return empty;
  }
}

/** A new ticket being written. It is kept through a reload until `clear`. */
export function createDraft(kept: Kept) {
  const fields = signal(parse(kept.read()));
  const state = signal<DraftState>({ kind: "editing", wrong: nothingWrong });

  function set(next: Fields) {
    fields.value = next;
    kept.write(JSON.stringify(next));
  }

  return {
    fields,
    state,
    set,
    write(name: FieldName, value: string) {
      set({ ...fields.peek(), [name]: value });
      const { kind, wrong } = state.peek();
      // What is being mended is not held against anybody until it is sent again; what waits to be sent is taken back.
      if (wrong.has(name) || kind === "queued")
        state.value = { kind: "editing", wrong: new Set([...wrong].filter((other) => other !== name)) };
    },
    /** Fills in fields that are empty. */
    prefill(prefill: Partial<Fields> = {}) {
      const written = Object.entries(fields.peek()).filter(([, text]) => text);
      fields.value = { ...fields.peek(), ...prefill, ...Object.fromEntries(written) };
    },
    clear() {
      fields.value = empty;
      kept.write(undefined);
      state.value = { kind: "editing", wrong: nothingWrong };
    },
  };
}

export type Draft = ReturnType<typeof createDraft>;
