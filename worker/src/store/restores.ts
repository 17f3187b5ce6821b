import { type KnownContact, knownColumns, knownContactOf } from "./contacts.ts";
import { every, first, integer, nothing, type Query, type Row, text, textOrNull } from "./query.ts";

/** A link by which somebody comes back, asked for by an address (in lower case) that may be nobody's. */
export interface Restore {
  readonly siteId: string;
  readonly tokenHash: string;
  /** What the link's token is derived from. */
  readonly id: string;
  readonly email: string;
  readonly language: string | null;
  /** Until when (ms) the link opens anything. */
  readonly expiresAt: number;
  /** How often its mail was tried. */
  readonly tries: number;
}

const columns = "site_id, token_hash, id, email, language, expires_at, tries";

const restoreOf = (row: Row): Restore => ({
  siteId: text(row, "site_id"),
  tokenHash: text(row, "token_hash"),
  id: text(row, "id"),
  email: text(row, "email"),
  language: textOrNull(row, "language"),
  expiresAt: integer(row, "expires_at"),
  tries: integer(row, "tries"),
});

/** Notes a link whose mail is due at an instant (ms) unless it has been sent by then. */
export const insertRestore = (restore: Restore, dueAt: number): Query<undefined> => ({
  sql: `INSERT INTO restores (${columns}, due_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT DO NOTHING`,
  values: [
    restore.siteId,
    restore.tokenHash,
    restore.id,
    restore.email,
    restore.language,
    restore.expiresAt,
    restore.tries,
    dueAt,
  ],
  read: nothing,
});

/** Links whose mails are due, the oldest first, at most so many. */
export const restoresDue = (now: number, most: number): Query<Restore[]> => ({
  sql: `SELECT ${columns} FROM restores WHERE due_at <= ?1 ORDER BY due_at LIMIT ?2`,
  values: [now, most],
  read: every(restoreOf),
});

/** A link that opens something now, by the digest of its token, also one that this very request has used already. */
export const restoreBy = (
  siteId: string,
  tokenHash: string,
  user: string,
  now: number,
): Query<(Restore & { readonly isUsed: boolean }) | undefined> => ({
  sql: `SELECT ${columns}, used_by FROM restores
    WHERE site_id = ?1 AND token_hash = ?2 AND used_by IN ('', ?3) AND expires_at > ?4`,
  values: [siteId, tokenHash, user, now],
  read: first((row) => ({ ...restoreOf(row), isUsed: text(row, "used_by") !== "" })),
});

/** The contact that agents keep for the address of a link. */
export const contactOfRestore = (siteId: string, tokenHash: string): Query<KnownContact | undefined> => ({
  sql: `SELECT ${knownColumns.join(", ")} FROM contacts WHERE site_id = ?1 AND desk_email =
    (SELECT email FROM restores WHERE site_id = ?1 AND token_hash = ?2)`,
  values: [siteId, tokenHash],
  read: first(knownContactOf),
});

/**
 * Begins a try to send its mail, the next of which is due at an instant (ms), if at all; reads whether the link is still
 * of use. If another has begun this try, the whole batch fails as a clash.
 */
export const beginTry = ({ siteId, tokenHash, tries }: Restore, dueAt: number | null): Query<boolean> => ({
  sql: `UPDATE restores SET tries = iif(tries = ?3, tries + 1, NULL), due_at = ?4
    WHERE site_id = ?1 AND token_hash = ?2 AND used_by = '' RETURNING tries`,
  values: [siteId, tokenHash, tries, dueAt],
  read: (rows) => rows.length > 0,
});

/** That its mail needs no more tries. */
export const endTries = ({ siteId, tokenHash }: Restore): Query<undefined> => ({
  sql: "UPDATE restores SET due_at = NULL WHERE site_id = ?1 AND token_hash = ?2",
  values: [siteId, tokenHash],
  read: nothing,
});

/** Removes a link that nobody will be sent. */
export const deleteRestore = ({ siteId, tokenHash }: Restore): Query<undefined> => ({
  sql: "DELETE FROM restores WHERE site_id = ?1 AND token_hash = ?2",
  values: [siteId, tokenHash],
  read: nothing,
});

/** Uses a link up. If another has used it meanwhile, the whole batch fails as a clash. `user` names one request. */
export const useRestore = ({ siteId, tokenHash }: Restore, user: string): Query<undefined> => ({
  sql: `UPDATE restores SET used_by = iif(used_by = '', ?3, NULL), due_at = NULL
    WHERE site_id = ?1 AND token_hash = ?2`,
  values: [siteId, tokenHash, user],
  read: nothing,
});

/**
 * Who wrote from an address, as far as nobody was ever identified as them, with their tickets. ?1 is the site, ?2 the
 * address. Index and order are named, for SQLite would rather walk through all contacts or tickets of the site.
 */
const writersTickets = `contacts c INDEXED BY contacts_by_email
    CROSS JOIN tickets t ON t.site_id = c.site_id AND t.contact_id = c.id
    WHERE c.site_id = ?1 AND lower(c.email) = ?2 AND c.email IS NOT NULL AND c.subject IS NULL`;

/** Whether a site has tickets of such people. */
export const hasTicketsFrom = (siteId: string, email: string): Query<boolean> => ({
  sql: `SELECT 1 FROM ${writersTickets} LIMIT 1`,
  values: [siteId, email],
  read: (rows) => rows.length > 0,
});

/** Lets a visitor open all tickets of such people. */
export const grantTicketsFrom = (siteId: string, email: string, tokenHash: string): Query<undefined> => ({
  sql: `INSERT INTO grants (site_id, token_hash, ticket) SELECT ?1, ?3, t.sequence FROM ${writersTickets}
    ON CONFLICT DO NOTHING`,
  values: [siteId, email, tokenHash],
  read: nothing,
});

/** Removes links whose hour is over, at most so many. */
export const removeOldRestores = (now: number, most: number): Query<undefined> => ({
  sql: `DELETE FROM restores WHERE (site_id, token_hash) IN
    (SELECT site_id, token_hash FROM restores WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2)`,
  values: [now, most],
  read: nothing,
});
