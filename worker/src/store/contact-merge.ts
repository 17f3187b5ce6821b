import { nothing, type Query } from "./query.ts";

/**
 * Lets the browsers of a contact go on seeing the tickets that they could see, whosever those are from now on: joining
 * two contacts opens no ticket to anybody.
 */
export const grantOwnTickets = (siteId: string, contact: string): Query<undefined> => ({
  sql: `INSERT INTO grants (site_id, token_hash, ticket)
    SELECT v.site_id, v.token_hash, t.sequence FROM visitors v JOIN tickets t ON t.site_id = ?1 AND t.contact_id = ?2
    WHERE v.site_id = ?1 AND v.contact_id = ?2 ON CONFLICT DO NOTHING`,
  values: [siteId, contact],
  read: nothing,
});

export const moveNotes = (siteId: string, from: string, to: string): Query<undefined> => ({
  sql: "UPDATE contact_notes SET contact_id = ?3 WHERE site_id = ?1 AND contact_id = ?2",
  values: [siteId, from, to],
  read: nothing,
});

/**
 * Remembers which contact one was joined with; agents find the other by its address from now on. Where either has been
 * identified, joined or forgotten in the meantime, it is NULL in `id` and fails the batch as a clash.
 */
export const markMerged = (siteId: string, from: string, to: string): Query<undefined> => ({
  sql: `UPDATE contacts SET merged_into = ?3, desk_email = NULL, id = iif(
      subject IS NULL AND erased_at IS NULL AND EXISTS (SELECT 1 FROM contacts o WHERE o.site_id = ?1 AND o.id = ?3
        AND o.merged_into IS NULL AND o.erased_at IS NULL), id, NULL)
    WHERE site_id = ?1 AND id = ?2`,
  values: [siteId, from, to],
  read: nothing,
});
