import type { Contact } from "@firstline/sdk/wire";
import { first, integer, nothing, type Query, type Row, text, textOrNull } from "./query.ts";

/** A contact's columns `id, name, email, verified`. */
export const contactOf = (row: Row): Contact => ({
  id: text(row, "id"),
  name: textOrNull(row, "name"),
  email: textOrNull(row, "email"),
  verified: integer(row, "verified") === 1,
});

/** A contact named by its id, or the one that the desk has made for an address. */
export const contactBy = (
  siteId: string,
  named: { readonly id: string } | { readonly deskEmail: string },
): Query<Contact | undefined> => ({
  sql: `SELECT id, name, email, verified FROM contacts
    WHERE site_id = ?1 AND ${"id" in named ? "id" : "desk_email"} = ?2`,
  values: [siteId, "id" in named ? named.id : named.deskEmail],
  read: first(contactOf),
});

/** A new person on the customer side. `deskEmail` is set when the desk made the contact for an address. */
export const insertContact = (
  siteId: string,
  contact: Contact,
  deskEmail: string | null,
  now: number,
): Query<undefined> => ({
  sql: `INSERT INTO contacts (site_id, id, name, email, verified, desk_email, created_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
  values: [siteId, contact.id, contact.name, contact.email, contact.verified ? 1 : 0, deskEmail, now],
  read: nothing,
});

/** What an unverified person says of themselves; the last word counts. */
export const updateContact = (siteId: string, contact: Contact): Query<undefined> => ({
  sql: "UPDATE contacts SET name = ?3, email = ?4 WHERE site_id = ?1 AND id = ?2 AND verified = 0",
  values: [siteId, contact.id, contact.name, contact.email],
  read: nothing,
});
