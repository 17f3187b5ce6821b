import type { Agent, Role, Setup, SetupChange } from "@firstline/sdk/wire";

const rank: Record<Role, number> = { agent: 1, lead: 2, admin: 3 };

const sitesOf = ({ sites }: Agent, setup: Setup): readonly string[] =>
  sites === "all" ? setup.sites.map(({ id }) => id) : sites;

/** The agents who are not in another set-up any more, and those who may do or see less there than before. */
export function narrowedAgents(before: Setup, after: Setup): { readonly gone: string[]; readonly less: string[] } {
  const left = new Map(after.agents.map((agent) => [agent.id, agent]));
  const gone: string[] = [];
  const less: string[] = [];
  for (const agent of before.agents) {
    const now = left.get(agent.id);
    if (!now) {
      gone.push(agent.id);
      continue;
    }
    const seen = new Set(sitesOf(now, after));
    const lost = sitesOf(agent, before).some((site) => !seen.has(site));
    if (lost || rank[now.role] < rank[agent.role]) less.push(agent.id);
  }
  return { gone, less };
}

/** How many characters (UTF-16 units) of a set-up's changes the audit log keeps, written as JSON. */
const KEPT = 100_000;

/** The first changes, as many as are kept, and how many are left out. */
export function keptChanges(changes: readonly SetupChange[]): {
  readonly changes: SetupChange[];
  readonly left: number;
} {
  let characters = 0;
  const kept = changes.filter((change) => {
    characters += JSON.stringify(change).length;
    return characters <= KEPT;
  });
  return { changes: kept, left: changes.length - kept.length };
}
