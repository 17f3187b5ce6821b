import type { Absence, AgentRoster, Calendar, Roster, Rotation, Shift, Weekday } from "@firstline/sdk/wire";
import { type BusinessTime, compileCalendar, type Span } from "./calendar.ts";
import { intersection, type Spans, spanOf, union } from "./spans.ts";
import { DAY, instantOfWall, offsetAt, weekdays } from "./zone.ts";

/**
 * Who can do what, and who is on duty when.
 *
 * The rules, each held by a test:
 *
 * 1. Instants are in milliseconds. Whatever has a beginning and an end lasts up to, but not including, its end.
 * 2. A shift is read on the wall clock of its agent's zone. One over midnight belongs to the day on which it begins.
 *    Where the clock is changed, `instantOf` says when it begins and ends, so a night may be an hour longer.
 * 3. On a holiday nobody is on shift but within the hours that the holiday leaves, whoever is `always` included.
 *    On-call duty goes on.
 * 4. A rotation hands over every week at one time on its own zone's wall clock. The first turn begins with the first
 *    handover on or after its date; before that nobody is on call. Its daily hours, if any, cut every turn.
 * 5. A certificate is valid to the end of its last day in its agent's zone. Of several for one skill the last counts.
 * 6. A language fits if one of the two tags begins the other: who speaks `pt` takes `pt-BR`, and the other way round,
 *    but who speaks `pt-PT` does not take `pt-BR`.
 */
export interface Rosters {
  /** The agent's facts; undefined for somebody without a roster. */
  agent(id: string): Colleague | undefined;
  /** When somebody is not there, roster or not, by beginning; these may overlap. */
  absences(agent: string): readonly Leave[];
  /** Whether it is an agent's turn to be on call for a team. */
  isOnCall(team: string, agent: string, at: number): boolean;
  /** When an agent is on call for a team, from one instant up to another. */
  onCall(team: string, agent: string, from: number, to: number): Spans;
  /** How long, in milliseconds, an agent of a team who is on shift may be offline. */
  offlineAllowance(team: string): number;
  /** The certificates that expire from one instant up to another, soonest first; renewed ones are left out. */
  expiries(from: number, to: number): readonly Expiry[];
}

/** An agent's roster, prepared for asking. */
export interface Colleague {
  readonly capacity: number;
  /** The level of a skill; 0 for none. */
  level(skill: string): number;
  /** The instant at which the last certificate for a skill expires; undefined if there never was one. */
  certifiedUntil(skill: string): number | undefined;
  speaks(language: string): boolean;
  isOnShift(at: number, holidays?: BusinessTime): boolean;
  shifts(from: number, to: number, holidays?: BusinessTime): Spans;
  /** When the agent is not there, by beginning; these may overlap. */
  readonly absences: readonly Leave[];
}

/** An absence with its instants in milliseconds, and without its reason. */
export interface Leave {
  readonly from: number;
  readonly to: number;
  readonly standIn: string | undefined;
}

export interface Expiry {
  readonly agent: string;
  readonly skill: string;
  readonly at: number;
}

/** What a team that says nothing else allows its agents to be offline, in milliseconds. */
export const OFFLINE_ALLOWANCE = 15 * 60_000;

const WEEK = 7 * DAY;

/** The leaves of each agent, by beginning; those that begin at once in the order of their ids. */
export function leavesOf(absences: readonly Absence[]): Map<string, Leave[]> {
  const sorted = absences
    .map(({ id, agent, from, to, standIn }) => ({ id, agent, from: Date.parse(from), to: Date.parse(to), standIn }))
    .sort((one, other) => one.from - other.from || (one.id < other.id ? -1 : 1));
  return gathered(sorted, ({ agent, from, to, standIn }) => [agent, { from, to, standIn }]);
}

