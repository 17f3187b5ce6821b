import type { Explanation } from "@firstline/sdk/wire";
import { clocksFor, instant, promiseFor } from "./clock-projection.ts";
import { candidateFor, placementFor } from "./coverage-projection.ts";
import type { Surroundings } from "./decision.ts";
import type { Directory } from "./directory.ts";
import { open, type Submission } from "./open.ts";
import { seek } from "./placement.ts";

/**
 * What a ticket comes to if it comes in at `surroundings.now`, and why. It is opened as every ticket is, and then not
 * kept. A desk that hands nothing out is told who would be looked at if it did.
 */
export function explanationOf(submission: Submission, surroundings: Surroundings, directory: Directory): Explanation {
  const { now, termsOf } = surroundings;
  const opened = open(submission, { kind: "contact", id: submission.contact }, surroundings);
  const { ticket, routing } = opened;
  const { placement, considered } = opened.sought ?? seek(ticket, routing, surroundings);
  return {
    at: instant(now),
    rules: opened.explanation,
    routing,
    placement: placementFor(directory, placement),
    considered: considered.map((candidate) => candidateFor(directory, candidate)),
    contract: ticket.clocks?.contract ?? null,
    clocks: clocksFor(ticket, termsOf, now),
    promise: promiseFor(ticket, termsOf, now) ?? { answer: null, solution: null, staffedAt: null },
  };
}
