import { Channel, type Contact, Priority, Status } from "@firstline/sdk/wire";
import { isActive, sortedAt, type TicketState } from "../domain/ticket.ts";
import { contactOf } from "./contacts.ts";
import {
  every,
  first,
  integer,
  integerOrNull,
  nothing,
  packed,
  type Query,
  type Row,
  text,
  textOrNull,
  word,
} from "./query.ts";

/** A ticket as it is stored: its place, what its events add up to, and who asked. */
export interface StoredTicket {
  readonly siteId: string;
  readonly sequence: number;
  readonly state: TicketState;
  readonly requester: Contact;
}

/** What a ticket is read from, and what of its contact. */
const ticketColumns =
  `site_id sequence contact_id subject topic channel status priority tier team_id assignee_id created_at
  updated_at public_at waiting_since seq public_seq seen_seq unread`.split(/\s+/);
const contactColumns = ["id", "name", "email", "verified"];
const columns = [
  ...ticketColumns.map((column) => `t.${column}`),
  ...contactColumns.map((column) => `c.${column}`),
].join(", ");

/** A page of tickets. */
const paged = (query: Query<StoredTicket[]>) => packed([...ticketColumns, ...contactColumns], query);

const withContact = "JOIN contacts c ON c.site_id = t.site_id AND c.id = t.contact_id";

const stored = (row: Row): StoredTicket => ({
  siteId: text(row, "site_id"),
  sequence: integer(row, "sequence"),
  state: {
    subject: text(row, "subject"),
    topic: textOrNull(row, "topic"),
    channel: word(row, "channel", Channel.options),
    contact: text(row, "contact_id"),
    status: word(row, "status", Status.options),
    priority: word(row, "priority", Priority.options),
    tier: integer(row, "tier"),
    team: text(row, "team_id"),
    assignee: textOrNull(row, "assignee_id"),
    createdAt: integer(row, "created_at"),
    updatedAt: integer(row, "updated_at"),
    publicAt: integer(row, "public_at"),
    waitingSince: integerOrNull(row, "waiting_since"),
    seq: integer(row, "seq"),
    publicSeq: integer(row, "public_seq"),
    seenSeq: integer(row, "seen_seq"),
    unread: integer(row, "unread"),
  },
  requester: contactOf(row),
});

/** One ticket. */
export const ticketByNumber = (siteId: string, sequence: number): Query<StoredTicket | undefined> => ({
  sql: `SELECT ${columns} FROM tickets t ${withContact} WHERE t.site_id = ?1 AND t.sequence = ?2`,
  values: [siteId, sequence],
  read: first(stored),
});

/** One ticket, if it is the visitor's own or their token was given it by its secret link. */
export const ticketOfVisitor = (
  siteId: string,
  sequence: number,
  tokenHash: string,
): Query<StoredTicket | undefined> => ({
  sql: `SELECT ${columns} FROM tickets t ${withContact} WHERE t.site_id = ?1 AND t.sequence = ?2 AND (
      t.contact_id = (SELECT contact_id FROM visitors WHERE site_id = ?1 AND token_hash = ?3)
      OR EXISTS (SELECT 1 FROM grants WHERE site_id = ?1 AND token_hash = ?3 AND ticket = ?2))`,
  values: [siteId, sequence, tokenHash],
  read: first(stored),
});

/** The hash of a ticket's link secret. */
export const secretHashOf = (siteId: string, sequence: number): Query<string | undefined> => ({
  sql: "SELECT secret_hash FROM tickets WHERE site_id = ?1 AND sequence = ?2",
  values: [siteId, sequence],
  read: first((row) => text(row, "secret_hash")),
});

/** Where a list goes on: the last ticket's place in it. */
export interface Cursor {
  readonly sortedAt: number;
  readonly siteId: string;
  readonly sequence: number;
}

/**
 * A visitor's tickets, newest number first: their own and those opened by a secret link. Reads one ticket more than
 * `limit`, which tells whether there is a next page.
 */
export const ticketsOfVisitor = (
  siteId: string,
  tokenHash: string,
  before: number,
  limit: number,
): Query<StoredTicket[]> =>
  paged({
    sql: `WITH mine AS (
      SELECT sequence FROM (SELECT sequence FROM tickets WHERE site_id = ?1 AND sequence < ?3 AND contact_id =
        (SELECT contact_id FROM visitors WHERE site_id = ?1 AND token_hash = ?2) ORDER BY sequence DESC LIMIT ?4)
      UNION
      SELECT ticket FROM (SELECT ticket FROM grants WHERE site_id = ?1 AND token_hash = ?2 AND ticket < ?3
        ORDER BY ticket DESC LIMIT ?4))
    SELECT ${columns} FROM mine JOIN tickets t ON t.site_id = ?1 AND t.sequence = mine.sequence ${withContact}
    ORDER BY t.sequence DESC LIMIT ?4`,
    values: [siteId, tokenHash, before, limit + 1],
    read: every(stored),
  });

