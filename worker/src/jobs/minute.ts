import type { Desk } from "../desk.ts";
import type { Mailer } from "../mail/send.ts";
import { NotSetUp } from "../store/directory.ts";
import { raiseAlarms } from "./alarms.ts";
import { finishErasures } from "./finish-erasures.ts";
import { relieve } from "./relieve.ts";
import { sendRestores } from "./send-restores.ts";
import { sendWebhooks } from "./send-webhooks.ts";
import { sweep } from "./sweep.ts";
import { sweepUploads } from "./sweep-uploads.ts";
import { tidy } from "./tidy.ts";
import { countUsualAnswers } from "./usual-answers.ts";

type Job = (desk: Omit<Desk, "directory">, files: R2Bucket, mailer: Mailer | undefined) => Promise<unknown>;

/** What a desk that is set up does by itself, in this order. */
const jobs: readonly Job[] = [
  ({ database, now }, _files, mailer) => sendRestores(database, mailer, now),
  relieve,
  sweep,
  sendWebhooks,
  raiseAlarms,
  countUsualAnswers,
  finishErasures,
  ({ database, now }, files) => sweepUploads(database, files, now),
];

/**
 * What the desk does by itself, every minute: it removes what has run out, sends what waits to be sent, takes tickets from who is not there for them,
 * wakes what is due, looks ahead and counts. What fails holds up nothing else, and is told once all is done.
 */
export async function everyMinute(desk: Omit<Desk, "directory">, files: R2Bucket, mailer?: Mailer): Promise<void> {
  await tidy(desk.database, desk.now);
  const failures: unknown[] = [];
  for (const job of jobs) {
    try {
      await job(desk, files, mailer);
    } catch (error) {
      // A desk that has not been set up has nothing to do.
      if (!(error instanceof NotSetUp)) failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
