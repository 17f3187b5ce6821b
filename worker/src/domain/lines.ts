import type { Absence, Calendar, Setup, SupportContract, Team } from "@firstline/sdk/wire";
import { type BusinessTime, compileCalendar } from "./calendar.ts";
import type { Terms } from "./clock.ts";
import type { Staff } from "./eligibility.ts";
import { compileRosters, holidaysOf } from "./roster.ts";
import { type CompiledRules, compileRules } from "./rules.ts";
import { contractFor } from "./support-contract.ts";

/** A desk's lines of support, made ready for decisions; what `directoryOf` keeps for as long as the set-up stays. */
export interface Lines {
  readonly rules: CompiledRules;
  readonly staff: Staff;
  /** Whether tickets are handed out. A desk without a single roster leaves that to its agents. */
  readonly handsOut: boolean;
  /** The levels that some team serves. */
  readonly tiers: readonly number[];
  readonly teams: ReadonlyMap<string, Team>;
  /** People who may be called where a team names no lead of its own. */
  readonly leads: readonly string[];
  /** The newest version of each contract. */
  readonly terms: ReadonlyMap<string, Terms>;
  /** What a site promises to contacts of a plan, or a contract that a rule names; undefined: nothing. */
  termsFor(site: string, plan: string | null, named: string | null): Terms | undefined;
}

/** Makes a contract ready with its calendar. */
export const termsOf = (contract: SupportContract, calendar: Calendar): Terms => ({
  contract,
  time: compileCalendar(calendar),
  holidays: holidaysOf(calendar),
});

/** Makes the lines of a set-up ready. Expects one that `setupIssues` finds nothing wrong with. */
export function linesOf(setup: Setup, absences: readonly Absence[]): Lines {
  const teams = new Map(setup.teams.map((team) => [team.id, team]));
  const agents = new Map(setup.agents.map((agent) => [agent.id, agent]));
  const times = new Map<string, BusinessTime>(setup.calendars.map((one) => [one.id, compileCalendar(one)]));
  const holidays = new Map(setup.calendars.map((one) => [one.id, holidaysOf(one)]));
  const terms = new Map(
    setup.contracts.flatMap((contract) => {
      const time = times.get(contract.calendar);
      const days = holidays.get(contract.calendar);
      return time && days ? [[contract.id, { contract, time, holidays: days }] as const] : [];
    }),
  );
  return {
    rules: compileRules(setup.rules, { teams, calendars: times }),
    staff: { agents, teams, rosters: compileRosters(setup.roster, absences) },
    handsOut: setup.roster.agents.length > 0,
    tiers: [...new Set(setup.teams.map(({ tier }) => tier))],
    teams,
    leads: setup.agents.filter(({ role }) => role !== "agent").map(({ id }) => id),
    terms,
    termsFor(site, plan, named) {
      const one = named === null ? undefined : terms.get(named);
      // A rule that reaches over several sites cannot put one under the contract of another.
      if (one?.contract.site === site) return one;
      const own = contractFor(setup.contracts, site, plan);
      return own && terms.get(own.id);
    },
  };
}