/** What an agent's list holds. Everything on a shelf belongs to one site; some hold what one team or agent has of it. */
const shelves = {
  unsolved: "site_id = shelf.site AND active = 1",
  solved: "site_id = shelf.site AND active = 0",
  unassigned: "site_id = shelf.site AND team_id = shelf.holder AND assignee_id IS NULL AND active = 1",
  assigned: "site_id = shelf.site AND assignee_id = shelf.holder AND active = 1",
} as const;

/** The shelves of a list: of each of these sites, and there of each of these teams or agents where the kind needs one. */
export interface Shelves {
  readonly kind: keyof typeof shelves;
  readonly sites: readonly string[];
  readonly holders: readonly string[];
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

/**
 * The new ticket's row; its number is the site's counter, which the same batch has just moved on. A set-up that no longer
 * has the version it was decided with makes the batch fail as a clash.
 */
export const insertTicket = (
  siteId: string,
  ticket: TicketState,
  secretHash: string,
  setupVersion: number,
): Query<undefined> => ({
  sql: `INSERT INTO tickets (site_id, sequence, contact_id, subject, topic, channel, status, priority, tier, team_id,
      assignee_id, created_at, updated_at, public_at, waiting_since, seq, public_seq, seen_seq, unread, active,
      sorted_at, secret_hash, setup_version)
    VALUES (?1, (SELECT value FROM counters WHERE site_id = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,
      ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
      (SELECT version FROM desk WHERE id = 1 AND version = ?22))`,
  values: [
    siteId,
    ticket.contact,
    ticket.subject,
    ticket.topic,
    ticket.channel,
    ticket.status,
    ticket.priority,
    ticket.tier,
    ticket.team,
    ticket.assignee,
    ticket.createdAt,
    ticket.updatedAt,
    ticket.publicAt,
    ticket.waitingSince,
    ticket.seq,
    ticket.publicSeq,
    ticket.seenSeq,
    ticket.unread,
    isActive(ticket.status) ? 1 : 0,
    sortedAt(ticket),
    secretHash,
    setupVersion,
  ],
  read: nothing,
});

/** Brings a ticket's row to what its events now add up to; reads whether a requester has been watching it. */
export const updateTicket = (siteId: string, sequence: number, ticket: TicketState): Query<boolean> => ({
  sql: `UPDATE tickets SET status = ?3, priority = ?4, tier = ?5, team_id = ?6, assignee_id = ?7, updated_at = ?8,
      public_at = ?9, waiting_since = ?10, seq = ?11, public_seq = ?12, unread = ?13, active = ?14, sorted_at = ?15
    WHERE site_id = ?1 AND sequence = ?2 RETURNING watched_at`,
  values: [
    siteId,
    sequence,
    ticket.status,
    ticket.priority,
    ticket.tier,
    ticket.team,
    ticket.assignee,
    ticket.updatedAt,
    ticket.publicAt,
    ticket.waitingSince,
    ticket.seq,
    ticket.publicSeq,
    ticket.unread,
    isActive(ticket.status) ? 1 : 0,
    sortedAt(ticket),
  ],
  read: (rows) => rows.some((row) => integerOrNull(row, "watched_at") !== null),
});

/** Takes the site's next number; reads it. */
export const nextSequence = (siteId: string): Query<number> => ({
  sql: `INSERT INTO counters (site_id, value) VALUES (?1, 1001)
    ON CONFLICT (site_id) DO UPDATE SET value = value + 1 RETURNING value`,
  values: [siteId],
  read: (rows) => {
    if (!rows[0]) throw new Error("The counter gave no number");
    return integer(rows[0], "value");
  },
});

/** Remembers that a requester's socket joined the ticket's room, so that changes are pushed there from now on. */
export const markWatched = (siteId: string, sequence: number, now: number): Query<undefined> => ({
  sql: "UPDATE tickets SET watched_at = ?3 WHERE site_id = ?1 AND sequence = ?2",
  values: [siteId, sequence, now],
  read: nothing,
});

/**
 * Marks a ticket as read up to an event, never back. Reads how many answers stand after it; of the events only those
 * after the mark are counted.
 */
export const markRead = (siteId: string, sequence: number, seq: number): Query<number | undefined> => ({
  sql: `UPDATE tickets SET seen_seq = max(seen_seq, min(?3, seq)), unread =
      (SELECT count(*) FROM events WHERE site_id = ?1 AND ticket = ?2 AND seq > max(tickets.seen_seq, ?3)
        AND type = 'message' AND actor_kind <> 'contact')
    WHERE site_id = ?1 AND sequence = ?2 RETURNING unread`,
  values: [siteId, sequence, seq],
  read: first((row) => integer(row, "unread")),
});
