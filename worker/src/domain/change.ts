import type { Priority } from "@firstline/sdk/wire";
import { type Decision, follow, type Surroundings } from "./decision.ts";
import { type Edit, type Happening, isActive, type TicketActor } from "./event.ts";
import { handOut } from "./placement.ts";
import { invalid, type Refusal } from "./refusal.ts";
import type { TicketState } from "./ticket.ts";

/** What an agent changes about a ticket; what is left out stays. */
export interface Change {
  readonly subject?: string;
  readonly topic?: string | null;
  readonly language?: string | null;
  readonly tags?: readonly string[];
  readonly priority?: Priority;
  readonly status?: "open" | "pending" | "on_hold";
  /** Until when (ms) it is put off, with `pending` or `on_hold`. */
  readonly wakeAt?: number;
  readonly team?: string;
  /** The contract whose newest version it moves to. */
  readonly contract?: string;
}

/** How far ahead a ticket may be put off, in milliseconds: a leap year. */
const FURTHEST = 366 * 86_400_000;

/** What a change does by itself; where the ticket goes with another team comes after it. */
export function decideChange(
  ticket: TicketState,
  change: Change,
  surroundings: Surroundings,
): readonly Happening[] | Refusal {
  const { priority, status: to, contract, wakeAt, team } = change;
  if (to !== undefined && to !== "open" && !isActive(ticket.status)) return { refused: "transition_refused" };
  if (team !== undefined && !isActive(ticket.status)) return { refused: "transition_refused" };
  if (team !== undefined && !surroundings.lines.teams.has(team)) {
    return invalid([{ path: "team", message: "There is no such team." }]);
  }
  const adopted = contract === undefined ? [] : adopt(ticket, contract, surroundings);
  if ("refused" in adopted) return adopted;
  const snoozed = snooze(ticket, wakeAt, surroundings);
  if ("refused" in snoozed) return snoozed;
  const status = to ?? (ticket.status === "new" ? "open" : ticket.status);
  const promised = ticket.clocks !== null;
  return [
    ...edited(ticket, change),
    ...(priority !== undefined && priority !== ticket.priority
      ? [{ type: "priority" as const, from: ticket.priority, to: priority, promised }]
      : []),
    ...adopted,
    ...(status === ticket.status ? [] : [{ type: "status" as const, from: ticket.status, to: status }]),
    ...snoozed,
  ];
}

/** That a ticket is put off until an instant, which has to lie ahead. */
export function snooze(
  { wakeAt: known }: TicketState,
  until: number | undefined,
  { now }: Pick<Surroundings, "now">,
): readonly Happening[] | Refusal {
  if (until === undefined) return [];
  const refuse = (message: string) => invalid([{ path: "wakeAt", message }]);
  if (until <= now) return refuse("This instant is not in the future.");
  if (until > now + FURTHEST) return refuse("A ticket can be put off for a year at most.");
  return until === known ? [] : [{ type: "snoozed", until }];
}

/** One event for all that was changed about what a ticket is. */
function edited(ticket: TicketState, { subject, topic, language, tags }: Change): Happening[] {
  const wanted = tags === undefined ? undefined : [...new Set(tags)];
  const edit: Edit = {
    ...(subject !== undefined && subject !== ticket.subject && { subject: { from: ticket.subject, to: subject } }),
    ...(topic !== undefined && topic !== ticket.topic && { topic: { from: ticket.topic, to: topic } }),
    ...(language !== undefined &&
      language !== ticket.language && { language: { from: ticket.language, to: language } }),
    ...(wanted !== undefined && !isSame(wanted, ticket.tags) && { tags: { from: ticket.tags, to: wanted } }),
  };
  return Object.keys(edit).length === 0 ? [] : [{ type: "edited", ...edit }];
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((tag) => other.includes(tag));

/** Moves a ticket to another team. Whoever has it keeps it if they are of that team; else it goes to whoever can take it. */
export function moveToTeam(decision: Decision, id: string, actor: TicketActor, surroundings: Surroundings): Decision {
  const team = surroundings.lines.teams.get(id);
  const { ticket } = decision;
  if (!team || ticket.team === id) return decision;
  const { tier, members } = team;
  const because = "Moved by hand";
  const moved = follow(decision, actor, surroundings, [{ type: "routed", tier, team: id, because }]);
  const stays = ticket.assignee !== null && members.some((member) => member === ticket.assignee);
  return stays ? moved : handOut(moved, { tier, team: id, because }, surroundings);
}

/** Moves a ticket to the newest version of a contract of its site. */
function adopt({ clocks }: TicketState, id: string, { lines, site }: Surroundings): readonly Happening[] | Refusal {
  const refuse = (message: string) => invalid([{ path: "contract", message }]);
  const contract = lines.terms.get(id)?.contract;
  if (contract?.site !== site) return refuse("This site has no such contract.");
  if (!clocks) return refuse("This ticket began without a contract, so nothing was counted that could go on.");
  const { version } = contract;
  if (clocks.contract.id === id && clocks.contract.version === version) return [];
  return [{ type: "contract", from: clocks.contract, to: { id, version } }];
}
