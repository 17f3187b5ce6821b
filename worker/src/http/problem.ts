import { NotSetUp } from "../store/directory.ts";
import { failureOf } from "../store/failure.ts";
import { problemAnswer } from "./problem-answer.ts";
import { Refused } from "./refused.ts";

/** The one writer of errors: whatever was thrown becomes problem details. Faults are logged by name, never with data. */
export function problemResponse(error: unknown, requestId: string): Response {
  if (error instanceof Refused) {
    return problemAnswer(error.code, requestId, error.issues, error.retryAfter, error.headers);
  }
  if (error instanceof NotSetUp) return problemAnswer("unavailable", requestId);
  const failure = failureOf(error);
  if (failure === "clash") return problemAnswer("version_clash", requestId);
  if (failure === "overloaded") return problemAnswer("overloaded", requestId, undefined, 60);
  if (failure === "transient") return problemAnswer("unavailable", requestId, undefined, 1);
  console.error(JSON.stringify({ requestId, fault: nameOf(error) }));
  return problemAnswer("internal", requestId);
}

/** What may be logged of a fault: where it happened, but no message, for messages can quote what a person wrote. */
const nameOf = (error: unknown): string =>
  error instanceof Error
    ? [
        error.name,
        ...(error.stack ?? "")
          .split("\n")
          .filter((line) => /^ {4}at /.test(line))
          .slice(0, 3),
      ].join(" ")
    : typeof error;
