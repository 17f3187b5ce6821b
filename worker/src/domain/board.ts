import type { AgentLoad, Board, TeamLoad } from "@firstline/sdk/wire";
import { type Directory, worksWith } from "./directory.ts";
import type { Situation } from "./eligibility.ts";
import { standingFor } from "./standing-projection.ts";
import { DAY } from "./zone.ts";

/** How many tickets an agent has of a team; nobody is null. */
export interface OpenCount {
  readonly team: string;
  readonly agent: string | null;
  readonly count: number;
}

/** What a day (days since 1970) came to; `rated` is the sum of its ratings' scores. */
export interface DailyFigures {
  readonly day: number;
  readonly opened: number;
  readonly solved: number;
  readonly kept: number;
  readonly missed: number;
  readonly ratings: number;
  readonly rated: number;
}

/** What is counted of the sites that somebody asks about. */
export interface Counts {
  readonly open: readonly OpenCount[];
  readonly atRisk: readonly OpenCount[];
  readonly breached: readonly OpenCount[];
}

/** How far back the days and the weeks go, today and this week included. */
const DAYS = 30;
const WEEKS = 12;

/** Days since 1970 begin with a Thursday; weeks with a Monday. */
const weekOf = (day: number): number => Math.floor((day + 3) / 7);
const mondayOf = (week: number): number => week * 7 - 3;

const dayOf = (now: number): number => Math.floor(now / DAY);

/** The first day (days since 1970) that the board tells of. */
export const firstDay = (now: number): number => mondayOf(weekOf(dayOf(now)) - WEEKS + 1);

const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

const sum = <Item>(items: readonly Item[], value: (item: Item) => number): number =>
  items.reduce((total, item) => total + value(item), 0);

/** The loads of every team, and of the agents who have a site in common with somebody who may see these. */
export function loadsFor(
  directory: Directory,
  sites: "all" | readonly string[],
  counts: Counts,
  situation: Situation,
  now: number,
): { readonly teams: TeamLoad[]; readonly agents: AgentLoad[] } {
  const pressed = (counted: (one: OpenCount) => boolean) => ({
    open: sum(counts.open.filter(counted), ({ count }) => count),
    atRisk: sum(counts.atRisk.filter(counted), ({ count }) => count),
    breached: sum(counts.breached.filter(counted), ({ count }) => count),
  });
  return {
    teams: directory.setup.teams.map(({ id, name, tier }) => ({
      team: { id, name },
      tier,
      ...pressed(({ team }) => team === id),
      unassigned: sum(
        counts.open.filter(({ team, agent }) => team === id && agent === null),
        ({ count }) => count,
      ),
    })),
    agents: directory.setup.agents
      .filter((agent) => worksWith(sites, agent))
      .map((agent) => {
        const { lastAssignedAt: _, open: __, ...standing } = standingFor(directory, agent, situation, now);
        return { ...standing, ...pressed((one) => one.agent === agent.id) };
      }),
  };
}

/** Days, weeks and ratings up to an instant (ms). A day of which nothing is known came to nothing. */
export function figuresFor(figures: readonly DailyFigures[], now: number): Pick<Board, "days" | "weeks" | "rating"> {
  const today = dayOf(now);
  const thisWeek = weekOf(today);
  const byDay = new Map(figures.map((each) => [each.day, each]));
  const recent = figures.filter(({ day }) => today - DAYS < day && day <= today);
  const ratings = sum(recent, (each) => each.ratings);
  return {
    days: upTo(today, DAYS).map((day) => ({
      date: dateOf(day),
      opened: byDay.get(day)?.opened ?? 0,
      solved: byDay.get(day)?.solved ?? 0,
    })),
    weeks: upTo(thisWeek, WEEKS).map((week) => {
      const own = figures.filter(({ day }) => weekOf(day) === week);
      // A new target may take back a miss that was counted in an earlier week.
      return {
        begins: dateOf(mondayOf(week)),
        kept: Math.max(
          0,
          sum(own, ({ kept }) => kept),
        ),
        missed: Math.max(
          0,
          sum(own, ({ missed }) => missed),
        ),
      };
    }),
    rating: { average: ratings > 0 ? sum(recent, ({ rated }) => rated) / ratings : null, count: Math.max(0, ratings) },
  };
}

/** So many whole numbers up to the last. */
const upTo = (last: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => last - count + 1 + index);
