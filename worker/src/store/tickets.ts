import { Channel, type Contact, Priority, Status } from "@firstline/sdk/wire";
import { firstAnswerKept } from "../domain/clocks.ts";
import { isActive } from "../domain/event.ts";
import type { Schedule } from "../domain/schedule.ts";
import { blank, sortedAt, type TicketState } from "../domain/ticket.ts";
import { readClocks, writeClocks } from "./clocks.ts";
import { contactColumns, contactOf } from "./contacts.ts";
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
import { readDetails } from "./ticket-details.ts";

/** A ticket as it is stored: its place, what its events add up to, and who asked. */
export interface StoredTicket {
  readonly siteId: string;
  readonly sequence: number;
  readonly state: TicketState;
  readonly requester: Contact;
}

/** A ticket's place in the database. */
export type TicketKey = Pick<StoredTicket, "siteId" | "sequence">;

/** What a ticket is read from, and what of its contact. */
const ticketColumns =
  `site_id sequence contact_id subject topic channel status priority tier team_id assignee_id created_at
  updated_at public_at solved_at closed_at answered_at waiting_since seq public_seq seen_seq unread support_seq
  support_seen_at rating rating_comment follow_up_of language details clocks`.split(/\s+/);
export const columns = [
  ...ticketColumns.map((column) => `t.${column}`),
  ...contactColumns.map((column) => `c.${column}`),
].join(", ");

/** A page of tickets; `more` are columns beside theirs. */
export const paged = <Page>(query: Query<Page>, more: readonly string[] = []) =>
  packed([...ticketColumns, ...contactColumns, ...more], query);

export const withContact = "JOIN contacts c ON c.site_id = t.site_id AND c.id = t.contact_id";

export const stored = (row: Row): StoredTicket => ({
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
    solvedAt: integerOrNull(row, "solved_at"),
    closedAt: integerOrNull(row, "closed_at"),
    answeredAt: integerOrNull(row, "answered_at"),
    waitingSince: integerOrNull(row, "waiting_since"),
    seq: integer(row, "seq"),
    publicSeq: integer(row, "public_seq"),
    seenSeq: integer(row, "seen_seq"),
    unread: integer(row, "unread"),
    seenBySupport:
      row.support_seq === null ? null : { seq: integer(row, "support_seq"), at: integer(row, "support_seen_at") },
    rating: row.rating === null ? null : { score: integer(row, "rating"), comment: textOrNull(row, "rating_comment") },
    followUpOf: integerOrNull(row, "follow_up_of"),
    language: textOrNull(row, "language"),
    ...readDetails(text(row, "details")),
    clocks: row.clocks === null ? null : readClocks(text(row, "clocks")),
  },
  requester: contactOf(row),
});

/** One ticket. */
export const ticketByNumber = (siteId: string, sequence: number): Query<StoredTicket | undefined> => ({
  sql: `SELECT ${columns} FROM tickets t ${withContact} WHERE t.site_id = ?1 AND t.sequence = ?2`,
  values: [siteId, sequence],
  read: first(stored),
});

/**
 * Whether a visitor may see the ticket `t`: it is their own, or their token was given it by its secret link. ?1 is the
 * site, ?3 the token's digest.
 */
export const seenByVisitor = `(t.contact_id = (SELECT contact_id FROM visitors WHERE site_id = ?1 AND token_hash = ?3)
  OR EXISTS (SELECT 1 FROM grants WHERE site_id = ?1 AND token_hash = ?3 AND ticket = t.sequence))`;

/** One ticket, if the visitor may see it. */
export const ticketOfVisitor = (
  siteId: string,
  sequence: number,
  tokenHash: string,
): Query<StoredTicket | undefined> => ({
  sql: `SELECT ${columns} FROM tickets t ${withContact} WHERE t.site_id = ?1 AND t.sequence = ?2
    AND ${seenByVisitor}`,
  values: [siteId, sequence, tokenHash],
  read: first(stored),
});

/** The hash of a ticket's link secret. */
export const secretHashOf = (siteId: string, sequence: number): Query<string | undefined> => ({
  sql: "SELECT secret_hash FROM tickets WHERE site_id = ?1 AND sequence = ?2",
  values: [siteId, sequence],
  read: first((row) => text(row, "secret_hash")),
});

