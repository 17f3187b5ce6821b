import { first, nothing, type Query, text } from "./query.ts";

export type ChallengeKind = "add passkey" | "passkey" | "oidc";

/** Notes what was asked, by its digest, until an instant (ms). `subject` says for whom. */
export const insertChallenge = (
  hash: string,
  kind: ChallengeKind,
  subject: string,
  expiresAt: number,
): Query<undefined> => ({
  sql: "INSERT INTO challenges (hash, kind, subject, expires_at) VALUES (?1, ?2, ?3, ?4)",
  values: [hash, kind, subject, expiresAt],
  read: nothing,
});

/**
 * Takes a challenge, which nobody can do twice; reads for whom it was, or undefined if it is unknown, used or too old.
 * Under a set-up that has moved it stays, for the request starts over.
 */
export const takeChallenge = (
  hash: string,
  kind: ChallengeKind,
  now: number,
  setupVersion: number,
): Query<string | undefined> => ({
  sql: `DELETE FROM challenges WHERE hash = ?1 AND kind = ?2 AND expires_at > ?3
    AND EXISTS (SELECT 1 FROM desk WHERE id = 1 AND version = ?4) RETURNING subject`,
  values: [hash, kind, now, setupVersion],
  read: first((row) => text(row, "subject")),
});

/** Removes challenges that have run out, at most so many. */
export const removeOldChallenges = (now: number, most: number): Query<undefined> => ({
  sql: `DELETE FROM challenges WHERE hash IN
    (SELECT hash FROM challenges WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2)`,
  values: [now, most],
  read: nothing,
});
