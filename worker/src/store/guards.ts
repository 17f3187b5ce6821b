import { type KnownContact, knownColumns, knownContactOf } from "./contacts.ts";
import { integer, integerOrNull, type Query, type Row } from "./query.ts";

/** Whom a visitor's token stands for, and until when (ms) they are identified: null for an anonymous visitor. */
export interface KnownVisitor extends KnownContact {
  readonly identifiedUntil: number | null;
}

/** Whether a visitor's identity has run out. */
export const isOver = ({ identifiedUntil }: KnownVisitor, now: number): boolean =>
  identifiedUntil !== null && identifiedUntil <= now;

/**
 * What every read batch asks first, in one statement: the set-up's version, so that a moved set-up is noticed at once,
 * and whether the caller's credential holds. Without a set-up the version is 0.
 */
export interface Guard {
  readonly version: number;
  readonly visitor?: KnownVisitor | undefined;
  /** Until when (ms) the agent's session lasts. */
  readonly expiresAt?: number | undefined;
  /** In which hour (ms) it was last heard of. */
  readonly seenAt?: number | undefined;
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

/**
 * For a visitor with a token. One that was given to somebody nobody had identified ends when a site has said who they
 * are: from then on the site says for how long a browser is theirs. One of somebody who was forgotten is unknown.
 */
export const visitorGuard = (siteId: string, tokenHash: string): Query<Guard> => ({
  sql: `SELECT d.version, ${knownColumns.map((column) => `c.${column}`).join(", ")}, v.expires_at FROM desk d
    LEFT JOIN visitors v ON v.site_id = ?1 AND v.token_hash = ?2
    LEFT JOIN contacts c ON c.site_id = v.site_id AND c.id = v.contact_id
      AND (c.subject IS NULL OR v.expires_at IS NOT NULL) AND c.erased_at IS NULL WHERE d.id = 1`,
  values: [siteId, tokenHash],
  read: guard((row) => ({ visitor: row.id === null ? undefined : visitorOf(row) })),
});

const visitorOf = (row: Row): KnownVisitor => ({
  ...knownContactOf(row),
  identifiedUntil: integerOrNull(row, "expires_at"),
});

/** For an agent with a session that may be over. */
export const sessionGuard = (tokenHash: string, agentId: string, now: number): Query<Guard> => ({
  sql: `SELECT d.version, s.expires_at, s.seen_at FROM desk d
    LEFT JOIN sessions s ON s.token_hash = ?1 AND s.agent_id = ?2 AND s.expires_at > ?3 WHERE d.id = 1`,
  values: [tokenHash, agentId, now],
  read: guard((row) =>
    row.expires_at === null ? {} : { expiresAt: integer(row, "expires_at"), seenAt: integer(row, "seen_at") },
  ),
});
