import type { TicketFilter, TicketOrder } from "@firstline/sdk/wire";
import { every, integer, type Query, type Row, text, textOrNull } from "./query.ts";
import { conditionOf } from "./ticket-filter.ts";
import { columns, paged, type StoredTicket, stored, withContact } from "./tickets.ts";

/** How many tickets are looked through at most for a page of those that fit a filter, and how many are counted. */
export const LOOKED_AT = 1_000;

/**
 * What an agent's list holds. Everything on a shelf belongs to one site; some hold what one team or agent has of it, or
 * what goes on from one ticket. What is breached or at risk is so at the instant of the question. Of what is at risk on
 * a site, the first thousand are listed.
 */
const shelves = {
  unsolved: "site_id = shelf.site AND active = 1",
  solved: "site_id = shelf.site AND active = 0",
  unassigned: "site_id = shelf.site AND assignee_id IS NULL AND active = 1",
  team: "site_id = shelf.site AND team_id = shelf.holder AND assignee_id IS NULL AND active = 1",
  followUps: "site_id = shelf.site AND follow_up_of = shelf.holder",
  assigned: "site_id = shelf.site AND assignee_id = shelf.holder AND active = 1",
  bounced: "site_id = shelf.site AND active = 1 AND details ->> '$.way.bounces' >= 3",
  waiting: "site_id = shelf.site AND status IN ('pending', 'on_hold')",
  breached: "site_id = shelf.site AND active = 1 AND position < shelf.now",
  atRisk: `site_id = shelf.site AND position >= shelf.now AND sequence IN (SELECT sequence FROM tickets
    WHERE site_id = shelf.site AND risk_at <= shelf.now AND position >= shelf.now ORDER BY risk_at LIMIT ${LOOKED_AT})`,
  // Those with a call that is not read yet, which is what is counted; all others are listed below them.
  mentions: `site_id = shelf.site AND sequence IN (SELECT ticket FROM mentions
    WHERE agent_id = shelf.holder AND site_id = shelf.site AND read = 0)`,
} as const;

/** The places of tickets with an unread call begin here, which no instant (ms) reaches. */
const UNREAD = 1e15;

/**
 * Every ticket that calls an agent, once, by its newest call that is unread, else by its newest. Of each site the first
 * thousand calls are listed.
 */
const called = `SELECT site_id, ticket AS sequence, max(at + iif(read, 0, ${UNREAD})) AS place
  FROM shelf JOIN mentions ON (site_id, agent_id, ticket, seq) IN (SELECT site_id, agent_id, ticket, seq FROM mentions
    WHERE agent_id = shelf.holder AND site_id = shelf.site ORDER BY read, at DESC LIMIT ${LOOKED_AT})
  GROUP BY site_id, ticket HAVING (place, site_id, ticket) < (?4, ?5, ?6)`;

/** The shelves of a list: of each of these sites, and there of each of these teams, agents or tickets where the kind needs one. */
export interface Shelves {
  readonly kind: keyof typeof shelves;
  readonly sites: readonly string[];
  readonly holders: readonly (string | number)[];
}

/** What is asked of the shelves, at an instant (ms). */
export interface Listing {
  readonly shelves: Shelves;
  readonly filter: TicketFilter;
  readonly order: TicketOrder;
  readonly now: number;
}

/** Where a list goes on: the last ticket's place in it. */
export interface Cursor {
  readonly place: number;
  readonly siteId: string;
  readonly sequence: number;
}

/** Which column an order goes by, where it begins, and how it goes on. */
const orders = {
  due: { column: "position", start: 0, after: ">", way: "ASC" },
  newest: { column: "sorted_at", start: Number.MAX_SAFE_INTEGER, after: "<", way: "DESC" },
} as const satisfies Record<TicketOrder, unknown>;

/** These are indexed by what is due next, and by nothing else. */
const byDue: ReadonlySet<Shelves["kind"]> = new Set(["bounced", "waiting", "breached", "atRisk"]);

function orderOf({ shelves: { kind }, order }: Listing) {
  if (kind === "mentions") return orders.newest;
  return orders[byDue.has(kind) ? "due" : order];
}

const shelf =
  "shelf AS (SELECT s.value AS site, h.value AS holder, ?3 AS now FROM json_each(?1) AS s, json_each(?2) AS h)";

const valuesOf = ({ shelves: { sites, holders }, now }: Listing) => [
  JSON.stringify(sites),
  JSON.stringify(holders),
  now,
];

/**
 * The first ?7 tickets after a place (?4, ?5, ?6): of each shelf the first from an index, and of those the first. What
 * is read grows with the sites and teams, not with the tickets.
 */
function candidates(listing: Listing): string {
  const { column, after, way } = orderOf(listing);
  const { kind } = listing.shelves;
  if (kind === "mentions")
    return `WITH ${shelf}, candidate AS MATERIALIZED (
      ${called} ORDER BY place DESC, site_id DESC, sequence DESC LIMIT ?7)`;
  return `WITH ${shelf}, candidate AS MATERIALIZED (
    SELECT site_id, sequence, ${column} AS place FROM shelf JOIN tickets ON (site_id, sequence) IN (
      SELECT site_id, sequence FROM tickets WHERE ${shelves[kind]} AND ${column} ${after}= ?4
        AND (${column}, site_id, sequence) ${after} (?4, ?5, ?6)
      ORDER BY ${column} ${way}, site_id ${way}, sequence ${way} LIMIT ?7)
    ORDER BY ${column} ${way}, site_id ${way}, sequence ${way} LIMIT ?7)`;
}

