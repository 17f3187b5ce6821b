import type { Agent, AgentStanding } from "@firstline/sdk/wire";
import { instant, instantOrNull } from "./clock-projection.ts";
import type { Directory } from "./directory.ts";
import type { Situation } from "./eligibility.ts";

/** How an agent stands at an instant, as the lead sees them. */
export function standingFor(
  { setup, lines }: Directory,
  { id, name }: Agent,
  situation: Situation,
  now: number,
): AgentStanding {
  const { rosters } = lines.staff;
  const colleague = rosters.agent(id);
  const standing = situation.get(id);
  const teams = setup.teams.filter(({ members }) => members.includes(id)).map((team) => team.id);
  const ends = rosters
    .absences(id)
    .filter(({ from, to }) => from <= now && now < to)
    .map(({ to }) => to);
  return {
    agent: { id, name },
    teams,
    open: standing?.open ?? 0,
    capacity: colleague?.capacity ?? null,
    lastAssignedAt: instantOrNull(standing?.lastAssignedAt ?? null),
    presence: standing?.presence ? { state: standing.presence.state, since: instant(standing.presence.since) } : null,
    onShift: colleague?.isOnShift(now) ?? false,
    onCall: teams.some((team) => rosters.isOnCall(team, id, now)),
    absentUntil: ends.length === 0 ? null : instant(Math.max(...ends)),
  };
}
