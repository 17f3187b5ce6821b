import type { DeskTicket } from "@firstline/sdk/wire";
import { createSharedParts } from "./shared-parts.ts";
import { compare, isGiven, type Listing, type Position, positionOf } from "./views.ts";

interface Entry {
  readonly ticket: DeskTicket;
  readonly position: Position;
}

/**
 * The tickets of a list in the desk's order. Finding, putting and taking out one of them takes no look at the others, so
 * that a list of 100,000 keeps up with whatever happens on a desk. What only the desk can order stays as it came.
 */
export function createSortedTickets(listing: Listing) {
  const given = isGiven(listing);
  /** Changed in place: a copy for each change would fill the memory of a large list. */
  let tickets: DeskTicket[] = [];
  const known = new Map<string, Entry>();
  const parts = createSharedParts();
  const entryOf = (ticket: DeskTicket): Entry => ({
    ticket: parts.share(ticket),
    position: positionOf(ticket, listing),
  });
  const positionAt = (index: number): Position | undefined => known.get(tickets[index]?.number ?? "")?.position;

  /** Where a position is, or would be. */
  const indexOf = (position: Position): number => {
    let [from, to] = [0, tickets.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const there = positionAt(middle);
      if (there && compare(there, position) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  const indexOfKnown = ({ ticket, position }: Entry): number => {
    const found = given ? -1 : indexOf(position);
    return tickets[found] === ticket ? found : tickets.indexOf(ticket);
  };

  return {
    /** The tickets in order; they go on changing with the list. */
    items: (): readonly DeskTicket[] => tickets,
    size: () => tickets.length,
    get: (number: string): DeskTicket | undefined => known.get(number)?.ticket,
    /** Adds a page in the order in which it came; what is there already stays where it is. */
    append(page: readonly DeskTicket[]) {
      for (const ticket of page) {
        if (known.has(ticket.number)) continue;
        const entry = entryOf(ticket);
        known.set(ticket.number, entry);
        tickets.push(entry.ticket);
      }
    },
    /** Puts a ticket where it belongs. With `bounded` not behind the last one: its place is on a page yet to come. */
    put(ticket: DeskTicket, bounded: boolean) {
      const before = known.get(ticket.number);
      const entry = entryOf(ticket);
      // Most changes move nothing.
      if (before && (given || compare(before.position, entry.position) === 0)) {
        tickets[indexOfKnown(before)] = entry.ticket;
        known.set(ticket.number, entry);
        return;
      }
      if (given) return;
      if (before) tickets.splice(indexOfKnown(before), 1);
      const index = indexOf(entry.position);
      if (!before && bounded && index === tickets.length) return;
      tickets.splice(index, 0, entry.ticket);
      known.set(ticket.number, entry);
    },
    take(number: string) {
      const entry = known.get(number);
      if (!entry) return;
      tickets.splice(indexOfKnown(entry), 1);
      known.delete(number);
    },
    clear() {
      tickets = [];
      known.clear();
      parts.clear();
    },
  };
}
export type SortedTickets = ReturnType<typeof createSortedTickets>;
