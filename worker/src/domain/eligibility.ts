import type { Agent, Presence, SkillAtLevel, Team } from "@firstline/sdk/wire";
import type { BusinessTime } from "./calendar.ts";
import type { Colleague, Rosters } from "./roster.ts";
import { holds } from "./spans.ts";

/** What a ticket asks of whoever takes it. */
export interface Need {
  readonly site: string;
  readonly tier: number;
  /** The one team that may take it; without, every team of the tier. */
  readonly team?: string | undefined;
  readonly skills: readonly SkillAtLevel[];
  /** Skills that take a certificate which is still valid. */
  readonly certificates: readonly string[];
  readonly language?: string | undefined;
  /** The holidays on which nobody is on shift, as `holidaysOf` prepares them; without, there are none. */
  readonly holidays?: BusinessTime | undefined;
}

/** Everybody who might take a ticket. A team's members who are not agents are passed over. */
export interface Staff {
  readonly agents: ReadonlyMap<string, Pick<Agent, "sites">>;
  readonly teams: ReadonlyMap<string, Pick<Team, "id" | "tier" | "members">>;
  readonly rosters: Rosters;
}

/** How an agent stands at this moment, as opposed to what the rosters plan. */
export interface Standing {
  /** How many tickets that are not solved the agent has. */
  readonly open: number;
  /** When the agent was last assigned one (ms); null for never. */
  readonly lastAssignedAt: number | null;
  /** The presence and since when (ms); null if it is not known, and then the plan counts. */
  readonly presence: { readonly state: Presence; readonly since: number } | null;
}

/** How everybody stands, such as a Map; somebody who is not in it has nothing and an unknown presence. */
export interface Situation {
  get(agent: string): Standing | undefined;
}

/** The situation of a plan: nobody has any tickets, nobody's presence is known. */
export const planned: Situation = new Map();

/** The same with everybody's presence unknown, as it is of the future. */
export const withoutPresence = (situation: Situation): Situation => ({
  get(agent) {
    const standing = situation.get(agent);
    return standing && { ...standing, presence: null };
  },
});

/** For how long (ms) what is known of this moment counts. */
const PRESENT = 60_000;

/** The situation at an instant: the current one within a minute of now, else the plan's. */
export const situationAt = (at: number, now: number, current: Situation): Situation =>
  Math.abs(at - now) <= PRESENT ? current : planned;

/** Why somebody may be given a ticket now. */
export type Duty = "shift" | "on_call";

/** Why somebody cannot take a ticket. Instants are in milliseconds. */
export type Reason =
  | { readonly why: "no_roster" }
  | { readonly why: "site" }
  | { readonly why: "skill"; readonly skill: string; readonly needed: number; readonly level: number }
  /** `expired` is null if there never was a certificate. */
  | { readonly why: "certificate"; readonly skill: string; readonly expired: number | null }
  | { readonly why: "language" }
  | { readonly why: "off_duty" }
  | { readonly why: "absent"; readonly until: number }
  | { readonly why: "full"; readonly open: number; readonly capacity: number }
  | { readonly why: "away" | "offline"; readonly since: number };

/** Somebody who can take a ticket. */
export interface Eligible {
  readonly eligible: true;
  readonly agent: string;
  /** The team in whose place the agent takes it. */
  readonly team: string;
  readonly duty: Duty;
  /** The member of the team whose place this is, if it is not the agent's own. */
  readonly standsInFor: string | null;
  readonly open: number;
  readonly capacity: number;
  readonly lastAssignedAt: number | null;
}

/** Somebody who was looked at and cannot take it, with every reason there is. */
export interface Ineligible {
  readonly eligible: false;
  readonly agent: string;
  readonly team: string;
  readonly duty: Duty | undefined;
  readonly reasons: readonly [Reason, ...Reason[]];
}

export type Candidate = Eligible | Ineligible;

/** An agent's place in a team. Somebody who is in two teams has two. */
export interface Seat {
  readonly agent: string;
  readonly team: string;
}

/** The places whose holders a ticket may go to: those of its team, or of every team of its tier. */
export function seatsFor({ agents, teams }: Staff, { team, tier }: Pick<Need, "team" | "tier">): Seat[] {
  const named = team === undefined ? undefined : teams.get(team);
  const asked = team === undefined ? [...teams.values()].filter((one) => one.tier === tier) : named ? [named] : [];
  return asked.flatMap(({ id, members }) =>
    members.filter((agent) => agents.has(agent)).map((agent) => ({ agent, team: id })),
  );
}

/**
 * Who can take a ticket at an instant: everybody in a place it may go to, each either eligible or with all reasons
 * why not. Eligible is who
 *
 * 1. may see the site, has every skill at its level or above, has a certificate that is still valid for each that
 *    takes one, and speaks the language;
 * 2. is on shift, or on call for that very team, and not absent;
 * 3. has fewer open tickets than their capacity;
 * 4. on shift, is not away, nor offline for longer than the team allows. Nobody has to be online before that much of
 *    their shift has gone by. Who is on call is called, and need not be online at all.
 */
export const eligibility = (staff: Staff, need: Need, at: number, situation: Situation): Candidate[] =>
  seatsFor(staff, need).map((seat) => eligibilityOf(staff, need, at, situation, seat));

/** The same for one place. */
export const eligibilityOf = (staff: Staff, need: Need, at: number, situation: Situation, seat: Seat): Candidate =>
  assess(staff, need, at, situation, seat, dutyOf(staff, need, at, seat));

function dutyOf({ rosters }: Staff, { holidays }: Need, at: number, { agent, team }: Seat): Duty | undefined {
  if (rosters.isOnCall(team, agent, at)) return "on_call";
  return rosters.agent(agent)?.isOnShift(at, holidays) ? "shift" : undefined;
}

