import { type Issue, type Problem, type ProblemCode, problems } from "@firstline/sdk/wire";
import { NotSetUp } from "../store/directory.ts";
import { failureOf } from "../store/failure.ts";
import { answerHeaders } from "./answer.ts";
import { Refused } from "./refused.ts";

/** The one writer of errors: whatever was thrown becomes problem details. Faults are logged by name, never with data. */
export function problemResponse(error: unknown, requestId: string): Response {
  if (error instanceof Refused) {
    return write(error.code, requestId, error.issues, error.retryAfter, error.headers);
  }
  if (error instanceof NotSetUp) return write("unavailable", requestId);
  const failure = failureOf(error);
  if (failure === "clash") return write("version_clash", requestId);
  if (failure === "overloaded") return write("overloaded", requestId, undefined, 60);
  if (failure === "transient") return write("unavailable", requestId, undefined, 1);
  console.error(JSON.stringify({ requestId, fault: nameOf(error) }));
  return write("internal", requestId);
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

function write(
  code: ProblemCode,
  requestId: string,
  issues?: readonly Issue[],
  retryAfter?: number,
  more: Readonly<Record<string, string>> = {},
): Response {
  const { status, title } = problems[code];
  const body: Problem = {
    type: `urn:firstline:problem:${code}`,
    title,
    status,
    code,
    requestId,
    ...(issues && { issues: [...issues] }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...answerHeaders(requestId),
      ...more,
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
      ...(status === 401 && { "www-authenticate": "Bearer" }),
    },
  });
}
