import type { Issue, Setup } from "@firstline/sdk/wire";

/** What a set-up that reads well may still get wrong: doubles, and names of things that are not there. */
export function setupIssues(setup: Setup): Issue[] {
  const issues: Issue[] = [];
  const unique = (path: string, what: string, values: readonly (string | number)[]) => {
    const seen = new Set<string | number>();
    values.forEach((value, index) => {
      if (seen.has(value)) issues.push({ path: `${path}.${index}`, message: `Two ${what} share “${value}”.` });
      seen.add(value);
    });
  };
  unique(
    "tiers",
    "tiers",
    setup.tiers.map((tier) => tier.level),
  );
  unique(
    "teams",
    "teams",
    setup.teams.map((team) => team.id),
  );
  unique(
    "agents",
    "agents",
    setup.agents.map((agent) => agent.id),
  );
  unique(
    "agents",
    "agents",
    setup.agents.map((agent) => agent.email.toLowerCase()),
  );
  unique(
    "sites",
    "sites",
    setup.sites.map((site) => site.id),
  );
  unique(
    "sites",
    "sites",
    setup.sites.map((site) => site.key),
  );
  unique(
    "sites",
    "sites",
    setup.sites.map((site) => site.prefix),
  );

  const tiers = new Set(setup.tiers.map((tier) => tier.level));
  const teams = new Map(setup.teams.map((team) => [team.id, team]));
  const agents = new Set(setup.agents.map((agent) => agent.id));
  const sites = new Set(setup.sites.map((site) => site.id));

  if (!tiers.has(1)) issues.push({ path: "tiers", message: "There is no tier 1 to take tickets in." });
  if (!setup.agents.some((agent) => agent.role === "admin")) {
    issues.push({ path: "agents", message: "Nobody is an admin, so nobody could change the set-up again." });
  }
  setup.teams.forEach((team, index) => {
    const path = `teams.${index}`;
    if (!tiers.has(team.tier))
      issues.push({ path, message: `${team.name} serves tier ${team.tier}, which is not there.` });
    for (const member of team.members) {
      if (!agents.has(member))
        issues.push({ path, message: `${team.name} names ${member}, who is not an agent here.` });
    }
  });
  setup.agents.forEach((agent, index) => {
    if (agent.sites === "all") return;
    for (const siteId of agent.sites) {
      if (!sites.has(siteId))
        issues.push({ path: `agents.${index}`, message: `${agent.name} may see ${siteId}, which is not there.` });
    }
  });
  setup.sites.forEach((site, index) => {
    const path = `sites.${index}`;
    unique(
      `${path}.topics`,
      "topics",
      site.topics.map((topic) => topic.id),
    );
    for (const teamId of [site.defaultTeam, ...site.topics.flatMap((topic) => topic.team ?? [])]) {
      const team = teams.get(teamId);
      if (!team) issues.push({ path, message: `${site.name} sends tickets to ${teamId}, which is not a team here.` });
      else if (team.tier !== 1)
        issues.push({
          path,
          message: `${site.name} sends new tickets to ${team.name}, which is not a team of tier 1.`,
        });
    }
  });
  return issues;
}
