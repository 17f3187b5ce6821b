import type { Contact } from "@firstline/sdk/wire";
import type { Identity } from "../domain/identity.ts";
import { contactColumns, contactOf } from "./contacts.ts";
import { nothing, type Query } from "./query.ts";

/**
 * Writes down who a contact is, a new one if the id is new; reads it. What the identity does not say stays. `deskEmail`
 * is the address by which agents find it from now on, null for the one they have. `wroteAt` (ms) is when one of those it
 * absorbs last wrote.
 */
export const identifyContact = (
  siteId: string,
  id: string,
  identity: Identity,
  deskEmail: string | null,
  wroteAt: number | null,
  now: number,
): Query<Contact> => ({
  sql: `INSERT INTO contacts (site_id, id, subject, name, email, verified, email_verified, plan, language, desk_email,
      created_at, wrote_at)
    VALUES (?1, ?2, ?3, ?4 ->> 'name', ?4 ->> 'email', 1, ?5, ?4 ->> 'plan', ?4 ->> 'language', ?6, ?8, ?7)
    ON CONFLICT (site_id, id) DO UPDATE SET subject = excluded.subject, verified = 1,
      name = iif(json_type(?4, '$.name') IS NULL, name, excluded.name),
      email = iif(json_type(?4, '$.email') IS NULL, email, excluded.email),
      email_verified = iif(json_type(?4, '$.email') IS NULL, email_verified, ?5),
      plan = iif(json_type(?4, '$.plan') IS NULL, plan, excluded.plan),
      language = iif(json_type(?4, '$.language') IS NULL, language, excluded.language),
      desk_email = coalesce(?6, desk_email), wrote_at = nullif(max(coalesce(wrote_at, 0), coalesce(?7, 0)), 0)
    RETURNING ${contactColumns.join(", ")}`,
  values: [
    siteId,
    id,
    identity.subject,
    JSON.stringify({ name: identity.name, email: identity.email, plan: identity.plan, language: identity.language }),
    identity.emailVerified ? 1 : 0,
    deskEmail,
    wroteAt,
    now,
  ],
  read: ([row]) => {
    if (!row) throw new Error("The identified contact was not written");
    return contactOf(row);
  },
});

/** Puts one contact in place of another in all that was said in the other's tickets: they were one person all along. */
export const moveActs = (siteId: string, from: string, to: string): Query<undefined> => ({
  sql: `UPDATE events SET actor_id = iif(actor_kind = 'contact' AND actor_id = ?2, ?3, actor_id),
      data = iif(type = 'submitted', json_set(data, '$.contact', ?3), data)
    WHERE site_id = ?1 AND ticket IN (SELECT sequence FROM tickets WHERE site_id = ?1 AND contact_id = ?2)
      AND (type = 'submitted' OR (actor_kind = 'contact' AND actor_id = ?2))`,
  values: [siteId, from, to],
  read: nothing,
});

/** Gives one contact's tickets to another. They are found first: an index that changes meanwhile is not walked. */
export const moveTickets = (siteId: string, from: string, to: string): Query<undefined> => ({
  sql: `UPDATE tickets SET contact_id = ?3 WHERE site_id = ?1 AND sequence IN
    (SELECT sequence FROM tickets WHERE site_id = ?1 AND contact_id = ?2)`,
  values: [siteId, from, to],
  read: nothing,
});

/** Ends a contact that has no tickets any more. */
export const deleteContact = (siteId: string, id: string): Query<undefined> => ({
  sql: "DELETE FROM contacts WHERE site_id = ?1 AND id = ?2",
  values: [siteId, id],
  read: nothing,
});
