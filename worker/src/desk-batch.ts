import { announce, type Desk, loads, type Outcome, surroundingsOf } from "./desk.ts";
import { tellWebhooks } from "./desk-webhooks.ts";
import type { Decision, Surroundings } from "./domain/decision.ts";
import type { View } from "./domain/projection.ts";
import type { Refusal } from "./domain/refusal.ts";
import { scheduleOf } from "./domain/schedule.ts";
import { termsFor } from "./store/contracts.ts";
import { currentDirectory } from "./store/directory.ts";
import { postpone } from "./store/due-tickets.ts";
import { appendEvents } from "./store/events.ts";
import { failureOf } from "./store/failure.ts";
import { setupGuard } from "./store/guards.ts";
import { type Queries, run } from "./store/query.ts";
import { forgetStandings, standings } from "./store/standings.ts";
import { type StoredTicket, type TicketKey, ticketsAt, updateTicket } from "./store/tickets.ts";

/**
 * Decides about one of many tickets. `again` says that the batch it was decided in failed, so that what was planned
 * beforehand may no longer hold.
 */
export type DecideOne = (found: StoredTicket, surroundings: Surroundings, again: boolean) => Decision | Refusal;

/** How many tickets are read, decided and written together. */
const CHUNK = 50;

/** What was decided about one of the tickets, and written; without events nothing had to be changed. */
export type Done = Outcome & { readonly found: StoredTicket };

/**
 * Does something to many tickets, in the order given: of every fifty one read batch, one write batch. Where somebody
 * else was quicker, each ticket of the fifty is done by itself. One that fails for good is told and left for the next
 * time; it holds up no other. Resolves with those that were not refused and did not fail.
 */
export async function actOnMany(
  desk: Omit<Desk, "directory">,
  keys: readonly TicketKey[],
  decideOne: DecideOne,
): Promise<Done[]> {
  const done: Done[] = [];
  for (let from = 0; from < keys.length; from += CHUNK) {
    const chunk = keys.slice(from, from + CHUNK);
    try {
      done.push(...(await actOnChunk(desk, chunk, decideOne, false)));
    } catch (error) {
      if (failureOf(error) === undefined) throw error;
      for (const key of chunk) done.push(...(await actAlone(desk, key, decideOne)));
    }
  }
  return done;
}

async function actAlone(desk: Omit<Desk, "directory">, key: TicketKey, decideOne: DecideOne): Promise<Done[]> {
  for (let tries = 0; tries < 3; tries++) {
    try {
      forgetStandings();
      return await actOnChunk(desk, [key], decideOne, true);
    } catch (error) {
      if (failureOf(error) === undefined) throw error;
    }
  }
  return [];
}

async function actOnChunk(
  { database, rooms, poster, now, defer }: Omit<Desk, "directory">,
  keys: readonly TicketKey[],
  decideOne: DecideOne,
  again: boolean,
): Promise<Done[]> {
  let directory = await currentDirectory(database, false);
  const read = await run(database, { guard: setupGuard, tickets: ticketsAt(keys), standings: standings(now) });
  if (read.guard.version !== directory.version) directory = await currentDirectory(database, true);
  const desk: Desk = { database, rooms, poster, now, defer, directory };
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
    const outcome = { ...decision, found, place: { site, sequence: key.sequence }, requester: found.requester };
    done.push(outcome);
    const schedule = scheduleOf(decision.ticket, termsOf, now);
    if (decision.events.length === 0) {
      queries[`${name} due`] = postpone(key.siteId, key.sequence, found.state.seq, schedule);
      continue;
    }
    queries[`${name} events`] = appendEvents(key.siteId, key.sequence, decision.events);
    queries[`${name} ticket`] = updateTicket(key.siteId, key.sequence, decision.ticket, schedule);
    const { loads: moved } = loads(desk, found.state, decision);
    if (moved) queries[`${name} loads`] = moved;
  }
  if (Object.keys(queries).length === 0) return done;
  const telling = tellWebhooks(
    desk,
    view,
    done.filter(({ events }) => events.length > 0),
  );
  if (telling.writes.webhooks) queries.webhooks = telling.writes.webhooks;
  const results = await run(database, queries);
  for (const outcome of done.filter(({ events }) => events.length > 0)) {
    const { siteId, sequence } = outcome.found;
    announce(desk, view, outcome, results[`${siteId} ${sequence} ticket`] === true);
  }
  telling.send();
  return done;
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
