import type { Issue, ProblemCode } from "@firstline/sdk/wire";

/** A refusal on its way to the one place that writes errors. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: ProblemCode;
  readonly issues: readonly Issue[] | undefined;
  /** Seconds after which it is worth trying again. */
  readonly retryAfter: number | undefined;
  /** What its answer says in headers besides. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    details: { issues?: readonly Issue[]; retryAfter?: number; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(code);
    this.code = code;
    this.issues = details.issues;
    this.retryAfter = details.retryAfter;
    this.headers = details.headers ?? {};
  }
}
