import { every, type Query } from "./query.ts";
import { columns, paged, type StoredTicket, stored, withContact } from "./tickets.ts";

/** The newest ?4 of a visitor's tickets below the number ?3: their own, and as many of those opened by a secret link. */
export const visitorsTickets = `WITH mine AS (
      SELECT sequence FROM (SELECT sequence FROM tickets WHERE site_id = ?1 AND sequence < ?3 AND contact_id =
        (SELECT contact_id FROM visitors WHERE site_id = ?1 AND token_hash = ?2) ORDER BY sequence DESC LIMIT ?4)
      UNION
      SELECT ticket FROM (SELECT ticket FROM grants WHERE site_id = ?1 AND token_hash = ?2 AND ticket < ?3
        ORDER BY ticket DESC LIMIT ?4))`;

/**
 * A visitor's tickets, newest number first: their own and those opened by a secret link. Reads one ticket more than
 * `limit`, which tells whether there is a next page. A cross join keeps its order: else all tickets of the site could be
 * walked, because they stand in the order that is asked for.
 */
export const ticketsOfVisitor = (
  siteId: string,
  tokenHash: string,
  before: number,
  limit: number,
): Query<StoredTicket[]> =>
  paged({
    sql: `${visitorsTickets}
    SELECT ${columns} FROM mine CROSS JOIN tickets t ON t.site_id = ?1 AND t.sequence = mine.sequence ${withContact}
    ORDER BY t.sequence DESC LIMIT ?4`,
    values: [siteId, tokenHash, before, limit + 1],
    read: every(stored),
  });
