import type { HandoverDraft, NewRating, Playbook, Status, WhyGivenBack } from "@firstline/sdk/wire";
import { type Change, decideChange, moveToTeam, snooze } from "./change.ts";
import type { Decision as Sought } from "./coverage.ts";
import { type Decision, follow, type Surroundings, termsOfTicket, undecided } from "./decision.ts";
import { decideEscalation, type EscalationCommand } from "./escalation.ts";
import { type Happening, isActive, system, type TicketActor, type Written } from "./event.ts";
import { currentPlace, type Destination, giveToLead, handOut, settle, weighedOf, whyGone } from "./placement.ts";
import type { Refusal } from "./refusal.ts";
import { reopenableUntil } from "./support-contract.ts";
import type { TicketState } from "./ticket.ts";

/** What somebody wants to do to a ticket. */
export type Command =
  | ({ readonly type: "reply" } & Written)
  | ({
      readonly type: "answer";
      readonly status?: "open" | "pending" | "solved";
      /** Until when (ms) it is put off, with `pending`. */
      readonly wakeAt?: number;
    } & Written)
  | ({ readonly type: "note"; readonly mentions?: readonly string[] } & Written)
  | { readonly type: "assign"; readonly agent: string | null }
  | { readonly type: "claim"; readonly agent: string }
  | ({ readonly type: "change" } & Change)
  | { readonly type: "escalate"; readonly tier?: number | undefined; readonly handover: HandoverDraft }
  | { readonly type: "return"; readonly missing?: string | undefined }
  | { readonly type: "solve"; readonly playbook?: Playbook | undefined }
  | { readonly type: "confirm" }
  | { readonly type: "reopen" }
  | ({ readonly type: "rate" } & NewRating)
  /** Its requester is forgotten. */
  | { readonly type: "erase" }
  /** Whoever has it is not there for it. It goes where was found for it already, else to whoever can take it. */
  | { readonly type: "give_back"; readonly why: WhyGivenBack; readonly sought?: Planned };

/** Where a ticket goes, and who was looked at for it, if that is known. */
export type Planned = Pick<Sought, "placement"> & Partial<Sought>;

/**
 * Decides what a command does to a ticket. An agent's first action opens a new ticket; a requester's reply opens a
 * pending or solved one; closed is final for everything but notes and ratings.
 */
export function decide(
  ticket: TicketState,
  command: Command,
  actor: TicketActor,
  surroundings: Surroundings,
): Decision | Refusal {
  if (ticket.status === "closed" && command.type !== "note" && command.type !== "rate" && command.type !== "erase")
    return { refused: "ticket_closed" };
  switch (command.type) {
    case "escalate":
    case "return":
      return climb(undecided(ticket), command, actor, surroundings);
    case "give_back":
      return giveBack(undecided(ticket), command.why, surroundings, command.sought);
  }
  const happenings = respond(ticket, command, surroundings);
  if ("refused" in happenings) return happenings;
  const decision = follow(undecided(ticket), actor, surroundings, happenings);
  if (command.type === "change" && command.team !== undefined) {
    return moveToTeam(decision, command.team, actor, surroundings);
  }
  const reopened = actor.kind === "contact" && !isActive(ticket.status) && isActive(decision.ticket.status);
  return reopened ? takeUpAgain(decision, surroundings) : decision;
}

/** What a command does by itself. */
function respond(
  ticket: TicketState,
  command: Exclude<Command, { type: "escalate" | "return" | "give_back" }>,
  surroundings: Surroundings,
): readonly Happening[] | Refusal {
  const { status } = ticket;
  const moved = (to: Status): Happening[] => (to === status ? [] : [{ type: "status", from: status, to }]);
  const touched = status === "new" ? moved("open") : [];

  switch (command.type) {
    case "reply":
      if (isExpired(ticket, surroundings)) return { refused: "reopen_expired" };
      return [
        { type: "message", ...writtenIn(command) },
        // Whoever put it off waited for this, whatever else they waited for.
        ...(status === "pending" || status === "solved" || ticket.wakeAt !== null ? moved("open") : []),
      ];
    case "answer": {
      const snoozed = snooze(ticket, command.wakeAt, surroundings);
      if ("refused" in snoozed) return snoozed;
      const message: Happening = { type: "message", ...writtenIn(command) };
      return [message, ...(command.status ? moved(command.status) : touched), ...snoozed];
    }
    case "note": {
      const mentions = [...new Set(command.mentions)];
      return [{ type: "note", ...writtenIn(command), ...(mentions.length > 0 && { mentions }) }, ...touched];
    }
    case "assign":
      return command.agent === ticket.assignee ? [] : [{ type: "assigned", agent: command.agent }, ...touched];
    case "claim":
      if (ticket.assignee === command.agent) return touched;
      if (ticket.assignee !== null) return { refused: "already_assigned" };
      return [{ type: "assigned", agent: command.agent }, ...touched];
    case "change":
      return decideChange(ticket, command, surroundings);
    case "solve": {
      if (!isActive(status)) return { refused: "transition_refused" };
      const kept = decideEscalation(ticket, { type: "solve", playbook: command.playbook }, surroundings.lines.tiers);
      return "refused" in kept ? kept : [...kept, ...moved("solved")];
    }
    case "confirm":
      return status === "solved" ? moved("closed") : { refused: "transition_refused" };
    case "reopen":
      if (isExpired(ticket, surroundings)) return { refused: "reopen_expired" };
      return status === "solved" ? moved("open") : { refused: "transition_refused" };
    case "erase":
      return [...(status === "closed" ? [] : moved("closed")), { type: "erased" }];
    case "rate":
      return rate(ticket, command, surroundings.now);
  }
}

