import { type Contact, ContactAttributes, SubmissionContext } from "@firstline/sdk/wire";
import type { TicketEvent } from "../domain/event.ts";
import { contactColumns, contactOf, type KnownContact, knownColumns, knownContactOf } from "./contacts.ts";
import { eventColumns, eventOf } from "./events.ts";
import { every, first, integer, integerOrNull, nothing, type Query, text, textOrNull } from "./query.ts";
import { columns, paged, type StoredTicket, stored, withContact } from "./tickets.ts";

/** Everything that is kept of a contact itself. Instants in ms. */
export interface ContactFile extends KnownContact {
  readonly attributes: ContactAttributes;
  readonly mergedInto: string | null;
  readonly erasedAt: number | null;
}

export const contactFile = (siteId: string, id: string): Query<ContactFile | undefined> => ({
  sql: `SELECT ${knownColumns.join(", ")}, attributes, merged_into, erased_at FROM contacts
    WHERE site_id = ?1 AND id = ?2`,
  values: [siteId, id],
  read: first((row) => ({
    ...knownContactOf(row),
    attributes: ContactAttributes.parse(JSON.parse(text(row, "attributes"))),
    mergedInto: textOrNull(row, "merged_into"),
    erasedAt: integerOrNull(row, "erased_at"),
  })),
});

/** A contact's newest tickets below a sequence. */
export const ticketsOfContact = (
  siteId: string,
  contact: string,
  before: number,
  limit: number,
): Query<StoredTicket[]> =>
  paged({
    sql: `SELECT ${columns} FROM tickets t ${withContact}
    WHERE t.site_id = ?1 AND t.contact_id = ?2 AND t.sequence < ?3 ORDER BY t.sequence DESC LIMIT ?4`,
    values: [siteId, contact, before, limit],
    read: every(stored),
  });

const newest = `SELECT sequence FROM tickets WHERE site_id = ?1 AND contact_id = ?2 AND sequence < ?3
  ORDER BY sequence DESC LIMIT ?4`;

/** Where a ticket was written. */
export interface Origin {
  readonly sequence: number;
  readonly at: number;
  readonly context: SubmissionContext;
}

/** Where a contact's newest tickets were written, newest first, as far as their pages told. */
export const originsOfContact = (siteId: string, contact: string, limit: number): Query<Origin[]> => ({
  sql: `SELECT ticket, at, data -> '$.context' AS context FROM events
    WHERE site_id = ?1 AND ticket IN (${newest}) AND seq = 1 AND data -> '$.context' IS NOT NULL ORDER BY ticket DESC`,
  values: [siteId, contact, Number.MAX_SAFE_INTEGER, limit],
  read: every((row) => ({
    sequence: integer(row, "ticket"),
    at: integer(row, "at"),
    context: SubmissionContext.parse(JSON.parse(text(row, "context"))),
  })),
});

/**
 * The first `most` events of each of a contact's newest `tickets` below a sequence, in no order; of the ticket just below
 * it those after the event `after`.
 */
export const eventsOfContact = (
  siteId: string,
  contact: string,
  before: number,
  tickets: number,
  after: number,
  most: number,
): Query<{ readonly sequence: number; readonly event: TicketEvent }[]> => ({
  sql: `SELECT e.ticket, ${eventColumns.map((column) => `e.${column}`).join(", ")} FROM (${newest}) AS page
    JOIN events e ON (e.site_id, e.ticket, e.seq) IN (
      SELECT site_id, ticket, seq FROM events WHERE site_id = ?1 AND ticket = page.sequence
        AND seq > iif(page.sequence = ?3 - 1, ?5, 0) ORDER BY seq LIMIT ?6)`,
  values: [siteId, contact, before, tickets, after, most],
  read: every((row) => ({ sequence: integer(row, "ticket"), event: eventOf(row) })),
});

/** Other contacts of the same address that still have a face, at most so many. */
export const contactsAlike = (siteId: string, id: string, limit: number): Query<Contact[]> => ({
  sql: `SELECT ${contactColumns.join(", ")} FROM contacts WHERE site_id = ?1 AND email IS NOT NULL AND lower(email) =
      (SELECT lower(email) FROM contacts WHERE site_id = ?1 AND id = ?2)
    AND id <> ?2 AND merged_into IS NULL LIMIT ?3`,
  values: [siteId, id, limit],
  read: every(contactOf),
});

/** What an agent has noted; `at` in ms. */
export interface StoredNote {
  readonly id: string;
  readonly at: number;
  readonly agent: string;
  readonly text: string;
}

export const notesOfContact = (siteId: string, contact: string): Query<StoredNote[]> => ({
  sql: "SELECT id, at, agent_id, text FROM contact_notes WHERE site_id = ?1 AND contact_id = ?2 ORDER BY id",
  values: [siteId, contact],
  read: every((row) => ({
    id: text(row, "id"),
    at: integer(row, "at"),
    agent: text(row, "agent_id"),
    text: text(row, "text"),
  })),
});

export const insertNote = (siteId: string, contact: string, note: StoredNote): Query<undefined> => ({
  sql: "INSERT INTO contact_notes (site_id, contact_id, id, at, agent_id, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
  values: [siteId, contact, note.id, note.at, note.agent, note.text],
  read: nothing,
});

/** Reads whether there was such a note. */
export const deleteNote = (siteId: string, contact: string, id: string): Query<boolean> => ({
  sql: "DELETE FROM contact_notes WHERE site_id = ?1 AND contact_id = ?2 AND id = ?3 RETURNING id",
  values: [siteId, contact, id],
  read: (rows) => rows.length > 0,
});