/** What a ticket's events add up to, in the columns that change with them. */
const changing = (ticket: TicketState, { wakeAt, position, riskAt }: Schedule) => ({
  subject: ticket.subject,
  language: ticket.language,
  topic: ticket.topic,
  status: ticket.status,
  priority: ticket.priority,
  tier: ticket.tier,
  team_id: ticket.team,
  assignee_id: ticket.assignee,
  updated_at: ticket.updatedAt,
  public_at: ticket.publicAt,
  solved_at: ticket.solvedAt,
  closed_at: ticket.closedAt,
  answered_at: ticket.answeredAt,
  waiting_since: ticket.waitingSince,
  seq: ticket.seq,
  public_seq: ticket.publicSeq,
  unread: ticket.unread,
  rating: ticket.rating?.score ?? null,
  rating_comment: ticket.rating?.comment ?? null,
  active: isActive(ticket.status) ? 1 : 0,
  sorted_at: sortedAt(ticket),
  details: detailsOf(ticket),
  clocks: ticket.clocks && writeClocks(ticket.clocks),
  next_due_at: wakeAt,
  position,
  risk_at: riskAt,
  answer_kept: answerKept(ticket),
});

const answerKept = ({ clocks }: TicketState): 0 | 1 | null => {
  const kept = clocks ? firstAnswerKept(clocks) : undefined;
  return kept === undefined ? null : kept ? 1 : 0;
};

const detailsOf = ({ tags, needs, way, unplaced, mergedInto, wakeAt, links }: TicketState): string =>
  JSON.stringify({ tags, needs, way, unplaced, mergedInto, wakeAt, links });

const changingColumns = Object.keys(changing(blank, { wakeAt: null, position: 0, riskAt: null }));
const insertedColumns = [
  "channel",
  "created_at",
  "seen_seq",
  "support_seq",
  "support_seen_at",
  "follow_up_of",
  "secret_hash",
];
const placeholders = (columns: readonly string[], from: number) => columns.map((_, index) => `?${from + index}`);

const insertSql = `INSERT INTO tickets (site_id, sequence, setup_version, contact_id,
    ${[...insertedColumns, ...changingColumns].join(", ")})
  VALUES (?1, (SELECT value FROM counters WHERE site_id = ?1), (SELECT version FROM desk WHERE id = 1 AND version = ?2),
    (SELECT id FROM contacts WHERE site_id = ?1 AND id = ?3),
    ${placeholders([...insertedColumns, ...changingColumns], 4).join(", ")})`;

/**
 * The new ticket's row; its number is the site's counter, which the same batch has just moved on. A set-up that no longer
 * has the version it was decided with makes the batch fail as a clash, and so does a contact that another has absorbed.
 */
export const insertTicket = (
  siteId: string,
  ticket: TicketState,
  schedule: Schedule,
  secretHash: string,
  setupVersion: number,
): Query<undefined> => ({
  sql: insertSql,
  values: [
    siteId,
    setupVersion,
    ticket.contact,
    ticket.channel,
    ticket.createdAt,
    ticket.seenSeq,
    ticket.seenBySupport?.seq ?? null,
    ticket.seenBySupport?.at ?? null,
    ticket.followUpOf,
    secretHash,
    ...Object.values(changing(ticket, schedule)),
  ],
  read: nothing,
});

const updateSql = `UPDATE tickets SET
    ${changingColumns.map((column, index) => `${column} = ?${index + 3}`).join(", ")}
  WHERE site_id = ?1 AND sequence = ?2 RETURNING watched_at`;

/** Brings a ticket's row to what its events now add up to; reads whether a requester has been watching it. */
export const updateTicket = (
  siteId: string,
  sequence: number,
  ticket: TicketState,
  schedule: Schedule,
): Query<boolean> => ({
  sql: updateSql,
  values: [siteId, sequence, ...Object.values(changing(ticket, schedule))],
  read: (rows) => rows.some((row) => integerOrNull(row, "watched_at") !== null),
});

/** Several tickets at once, in no order. */
export const ticketsAt = (keys: readonly TicketKey[]): Query<StoredTicket[]> =>
  paged({
    sql: `SELECT ${columns} FROM json_each(?1) AS p
      JOIN tickets t ON t.site_id = p.value ->> 'siteId' AND t.sequence = p.value ->> 'sequence' ${withContact}`,
    values: [JSON.stringify(keys.map(({ siteId, sequence }) => ({ siteId, sequence })))],
    read: every(stored),
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
 * Marks a ticket as seen by an agent up to an event, never back. Reads whether the mark has moved, and whether a requester
 * has been watching the ticket.
 */
export const markSeen = (
  siteId: string,
  sequence: number,
  seq: number,
  now: number,
): Query<"watched" | "unwatched" | undefined> => ({
  sql: `UPDATE tickets SET support_seq = ?3, support_seen_at = ?4
    WHERE site_id = ?1 AND sequence = ?2 AND coalesce(support_seq, 0) < ?3 RETURNING watched_at`,
  values: [siteId, sequence, seq, now],
  read: first((row) => (integerOrNull(row, "watched_at") === null ? "unwatched" : "watched")),
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
