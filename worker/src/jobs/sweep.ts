import type { Desk } from "../desk.ts";
import { actOnMany } from "../desk-batch.ts";
import { wake } from "../domain/wake.ts";
import { type Due, ticketsDue } from "../store/due-tickets.ts";
import { run } from "../store/query.ts";

/** How many due tickets are listed at a time, and how many a run wakes at most: the next minute goes on from there. */
const PAGE = 500;
const MOST = 20_000;

/**
 * Wakes every ticket that is due by now, the oldest first: clocks alarm and escalate, silence closes, and what nobody
 * could take is tried again. A run that comes twice, late or beside another one changes nothing more. Resolves with how
 * many tickets it changed.
 */
export async function sweep(desk: Omit<Desk, "directory">): Promise<number> {
  let changed = 0;
  let after: Due | undefined;
  for (let seen = 0; seen < MOST; seen += PAGE) {
    const { due } = await run(desk.database, { due: ticketsDue(desk.now, after, PAGE) });
    const done = await actOnMany(desk, due, ({ state }, surroundings) => wake(state, surroundings));
    changed += done.filter(({ events }) => events.length > 0).length;
    after = due.at(-1);
    if (due.length < PAGE) break;
  }
  return changed;
}
