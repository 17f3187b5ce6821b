import { UPLOAD_WAITS } from "../domain/attachment.ts";
import { deleteFiles } from "../store/files.ts";
import { run } from "../store/query.ts";
import { deleteUploads, uploadsBefore } from "../store/uploads.ts";

/** How many uploads are removed together, and how many a run removes at most: the next minute goes on from there. */
const PAGE = 200;
const MOST = 2_000;

/** An upload that can no longer be named may still be on its way into a message that was sent in time. */
const GRACE = 3_600_000;

/**
 * Removes uploads that no message has named in time, whole ones and halves alike, with their bytes. Bytes go first: a run
 * that breaks off leaves the note by which the next one finds them. Resolves with how many it removed.
 */
export async function sweepUploads(database: D1Database, files: R2Bucket, now: number): Promise<number> {
  let removed = 0;
  while (removed < MOST) {
    const { old } = await run(database, { old: uploadsBefore(now - UPLOAD_WAITS - GRACE, PAGE) });
    if (old.length === 0) break;
    await deleteFiles(files, old);
    await run(database, { old: deleteUploads(old) });
    removed += old.length;
    if (old.length < PAGE) break;
  }
  return removed;
}
