import { Attachment } from "@firstline/sdk/wire";
import { first, nothing, type Query, type Row, text } from "./query.ts";
import { seenByVisitor } from "./tickets.ts";

/**
 * Makes uploads attachments of a ticket: without a `sequence`, of the one whose number the same batch has just taken. One
 * that is not free any more makes the whole batch fail as a clash.
 */
export const insertAttachments = (
  siteId: string,
  sequence: number | undefined,
  ids: readonly string[],
  isPublic: boolean,
): Query<undefined> => ({
  sql: `INSERT INTO attachments (site_id, id, ticket, public, file)
    SELECT ?1, named.value, coalesce(?2, (SELECT value FROM counters WHERE site_id = ?1)), ?3, u.file
    FROM json_each(?4) AS named LEFT JOIN uploads u ON u.site_id = ?1 AND u.id = named.value`,
  values: [siteId, sequence ?? null, isPublic ? 1 : 0, JSON.stringify(ids)],
  read: nothing,
});

/** A file and the site it belongs to. */
export interface StoredAttachment {
  readonly siteId: string;
  readonly file: Attachment;
}

const stored = (row: Row): StoredAttachment => ({
  siteId: text(row, "site_id"),
  file: Attachment.parse(JSON.parse(text(row, "file"))),
});

/** A file of a ticket that a visitor may see, unless it hangs on a note. */
export const attachmentOfVisitor = (
  siteId: string,
  id: string,
  tokenHash: string,
): Query<StoredAttachment | undefined> => ({
  sql: `SELECT a.site_id, a.file FROM attachments a JOIN tickets t ON t.site_id = a.site_id AND t.sequence = a.ticket
    WHERE a.site_id = ?1 AND a.id = ?2 AND a.public = 1 AND ${seenByVisitor}`,
  values: [siteId, id, tokenHash],
  read: first(stored),
});

/** A file of any ticket of these sites. */
export const attachmentOnSites = (sites: readonly string[], id: string): Query<StoredAttachment | undefined> => ({
  sql: `SELECT a.site_id, a.file FROM json_each(?1) AS s JOIN attachments a ON a.site_id = s.value AND a.id = ?2`,
  values: [JSON.stringify(sites), id],
  read: first(stored),
});
