import type { CoverageRule, WhyGivenBack } from "@firstline/sdk/wire";
import { type Placement, place, type Decision as Sought } from "./coverage.ts";
import { type Decision, follow, type Surroundings, termsOfTicket } from "./decision.ts";
import { maySee } from "./directory.ts";
import type { Candidate, Need } from "./eligibility.ts";
import { type Decided, type Happening, system, type Weighed } from "./event.ts";
import { holds } from "./spans.ts";
import type { TicketState } from "./ticket.ts";

/**
 * Handing tickets out: what a ticket asks for, who gets it, and what its timeline says of that.
 *
 * 1. Whoever is chosen is chosen by `place`, which every other question about coverage asks too.
 * 2. Where a ticket goes is one `routed` event, also where the coverage rule sends it on from there; who gets it is one
 *    `assigned`, and that nobody can take it one `unplaced`.
 * 3. The lead who is called is the team's own; if that one is absent or may not see the site, the first of the desk's
 *    leads who is there. Leads are called whatever their shift and their load.
 */

/** Where a ticket is to go: a team, or any team of a tier. */
export interface Destination {
  readonly tier: number;
  readonly team: string | null;
  readonly because: string;
  /** What rules decided, of a ticket that just came in. */
  readonly decided?: Decided | undefined;
}

/** What a ticket asks of whoever takes it at a place. */
export function needOf(
  ticket: TicketState,
  { tier, team, decided }: Pick<Destination, "tier" | "team" | "decided">,
  { site, termsOf }: Pick<Surroundings, "site" | "termsOf">,
): Need {
  const { skills, certificates, language } = decided?.needs ?? ticket.needs;
  const holidays = termsOfTicket(ticket, termsOf)?.holidays;
  return { site, tier, team: team ?? undefined, skills, certificates, language: language ?? undefined, holidays };
}

/** What happens to a ticket that nobody can take: what its contract says, else it waits. */
export const coverageRuleOf = (ticket: TicketState, { termsOf }: Pick<Surroundings, "termsOf">): CoverageRule =>
  termsOfTicket(ticket, termsOf)?.contract.coverage ?? { rule: "wait" };

/** Looks for whoever can take a ticket somewhere. */
export function seek(
  ticket: TicketState,
  to: Pick<Destination, "tier" | "team" | "decided">,
  surroundings: Surroundings,
): Sought {
  const { lines, now, situation } = surroundings;
  const need = needOf(ticket, to, surroundings);
  return place(lines.staff, need, coverageRuleOf(ticket, surroundings), now, situation);
}

/** Sends a ticket somewhere and gives it to whoever can take it there; tells who was looked at, if anybody was. */
export function handOut(
  decision: Decision,
  to: Destination,
  surroundings: Surroundings,
): Decision & { readonly sought?: Sought } {
  if (!surroundings.lines.handsOut) return leave(decision, to, surroundings);
  const sought = seek(decision.ticket, to, surroundings);
  return { ...settle(decision, to, sought.placement, surroundings, weighedOf(sought.considered)), sought };
}

/** Where a ticket is, as somewhere to send it: its team, or its tier if that team is gone. */
export const currentPlace = ({ tier, team }: TicketState, { teams }: Surroundings["lines"]) => ({
  tier,
  team: teams.has(team) ? team : null,
});

/** Sends a ticket somewhere and lets it lie there, until somebody takes it by hand. */
function leave(decision: Decision, to: Destination, surroundings: Surroundings): Decision {
  const { ticket } = decision;
  return follow(decision, system, surroundings, [
    ...routed(ticket, to, to.team ?? firstTeamOf(to.tier, surroundings), surroundings),
    ...(ticket.assignee === null ? [] : [{ type: "assigned", agent: null } as const]),
  ]);
}

/** Does what a placement says. */
export function settle(
  decision: Decision,
  to: Destination,
  placement: Placement,
  surroundings: Surroundings,
  weighed?: Weighed,
): Decision {
  const { ticket } = decision;
  if (placement.kind === "agent") {
    const { agent, team } = placement.taker;
    return follow(decision, system, surroundings, [
      ...routed(ticket, to, team, surroundings),
      ...(agent === ticket.assignee ? [] : [{ type: "assigned", agent, weighed } as const]),
    ]);
  }
  const left = leave(decision, to, surroundings);
  const unplaced = {
    why: placement.why,
    until: placement.next?.at ?? null,
    alarm: placement.kind === "nobody",
  };
  const known = left.ticket.unplaced;
  const same = known && known.why === unplaced.why && known.until === unplaced.until && known.alarm === unplaced.alarm;
  return same ? left : follow(left, system, surroundings, [{ type: "unplaced", ...unplaced }]);
}

/** Gives a ticket to the lead who answers for it, on its way somewhere or where it is. */
export function giveToLead(decision: Decision, to: Destination, surroundings: Surroundings): Decision {
  const { ticket } = decision;
  const team = to.team ?? firstTeamOf(to.tier, surroundings);
  const lead = leadOf(team, surroundings);
  if (lead === undefined) return handOut(decision, to, surroundings);
  return follow(decision, system, surroundings, [
    ...routed(ticket, to, team, surroundings),
    ...(lead === ticket.assignee ? [] : [{ type: "assigned", agent: lead } as const]),
  ]);
}

function leadOf(team: string, { lines, site, now }: Surroundings): string | undefined {
  const { agents } = lines.staff;
  return [lines.teams.get(team)?.lead, ...lines.leads].find((lead) => {
    const agent = lead === undefined ? undefined : agents.get(lead);
    return agent && lead !== undefined && maySee(agent.sites, site) && whyGone(lead, { lines, now }) === undefined;
  });
}

/** Why somebody is not there for their tickets: no agent of this desk any more, or absent. Undefined: they are. */
export function whyGone(
  agent: string,
  { lines, now }: Pick<Surroundings, "lines" | "now">,
): Exclude<WhyGivenBack, "offline"> | undefined {
  if (!lines.staff.agents.has(agent)) return "gone";
  return holds(lines.staff.rosters.absences(agent), now) ? "absent" : undefined;
}

/** Whether a ticket has to be sent, and the event that says so. */
function routed(ticket: TicketState, to: Destination, team: string, { lines }: Surroundings): Happening[] {
  const tier = lines.teams.get(team)?.tier ?? to.tier;
  if (!to.decided && tier === ticket.tier && team === ticket.team) return [];
  const meant = to.team === null ? tier === to.tier : team === to.team;
  const onwards = meant ? "" : `; nobody there can take it, so it goes on to ${lines.teams.get(team)?.name ?? team}`;
  return [{ type: "routed", tier, team, because: `${to.because}${onwards}`, decided: to.decided }];
}

/** The team that looks after what any team of a tier may take, until one does. */
function firstTeamOf(tier: number, { lines }: Surroundings): string {
  for (const team of lines.teams.values()) if (team.tier === tier) return team.id;
  throw new Error(`No team serves tier ${tier}`);
}

/** How many were able to take a ticket, and how many were not for which reasons: each is counted under their first. */
export function weighedOf(considered: readonly Candidate[]): Weighed {
  const leftOut: Record<string, number> = {};
  let eligible = 0;
  for (const candidate of considered) {
    if (candidate.eligible) eligible++;
    else {
      const { why } = candidate.reasons[0];
      leftOut[why] = (leftOut[why] ?? 0) + 1;
    }
  }
  return { eligible, leftOut };
}
