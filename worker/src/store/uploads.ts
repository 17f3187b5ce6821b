import { Attachment } from "@firstline/sdk/wire";
import { every, nothing, type Query, text } from "./query.ts";

/** Notes a file that is about to be stored. `uploader` is empty for a visitor who is not known yet. */
export const insertUpload = (siteId: string, id: string, uploader: string, now: number): Query<undefined> => ({
  sql: "INSERT INTO uploads (site_id, id, uploader, created_at) VALUES (?1, ?2, ?3, ?4)",
  values: [siteId, id, uploader, now],
  read: nothing,
});

/** That a file is stored whole, and what it is. */
export const finishUpload = (siteId: string, file: Attachment): Query<undefined> => ({
  sql: "UPDATE uploads SET file = ?3 WHERE site_id = ?1 AND id = ?2",
  values: [siteId, file.id, JSON.stringify(file)],
  read: nothing,
});

/** Of these uploads those that were made by one of the uploaders since `since` (ms), are whole and are still free. */
export const uploadsNamed = (
  siteId: string,
  ids: readonly string[],
  uploaders: readonly string[],
  since: number,
): Query<Attachment[]> => ({
  sql: `SELECT file FROM uploads WHERE site_id = ?1 AND id IN (SELECT value FROM json_each(?2))
    AND uploader IN (SELECT value FROM json_each(?3)) AND created_at > ?4 AND file IS NOT NULL`,
  values: [siteId, JSON.stringify(ids), JSON.stringify(uploaders), since],
  read: every((row) => Attachment.parse(JSON.parse(text(row, "file")))),
});

/** Gives what one uploader has on its way to another: they are one visitor, who has a new token. */
export const moveUploads = (siteId: string, from: string, to: string): Query<undefined> => ({
  sql: "UPDATE uploads SET uploader = ?3 WHERE site_id = ?1 AND uploader = ?2",
  values: [siteId, from, to],
  read: nothing,
});

/** An upload's place. */
export interface UploadKey {
  readonly siteId: string;
  readonly id: string;
}

/** Uploads from before `before` (ms), the oldest first, at most so many. */
export const uploadsBefore = (before: number, most: number): Query<UploadKey[]> => ({
  sql: "SELECT site_id, id FROM uploads WHERE created_at < ?1 ORDER BY created_at LIMIT ?2",
  values: [before, most],
  read: every((row) => ({ siteId: text(row, "site_id"), id: text(row, "id") })),
});

export const deleteUploads = (keys: readonly UploadKey[]): Query<undefined> => ({
  sql: `DELETE FROM uploads WHERE (site_id, id) IN
    (SELECT value ->> 'siteId', value ->> 'id' FROM json_each(?1))`,
  values: [JSON.stringify(keys.map(({ siteId, id }) => ({ siteId, id })))],
  read: nothing,
});