const withTicket = `JOIN tickets t ON t.site_id = candidate.site_id AND t.sequence = candidate.sequence ${withContact}`;

const placeOf = (listing: Listing, cursor: Cursor | undefined, most: number) => [
  cursor?.place ?? orderOf(listing).start,
  cursor?.siteId ?? "",
  cursor?.sequence ?? 0,
  most,
];

/** A page of a list, and where the next one begins; null on the last. */
export interface ListPage {
  readonly tickets: readonly StoredTicket[];
  readonly next: Cursor | null;
}

/**
 * A page of an agent's list. Without a filter it reads the page and one ticket more; with one it looks at most at
 * `LOOKED_AT` tickets, and where that was not enough the page is short and the next one goes on after the last of them.
 */
export function ticketsOnShelves(listing: Listing, cursor: Cursor | undefined, limit: number): Query<ListPage> {
  const { way } = orderOf(listing);
  const condition = conditionOf(listing.filter);
  const most = condition ? LOOKED_AT : limit + 1;
  const inOrder = (of: string) => `ORDER BY place ${way}, ${of}.site_id ${way}, ${of}.sequence ${way}`;
  const last = `SELECT site_id, sequence FROM candidate ${inOrder("candidate")} LIMIT 1 OFFSET ?7 - 1`;
  return paged(
    {
      sql: `${candidates(listing)}
    SELECT ${columns}, place, ${condition?.sql ?? "1"} AS fits, (SELECT count(*) FROM candidate) AS looked_at
    FROM candidate ${withTicket} ${condition ? `WHERE fits OR (t.site_id, t.sequence) = (${last})` : ""}
    ${inOrder("t")} LIMIT ${limit + 1}`,
      values: [...valuesOf(listing), ...placeOf(listing, cursor, most), ...(condition ? [condition.value] : [])],
      read(rows) {
        const shown = rows.slice(0, limit);
        const end = rows.length > limit ? shown.at(-1) : rows.find((row) => row.looked_at === most) && rows.at(-1);
        return {
          tickets: shown.filter((row) => row.fits === 1).map(stored),
          next: end ? cursorAt(end) : null,
        };
      },
    },
    ["place", "fits", "looked_at"],
  );
}

const cursorAt = (row: Row): Cursor => ({
  place: integer(row, "place"),
  siteId: text(row, "site_id"),
  sequence: integer(row, "sequence"),
});

/** How many tickets there are; `more`: no more were counted, or looked at. */
export interface Count {
  readonly count: number;
  readonly more: boolean;
}

/** Counts a list, up to `LOOKED_AT` of its tickets; of those that call an agent the unread. */
export function countOnShelves(listing: Listing): Query<Count> {
  const condition = conditionOf(listing.filter);
  if (condition) {
    return {
      sql: `${candidates(listing)} SELECT count(*) AS looked_at, coalesce(sum(${condition.sql}), 0) AS fits
        FROM candidate ${withTicket} ${listing.shelves.kind === "mentions" ? `WHERE place >= ${UNREAD}` : ""}`,
      values: [...valuesOf(listing), ...placeOf(listing, undefined, LOOKED_AT), condition.value],
      read: countOf,
    };
  }
  return {
    sql: `WITH ${shelf} SELECT coalesce(sum(
        (SELECT count(*) FROM (SELECT 1 FROM tickets WHERE ${shelves[listing.shelves.kind]} LIMIT ${LOOKED_AT}))
      ), 0) AS looked_at FROM shelf`,
    values: valuesOf(listing),
    read: countOf,
  };
}

function countOf([row]: readonly Row[]): Count {
  const lookedAt = row ? integer(row, "looked_at") : 0;
  const count = row && "fits" in row ? integer(row, "fits") : Math.min(lookedAt, LOOKED_AT);
  return { count, more: lookedAt >= LOOKED_AT };
}

/** How many tickets of a list an agent has of a team; nobody is null. */
export interface Held {
  readonly team: string;
  readonly agent: string | null;
  readonly count: number;
}

/** The same count by team and agent: of each shelf of up to `LOOKED_AT` tickets. */
export const heldOnShelves = (listing: Listing): Query<Held[]> => ({
  sql: `WITH ${shelf} SELECT team_id, assignee_id, count(*) AS held FROM shelf JOIN tickets ON (site_id, sequence) IN (
      SELECT site_id, sequence FROM tickets WHERE ${shelves[listing.shelves.kind]} LIMIT ${LOOKED_AT})
    GROUP BY team_id, assignee_id`,
  values: valuesOf(listing),
  read: every((row) => ({
    team: text(row, "team_id"),
    agent: textOrNull(row, "assignee_id"),
    count: integer(row, "held"),
  })),
});
