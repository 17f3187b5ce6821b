import type { Desk } from "../desk.ts";
import { NotSetUp } from "../store/directory.ts";
import { FilesUnreachable } from "../store/files.ts";
import { sweep } from "./sweep.ts";
import { sweepUploads } from "./sweep-uploads.ts";
import { tidy } from "./tidy.ts";

/** What the desk does by itself, every minute: it wakes what is due, and removes what has run out. */
export async function everyMinute(desk: Omit<Desk, "directory">, files: R2Bucket): Promise<void> {
  await tidy(desk.database, desk.now);
  try {
    await sweep(desk);
  } catch (error) {
    // A desk that has not been set up has nothing to wake.
    if (!(error instanceof NotSetUp)) throw error;
  }
  try {
    await sweepUploads(desk.database, files, desk.now);
  } catch (error) {
    // What could not be removed is found again at the next minute.
    if (!(error instanceof FilesUnreachable)) throw error;
  }
}
