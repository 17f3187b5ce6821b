import { SignInMethod } from "@firstline/sdk/wire";
import { every, first, integer, nothing, type Query, text, textOrNull, word } from "./query.ts";

const hourMs = 3_600_000;

/** A session that has just begun. Instants in ms. */
export interface NewSession {
  readonly tokenHash: string;
  readonly agentId: string;
  readonly method: SignInMethod;
  /** The browser as it named itself, in short. */
  readonly browser: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** A session as it is listed. Its id is the head of its token's digest, from which nobody gets the token. */
export interface StoredSession extends NewSession {
  readonly id: string;
  readonly seenAt: number;
}

/** An instant (ms) to the hour, which is how exactly it is kept when somebody was last there. */
export const hourOf = (at: number): number => at - (at % hourMs);

export const sessionIdOf = (tokenHash: string): string => `ses_${tokenHash.slice(0, 24)}`;

export const insertSession = (session: NewSession): Query<undefined> => ({
  sql: `INSERT INTO sessions (token_hash, agent_id, method, browser, created_at, expires_at, seen_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
  values: [
    session.tokenHash,
    session.agentId,
    session.method,
    session.browser,
    session.createdAt,
    session.expiresAt,
    hourOf(session.createdAt),
  ],
  read: nothing,
});

/** Notes that a session was heard of in this hour. */
export const markSeen = (tokenHash: string, now: number): Query<undefined> => ({
  sql: "UPDATE sessions SET seen_at = ?2 WHERE token_hash = ?1",
  values: [tokenHash, hourOf(now)],
  read: nothing,
});

/** An agent's sessions that last, the newest first. */
export const sessionsOf = (agentId: string, now: number): Query<StoredSession[]> => ({
  sql: `SELECT token_hash, agent_id, method, browser, created_at, expires_at, seen_at FROM sessions
    WHERE agent_id = ?1 AND expires_at > ?2 ORDER BY created_at DESC LIMIT 200`,
  values: [agentId, now],
  read: every((row) => {
    const tokenHash = text(row, "token_hash");
    return {
      tokenHash,
      id: sessionIdOf(tokenHash),
      agentId: text(row, "agent_id"),
      method: word(row, "method", SignInMethod.options),
      browser: textOrNull(row, "browser"),
      createdAt: integer(row, "created_at"),
      expiresAt: integer(row, "expires_at"),
      seenAt: integer(row, "seen_at"),
    };
  }),
});

export const deleteSession = (tokenHash: string): Query<undefined> => deleteSessions([tokenHash]);

/** Ends sessions, by the digests of their tokens. */
export const deleteSessions = (tokenHashes: readonly string[]): Query<undefined> => ({
  sql: "DELETE FROM sessions WHERE token_hash IN (SELECT value FROM json_each(?1))",
  values: [JSON.stringify(tokenHashes)],
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

/** Takes every way in from agents who have left the set-up: whoever gets such an id later is somebody else. */
export function deleteAccessOf(agents: readonly string[]) {
  const from = (table: "sessions" | "links" | "passkeys" | "oidc_subjects"): Query<undefined> => ({
    sql: `DELETE FROM ${table} WHERE agent_id IN (SELECT value FROM json_each(?1))`,
    values: [JSON.stringify(agents)],
    read: nothing,
  });
  return {
    sessions: from("sessions"),
    links: from("links"),
    passkeys: from("passkeys"),
    subjects: from("oidc_subjects"),
  };
}