/** Whether a place can be taken: by its own agent, or by somebody who stands in and has that agent's duty. */
function assess(
  staff: Staff,
  need: Need,
  at: number,
  situation: Situation,
  seat: Seat,
  duty: Duty | undefined,
  agent = seat.agent,
): Candidate {
  const { team } = seat;
  const colleague = staff.rosters.agent(agent);
  if (!colleague) return { eligible: false, agent, team, duty, reasons: [{ why: "no_roster" }] };
  const standing = situation.get(agent);
  const { open, lastAssignedAt } = standing ?? { open: 0, lastAssignedAt: null };
  const { capacity } = colleague;

  const reasons: Reason[] = shortcomings(staff, need, agent, colleague);
  for (const skill of need.certificates) {
    const until = colleague.certifiedUntil(skill);
    if (until === undefined || until <= at) reasons.push({ why: "certificate", skill, expired: until ?? null });
  }
  if (duty === undefined) reasons.push({ why: "off_duty" });
  const absent = colleague.absences.filter((leave) => leave.from <= at && at < leave.to);
  if (absent.length > 0) reasons.push({ why: "absent", until: Math.max(...absent.map(({ to }) => to)) });
  if (open >= capacity) reasons.push({ why: "full", open, capacity });
  if (duty === "shift" && standing?.presence) {
    const { state, since } = standing.presence;
    const before = at - staff.rosters.offlineAllowance(team);
    if (state === "away") reasons.push({ why: state, since });
    else if (state === "offline" && since <= before) {
      const started = staff.rosters.agent(seat.agent)?.isOnShift(before, need.holidays);
      if (started) reasons.push({ why: state, since });
    }
  }

  const [first, ...others] = reasons;
  if (first) return { eligible: false, agent, team, duty, reasons: [first, ...others] };
  const standsInFor = agent === seat.agent ? null : seat.agent;
  // Only somebody on duty is without a reason.
  return { eligible: true, agent, team, duty: duty ?? "shift", standsInFor, open, capacity, lastAssignedAt };
}

/** What an agent lacks for a ticket at all times. */
function shortcomings({ agents }: Staff, { site, skills, language }: Need, agent: string, colleague: Colleague) {
  const lacks: Reason[] = [];
  const sites = agents.get(agent)?.sites ?? [];
  if (sites !== "all" && !sites.includes(site)) lacks.push({ why: "site" });
  for (const { skill, level: needed } of skills) {
    const level = colleague.level(skill);
    if (level < needed) lacks.push({ why: "skill", skill, needed, level });
  }
  if (language !== undefined && !colleague.speaks(language)) lacks.push({ why: "language" });
  return lacks;
}

/**
 * Until when an agent has what a ticket asks for: the first expiry of a certificate it takes (ms), Infinity if it
 * takes none, undefined if the agent lacks something at all times.
 */
export function qualifiedUntil(staff: Staff, need: Need, agent: string): number | undefined {
  const colleague = staff.rosters.agent(agent);
  if (!colleague || shortcomings(staff, need, agent, colleague).length > 0) return undefined;
  return Math.min(...need.certificates.map((skill) => colleague.certifiedUntil(skill) ?? -Infinity));
}

/** What passes by itself within a shift. */
export const isMomentary = ({ why }: Reason): boolean => why === "full" || why === "away" || why === "offline";

/**
 * Those who stand in for the absent among some candidates. A stand-in replaces somebody only where that person could
 * take the ticket if they were there (being full or offline aside), must be able to take it themselves but for being
 * on duty, and is themselves replaced by their own stand-in when absent. An absence therefore never makes a ticket
 * easier to place than it was.
 */
export const standIns = (
  staff: Staff,
  need: Need,
  at: number,
  situation: Situation,
  candidates: readonly Candidate[],
): Candidate[] =>
  candidates.flatMap((candidate) =>
    isMissed(candidate) ? replacements(staff, need, at, situation, candidate, candidate.duty) : [],
  );

/** Whether somebody would take a ticket but for being absent, or what passes by itself. */
const isMissed = (candidate: Candidate): boolean =>
  !candidate.eligible && candidate.reasons.every((reason) => reason.why === "absent" || isMomentary(reason));

/** Those who are named, directly or in a chain, to take an absent agent's place with this duty. */
export function replacements(
  staff: Staff,
  need: Need,
  at: number,
  situation: Situation,
  seat: Seat,
  duty: Duty | undefined,
): Candidate[] {
  const asked = new Set([seat.agent]);
  const replace = (absent: string): Candidate[] =>
    (staff.rosters.agent(absent)?.absences ?? []).flatMap(({ from, to, standIn }) => {
      if (standIn === undefined || asked.has(standIn) || !holds([{ from, to }], at)) return [];
      asked.add(standIn);
      const candidate = assess(staff, need, at, situation, seat, duty, standIn);
      return isMissed(candidate) ? [candidate, ...replace(standIn)] : [candidate];
    });
  return replace(seat.agent);
}

/** Chooses who takes it: the least loaded for their capacity, then the longest without a new ticket, then by id. */
export const pick = (candidates: readonly Candidate[]): Eligible | undefined =>
  candidates
    .filter((candidate) => candidate.eligible)
    .reduce<Eligible | undefined>((best, one) => (best && compare(best, one) <= 0 ? best : one), undefined);

function compare(one: Eligible, other: Eligible): number {
  const load = one.open * other.capacity - other.open * one.capacity;
  return load || (one.lastAssignedAt ?? 0) - (other.lastAssignedAt ?? 0) || (one.agent <= other.agent ? -1 : 1);
}
