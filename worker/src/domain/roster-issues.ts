import type { Absence, AgentRoster, DutyHours, Issue, Roster, Rotation, Setup, Weekday } from "@firstline/sdk/wire";
import { leavesOf } from "./roster.ts";
import { isZone, weekdays } from "./zone.ts";

type Note = (path: string, message: string) => void;

const dayNames: Readonly<Record<Weekday, string>> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

/**
 * What rosters that read well may still get wrong beside the agents and teams they are for, in sentences for the
 * person who wrote them.
 */
export function rosterIssues(roster: Roster, { agents, teams }: Pick<Setup, "agents" | "teams">): Issue[] {
  const issues: Issue[] = [];
  const note: Note = (path, message) => issues.push({ path, message });
  const names = new Map(agents.map(({ id, name }) => [id, name]));
  const skills = new Set(roster.skills.map(({ id }) => id));
  const rostered = new Set(roster.agents.map(({ agent }) => agent));

  twice(
    roster.skills,
    ({ id }) => id,
    (index, id) => note(`skills.${index}`, `Two skills share “${id}”.`),
  );
  twice(
    roster.agents,
    ({ agent }) => agent,
    (index, agent) => note(`agents.${index}`, `${names.get(agent) ?? agent} has two rosters.`),
  );
  twice(
    roster.rotations,
    ({ id }) => id,
    (index, id) => note(`rotations.${index}`, `Two rotations share “${id}”.`),
  );
  twice(
    roster.teams,
    ({ team }) => team,
    (index, team) => note(`teams.${index}`, `“${team}” is listed twice.`),
  );

  roster.agents.forEach((one, index) => {
    const path = `agents.${index}`;
    const name = names.get(one.agent);
    if (name === undefined) note(path, `There is a roster for ${one.agent}, who is not an agent here.`);
    agentIssues(one, name ?? one.agent, skills, path, note);
  });
  roster.rotations.forEach((rotation, index) => {
    const path = `rotations.${index}`;
    const team = teams.find(({ id }) => id === rotation.team);
    if (!team) note(path, `There is a rotation for ${rotation.team}, which is not a team here.`);
    hoursIssues(rotation, team?.name ?? rotation.team, path, note);
    rotation.agents.forEach((agent, turn) => {
      const place = `${path}.agents.${turn}`;
      const name = names.get(agent);
      if (name === undefined) note(place, `${agent} is in a rotation, but is not an agent here.`);
      else if (team && !team.members.includes(agent))
        note(place, `${name} is on call for ${team.name}, but not in it.`);
      else if (!rostered.has(agent)) note(place, `${name} is on call, but has no roster, so cannot be given tickets.`);
    });
  });
  roster.teams.forEach(({ team }, index) => {
    if (!teams.some(({ id }) => id === team)) note(`teams.${index}`, `“${team}” is not a team here.`);
  });
  return issues;
}

/**
 * What is wrong with all of a desk's absences together: ones that end before they begin, people who are not there, and
 * stand-ins in a ring, which is when everybody in it is absent at one time. The paths count them as given.
 */
export function absenceIssues(absences: readonly Absence[], agents: Setup["agents"]): Issue[] {
  const issues: Issue[] = [];
  const names = new Map(agents.map(({ id, name }) => [id, name]));
  const nameOf = (agent: string) => names.get(agent) ?? agent;
  const leaves = leavesOf(absences);
  twice(
    absences,
    ({ id }) => id,
    (index, id) => issues.push({ path: `absences.${index}`, message: `Two absences share “${id}”.` }),
  );
  absences.forEach(({ agent, from, to, standIn }, index) => {
    const note = (message: string) => issues.push({ path: `absences.${index}`, message });
    if (!names.has(agent)) note(`${agent} is absent, but is not an agent here.`);
    if (from >= to) note(`${nameOf(agent)}’s absence ends before it begins, or has no length.`);
    if (standIn === undefined) return;
    if (!names.has(standIn)) note(`${standIn} stands in for ${nameOf(agent)}, but is not an agent here.`);
    if (standIn === agent) note(`${nameOf(agent)} cannot stand in for themselves.`);
    else {
      const ring = ringFrom(agent, standIn, Date.parse(from));
      if (ring) note(`${ring.map(nameOf).join(" → ")}: these stand in for each other in a ring while all are absent.`);
    }
  });
  return issues;

  /** The way from an agent over a stand-in back to the agent, through those who are absent at an instant. */
  function ringFrom(start: string, standIn: string, at: number): string[] | undefined {
    const seen = new Set([start]);
    const follow = (agent: string, way: string[]): string[] | undefined => {
      if (agent === start) return [...way, agent];
      if (seen.has(agent)) return undefined;
      seen.add(agent);
      for (const { from, to, standIn: next } of leaves.get(agent) ?? []) {
        const ring = next !== undefined && from <= at && at < to ? follow(next, [...way, agent]) : undefined;
        if (ring) return ring;
      }
      return undefined;
    };
    return follow(standIn, [start]);
  }
}

