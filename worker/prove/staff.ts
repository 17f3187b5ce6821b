import type { Absence, AgentRoster, Rotation, Shift, TeamRoster, Weekday } from "@firstline/sdk/wire";
import type { Need, Staff } from "../src/domain/eligibility.ts";
import { compileRosters } from "../src/domain/roster.ts";
import { weekdays } from "../src/domain/zone.ts";

/** What is worth saying of a person in a sample; the rest is an agent in UTC, always on shift, for every site. */
export type Person = Partial<Omit<AgentRoster, "agent">> & { readonly sites?: "all" | readonly string[] };

/** A small desk in few words: agents by id, teams by id as `[tier, ...members]`. */
export interface Sample {
  readonly people: Readonly<Record<string, Person>>;
  readonly teams: Readonly<Record<string, readonly [number, ...string[]]>>;
  readonly rotations?: readonly Rotation[];
  readonly absences?: readonly Absence[];
  readonly rules?: readonly TeamRoster[];
}

const plain: Omit<AgentRoster, "agent"> = {
  zone: "UTC",
  skills: [],
  certificates: [],
  languages: ["en"],
  capacity: 5,
  shifts: "always",
};

export function rosterOf(agent: string, { sites: _, ...facts }: Person): AgentRoster {
  return { ...plain, ...facts, agent };
}

export function staffOf({ people, teams, rotations = [], absences = [], rules = [] }: Sample): Staff {
  const agents = Object.entries(people).map(([agent, person]) => rosterOf(agent, person));
  const roster = { skills: [], agents, rotations: [...rotations], teams: [...rules] };
  return {
    agents: new Map(
      Object.entries(people).map(([id, { sites = "all" }]) => [id, { sites: sites === "all" ? sites : [...sites] }]),
    ),
    teams: new Map(Object.entries(teams).map(([id, [tier, ...members]]) => [id, { id, tier, members: [...members] }])),
    rosters: compileRosters(roster, absences),
  };
}

export const need = (asked: Partial<Need> = {}): Need => ({
  site: "site_shop",
  tier: 1,
  skills: [],
  certificates: [],
  ...asked,
});

/** `mon-fri 09:00-17:00` or `sat 22:00-06:00` as a shift. */
export function shift(text: string): Shift {
  const [days = "", hours = ""] = text.split(" ");
  const [first = "", last = first] = days.split("-");
  const names: readonly string[] = weekdays;
  const chosen: Weekday[] = weekdays.slice(names.indexOf(first), names.indexOf(last) + 1);
  const [from = "", to = ""] = hours.split("-");
  return { days: chosen, from, to };
}

/** An absence in UTC: `2026-11-23` or `2026-11-23T09:00` to another. */
export const absence = (id: string, agent: string, from: string, to: string, standIn?: string): Absence => ({
  id: `abs_${id}`,
  agent,
  from: instant(from),
  to: instant(to),
  ...(standIn !== undefined && { standIn }),
});

const instant = (text: string) => new Date(text.includes("T") ? `${text}Z` : text).toISOString();