/** Puts what belongs to one key together, in the order it comes. */
function gathered<Item, Value>(items: readonly Item[], entry: (item: Item) => [string, Value]): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const item of items) {
    const [key, value] = entry(item);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/**
 * A calendar's holidays as what `isOnShift` and `shifts` take: open at all times but on holidays, and on those within
 * the hours they leave. Keep the result for as long as the calendar stays the same.
 */
export const holidaysOf = (calendar: Calendar): BusinessTime => compileCalendar({ ...calendar, hours: "always" });

/**
 * Prepares rosters for asking; keep the result for as long as they and the absences stay the same. Expects what
 * `rosterIssues` and `absenceIssues` find nothing wrong with. Answers for the instants that calendars do.
 */
export function compileRosters(roster: Roster, absences: readonly Absence[]): Rosters {
  const leaves = leavesOf(absences);
  const absencesOf = (agent: string): readonly Leave[] => leaves.get(agent) ?? [];
  // Most agents of a team share their hours, so what is worked out for one serves all.
  const known = new Map<string, BusinessTime>();
  const hoursOf = (zone: string, shifts: readonly Shift[]): BusinessTime => {
    const key = JSON.stringify([zone, shifts]);
    const hours = known.get(key) ?? compileShifts(zone, shifts);
    known.set(key, hours);
    return hours;
  };
  const agents = new Map(
    roster.agents.map((one) => [one.agent, colleague(one, hoursOf, absencesOf(one.agent))] as const),
  );
  const turns = gathered(roster.rotations, (rotation) => [rotation.team, compileRotation(rotation)]);
  const allowances = new Map(roster.teams.map(({ team, offlineMinutes }) => [team, offlineMinutes * 60_000]));

  return {
    agent: (id) => agents.get(id),
    absences: absencesOf,
    isOnCall: (team, agent, at) => turns.get(team)?.some((rotation) => rotation.holder(at) === agent) ?? false,
    onCall: (team, agent, from, to) =>
      union(turns.get(team)?.flatMap((rotation) => rotation.turnsOf(agent, from, to)) ?? []),
    offlineAllowance: (team) => allowances.get(team) ?? OFFLINE_ALLOWANCE,
    expiries: (from, to) =>
      roster.agents
        .flatMap(({ agent, certificates }) =>
          [...new Set(certificates.map(({ skill }) => skill))].flatMap((skill) => {
            const at = agents.get(agent)?.certifiedUntil(skill);
            return at !== undefined && from <= at && at < to ? [{ agent, skill, at }] : [];
          }),
        )
        .sort((one, other) => one.at - other.at),
  };
}

function colleague(
  { zone, skills, certificates, languages, capacity, shifts }: AgentRoster,
  hoursOf: (zone: string, shifts: readonly Shift[]) => BusinessTime,
  absences: readonly Leave[],
): Colleague {
  const hours = shifts === "always" ? shifts : hoursOf(zone, shifts);
  const levels = new Map(skills.map(({ skill, level }) => [skill, level]));
  const expiry = new Map<string, number>();
  for (const { skill, validUntil } of certificates) {
    const end = instantOfWall(zone, Date.parse(validUntil) + DAY);
    expiry.set(skill, Math.max(end, expiry.get(skill) ?? end));
  }
  const spoken = languages.map((language) => `${language.toLowerCase()}-`);
  return {
    capacity,
    absences,
    level: (skill) => levels.get(skill) ?? 0,
    certifiedUntil: (skill) => expiry.get(skill),
    speaks(language) {
      const asked = `${language.toLowerCase()}-`;
      return spoken.some((tag) => tag.startsWith(asked) || asked.startsWith(tag));
    },
    isOnShift: (at, holidays) => (hours === "always" || hours.isOpen(at)) && (holidays?.isOpen(at) ?? true),
    shifts(from, to, holidays) {
      const all = hours === "always" ? spanOf(from, to) : [...hours.openSpans(from, to)];
      return holidays && all.length > 0 ? intersection(all, [...holidays.openSpans(from, to)]) : all;
    },
  };
}

/** Shifts as the hours of a calendar: one over midnight becomes a range up to 24:00 and another from 00:00. */
function compileShifts(zone: string, shifts: readonly Shift[]): BusinessTime {
  const hours: Record<Weekday, { from: string; to: string }[]> = {
    mon: [],
    tue: [],
    wed: [],
    thu: [],
    fri: [],
    sat: [],
    sun: [],
  };
  for (const { days, from, to } of shifts) {
    for (const day of new Set(days)) {
      if (from < to) hours[day].push({ from, to });
      else {
        hours[day].push({ from, to: "24:00" });
        if (to > "00:00") hours[dayAfter(day)].push({ from: "00:00", to });
      }
    }
  }
  return compileCalendar({ id: "cal_shifts", name: "Shifts", zone, hours, holidays: [] });
}

const dayAfter = (day: Weekday): Weekday => weekdays[(weekdays.indexOf(day) + 1) % 7] ?? "mon";

/** A rotation, prepared for asking. */
interface Turns {
  holder(at: number): string | undefined;
  /** An agent's turns, cut to both ends and to the daily hours; they may touch. */
  turnsOf(agent: string, from: number, to: number): Span[];
}

function compileRotation({ agents, zone, starts, handover, hours }: Rotation): Turns {
  const daily = hours && compileShifts(zone, [{ days: [...weekdays], ...hours }]);
  // The first handover, as the instant at which UTC's clock shows it. Days since 1970 begin with a Thursday.
  const date = Date.parse(`${starts}T${handover.at}Z`);
  const ahead = (weekdays.indexOf(handover.weekday) - ((Math.floor(date / DAY) + 3) % 7) + 7) % 7;
  const first = date + ahead * DAY;
  const startOf = (turn: number) => instantOfWall(zone, first + turn * WEEK);

  /** The number of the turn that an instant lies in, counted from 0; below 0 before the first. */
  function turnAt(at: number): number {
    let turn = Math.floor((at + offsetAt(zone, at) - first) / WEEK);
    // Near a clock change the wall clock may be ahead of the handover, or behind it.
    if (startOf(turn) > at) turn--;
    else if (startOf(turn + 1) <= at) turn++;
    return turn;
  }

  return {
    holder(at) {
      const turn = turnAt(at);
      return turn >= 0 && (daily?.isOpen(at) ?? true) ? agents[turn % agents.length] : undefined;
    },
    turnsOf(agent, from, to) {
      const spans: Span[] = [];
      if (!agents.includes(agent)) return spans;
      for (let turn = Math.max(turnAt(from), 0); startOf(turn) < to; turn++) {
        if (agents[turn % agents.length] !== agent) continue;
        const span = { from: Math.max(startOf(turn), from), to: Math.min(startOf(turn + 1), to) };
        spans.push(...(daily ? daily.openSpans(span.from, span.to) : [span]));
      }
      return spans;
    },
  };
}
