import type { WebhookAttempt } from "@firstline/sdk/wire";
import type { Directory, StoredWebhook } from "../domain/directory.ts";
import { GIVE_UP_AFTER, hears, nextTryAt } from "../domain/webhook.ts";
import type { Env } from "../env.ts";
import { jobAgain } from "../store/jobs.ts";
import { run } from "../store/query.ts";
import { moveVersion } from "../store/setup.ts";
import {
  claimTry,
  type DeliveryKey,
  type DueDelivery,
  giveUp,
  noSite,
  noteAttempt,
} from "../store/webhook-deliveries.ts";
import { noteNotTaken, noteTaken, switchOff } from "../store/webhooks.ts";
import { numbered } from "./message.ts";
import { post } from "./post.ts";
import { secretsOf, signedHeaders } from "./sign.ts";

/** What a desk has to send webhooks with: its own secret, and the way out. */
export interface Poster {
  readonly secret: string;
  readonly send: Fetcher["fetch"];
}

/** The binding is the way out where there is one; else the runtime's own network is. */
export const posterOf = ({ FIRSTLINE_SECRET, OUTBOUND }: Pick<Env, "FIRSTLINE_SECRET" | "OUTBOUND">): Poster => ({
  secret: FIRSTLINE_SECRET,
  send: (input, init) => (OUTBOUND ? OUTBOUND.fetch(input, init) : fetch(input, init)),
});

/**
 * Tries to deliver a message, if that is ours to do: what is claimed is sent at least once, always under the same id, and
 * once but for a fault in between. What fails or breaks off is due again by itself. Resolves with whether it was taken.
 */
export async function deliver(
  database: D1Database,
  poster: Poster,
  directory: Directory,
  due: DueDelivery,
  now: number,
): Promise<boolean> {
  const webhook = directory.webhooks.find(({ id }) => id === due.webhookId);
  const site = directory.siteById.get(due.siteId);
  if (!webhook || webhook.off) return false;
  if (due.siteId !== noSite && !(site && hears(webhook, due.siteId))) {
    await run(database, { given: giveUp(due) });
    return false;
  }
  const { claimed } = await run(database, {
    claimed: claimTry(due, nextTryAt(due.tries + 1, now, Math.random())),
  });
  if (!claimed) return false;
  const { body, ticket } = claimed;
  const whole = site && ticket !== null ? numbered(body, site, ticket) : body;
  const attempt = await sendOnce(poster, webhook, due.id, whole, now);
  return noteOutcome(database, due, attempt, now);
}

/** Signs a message and posts it, once. */
export async function sendOnce(
  poster: Poster,
  webhook: StoredWebhook,
  id: string,
  body: string,
  now: number,
): Promise<WebhookAttempt> {
  // Receivers hold the time against their clocks, and a run may have begun some while ago.
  const at = Date.now();
  const headers = await signedHeaders(id, at, body, await secretsOf(poster.secret, webhook, now));
  return post(poster.send, webhook.url, headers, body, new Date(at).toISOString());
}

/** Whether an answer takes the message. */
export const isTaken = (attempt: WebhookAttempt): boolean =>
  attempt.type === "answered" && attempt.status >= 200 && attempt.status < 300;

/** Notes what became of a try. A webhook that is gone, or has taken nothing for three days, is switched off. */
async function noteOutcome(
  database: D1Database,
  delivery: DeliveryKey,
  attempt: WebhookAttempt,
  now: number,
): Promise<boolean> {
  const { webhookId } = delivery;
  if (isTaken(attempt)) {
    await run(database, { attempt: noteAttempt(delivery, attempt, true), webhook: noteTaken(webhookId) });
    return true;
  }
  const { since = now } = await run(database, {
    attempt: noteAttempt(delivery, attempt, false),
    since: noteNotTaken(webhookId, now),
  });
  const isGone = attempt.type === "answered" && attempt.status === 410;
  if (isGone || since <= now - GIVE_UP_AFTER) {
    await run(database, {
      webhook: switchOff(webhookId, isGone ? "gone" : "failed", now),
      version: moveVersion,
      // Leads are told by an alarm, which the day's look ahead raises.
      alarms: jobAgain("alarms"),
    });
  }
  return false;
}