/**
 * What is wrong with one more absence beside those there are, at an instant (ms). What was wrong without it, as of
 * somebody who has left since, is not held against it.
 */
export function newAbsenceIssues(
  absence: Absence,
  others: readonly Absence[],
  agents: Setup["agents"],
  now: number,
): Issue[] {
  const before = new Set(absenceIssues(others, agents).map(({ message }) => message));
  const issues = absenceIssues([...others, absence], agents)
    .filter(({ message }) => !before.has(message))
    .map(({ message }) => ({ path: "", message }));
  const isOver = issues.length === 0 && Date.parse(absence.to) <= now;
  return isOver ? [{ path: "to", message: "This absence is over already." }] : issues;
}

function agentIssues(one: AgentRoster, name: string, skills: ReadonlySet<string>, path: string, note: Note): void {
  zoneIssue(one.zone, path, note);
  twice(
    one.skills,
    ({ skill }) => skill,
    (index, skill) => note(`${path}.skills.${index}`, `${name} has the skill “${skill}” twice.`),
  );
  one.skills.forEach(({ skill }, index) => {
    if (!skills.has(skill)) note(`${path}.skills.${index}`, `${name} has the skill “${skill}”, which is not listed.`);
  });
  one.certificates.forEach(({ skill }, index) => {
    if (skills.has(skill)) return;
    note(`${path}.certificates.${index}`, `${name} has a certificate for “${skill}”, which is not a listed skill.`);
  });
  if (one.shifts === "always") return;
  one.shifts.forEach((shift, index) => {
    if (shift.from === shift.to) {
      const day = "A whole day is 00:00 to 24:00.";
      note(`${path}.shifts.${index}`, `${name}: a shift from ${shift.from} to ${shift.to} has no length. ${day}`);
    }
  });
  overlapIssues(one.shifts, name, path, note);
}

function overlapIssues(shifts: Exclude<AgentRoster["shifts"], "always">, name: string, path: string, note: Note): void {
  const spans = shifts.flatMap(({ days, from, to }, index) =>
    days.map((day) => {
      const start = weekdays.indexOf(day) * 1_440 + minuteOf(from);
      const length = minuteOf(to) - minuteOf(from);
      const title = `${dayNames[day]} ${from} to ${to}`;
      return { start, end: start + (length < 0 ? length + 1_440 : length), index, title };
    }),
  );
  // One over midnight on Sunday goes on in the Monday of the week's beginning.
  const week = spans.toSorted((one, other) => one.start - other.start);
  const round = [...week, ...week.map((span) => ({ ...span, start: span.start + 10_080, end: span.end + 10_080 }))];
  const told = new Set<string>();
  round.forEach((span, position) => {
    const next = round[position + 1];
    if (!next || next.start >= span.end || span.start === span.end) return;
    const message = `${name}: the shifts ${span.title} and ${next.title} overlap.`;
    if (!told.has(message)) note(`${path}.shifts.${next.index}`, message);
    told.add(message);
  });
}

function hoursIssues({ zone, hours }: Rotation, team: string, path: string, note: Note): void {
  zoneIssue(zone, path, note);
  if (hours && hasNoLength(hours)) {
    const advice = "Leave the hours out to be on call all day.";
    note(`${path}.hours`, `${team}: being on call from ${hours.from} to ${hours.to} has no length. ${advice}`);
  }
}

const hasNoLength = ({ from, to }: DutyHours): boolean => from === to;

function zoneIssue(zone: string, path: string, note: Note): void {
  if (isZone(zone)) return;
  note(`${path}.zone`, `“${zone}” is not a time zone. Use a name such as Europe/Berlin or America/New_York.`);
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function twice<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
  found: (index: number, key: string) => void,
): void {
  const seen = new Set<string>();
  items.forEach((item, index) => {
    if (seen.has(key(item))) found(index, key(item));
    seen.add(key(item));
  });
}
