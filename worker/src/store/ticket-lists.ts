import { every, type Query } from "./query.ts";
import { columns, paged, type StoredTicket, stored, withContact } from "./tickets.ts";

/** Where a list goes on: the last ticket's place in it. */
export interface Cursor {
  readonly sortedAt: number;
  readonly siteId: string;
  readonly sequence: number;
}

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

/**
 * What an agent's list holds. Everything on a shelf belongs to one site; some hold what one team or agent has of it,
 * or what goes on from one ticket.
 */
const shelves = {
  unsolved: "site_id = shelf.site AND active = 1",
  solved: "site_id = shelf.site AND active = 0",
  unassigned: "site_id = shelf.site AND assignee_id IS NULL AND active = 1",
  team: "site_id = shelf.site AND team_id = shelf.holder AND assignee_id IS NULL AND active = 1",
  followUps: "site_id = shelf.site AND follow_up_of = shelf.holder",
  assigned: "site_id = shelf.site AND assignee_id = shelf.holder AND active = 1",
} as const;

/** The shelves of a list: of each of these sites, and there of each of these teams, agents or tickets where the kind needs one. */
export interface Shelves {
  readonly kind: keyof typeof shelves;
  readonly sites: readonly string[];
  readonly holders: readonly (string | number)[];
}

/**
 * A page of an agent's list, newest first: of each shelf the newest `limit` + 1 from an index, and of those the newest.
 * What is read does not grow with the number of tickets.
 */
export const ticketsOnShelves = (
  { kind, sites, holders }: Shelves,
  cursor: Cursor | undefined,
  limit: number,
): Query<StoredTicket[]> =>
  paged({
    sql: `WITH shelf AS (SELECT s.value AS site, h.value AS holder FROM json_each(?1) AS s, json_each(?6) AS h)
    SELECT ${columns} FROM shelf JOIN tickets t ON (t.site_id, t.sequence) IN (
      SELECT site_id, sequence FROM tickets WHERE ${shelves[kind]} AND sorted_at <= ?2
        AND (sorted_at, site_id, sequence) < (?2, ?3, ?4)
      ORDER BY sorted_at DESC, site_id DESC, sequence DESC LIMIT ?5) ${withContact}
    ORDER BY t.sorted_at DESC, t.site_id DESC, t.sequence DESC LIMIT ?5`,
    values: [
      JSON.stringify(sites),
      cursor?.sortedAt ?? Number.MAX_SAFE_INTEGER,
      cursor?.siteId ?? "",
      cursor?.sequence ?? 0,
      limit + 1,
      JSON.stringify(holders),
    ],
    read: every(stored),
  });
