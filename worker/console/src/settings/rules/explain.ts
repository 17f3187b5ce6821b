import type { Desk, ExplanationRequest } from "@firstline/sdk/desk";
import type { Channel, Explanation, Priority, Setup } from "@firstline/sdk/wire";
import { createModel, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../../failure.ts";

/** What is asked about, as it stands in the form. */
export interface Question {
  readonly kind: "possible" | "known";
  readonly number: string;
  readonly site: string;
  readonly subject: string;
  readonly text: string;
  /** Empty: none. */
  readonly topic: string;
  readonly channel: Channel;
  readonly priority: Priority;
  readonly language: string;
  readonly plan: string;
  readonly verified: boolean;
  readonly tags: readonly string[];
  /** As a browser writes a date and time in the page's own zone; empty: now. */
  readonly at: string;
}

export type ExplainState =
  | { readonly kind: "none" }
  | { readonly kind: "asking" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | {
      readonly kind: "done";
      readonly explanation: Explanation;
      /** What it was asked about, and of which set-up. */
      readonly question: Question;
      readonly setup: Setup;
    };

/** Asks the desk what the rules make of a ticket. */
export interface Explain {
  readonly question: Signal<Question>;
  readonly state: ReadonlySignal<ExplainState>;
  /** By a set-up; `isDraft`: it is not what the desk has. */
  ask(setup: Setup, isDraft: boolean): Promise<void>;
  /** What the desk said about a part of the question. */
  issueAt(name: string): string | undefined;
  /** What it said about the draft. */
  draftIssues(): readonly string[];
}

export const Explain = createModel<Explain, [Desk, string, (failure: Failure) => void]>((desk, site, onFailure) => {
  const question = signal<Question>({
    kind: "possible",
    number: "",
    site,
    subject: "",
    text: "",
    topic: "",
    channel: "web",
    priority: "normal",
    language: "",
    plan: "",
    verified: false,
    tags: [],
    at: "",
  });
  const state = signal<ExplainState>({ kind: "none" });
  const issues = () => (state.value.kind === "failed" ? state.value.failure.issues : []);
  return {
    question,
    state,
    async ask(setup, isDraft) {
      if (state.peek().kind === "asking") return;
      const asked = question.peek();
      const explain = requestOf(asked);
      state.value = { kind: "asking" };
      try {
        const explanation = await (isDraft ? desk.setup.explain({ setup, explain }) : desk.routing.explain(explain));
        state.value = { kind: "done", explanation, question: asked, setup };
      } catch (error) {
        const failure = failureOf(error);
        onFailure(failure);
        state.value = { kind: "failed", failure };
      }
    },
    issueAt: (name) => issues().find(({ path }) => !isOfDraft(path) && path.split(".").includes(name))?.message,
    draftIssues: () =>
      issues()
        .filter(({ path }) => isOfDraft(path))
        .map(({ message }) => message),
  };
});

const isOfDraft = (path: string): boolean => path.startsWith("body.setup.");

/** What was left empty is not known, or as it mostly is. */
export function requestOf(question: Question): ExplanationRequest {
  const { kind, site, channel, priority, verified, tags } = question;
  const at = question.at === "" ? {} : { at: new Date(question.at).toISOString() };
  if (kind === "known") return { number: question.number.trim().toUpperCase(), ...at };
  const [subject, text, language, plan] = [question.subject, question.text, question.language, question.plan].map(
    (words) => words.trim(),
  );
  return {
    ticket: {
      site,
      channel,
      priority,
      verified,
      tags: [...tags],
      ...(subject && { subject }),
      ...(text && { text }),
      ...(question.topic && { topic: question.topic }),
      ...(language && { language }),
      ...(plan && { plan }),
    },
    ...at,
  };
}
