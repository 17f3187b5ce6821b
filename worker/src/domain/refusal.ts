import type { Issue, ProblemCode } from "@firstline/sdk/wire";

/** A lawful no, as data. */
export interface Refusal {
  readonly refused: ProblemCode;
  readonly issues?: readonly Issue[];
}

export const invalid = (issues: readonly Issue[]): Refusal => ({ refused: "invalid", issues });
