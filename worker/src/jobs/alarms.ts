import type { Desk } from "../desk.ts";
import { alarmsAhead, alarmsNow, webhooksOff } from "../domain/alarms.ts";
import { DAY } from "../domain/zone.ts";
import { newId } from "../secrets.ts";
import { alarmsAfter, replaceAlarms } from "../store/alarms.ts";
import { currentDirectory } from "../store/directory.ts";
import { failureOf } from "../store/failure.ts";
import { setupGuard } from "../store/guards.ts";
import { finishJob, jobDay } from "../store/jobs.ts";
import { run } from "../store/query.ts";

/**
 * Looks ahead once a day, and again soon after the set-up or an absence has changed: gaps that are new raise an alarm, and
 * those that vanished take theirs away. Of two runners one writes. Resolves with whether this one did.
 */
export async function raiseAlarms({ database, now }: Omit<Desk, "directory">): Promise<boolean> {
  const today = Math.floor(now / DAY);
  let directory = await currentDirectory(database, false);
  const { guard, day, known } = await run(database, {
    guard: setupGuard,
    day: jobDay("alarms"),
    known: alarmsAfter(now),
  });
  if (day === today) return false;
  if (guard.version !== directory.version) directory = await currentDirectory(database, true);
  const ahead = [...alarmsAhead(directory.lines, directory.setup.sites, now), ...webhooksOff(directory.webhooks, now)];
  const alarms = alarmsNow(known, ahead, now, () => newId("alm", now));
  try {
    await run(database, { done: finishJob("alarms", today, directory.version), ...replaceAlarms(alarms, now) });
    return true;
  } catch (error) {
    if (failureOf(error) !== "clash") throw error;
    return false;
  }
}
