import { type ErrorCode, FirstlineError } from "./errors.ts";
import type { Problem } from "./wire/index.ts";

/** Reads an answer: its body, the bytes that came in its place, or null where there is none. What is no success of a desk is thrown as a FirstlineError. */
export function readAnswer<Body>(text: string, { headers, ok, status }: Response, blob?: Blob): Body {
  const body = [202, 204, 304].includes(status) ? null : (blob ?? parse(text));
  if ((ok || status === 304) && body !== undefined) return body;
  const details = { status, retryAfter: retryAfterOf(headers) };
  const { code, title, requestId, issues = [] }: Partial<Problem> = Object(body);
  if (code && title) {
    const reasons = issues.map(({ path, message }) => ` ${path}: ${message}`).join("");
    throw new FirstlineError(code, title + reasons, { ...details, requestId, issues });
  }
  // A browser keeps the status of a redirect to itself.
  if (!ok && status < 400)
    throw new FirstlineError("unreadable", "The desk's url leads elsewhere. Use the one it leads to.", details);
  if (ok && headers.get("Content-Type")?.includes("json"))
    throw new FirstlineError("network", "The answer was cut short. Try again.", details);
  const message = "Something other than a desk answered. Check the desk's url and what stands in between.";
  throw new FirstlineError(codeOf(status), message, details);
}

/** The JSON of a text, taken at the word of the contract; undefined if it is none. */
function parse(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the answer of a proxy means, which knows the desk's codes by their statuses at best. */
function codeOf(status: number): ErrorCode {
  if (status >= 500) return "unavailable";
  return status === 429 ? "too_many_requests" : "unreadable";
}

/** How many seconds an answer asks to wait. A date counts from the desk's own clock where it is told: ours may be wrong. */
function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get("Retry-After") || "-";
  const now = Date.parse(headers.get("Date") ?? "") || Date.now();
  return [Number(value), (Date.parse(value) - now) / 1000].find((seconds) => seconds >= 0);
}
