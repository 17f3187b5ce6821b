import type { Desk } from "../desk.ts";
import { emptyTicketsOf } from "../desk-erase.ts";
import { erasuresUnderWay } from "../store/erasure.ts";
import { run } from "../store/query.ts";

/** How many contacts are gone on with in a run, and with how many tickets of each: the next minute goes on from there. */
const MOST = { contacts: 20, tickets: 1_000 };

/** Goes on with forgetting contacts whose tickets were too many for one request, or whose request broke off. */
export async function finishErasures(desk: Omit<Desk, "directory">): Promise<void> {
  const { erasures } = await run(desk.database, { erasures: erasuresUnderWay(MOST.contacts) });
  for (const { siteId, contact } of erasures) await emptyTicketsOf(desk, siteId, contact, MOST.tickets);
}
