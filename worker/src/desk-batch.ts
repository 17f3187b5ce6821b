import { announce, type Desk, loads, type Outcome, surroundingsOf } from "./desk.ts";
import type { Decision, Surroundings } from "./domain/decision.ts";
import type { View } from "./domain/projection.ts";
import type { Refusal } from "./domain/refusal.ts";
import { dueAt } from "./domain/wake.ts";
import { termsFor } from "./store/contracts.ts";
import { currentDirectory } from "./store/directory.ts";
import { appendEvents } from "./store/events.ts";
import { failureOf } from "./store/failure.ts";
import { setupGuard } from "./store/guards.ts";
import { type Queries, run } from "./store/query.ts";
import { forgetStandings, standings } from "./store/standings.ts";
import { type Due, postpone, type StoredTicket, ticketsAt, updateTicket } from "./store/tickets.ts";

/** A ticket's place in the database. */
export type TicketKey = Pick<Due, "siteId" | "sequence">;

/**
 * Decides about one of many tickets. `again` says that the batch it was decided in failed, so that what was planned
 * beforehand may no longer hold.
 */
export type DecideOne = (found: StoredTicket, surroundings: Surroundings, again: boolean) => Decision | Refusal;

/** How many tickets are read, decided and written together. */
const CHUNK = 50;

/**
 * Does something to many tickets, in the order given: of every fifty one read batch, one write batch. Where somebody
 * else was quicker, each ticket of the fifty is done by itself. One that fails for good is told and left for the next
 * time; it holds up no other. Resolves with how many were changed.
 */
export async function actOnMany(
  desk: Omit<Desk, "directory">,
  keys: readonly TicketKey[],
  decideOne: DecideOne,
): Promise<number> {
  let changed = 0;
  for (let from = 0; from < keys.length; from += CHUNK) {
    const chunk = keys.slice(from, from + CHUNK);
    try {
      changed += await actOnChunk(desk, chunk, decideOne, false);
    } catch (error) {
      if (failureOf(error) === undefined) throw error;
      for (const key of chunk) changed += await actAlone(desk, key, decideOne);
    }
  }
  return changed;
}

async function actAlone(desk: Omit<Desk, "directory">, key: TicketKey, decideOne: DecideOne): Promise<number> {
  for (let tries = 0; tries < 3; tries++) {
    try {
      forgetStandings();
      return await actOnChunk(desk, [key], decideOne, true);
    } catch (error) {
      if (failureOf(error) === undefined) throw error;
    }
  }
  return 0;
}

/** What was decided about one of the tickets that were read. */
type Done = Outcome & { readonly found: StoredTicket };

async function actOnChunk(
  { database, rooms, now, defer }: Omit<Desk, "directory">,
  keys: readonly TicketKey[],
  decideOne: DecideOne,
  again: boolean,
): Promise<number> {
  let directory = await currentDirectory(database, false);
  const read = await run(database, { guard: setupGuard, tickets: ticketsAt(keys), standings: standings(now) });
  if (read.guard.version !== directory.version) directory = await currentDirectory(database, true);
  const desk: Desk = { database, rooms, now, defer, directory };
  const termsOf = await termsFor(
    database,
    directory,
    read.tickets.map(({ state }) => state.clocks?.contract),
  );
  const view: View = { directory, termsOf, now };

  const queries: Record<string, Queries[string]> = {};
  const done: Done[] = [];
  for (const key of keys) {
    const found = read.tickets.find(({ siteId, sequence }) => siteId === key.siteId && sequence === key.sequence);
    const site = directory.siteById.get(key.siteId);
    if (!found || !site) continue;
    const decision = attempt(() => decideOne(found, surroundingsOf(desk, site.id, termsOf), again));
    if (!decision) continue;
    const name = `${key.siteId} ${key.sequence}`;
    const due = dueAt(decision.ticket, termsOf, now);
    if (decision.events.length === 0) {
      queries[`${name} due`] = postpone(key.siteId, key.sequence, found.state.seq, due);
      continue;
    }
    queries[`${name} events`] = appendEvents(key.siteId, key.sequence, decision.events);
    queries[`${name} ticket`] = updateTicket(key.siteId, key.sequence, decision.ticket, due);
    const { loads: moved } = loads(desk, found.state, decision);
    if (moved) queries[`${name} loads`] = moved;
    done.push({ ...decision, found, place: { site, sequence: key.sequence }, requester: found.requester });
  }
  if (Object.keys(queries).length === 0) return 0;
  const results = await run(database, queries);
  for (const outcome of done) {
    const { siteId, sequence } = outcome.found;
    announce(desk, view, outcome, results[`${siteId} ${sequence} ticket`] === true);
  }
  return done.length;
}

/** A decision; undefined where there is nothing to decide, or where a fault of ours would hold up all the others. */
function attempt(work: () => Decision | Refusal): Decision | undefined {
  try {
    const decision = work();
    return "refused" in decision ? undefined : decision;
  } catch (error) {
    console.error("A ticket could not be woken", error instanceof Error ? error.message : "");
    return undefined;
  }
}
