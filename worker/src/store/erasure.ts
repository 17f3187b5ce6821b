import { every, integer, nothing, type Queries, type Query, text } from "./query.ts";
import type { TicketKey } from "./tickets.ts";

/** What stands in place of a text that an event cannot be without. */
const gone = "—";

/** Takes everything from a contact that says who they are, and notes that their tickets are to be emptied. */
export const eraseContact = (siteId: string, id: string, now: number): Queries => ({
  contact: write(
    `UPDATE contacts SET name = NULL, email = NULL, verified = 0, plan = NULL, desk_email = NULL, subject = NULL,
      email_verified = 0, language = NULL, attributes = '{}', erased_at = ?3 WHERE site_id = ?1 AND id = ?2`,
    [siteId, id, now],
  ),
  notes: write("DELETE FROM contact_notes WHERE site_id = ?1 AND contact_id = ?2", [siteId, id]),
  // First answers hold what was written. Without one the same request would be done again, so an empty one stays.
  answers: write(
    `WITH own AS (SELECT sequence FROM tickets WHERE site_id = ?1 AND contact_id = ?2)
    UPDATE idempotency SET answer = 'null' WHERE site_id = ?1 AND (ticket IN own OR answer ->> '$.id' IN
      (SELECT id FROM attachments WHERE site_id = ?1 AND ticket IN own))`,
    [siteId, id],
  ),
  erasure: write("INSERT INTO erasures (site_id, contact_id, started_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", [
    siteId,
    id,
    now,
  ]),
});

/** Contacts whose tickets are still being emptied, at most so many. */
export const erasuresUnderWay = (most: number): Query<{ readonly siteId: string; readonly contact: string }[]> => ({
  sql: "SELECT site_id, contact_id FROM erasures LIMIT ?1",
  values: [most],
  read: every((row) => ({ siteId: text(row, "site_id"), contact: text(row, "contact_id") })),
});

/** Tickets of a contact that hold texts, at most so many: what was emptied has no subject. */
export const ticketsToEmpty = (siteId: string, contact: string, most: number): Query<TicketKey[]> => ({
  sql: `SELECT sequence FROM tickets WHERE site_id = ?1 AND contact_id = ?2 AND subject <> '' LIMIT ?3`,
  values: [siteId, contact, most],
  read: every((row) => ({ siteId, sequence: integer(row, "sequence") })),
});

/** That all tickets of a contact are emptied. */
export const endErasure = (siteId: string, contact: string): Query<undefined> =>
  write("DELETE FROM erasures WHERE site_id = ?1 AND contact_id = ?2", [siteId, contact]);

/**
 * Empties tickets of a site: every text that anybody wrote in them, what forms and pages told, their links and files.
 * What happened and when stays. Files become uploads that nobody can name, which the sweep removes with their bytes.
 */
export const emptyTickets = (siteId: string, sequences: readonly number[]): Queries => {
  const values = [siteId, JSON.stringify(sequences)];
  const named = "site_id = ?1 AND ticket IN (SELECT value FROM json_each(?2))";
  return {
    events: write(
      `UPDATE events SET text = iif(type = 'rated', NULL, iif(text IS NULL, NULL, '')), data = CASE type
        WHEN 'submitted' THEN json_set(json_remove(data, '$.fields', '$.context'), '$.subject', '')
        WHEN 'edited' THEN iif(json_type(data, '$.subject') IS NULL, data,
          json_set(data, '$.subject', json_object('from', '', 'to', '')))
        WHEN 'message' THEN json_remove(data, '$.attachments')
        WHEN 'note' THEN json_remove(data, '$.attachments')
        WHEN 'escalated' THEN json_set(data, '$.handover', json_object('summary', ?3, 'tried', json_array(?3),
          'missing', ?3, 'impact', ?3, 'publicReason', ?3))
        WHEN 'returned' THEN json_set(data, '$.missing', ?3)
        WHEN 'playbook' THEN json_set(data, '$.playbook', json_object('title', ?3, 'signs', ?3, 'steps', json_array(?3)))
        ELSE data END
      WHERE ${named}`,
      [...values, gone],
    ),
    uploads: write(
      `INSERT INTO uploads (site_id, id, uploader, created_at) SELECT site_id, id, '', 0 FROM attachments WHERE ${named}`,
      values,
    ),
    // What webhooks were told is looked through as a whole: it is a month's at most.
    deliveries: write(`DELETE FROM webhook_deliveries WHERE ${named}`, values),
    attachments: write(`DELETE FROM attachments WHERE ${named}`, values),
    tickets: write(
      `UPDATE tickets SET subject = '', rating_comment = NULL, secret_hash = ''
        WHERE site_id = ?1 AND sequence IN (SELECT value FROM json_each(?2))`,
      values,
    ),
  };
};

const write = (sql: string, values: Query<undefined>["values"]): Query<undefined> => ({ sql, values, read: nothing });
