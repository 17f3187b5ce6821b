import { isFirstlineError } from "@firstline/sdk/desk";
import type { Issue } from "@firstline/sdk/wire";
import { texts } from "./texts.ts";

/** What went wrong, as the console shows it: a code to branch on and a sentence for the agent. */
export interface Failure {
  readonly code: string;
  readonly text: string;
  readonly issues: readonly Issue[];
}

const sentences: Readonly<Record<string, string>> = texts.failures;

/** Turns whatever a call threw into a failure; only the code of an unknown error is lost, never its occurrence. */
export function failureOf(error: unknown): Failure {
  if (!isFirstlineError(error)) return { code: "unexpected", text: texts.failures.unexpected, issues: [] };
  return {
    code: error.code,
    text: sentences[error.code] ?? texts.failures.unexpected,
    issues: error.issues,
  };
}

/** Whether the failure means that nobody is signed in any more. */
export const endsSession = (failure: Failure): boolean =>
  failure.code === "credentials_invalid" || failure.code === "credentials_missing";

/** Whether somebody else changed the ticket first. */
export const isConflict = (failure: Failure): boolean => conflicts.has(failure.code);

const conflicts = new Set([
  "version_mismatch",
  "version_clash",
  "already_assigned",
  "ticket_closed",
  "transition_refused",
]);
