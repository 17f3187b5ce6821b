import { nextAlarm, nextDueAt, type TermsOf } from "./clocks.ts";
import { climb } from "./decide.ts";
import { type Decision, follow, type Surroundings, termsOfTicket, undecided } from "./decision.ts";
import { system } from "./event.ts";
import { giveToLead, handOut } from "./placement.ts";
import { closesAt } from "./support-contract.ts";
import type { TicketState } from "./ticket.ts";

/**
 * What happens to a ticket by itself by an instant: alarms of its clocks with what the contract's ladder does about
 * them, opening when the time until which it was put off has come, closing after silence, and another try where nobody could take it. Doing it twice, late or beside another runner
 * changes nothing more: every step changes the state that it was decided on.
 */
export function wake(ticket: TicketState, surroundings: Surroundings): Decision {
  const { now, termsOf } = surroundings;
  const alarmOf = ({ ticket: { clocks } }: Decision) => clocks && nextAlarm(clocks, termsOf(clocks.contract), now);
  let decision = undecided(ticket);
  for (let alarm = alarmOf(decision); alarm; alarm = alarmOf(decision)) {
    decision = follow(decision, system, surroundings, [alarm.happening]);
    for (const step of alarm.steps) decision = take(step, decision, surroundings);
  }
  const { status, wakeAt } = decision.ticket;
  if (wakeAt !== null && wakeAt <= now) {
    return follow(decision, system, surroundings, [{ type: "status", from: status, to: "open", woken: true }]);
  }
  if (status === "solved" && closingAt(decision.ticket, termsOf) <= now) {
    return follow(decision, system, surroundings, [{ type: "status", from: status, to: "closed" }]);
  }
  const { unplaced, tier, team } = decision.ticket;
  if (!unplaced || unplaced !== ticket.unplaced) return decision;
  return handOut(decision, { tier, team, because: "Somebody can take it now" }, surroundings);
}

/** Takes a step of the ladder. To notify is no more than the event, which its followers tell on. */
function take(step: "notify" | "next_tier" | "lead", decision: Decision, surroundings: Surroundings): Decision {
  const { tier, team } = decision.ticket;
  switch (step) {
    case "notify":
      return decision;
    case "next_tier": {
      const climbed = climb(decision, { type: "clock", tier }, system, surroundings);
      return "refused" in climbed ? decision : climbed;
    }
    case "lead": {
      const called = follow(decision, system, surroundings, [
        { type: "lead_called", place: { tier, team }, cause: "clock" },
      ]);
      return giveToLead(called, { tier, team, because: "" }, surroundings);
    }
  }
}

const closingAt = (ticket: TicketState, termsOf: TermsOf): number =>
  closesAt(termsOfTicket(ticket, termsOf)?.contract, ticket.publicAt);

/** How soon a ticket is tried again that nobody could take, in milliseconds: while all are busy, and else. */
const RETRY = { busy: 5 * 60_000, otherwise: 60 * 60_000 };

/** The one instant at which a ticket is to be woken, if nothing else happens before; null: never. */
export function dueAt(ticket: TicketState, termsOf: TermsOf, now: number): number | null {
  const { clocks, unplaced, status, wakeAt } = ticket;
  const instants: number[] = [];
  const due = clocks && nextDueAt(clocks, termsOf(clocks.contract), now);
  if (due !== null) instants.push(due);
  if (wakeAt !== null) instants.push(wakeAt);
  if (status === "solved") instants.push(closingAt(ticket, termsOf));
  if (unplaced) {
    const until = unplaced.until !== null && unplaced.until > now ? unplaced.until : Infinity;
    instants.push(Math.min(until, now + (unplaced.why === "busy" ? RETRY.busy : RETRY.otherwise)));
  }
  return instants.length === 0 ? null : Math.min(...instants);
}
