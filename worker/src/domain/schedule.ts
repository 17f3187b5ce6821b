import { datesOf } from "./clock.ts";
import type { TermsOf } from "./clocks.ts";
import { isActive } from "./event.ts";
import type { TicketState } from "./ticket.ts";
import { dueAt } from "./wake.ts";

/** What is stored of a ticket only to be indexed by instants (ms): each is worked out here and nowhere else. */
export interface Schedule {
  /** When it is to be woken, if nothing happens before; null: never. */
  readonly wakeAt: number | null;
  /** Where it stands in a list by what is due next, the least first. */
  readonly position: number;
  /** From when on a promise is at risk; null where none will be, or one is broken already. */
  readonly riskAt: number | null;
}

/**
 * The bands of positions. First what has a running clock, by the instant at which the first of them is due; then what
 * somebody waits for, the longest first; then what is quiet, the longest first; then what is solved, the newest first.
 */
const WAITING = 1e15;
const QUIET = 2e15;
const SOLVED = 4e15;

/** The positions of tickets with a running clock lie below this; up to `now` of an instant those with a broken promise. */
export const WITHOUT_CLOCK = WAITING;

/** A ticket's schedule from an instant on. */
export function scheduleOf(ticket: TicketState, termsOf: TermsOf, now: number): Schedule {
  const wakeAt = dueAt(ticket, termsOf, now);
  const { clocks, status, waitingSince, updatedAt } = ticket;
  if (!isActive(status)) return { wakeAt, position: SOLVED - updatedAt, riskAt: null };
  const terms = clocks && termsOf(clocks.contract);
  const dates = clocks && terms ? clocks.list.flatMap((clock) => datesOf(clock, terms) ?? []) : [];
  if (dates.length === 0) {
    return { wakeAt, position: waitingSince === null ? QUIET + updatedAt : WAITING + waitingSince, riskAt: null };
  }
  const position = Math.min(...dates.map((date) => date.dueAt));
  const riskAt = Math.min(...dates.map((date) => date.riskAt));
  return { wakeAt, position, riskAt: position < now ? null : riskAt };
}
