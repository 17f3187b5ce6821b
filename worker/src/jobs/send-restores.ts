import { sendRestore } from "../mail/restore.ts";
import type { Mailer } from "../mail/send.ts";
import { currentDirectory, newestDirectory } from "../store/directory.ts";
import { run } from "../store/query.ts";
import { restoresDue } from "../store/restores.ts";

/** How many mails a run sends at most, and how many at a time: the next minute goes on from there. */
const MOST = 200;
const TOGETHER = 5;

/**
 * Sends the mails that were acknowledged and have not gone out: the request that should have sent them broke off, or the
 * mail service was away. Resolves with how many it tried.
 */
export async function sendRestores(database: D1Database, mailer: Mailer | undefined, now: number): Promise<number> {
  if (!mailer) return 0;
  const { due } = await run(database, { due: restoresDue(now, MOST) });
  if (due.length === 0) return 0;
  const directory = await newestDirectory(database, await currentDirectory(database, false));
  const failures: PromiseRejectedResult[] = [];
  for (let from = 0; from < due.length; from += TOGETHER) {
    const tries = due.slice(from, from + TOGETHER).map((one) => sendRestore(database, mailer, directory, one, now));
    failures.push(...(await Promise.allSettled(tries)).filter((outcome) => outcome.status === "rejected"));
  }
  if (failures[0]) throw failures[0].reason;
  return due.length;
}
