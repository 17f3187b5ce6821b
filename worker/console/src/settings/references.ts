import type { Condition, Rule, Setup } from "@firstline/sdk/wire";

/** What names something else of the set-up, and so has to change before that can go. */
export interface Reference {
  readonly page: "teams" | "rules" | "contracts" | "macros";
  readonly id: string;
  readonly name: string;
}

const byRules = (setup: Setup, names: (rule: Rule) => boolean): Reference[] =>
  setup.rules.filter(names).map(({ id, name }) => ({ page: "rules", id, name }));

const byContracts = (setup: Setup, names: (contract: Setup["contracts"][number]) => boolean): Reference[] =>
  setup.contracts.filter(names).map(({ id, name }) => ({ page: "contracts", id, name }));

/** What names a tier. */
export const namingTier = (setup: Setup, level: number): Reference[] => [
  ...setup.teams.filter(({ tier }) => tier === level).map(({ id, name }) => ({ page: "teams" as const, id, name })),
  ...byRules(setup, ({ outcome }) => outcome.tier === level),
  ...byContracts(setup, ({ tierBudgets }) => tierBudgets.some(({ tier }) => tier === level)),
];

/** What names a team, its own rotations aside. */
export const namingTeam = (setup: Setup, team: string): Reference[] => [
  ...byRules(setup, ({ outcome }) => outcome.team === team),
  ...byContracts(setup, ({ coverage }) => coverage.rule === "overflow" && coverage.team === team),
  ...setup.macros
    .filter(({ actions }) => actions?.team === team)
    .map(({ id, name }) => ({ page: "macros" as const, id, name })),
];

/** What asks for a skill, or for a certificate of it. */
export const namingSkill = (setup: Setup, skill: string): Reference[] =>
  byRules(
    setup,
    ({ outcome: { skills = [], certificates = [] } }) =>
      certificates.includes(skill) || skills.some((one) => one.skill === skill),
  );

/** What goes by a calendar. */
export const namingCalendar = (setup: Setup, calendar: string): Reference[] => [
  ...byContracts(setup, (contract) => contract.calendar === calendar),
  ...byRules(setup, ({ when }) => when.type !== "always" && asksForHours(when, calendar)),
];

const asksForHours = (condition: Condition, calendar: string): boolean => {
  switch (condition.type) {
    case "all":
    case "any":
      return condition.of.some((part) => asksForHours(part, calendar));
    case "not":
      return asksForHours(condition.of, calendar);
    default:
      return condition.type === "hours" && condition.calendar === calendar;
  }
};

/** What puts tickets under a contract by its name. */
export const namingContract = (setup: Setup, contract: string): Reference[] =>
  byRules(setup, ({ outcome }) => outcome.contract === contract);

/** The set-up without a team, and without how it is on call. */
export const withoutTeam = (setup: Setup, team: string): Setup => ({
  ...setup,
  teams: setup.teams.filter(({ id }) => id !== team),
  roster: {
    ...setup.roster,
    rotations: setup.roster.rotations.filter((rotation) => rotation.team !== team),
    teams: setup.roster.teams.filter((one) => one.team !== team),
  },
});

/** The set-up without an agent, wherever they stand in it. A rotation that would be left empty goes as well. */
export const withoutAgent = (setup: Setup, agent: string): Setup => ({
  ...setup,
  agents: setup.agents.filter(({ id }) => id !== agent),
  teams: setup.teams.map(({ lead, ...team }) => ({
    ...team,
    members: team.members.filter((member) => member !== agent),
    ...(lead !== undefined && lead !== agent && { lead }),
  })),
  roster: {
    ...setup.roster,
    agents: setup.roster.agents.filter((one) => one.agent !== agent),
    rotations: setup.roster.rotations
      .map((rotation) => ({ ...rotation, agents: rotation.agents.filter((one) => one !== agent) }))
      .filter(({ agents }) => agents.length > 0),
  },
});

/** The set-up without a skill; whoever had it, or a certificate of it, does not any more. */
export const withoutSkill = (setup: Setup, skill: string): Setup => ({
  ...setup,
  roster: {
    ...setup.roster,
    skills: setup.roster.skills.filter(({ id }) => id !== skill),
    agents: setup.roster.agents.map((one) => ({
      ...one,
      skills: one.skills.filter((has) => has.skill !== skill),
      certificates: one.certificates.filter((has) => has.skill !== skill),
    })),
  },
});

/** The set-up with somebody in these teams and no others. */
export const withTeamsOf = (setup: Setup, agent: string, teams: readonly string[]): Setup => ({
  ...setup,
  teams: setup.teams.map((team) => {
    const isMember = team.members.includes(agent);
    if (isMember === teams.includes(team.id)) return team;
    const members = isMember ? team.members.filter((member) => member !== agent) : [...team.members, agent];
    return { ...team, members };
  }),
});
