import type { Erasure } from "@firstline/sdk/wire";
import type { Desk } from "./desk.ts";
import { actOnMany } from "./desk-batch.ts";
import { decide } from "./domain/decide.ts";
import { system, type TicketActor } from "./domain/event.ts";
import { emptyTickets, endErasure, ticketsToEmpty } from "./store/erasure.ts";
import { run } from "./store/query.ts";

/** How many tickets are emptied together. */
const CHUNK = 50;

/**
 * Empties at most `most` tickets of a contact who is to be forgotten, and closes them. Each is told of first: a run that
 * breaks off does it again, which changes nothing more. Ends the erasure with the last ticket.
 */
export async function emptyTicketsOf(
  desk: Omit<Desk, "directory">,
  siteId: string,
  contact: string,
  most: number,
  actor: TicketActor = system,
): Promise<Erasure> {
  let tickets = 0;
  while (tickets < most) {
    const { keys } = await run(desk.database, { keys: ticketsToEmpty(siteId, contact, CHUNK) });
    await actOnMany(desk, keys, ({ state }, surroundings) => decide(state, { type: "erase" }, actor, surroundings));
    if (keys.length > 0) {
      await run(
        desk.database,
        emptyTickets(
          siteId,
          keys.map(({ sequence }) => sequence),
        ),
      );
    }
    tickets += keys.length;
    if (keys.length < CHUNK) {
      await run(desk.database, { done: endErasure(siteId, contact) });
      return { tickets, goesOn: false };
    }
  }
  return { tickets, goesOn: true };
}