/** For how long (ms) a closed ticket can be rated. */
const RATED_WITHIN = 30 * 86_400_000;

function rate(
  { status, closedAt, rating }: TicketState,
  { score, comment }: NewRating,
  now: number,
): readonly Happening[] | Refusal {
  if (isActive(status)) return { refused: "not_solved" };
  if (rating?.score === score && rating.comment === (comment ?? null)) return [];
  if (status === "closed" && now >= (closedAt ?? now) + RATED_WITHIN) return { refused: "rating_expired" };
  return [{ type: "rated", score, text: comment }];
}

const writtenIn = ({ id, text, attachments }: Written): Written => ({
  id,
  text,
  ...(attachments !== undefined && { attachments }),
});

/** Whether a solved ticket can no longer be opened again by its requester. */
const isExpired = (ticket: TicketState, { now, termsOf }: Surroundings): boolean =>
  ticket.status === "solved" &&
  now >= reopenableUntil(termsOfTicket(ticket, termsOf)?.contract, ticket.solvedAt ?? now);

/** Moves a ticket along its way through the tiers, and gives it to somebody there. */
export function climb(
  decision: Decision,
  command: EscalationCommand,
  actor: TicketActor,
  surroundings: Surroundings,
): Decision | Refusal {
  const { lines } = surroundings;
  const { ticket } = decision;
  const happenings = decideEscalation(ticket, command, lines.tiers);
  if ("refused" in happenings) return happenings;
  const touched: Happening[] =
    ticket.status === "new" && actor.kind !== "system" ? [{ type: "status", from: "new", to: "open" }] : [];
  let to: Destination = { tier: ticket.tier, team: ticket.team, because: "" };
  let called = false;
  for (const happening of happenings) {
    if (happening.type === "escalated") {
      to = { tier: happening.to, team: null, because: `Escalated from tier ${happening.from.tier}` };
    } else if (happening.type === "returned") {
      const { tier, team } = happening.to;
      const known = lines.teams.get(team)?.tier === tier;
      to = { tier, team: known ? team : null, because: `Returned from tier ${happening.from.tier}` };
    } else if (happening.type === "lead_called") called = true;
  }
  const moved = follow(decision, actor, surroundings, [...happenings, ...touched]);
  if (called) return giveToLead(moved, to, surroundings);
  return happenings.length === 0 ? moved : handOut(moved, to, surroundings);
}

/** After its requester opened a ticket again: it goes up if that happened too often, or to somebody who is there. */
function takeUpAgain(decision: Decision, surroundings: Surroundings): Decision {
  const climbed = climb(decision, { type: "reopened" }, system, surroundings);
  if ("refused" in climbed || climbed.events.length > decision.events.length) {
    return "refused" in climbed ? decision : climbed;
  }
  const { assignee } = decision.ticket;
  const why = assignee === null ? undefined : whyGone(assignee, surroundings);
  if (why === undefined) return decision;
  return giveBack(decision, why, surroundings);
}

/** Takes a ticket from somebody who is not there for it. Nothing to do if nobody has it, or if it is solved. */
function giveBack(decision: Decision, why: WhyGivenBack, surroundings: Surroundings, sought?: Planned): Decision {
  const { assignee, status } = decision.ticket;
  if (assignee === null || !isActive(status)) return decision;
  const given = follow(decision, system, surroundings, [{ type: "given_back", agent: assignee, why }]);
  const to: Destination = { ...currentPlace(decision.ticket, surroundings.lines), because: "Given back" };
  if (!sought) return handOut(given, to, surroundings);
  return settle(given, to, sought.placement, surroundings, sought.considered && weighedOf(sought.considered));
}
