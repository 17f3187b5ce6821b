import type { Terms } from "./clock.ts";
import type { TermsOf } from "./clocks.ts";
import type { Situation } from "./eligibility.ts";
import type { Happening, TicketActor, TicketEvent } from "./event.ts";
import type { Lines } from "./lines.ts";
import { evolve, type TicketState } from "./ticket.ts";

/** What a decision rests on besides the ticket. */
export interface Surroundings {
  /** The instant of the decision, in milliseconds since 1970. */
  readonly now: number;
  readonly site: string;
  readonly lines: Lines;
  /** How the agents stand. */
  readonly situation: Situation;
  /** Finds the contract that the ticket is under, in any version. */
  readonly termsOf: TermsOf;
}

/** What a command leads to: the events it adds (none: nothing to change) and the ticket after them. */
export interface Decision {
  readonly ticket: TicketState;
  readonly events: readonly TicketEvent[];
}

/** A decision to which nothing was added yet. */
export const undecided = (ticket: TicketState): Decision => ({ ticket, events: [] });

/** The decision with more happenings, numbered on from the ticket's last event. */
export function follow(
  decision: Decision,
  actor: TicketActor,
  { now, termsOf }: Pick<Surroundings, "now" | "termsOf">,
  happenings: readonly Happening[],
): Decision {
  let { ticket } = decision;
  const events = [...decision.events];
  for (const happening of happenings) {
    const event: TicketEvent = { ...happening, seq: ticket.seq + 1, prev: ticket.publicSeq, at: now, actor };
    events.push(event);
    ticket = evolve(ticket, event, termsOf);
  }
  return { ticket, events };
}

/** The contract that a ticket is under, made ready; undefined if it is under none. */
export const termsOfTicket = ({ clocks }: TicketState, termsOf: TermsOf): Terms | undefined =>
  clocks === null ? undefined : termsOf(clocks.contract);
