import { first, nothing, type Query, text } from "./query.ts";

/** A new visitor of a site, who stands for a contact. */
export const insertVisitor = (siteId: string, tokenHash: string, contact: string, now: number): Query<undefined> => ({
  sql: "INSERT INTO visitors (site_id, token_hash, contact_id, created_at) VALUES (?1, ?2, ?3, ?4)",
  values: [siteId, tokenHash, contact, now],
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

export const insertSession = (
  tokenHash: string,
  agentId: string,
  now: number,
  expiresAt: number,
): Query<undefined> => ({
  sql: "INSERT INTO sessions (token_hash, agent_id, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
  values: [tokenHash, agentId, now, expiresAt],
  read: nothing,
});

export const deleteSession = (tokenHash: string): Query<undefined> => ({
  sql: "DELETE FROM sessions WHERE token_hash = ?1",
  values: [tokenHash],
  read: nothing,
});

export const insertLink = (tokenHash: string, agentId: string, expiresAt: number): Query<undefined> => ({
  sql: "INSERT INTO links (token_hash, agent_id, expires_at) VALUES (?1, ?2, ?3)",
  values: [tokenHash, agentId, expiresAt],
  read: nothing,
});

/**
 * Uses a one-time link up; reads its agent, or undefined if it is unknown, used or too old. Under a set-up that has moved
 * it stays unused, for its agent may be in the new one only.
 */
export const useLink = (tokenHash: string, now: number, setupVersion: number): Query<string | undefined> => ({
  sql: `UPDATE links SET used_at = ?2 WHERE token_hash = ?1 AND used_at IS NULL AND expires_at > ?2
    AND EXISTS (SELECT 1 FROM desk WHERE id = 1 AND version = ?3) RETURNING agent_id`,
  values: [tokenHash, now, setupVersion],
  read: first((row) => text(row, "agent_id")),
});

/** Removes links or sessions that have run out, at most so many. */
export const removeExpired = (table: "links" | "sessions", now: number, most: number): Query<undefined> => ({
  sql: `DELETE FROM ${table} WHERE token_hash IN
    (SELECT token_hash FROM ${table} WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2)`,
  values: [now, most],
  read: nothing,
});
