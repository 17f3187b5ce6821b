import { contactColumns, type KnownContact, knownContactOf } from "./contacts.ts";
import { integer, type Query, type Row } from "./query.ts";

/**
 * What every read batch asks first, in one statement: the set-up's version, so that a moved set-up is noticed at once,
 * and whether the caller's credential holds. Without a set-up the version is 0.
 */
export interface Guard {
  readonly version: number;
  /** Who the visitor's token stands for. */
  readonly visitor?: KnownContact | undefined;
  /** Until when (ms) the agent's session lasts. */
  readonly expiresAt?: number | undefined;
}

const guard =
  (read: (row: Row) => Omit<Guard, "version">) =>
  ([row]: readonly Row[]): Guard =>
    row ? { version: integer(row, "version"), ...read(row) } : { version: 0 };

/** For a caller whose credential is part of the set-up, or who has none. */
export const setupGuard: Query<Guard> = {
  sql: "SELECT version FROM desk WHERE id = 1",
  values: [],
  read: guard(() => ({})),
};

/** For a visitor with a token. */
export const visitorGuard = (siteId: string, tokenHash: string): Query<Guard> => ({
  sql: `SELECT d.version, ${contactColumns.map((column) => `c.${column}`).join(", ")}, c.wrote_at FROM desk d
    LEFT JOIN visitors v ON v.site_id = ?1 AND v.token_hash = ?2
    LEFT JOIN contacts c ON c.site_id = v.site_id AND c.id = v.contact_id WHERE d.id = 1`,
  values: [siteId, tokenHash],
  read: guard((row) => ({ visitor: row.id === null ? undefined : knownContactOf(row) })),
});

/** For an agent with a session that may be over. */
export const sessionGuard = (tokenHash: string, agentId: string, now: number): Query<Guard> => ({
  sql: `SELECT d.version, s.expires_at FROM desk d
    LEFT JOIN sessions s ON s.token_hash = ?1 AND s.agent_id = ?2 AND s.expires_at > ?3 WHERE d.id = 1`,
  values: [tokenHash, agentId, now],
  read: guard((row) => ({ expiresAt: row.expires_at === null ? undefined : integer(row, "expires_at") })),
});
