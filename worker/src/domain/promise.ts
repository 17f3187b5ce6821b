import type { PausingStatus } from "@firstline/sdk/wire";
import { type Clock, type Late, stateOf, type Terms } from "./clock.ts";
import { type Clocks, resolutionOf, responseOf } from "./clocks.ts";

/**
 * What a requester is promised: when the open question is answered, and when the ticket is solved. Null is nothing
 * promised: the contract names no target for it, or nobody waits for it any more.
 *
 * The promise is the clocks' own word. Only warnings are left out, because they are for the desk; a miss is shown for
 * as long as its clock is.
 */
export interface TicketPromise {
  readonly answer: PromisedDate | null;
  readonly solution: PromisedDate | null;
}

/** One promised date. Instants are milliseconds since 1970, shown in the requester's own zone; amounts milliseconds. */
export type PromisedDate =
  | { readonly is: "due"; readonly at: number }
  | ({ readonly is: "paused" } & PauseShown)
  | {
      readonly is: "missed";
      readonly dueAt: number;
      /** By any wall clock, nights included, but without what was paused since. */
      readonly lateBy: number;
      /** The new date, why there is none at the moment, or how it ended. */
      readonly now: AfterMiss;
    }
  | { readonly is: "kept"; readonly at: number };

export type AfterMiss =
  /** The target once more after the miss, and again after each new date missed. Null: the calendar opens no more. */
  | { readonly is: "due"; readonly at: number | null }
  | ({ readonly is: "paused" } & PauseShown)
  /** Kept late. */
  | { readonly is: "done"; readonly at: number }
  /** The ticket was solved without an answer, or closed without being solved. */
  | { readonly is: "dropped"; readonly at: number };

/** Why and since when nothing is due, and what lets the clock go on: the requester's reply, or a third party's. */
export interface PauseShown {
  readonly since: number;
  readonly reason: PausingStatus;
  readonly goesOnWith: "requester_reply" | "third_party";
}

/** What the requester of a ticket is promised at an instant, which is not before the ticket's last event. */
export const promiseOf = (clocks: Clocks, terms: Terms, now: number): TicketPromise => ({
  answer: dateOf(responseOf(clocks), terms, now),
  solution: dateOf(resolutionOf(clocks), terms, now),
});

function dateOf(clock: Clock | undefined, terms: Terms, now: number): PromisedDate | null {
  if (!clock || clock.target === null) return null;
  const state = stateOf(clock, terms, now);
  switch (state.state) {
    case "running":
    case "at_risk":
      return state.dueAt === null ? null : { is: "due", at: state.dueAt };
    case "paused":
      return pauseOf(state);
    case "breached":
      return { is: "missed", dueAt: state.dueAt, lateBy: state.lateBy, now: afterMiss(state.since) };
    case "met":
      return { is: "kept", at: state.at };
    case "cancelled":
      return null;
  }
}

function afterMiss(since: Late): AfterMiss {
  switch (since.is) {
    case "running":
      return { is: "due", at: since.newDate };
    case "paused":
      return pauseOf(since);
    case "ended":
      return { is: since.how === "met" ? "done" : "dropped", at: since.at };
  }
}

const pauseOf = ({ since, reason }: Pick<PauseShown, "since" | "reason">) => ({
  is: "paused" as const,
  since,
  reason,
  goesOnWith: reason === "pending" ? ("requester_reply" as const) : ("third_party" as const),
});
