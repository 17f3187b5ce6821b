import { nothing, type Query } from "./query.ts";

/** A new visitor of a site, who stands for a contact. */
export const insertVisitor = (siteId: string, tokenHash: string, contact: string, now: number): Query<undefined> => ({
  sql: "INSERT INTO visitors (site_id, token_hash, contact_id, created_at) VALUES (?1, ?2, ?3, ?4)",
  values: [siteId, tokenHash, contact, now],
  read: nothing,
});

/** A contact that a decision rests on, and the subject it had when it was read. */
export interface Basis {
  readonly id: string;
  readonly subject: string | null;
}

/**
 * A visitor of a site whose contact was found, who stands for it until an instant (ms), or without an end. Whoever was identified meanwhile as
 * one of the contacts that this rests on makes the whole batch fail as a clash.
 */
export const insertIdentifiedVisitor = (
  siteId: string,
  tokenHash: string,
  contact: string,
  basis: readonly Basis[],
  now: number,
  expiresAt: number | null,
): Query<undefined> => ({
  sql: `INSERT INTO visitors (site_id, token_hash, contact_id, created_at, expires_at) VALUES (?1, ?2,
      iif(NOT EXISTS (SELECT 1 FROM json_each(?4) AS b LEFT JOIN contacts c ON c.site_id = ?1 AND c.id = b.value ->> 'id'
        WHERE c.id IS NULL OR c.subject IS NOT b.value ->> 'subject'), ?3, NULL), ?5, ?6)
    ON CONFLICT (site_id, token_hash) DO UPDATE SET contact_id = excluded.contact_id, expires_at = excluded.expires_at`,
  values: [siteId, tokenHash, contact, JSON.stringify(basis), now, expiresAt],
  read: nothing,
});

export const deleteVisitor = (siteId: string, tokenHash: string): Query<undefined> => ({
  sql: "DELETE FROM visitors WHERE site_id = ?1 AND token_hash = ?2",
  values: [siteId, tokenHash],
  read: nothing,
});

export const deleteGrants = (siteId: string, tokenHash: string): Query<undefined> => ({
  sql: "DELETE FROM grants WHERE site_id = ?1 AND token_hash = ?2",
  values: [siteId, tokenHash],
  read: nothing,
});

/** Lets a visitor open one ticket that is not their own. */
export const insertGrant = (siteId: string, tokenHash: string, sequence: number): Query<undefined> => ({
  sql: "INSERT INTO grants (site_id, token_hash, ticket) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
  values: [siteId, tokenHash, sequence],
  read: nothing,
});

/** Gives what one token was let open to another. */
export const moveGrants = (siteId: string, from: string, to: string): Query<undefined> => ({
  sql: "UPDATE OR REPLACE grants SET token_hash = ?3 WHERE site_id = ?1 AND token_hash = ?2",
  values: [siteId, from, to],
  read: nothing,
});

const longOver = "SELECT site_id, token_hash FROM visitors WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2";

/** Removes what visitors were let open whose identity ran out before `before` (ms), of at most so many visitors. */
export const removeOldGrants = (before: number, most: number): Query<undefined> => ({
  sql: `DELETE FROM grants WHERE (site_id, token_hash) IN (${longOver})`,
  values: [before, most],
  read: nothing,
});

/** Removes the same visitors. */
export const removeOldVisitors = (before: number, most: number): Query<undefined> => ({
  sql: `DELETE FROM visitors WHERE (site_id, token_hash) IN (${longOver})`,
  values: [before, most],
  read: nothing,
});
