import { type Issue, type Problem, type ProblemCode, problems } from "@firstline/sdk/wire";
import { answerHeaders } from "./answer.ts";

/** An error as every caller gets it: problem details with its code. `retryAfter` is in seconds, `more` are further headers. */
export function problemAnswer(
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
