import { isHTTPError, isNetworkError, isTimeoutError } from "ky";
import type { Issue, Problem, ProblemCode } from "./wire/index.ts";

/** `unreadable`: an answer came, but not from a desk, or cut short. `aborted`: the caller's signal stopped the call. */
export type ErrorCode = ProblemCode | "network" | "timeout" | "aborted" | "unreadable";

interface ErrorDetails {
  readonly status?: number;
  readonly requestId?: string;
  readonly issues?: readonly Issue[] | undefined;
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}

/** Every call rejects with this and nothing else. Branch on `code`; `message` is a sentence for people. */
export class FirstlineError extends Error {
  override readonly name = "FirstlineError";
  readonly code: ErrorCode;
  /** The HTTP status, if there was an answer. */
  readonly status: number | undefined;
  /** What to quote to whoever runs the desk. */
  readonly requestId: string | undefined;
  /** Which fields are wrong, and why; empty if that is not the trouble. */
  readonly issues: readonly Issue[];
  /** Seconds to wait before the next try, if the desk named them. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.status = details.status;
    this.requestId = details.requestId;
    this.issues = details.issues ?? [];
    this.retryAfter = details.retryAfter;
  }
}

/** Whether something caught is a FirstlineError; also one from another frame or another copy of this package. */
export function isFirstlineError(error: unknown): error is FirstlineError {
  return typeof error === "object" && error !== null && "name" in error && error.name === "FirstlineError";
}

/** The desk's own description of an HTTP error, if it sent one. */
export function problemOf(fault: unknown): Problem | undefined {
  const data = isHTTPError<Problem>(fault) ? fault.data : undefined;
  return data && typeof data === "object" && "code" in data ? data : undefined;
}

/** How many seconds a refused call asks to wait. */
export function retryAfterOf(fault: unknown): number | undefined {
  return (isHTTPError(fault) && Number(fault.response.headers.get("Retry-After"))) || undefined;
}

/** Names a fault of a call. What ky threw holds the request with its credential, so none of it is passed on. */
export function toFirstlineError(fault: unknown, signal: AbortSignal | undefined): FirstlineError {
  if (signal?.aborted) return new FirstlineError("aborted", "The request was stopped.");
  if (isTimeoutError(fault)) return new FirstlineError("timeout", "The desk did not answer in time.");
  const unreadable = "The answer could not be read.";
  if (isHTTPError(fault)) {
    const { code = "unreadable", title = unreadable, ...problem } = problemOf(fault) ?? {};
    return new FirstlineError(code, title, {
      ...problem,
      status: fault.response.status,
      retryAfter: retryAfterOf(fault),
    });
  }
  if (fault instanceof SyntaxError) return new FirstlineError("unreadable", unreadable);
  return new FirstlineError("network", "The desk could not be reached.", {
    cause: isNetworkError(fault) ? fault.cause : fault,
  });
}
