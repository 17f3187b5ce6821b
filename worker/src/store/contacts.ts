import type { Contact, ContactChange } from "@firstline/sdk/wire";
import { first, integer, integerOrNull, nothing, type Query, type Row, text, textOrNull } from "./query.ts";

/** What a contact is read from. */
export const contactColumns = ["id", "name", "email", "verified", "plan"];

export const contactOf = (row: Row): Contact => ({
  id: text(row, "id"),
  name: textOrNull(row, "name"),
  email: textOrNull(row, "email"),
  verified: integer(row, "verified") === 1,
  plan: textOrNull(row, "plan"),
});

/** A contact, and what the desk knows beside what agents see of them. */
export interface KnownContact {
  readonly contact: Contact;
  /** When (ms) they last wrote anything: null for never. */
  readonly wroteAt: number | null;
  /** The site's own id of them; null for somebody who was never identified. */
  readonly subject: string | null;
  /** Whether their address has been proven to be theirs. */
  readonly emailVerified: boolean;
  readonly language: string | null;
  readonly createdAt: number;
}

/** What a known contact is read from. */
export const knownColumns = [...contactColumns, "wrote_at", "subject", "email_verified", "language", "created_at"];

export const knownContactOf = (row: Row): KnownContact => ({
  contact: contactOf(row),
  wroteAt: integerOrNull(row, "wrote_at"),
  subject: textOrNull(row, "subject"),
  emailVerified: integer(row, "email_verified") === 1,
  language: textOrNull(row, "language"),
  createdAt: integer(row, "created_at"),
});

/** How a contact is named: by its id, by the address that agents find it by, or by the site's own id of the person. */
export type ContactName = { readonly id: string } | { readonly deskEmail: string } | { readonly subject: string };

export const contactBy = (siteId: string, named: ContactName): Query<KnownContact | undefined> => {
  const [column, value] =
    "id" in named
      ? ["id", named.id]
      : "subject" in named
        ? ["subject", named.subject]
        : ["desk_email", named.deskEmail];
  return {
    sql: `SELECT ${knownColumns.join(", ")} FROM contacts WHERE site_id = ?1 AND ${column} = ?2`,
    values: [siteId, value],
    read: first(knownContactOf),
  };
};

/** A new person on the customer side, who writes now. `deskEmail` is set when the desk made the contact for an address. */
export const insertContact = (
  siteId: string,
  contact: Contact,
  deskEmail: string | null,
  now: number,
): Query<undefined> => ({
  sql: `INSERT INTO contacts (site_id, id, name, email, verified, plan, desk_email, created_at, wrote_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)`,
  values: [siteId, contact.id, contact.name, contact.email, contact.verified ? 1 : 0, contact.plan, deskEmail, now],
  read: nothing,
});

/**
 * That a contact writes now, and what they say of themselves: the last word counts, unless they are verified. An address
 * that has been proven stays.
 */
export const contactWrites = (siteId: string, contact: Contact, now: number): Query<undefined> => ({
  sql: `UPDATE contacts SET name = iif(verified = 0, ?3, name), email = iif(verified = 0 AND email_verified = 0, ?4, email), wrote_at = ?5
    WHERE site_id = ?1 AND id = ?2`,
  values: [siteId, contact.id, contact.name, contact.email, now],
  read: nothing,
});

/** Somebody who has proven that an address (in lower case) is theirs, and nothing else; a new contact if the id is new. */
export const proveAddress = (
  siteId: string,
  id: string,
  email: string,
  isDeskEmail: boolean,
  now: number,
): Query<undefined> => ({
  sql: `INSERT INTO contacts (site_id, id, name, email, verified, email_verified, desk_email, created_at)
    VALUES (?1, ?2, NULL, ?3, 0, 1, iif(?4, ?3, NULL), ?5)
    ON CONFLICT (site_id, id) DO UPDATE SET email = excluded.email, email_verified = 1`,
  values: [siteId, id, email, isDeskEmail ? 1 : 0, now],
  read: nothing,
});

/** That a contact writes now. */
export const contactWrote = (siteId: string, id: string, now: number): Query<undefined> => ({
  sql: "UPDATE contacts SET wrote_at = ?3 WHERE site_id = ?1 AND id = ?2",
  values: [siteId, id, now],
  read: nothing,
});

/** What agents say of a contact; what is undefined stays. Reads the contact, or undefined if there is none. */
export const changeContact = (
  siteId: string,
  id: string,
  { name, plan, attributes }: ContactChange,
): Query<Contact | undefined> => ({
  sql: `UPDATE contacts SET name = coalesce(?3, name), plan = iif(?4, ?5, plan), attributes = coalesce(?6, attributes)
    WHERE site_id = ?1 AND id = ?2 AND erased_at IS NULL RETURNING ${contactColumns.join(", ")}`,
  values: [
    siteId,
    id,
    name ?? null,
    plan === undefined ? 0 : 1,
    plan ?? null,
    attributes === undefined ? null : JSON.stringify(attributes),
  ],
  read: first(contactOf),
});

/** How many earlier tickets of a contact are looked through for what they wrote last. */
const EARLIER = 50;

/** When (ms) the requester of a ticket had last written in another one before it came in; null for never. */
export const wroteBefore = (siteId: string, sequence: number): Query<number | null> => ({
  sql: `SELECT max(e.at) AS at FROM tickets t JOIN events e ON e.site_id = ?1 AND e.ticket IN (
      SELECT sequence FROM tickets WHERE site_id = ?1 AND contact_id = t.contact_id AND sequence < ?2
      ORDER BY sequence DESC LIMIT ?3)
    WHERE t.site_id = ?1 AND t.sequence = ?2 AND e.type = 'message' AND e.actor_kind = 'contact' AND e.at < t.created_at`,
  values: [siteId, sequence, EARLIER],
  read: ([row]) => (row ? integerOrNull(row, "at") : null),
});
