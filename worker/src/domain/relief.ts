import type { WhyGivenBack } from "@firstline/sdk/wire";
import type { Surroundings } from "./decision.ts";
import { eligibilityOf } from "./eligibility.ts";
import { isActive } from "./event.ts";
import { currentPlace, needOf, whyGone } from "./placement.ts";
import type { TicketState } from "./ticket.ts";

/**
 * Who does not keep their tickets: whoever is gone from the desk, absent, or offline in their shift for longer than the
 * team allows. Whose console was never heard of is not offline, and neither is who is off duty or on call.
 */

/** Why whoever has a ticket is not there for it; undefined: they are, or nobody has it any more. */
export function whyNotKept(ticket: TicketState, surroundings: Surroundings): WhyGivenBack | undefined {
  const { assignee, status, team } = ticket;
  if (assignee === null || !isActive(status)) return undefined;
  const gone = whyGone(assignee, surroundings);
  if (gone !== undefined) return gone;
  const { lines, now, situation } = surroundings;
  const need = needOf(ticket, currentPlace(ticket, lines), surroundings);
  const isOffline = (of: string) => {
    const candidate = eligibilityOf(lines.staff, need, now, situation, { agent: assignee, team: of });
    return !candidate.eligible && candidate.reasons.some(({ why }) => why === "offline");
  };
  // Who has a ticket of a team that is not theirs is offline once each of their own says so.
  const own = teamsOf(assignee, surroundings);
  const asked = own.includes(team) ? [team] : own;
  return asked.length > 0 && asked.every(isOffline) ? "offline" : undefined;
}

/** Why somebody may have to give tickets back: what is asked before those are read. */
export function whyRelieved(
  agent: string,
  surroundings: Pick<Surroundings, "lines" | "now" | "situation">,
): WhyGivenBack | undefined {
  const { lines, now, situation } = surroundings;
  const gone = whyGone(agent, surroundings);
  if (gone !== undefined) return gone;
  const presence = situation.get(agent)?.presence;
  if (presence?.state !== "offline") return undefined;
  const { rosters } = lines.staff;
  const allowances = teamsOf(agent, surroundings).map((team) => rosters.offlineAllowance(team));
  const isTooLong = presence.since <= now - Math.min(...allowances);
  return isTooLong && rosters.agent(agent)?.isOnShift(now) ? "offline" : undefined;
}

const teamsOf = (agent: string, { lines }: Pick<Surroundings, "lines">): string[] =>
  [...lines.teams.values()].filter(({ members }) => members.includes(agent)).map(({ id }) => id);
