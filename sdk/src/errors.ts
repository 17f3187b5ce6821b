import type { Issue, ProblemCode } from "./wire/index.ts";

/**
 * What a call may reject with: the desk's own refusals, and what keeps a call from reaching it. `network`: no answer
 * came, or half of one. `timeout`: none came in time. `aborted`: the caller's signal stopped the call. `unreadable`:
 * something other than a desk answered. `misconfigured`: no request can be made with the client's url, key or token.
 */
export type ErrorCode = ProblemCode | "network" | "timeout" | "aborted" | "unreadable" | "misconfigured";

interface ErrorDetails {
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly issues?: readonly Issue[] | undefined;
  readonly retryAfter?: number | undefined;
}

/** Every call rejects with this and nothing else. Branch on `code`; `message` says to people what to do. */
export class FirstlineError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = "FirstlineError";
  readonly code: Code;
  /** The HTTP status, if there was an answer. */
  readonly status: number | undefined;
  /** What to quote to whoever runs the desk. */
  readonly requestId: string | undefined;
  /** Which fields are wrong, and why; empty if that is not the trouble. */
  readonly issues: readonly Issue[];
  /** Seconds to wait before the next try, if the desk named them. */
  readonly retryAfter: number | undefined;

  constructor(code: Code, message: string, details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    this.status = details.status;
    this.requestId = details.requestId;
    this.issues = details.issues ?? [];
    this.retryAfter = details.retryAfter;
  }
}

/**
 * Whether something caught is a FirstlineError, of one of the given codes if any are given; also one from another frame
 * or another copy of this package.
 */
export function isFirstlineError<Code extends ErrorCode = ErrorCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is FirstlineError<Code> {
  const { name, code } = Object(error);
  return name === "FirstlineError" && (codes.length === 0 || codes.includes(code));
}
