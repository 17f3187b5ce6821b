import type { WhyGivenBack } from "@firstline/sdk/wire";
import type { Desk } from "../desk.ts";
import { planRelief, relieve as relieveTickets } from "../desk-relief.ts";
import { instant } from "../domain/clock-projection.ts";
import { whyRelieved } from "../domain/relief.ts";
import { currentDirectory } from "../store/directory.ts";
import { setupGuard } from "../store/guards.ts";
import { ticketsHeldBy } from "../store/held-tickets.ts";
import { run } from "../store/query.ts";
import { agentsWithTickets, standings } from "../store/standings.ts";

/** How many tickets a run looks at, at most: the next minute goes on from there. */
const MOST = 1_000;

/**
 * Takes tickets from agents who are gone from the desk, absent by now, or offline for longer than their team allows. An
 * absent agent's go where planning the absence said. A run that comes twice, late or beside another one changes nothing
 * more. Resolves with how many tickets it moved.
 */
export async function relieve(desk: Omit<Desk, "directory">): Promise<number> {
  const { database, now } = desk;
  let directory = await currentDirectory(database, false);
  const { guard, agents, situation } = await run(database, {
    guard: setupGuard,
    agents: agentsWithTickets,
    situation: standings(now),
  });
  if (guard.version !== directory.version) directory = await currentDirectory(database, true);
  const sites = [...directory.siteById.keys()];
  const missing = (why: WhyGivenBack) =>
    agents.filter((agent) => whyRelieved(agent, { lines: directory.lines, now, situation }) === why);

  let left = MOST;
  let moved = 0;
  const giveBack = async (from: readonly string[], absent?: string) => {
    if (from.length === 0 || left === 0) return;
    const { held } = await run(database, { held: ticketsHeldBy(sites, from, left) });
    const absence = absent === undefined ? undefined : { agent: absent, from: instant(now) };
    const plan = absence && (await planRelief({ ...desk, directory }, absence, held, situation));
    moved += (await relieveTickets(desk, held, plan?.moved ?? [])).size;
    left -= held.length;
  };
  await giveBack(missing("gone"));
  for (const agent of missing("absent")) await giveBack([agent], agent);
  // Some of theirs may stay with them, so they come last, where they take no other's turn.
  await giveBack(missing("offline"));
  return moved;
}
