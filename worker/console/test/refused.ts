import type { Issue, ProblemCode } from "@firstline/sdk/wire";

/** What the desk in memory answers with where it refuses. */
export class Refused extends Error {
  readonly code: ProblemCode;
  readonly issues: readonly Issue[];
  constructor(code: ProblemCode, issues: readonly Issue[] = []) {
    super(code);
    this.code = code;
    this.issues = issues;
  }
}
