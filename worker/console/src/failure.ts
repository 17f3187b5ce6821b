import { isFirstlineError } from "@firstline/sdk/desk";
import type { Issue } from "@firstline/sdk/wire";
import { issueText } from "./issue.ts";
import { texts } from "./texts.ts";

/** What went wrong, as the console shows it: a code to branch on and a sentence for the agent. */
export interface Failure {
  readonly code: string;
  readonly text: string;
  readonly issues: readonly Issue[];
}

const sentences: Readonly<Record<string, string>> = texts.failures;

/** What a code means, for the agent. */
export const sentenceOf = (code: string): string => sentences[code] ?? texts.failures.unexpected;

/** A failure by its code alone. */
export const failureFor = (code: string): Failure => ({ code, text: sentenceOf(code), issues: [] });

/** Turns whatever a call threw into a failure; only the code of an unknown error is lost, never its occurrence. */
export function failureOf(error: unknown): Failure {
  if (!isFirstlineError(error)) return failureFor("unexpected");
  const issues = error.issues.map((issue) => ({ ...issue, message: issueText(issue.message) }));
  return { ...failureFor(error.code), issues };
}

/** Whether the failure means that nobody is signed in any more. */
export const endsSession = (failure: Failure): boolean =>
  failure.code === "credentials_invalid" || failure.code === "credentials_missing";

/** Whether the call did not get through, so that the same call may work later. */
export const passes = ({ code }: Failure): boolean => passing.has(code);

const passing = new Set(["network", "timeout", "unavailable", "overloaded", "too_many_requests"]);

/** Whether somebody else changed the ticket first. */
export const isConflict = (failure: Failure): boolean => conflicts.has(failure.code);

const conflicts = new Set([
  "version_mismatch",
  "version_clash",
  "already_assigned",
  "ticket_closed",
  "transition_refused",
]);
