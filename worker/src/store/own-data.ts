import type { TicketEvent } from "../domain/event.ts";
import { eventColumns, eventOf } from "./events.ts";
import { every, integer, type Query } from "./query.ts";
import { visitorsTickets } from "./tickets.ts";

/** An event, and the ticket that it belongs to. */
export interface TicketsEvent {
  readonly sequence: number;
  readonly event: TicketEvent;
}

/**
 * The first `most` public events of each of the newest `tickets` that a visitor may see below the number `before`, in no
 * order; of the ticket just below it those after the event `after`.
 */
export const eventsOfVisitor = (
  siteId: string,
  tokenHash: string,
  before: number,
  tickets: number,
  after: number,
  most: number,
): Query<TicketsEvent[]> => ({
  sql: `${visitorsTickets}
    SELECT e.ticket, ${eventColumns.map((column) => `e.${column}`).join(", ")}
    FROM (SELECT sequence FROM mine ORDER BY sequence DESC LIMIT ?4) AS page
    JOIN events e ON (e.site_id, e.ticket, e.seq) IN (
      SELECT site_id, ticket, seq FROM events WHERE site_id = ?1 AND ticket = page.sequence AND public = 1
        AND seq > iif(page.sequence = ?3 - 1, ?5, 0) ORDER BY seq LIMIT ?6)`,
  values: [siteId, tokenHash, before, tickets, after, most],
  read: every((row) => ({ sequence: integer(row, "ticket"), event: eventOf(row) })),
});
