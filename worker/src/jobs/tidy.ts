import { removeOldAbsences } from "../store/absences.ts";
import { removeOldAlarms } from "../store/alarms.ts";
import { removeOldBudgets } from "../store/budgets.ts";
import { removeOldChallenges } from "../store/challenges.ts";
import { removeOldGrants, removeOldVisitors } from "../store/credentials.ts";
import { removeOldMailCounts } from "../store/mail.ts";
import { run } from "../store/query.ts";
import { removeOldRestores } from "../store/restores.ts";
import { removeExpired } from "../store/sessions.ts";
import { removeOldDeliveries } from "../store/webhook-deliveries.ts";

/** At most this many rows of a kind are removed at a time, so that a run stays short. */
const most = 1000;

const dayMs = 86_400_000;

/** How long a token is kept that an identity ran out of: who identifies again keeps what they had opened by links. */
const identityKeptMs = 30 * dayMs;

/** How long what webhooks were sent is kept. */
const deliveriesKeptMs = 30 * dayMs;

/**
 * Removes what has run out: sign-in links, sessions, challenges, identified visitors, links to come back by, alarms that are over,
 * budgets, counts of mails and absences of more than a day ago, what webhooks were sent more than a month ago. `now` in ms.
 */
export async function tidy(database: D1Database, now: number): Promise<void> {
  await run(database, {
    links: removeExpired("links", now, most),
    sessions: removeExpired("sessions", now, most),
    challenges: removeOldChallenges(now, most),
    grants: removeOldGrants(now - identityKeptMs, most),
    visitors: removeOldVisitors(now - identityKeptMs, most),
    budgets: removeOldBudgets(now - dayMs, most),
    alarms: removeOldAlarms(now, most),
    restores: removeOldRestores(now, most),
    mailCounts: removeOldMailCounts(now - dayMs, most),
    absences: removeOldAbsences(now - dayMs, most),
    deliveries: removeOldDeliveries(now - deliveriesKeptMs, most),
  });
}
