import type { Clock as ClockShown, PromisedDate as PromisedDateShown, TicketPromise } from "@firstline/sdk/wire";
import { type Clock, type Late, stateOf } from "./clock.ts";
import type { TermsOf } from "./clocks.ts";
import { type AfterMiss, type PauseShown, type PromisedDate, promiseOf } from "./promise.ts";
import type { TicketState } from "./ticket.ts";

/** An instant as the wire writes it. */
export const instant = (at: number): string => new Date(at).toISOString();
export const instantOrNull = (at: number | null): string | null => (at === null ? null : instant(at));

/** A ticket's clocks as agents see them; those that promise nothing are left out. */
export function clocksFor({ clocks }: Pick<TicketState, "clocks">, termsOf: TermsOf, now: number): ClockShown[] {
  if (!clocks) return [];
  const terms = termsOf(clocks.contract);
  return clocks.list.flatMap((clock) => (clock.target === null ? [] : [clockFor(clock, stateOf(clock, terms, now))]));
}

function clockFor({ metric, cycle }: Clock, state: ReturnType<typeof stateOf>): ClockShown {
  const clock = { metric, cycle };
  switch (state.state) {
    case "running":
      return { ...clock, ...state, dueAt: instantOrNull(state.dueAt), riskAt: instantOrNull(state.riskAt) };
    case "at_risk":
      return { ...clock, ...state, dueAt: instant(state.dueAt) };
    case "paused":
      return { ...clock, ...state, since: instant(state.since) };
    case "breached":
      return { ...clock, ...state, dueAt: instant(state.dueAt), since: lateFor(state.since) };
    case "met":
    case "cancelled":
      return { ...clock, ...state, at: instant(state.at) };
  }
}

function lateFor(late: Late): Extract<ClockShown, { state: "breached" }>["since"] {
  switch (late.is) {
    case "running":
      return { is: "running", newDate: instantOrNull(late.newDate) };
    case "paused":
      return { is: "paused", since: instant(late.since), reason: late.reason };
    case "ended":
      return { is: "ended", at: instant(late.at), how: late.how };
  }
}

/** What a requester is promised, as they see it; null where nothing is, and somebody is there. */
export function promiseFor(ticket: TicketState, termsOf: TermsOf, now: number): TicketPromise | null {
  const { clocks, unplaced } = ticket;
  const promise = clocks && promiseOf(clocks, termsOf(clocks.contract), now);
  const staffedAt = instantOrNull(unplaced?.until ?? null);
  if (!promise && staffedAt === null) return null;
  return { answer: dateFor(promise?.answer ?? null), solution: dateFor(promise?.solution ?? null), staffedAt };
}

function dateFor(date: PromisedDate | null): PromisedDateShown | null {
  switch (date?.is) {
    case undefined:
      return null;
    case "due":
    case "kept":
      return { is: date.is, at: instant(date.at) };
    case "paused":
      return { is: "paused", ...pauseFor(date) };
    case "missed":
      return { is: "missed", dueAt: instant(date.dueAt), lateBy: date.lateBy, now: afterMissFor(date.now) };
  }
}

function afterMissFor(after: AfterMiss): Extract<PromisedDateShown, { is: "missed" }>["now"] {
  switch (after.is) {
    case "due":
      return { is: "due", at: instantOrNull(after.at) };
    case "paused":
      return { is: "paused", ...pauseFor(after) };
    case "done":
    case "dropped":
      return { is: after.is, at: instant(after.at) };
  }
}

const pauseFor = ({ since, reason, goesOnWith }: PauseShown) => ({ since: instant(since), reason, goesOnWith });
