import type { SiteSetup } from "@firstline/sdk/wire";
import { follow, type Surroundings, undecided } from "./decision.ts";
import type { TicketActor } from "./event.ts";
import type { Numbered, PairDecision } from "./links.ts";
import { formatNumber } from "./number.ts";
import { invalid, type Refusal } from "./refusal.ts";
import type { TicketState } from "./ticket.ts";

/**
 * Closes a ticket for another one of the same requester. What was written stays where it was written; the requester is
 * told in both which number it goes on under.
 */
export function merge(
  one: Numbered,
  into: Numbered,
  actor: TicketActor,
  surroundings: Surroundings,
): PairDecision | Refusal {
  const { status } = one.state;
  if (one.sequence === into.sequence) {
    return invalid([{ path: "into", message: "This is the ticket itself. Name another one." }]);
  }
  if (status === "closed") return { refused: "ticket_closed" };
  if (one.state.contact !== into.state.contact) return { refused: "requester_differs" };
  if (into.state.status === "closed") return { refused: "transition_refused" };
  return {
    one: follow(undecided(one.state), actor, surroundings, [
      { type: "merged", into: into.sequence },
      { type: "status", from: status, to: "closed" },
    ]),
    other: follow(undecided(into.state), actor, surroundings, [
      { type: "absorbed", ticket: one.sequence },
      ...(into.state.status === "new" ? [{ type: "status", from: "new", to: "open" } as const] : []),
    ]),
  };
}

/** Why a closed ticket refuses, with the number under which it goes on where it was merged. */
export function namingSuccessor(refusal: Refusal, { mergedInto }: TicketState, { prefix }: SiteSetup): Refusal {
  if (refusal.refused !== "ticket_closed" || mergedInto === null) return refusal;
  const number = formatNumber(prefix, mergedInto);
  return { ...refusal, issues: [{ path: "", message: `It was merged into ${number}. Write there.` }] };
}
