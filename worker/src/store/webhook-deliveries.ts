import { WebhookAttempt, WebhookDelivery, type WebhookDeliveryStatus } from "@firstline/sdk/wire";
import * as z from "zod";
import { every, first, integer, integerOrNull, nothing, type Query, type Row, text, word } from "./query.ts";

/** What a ping, which is about no site, is kept under in place of one. */
export const noSite = "desk";

/** What a delivery is found by. */
export interface DeliveryKey {
  readonly siteId: string;
  readonly webhookId: string;
  readonly id: string;
}

/** A message about a ticket to several webhooks. Without a `sequence` the ticket is the one the same batch has numbered. */
export interface NewMessage {
  readonly siteId: string;
  readonly sequence: number | null;
  readonly id: string;
  readonly type: string;
  readonly webhooks: readonly string[];
  /** The message as JSON. */
  readonly body: string;
}

/** Puts messages on their way, to be tried at an instant (ms) unless they are through by then. */
export const insertDeliveries = (messages: readonly NewMessage[], now: number, dueAt: number): Query<undefined> => ({
  sql: `INSERT INTO webhook_deliveries (site_id, webhook_id, id, ticket, type, created_at, status, tries, due_at, body)
    SELECT m.value ->> 'siteId', w.value, m.value ->> 'id',
      coalesce(m.value ->> 'sequence', (SELECT value FROM counters WHERE site_id = m.value ->> 'siteId')),
      m.value ->> 'type', ?2, 'waiting', 0, ?3, m.value ->> 'body'
    FROM json_each(?1) AS m, json_each(m.value, '$.webhooks') AS w`,
  values: [JSON.stringify(messages), now, dueAt],
  read: nothing,
});

/** Notes a ping whose one try has begun. */
export const insertPing = ({ siteId, webhookId, id }: DeliveryKey, now: number, body: string): Query<undefined> => ({
  sql: `INSERT INTO webhook_deliveries (site_id, webhook_id, id, type, created_at, status, tries, body)
    VALUES (?1, ?2, ?3, 'ping', ?4, 'failed', 1, ?5)`,
  values: [siteId, webhookId, id, now, body],
  read: nothing,
});

/** A delivery whose next try is due, after so many. */
export interface DueDelivery extends DeliveryKey {
  readonly tries: number;
}

/** The deliveries to these webhooks that are due, at most so many to each, the oldest first. */
export const deliveriesDue = (webhooks: readonly string[], now: number, most: number): Query<DueDelivery[]> => ({
  sql: `SELECT d.site_id, d.webhook_id, d.id, d.tries FROM json_each(?1) AS w JOIN webhook_deliveries d ON d.rowid IN
    (SELECT rowid FROM webhook_deliveries WHERE webhook_id = w.value AND due_at <= ?2 ORDER BY due_at LIMIT ?3)`,
  values: [JSON.stringify(webhooks), now, most],
  read: every((row) => ({
    siteId: text(row, "site_id"),
    webhookId: text(row, "webhook_id"),
    id: text(row, "id"),
    tries: integer(row, "tries"),
  })),
});

/** A message whose try is ours. */
export interface Claimed {
  readonly ticket: number | null;
  readonly body: string;
}

/**
 * Begins the next try, after which the delivery is due at an instant (ms), or never; undefined where another has begun
 * it. Until the try is known to have succeeded it counts as one that did not, so that a runner which dies leaves no
 * more to do.
 */
export const claimTry = (
  { siteId, webhookId, id, tries }: DueDelivery,
  dueAt: number | null,
): Query<Claimed | undefined> => ({
  sql: `UPDATE webhook_deliveries SET tries = tries + 1, due_at = ?5, status = iif(?5 IS NULL, 'failed', 'waiting')
    WHERE site_id = ?1 AND webhook_id = ?2 AND id = ?3 AND tries = ?4 AND due_at IS NOT NULL RETURNING ticket, body`,
  values: [siteId, webhookId, id, tries, dueAt],
  read: first((row) => ({ ticket: integerOrNull(row, "ticket"), body: text(row, "body") })),
});

/** Notes what became of a try; the last twenty are kept. */
export const noteAttempt = (
  { siteId, webhookId, id }: DeliveryKey,
  attempt: WebhookAttempt,
  delivered: boolean,
): Query<undefined> => ({
  sql: `UPDATE webhook_deliveries SET status = iif(?5, 'delivered', status), due_at = iif(?5, NULL, due_at),
      attempts = json_insert(iif(json_array_length(attempts) < 20, attempts, json_remove(attempts, '$[0]')), '$[#]', json(?4))
    WHERE site_id = ?1 AND webhook_id = ?2 AND id = ?3`,
  values: [siteId, webhookId, id, JSON.stringify(attempt), delivered ? 1 : 0],
  read: nothing,
});

/** Gives a delivery up: its webhook must not hear of it any more. */
export const giveUp = ({ siteId, webhookId, id }: DeliveryKey): Query<undefined> => ({
  sql: `UPDATE webhook_deliveries SET status = 'failed', due_at = NULL
    WHERE site_id = ?1 AND webhook_id = ?2 AND id = ?3 AND due_at IS NOT NULL`,
  values: [siteId, webhookId, id],
  read: nothing,
});

/** Lets a delivery start over, due at an instant (ms). */
export const startOver = ({ siteId, webhookId, id }: DeliveryKey, dueAt: number): Query<undefined> => ({
  sql: `UPDATE webhook_deliveries SET tries = 0, status = 'waiting', due_at = ?4
    WHERE site_id = ?1 AND webhook_id = ?2 AND id = ?3`,
  values: [siteId, webhookId, id, dueAt],
  read: nothing,
});

/** A delivery as the log tells of it. */
export interface LoggedDelivery extends DueDelivery {
  readonly type: WebhookDelivery["type"];
  readonly ticket: number | null;
  readonly createdAt: number;
  readonly status: WebhookDeliveryStatus;
  readonly dueAt: number | null;
  readonly attempts: readonly WebhookAttempt[];
}

const logged = "site_id, webhook_id, id, ticket, type, created_at, status, tries, due_at, attempts";
const Attempts = z.array(WebhookAttempt);
const Type = WebhookDelivery.options[0].shape.type;

const loggedOf = (row: Row): LoggedDelivery => ({
  siteId: text(row, "site_id"),
  webhookId: text(row, "webhook_id"),
  id: text(row, "id"),
  ticket: integerOrNull(row, "ticket"),
  type: Type.parse(row.type),
  createdAt: integer(row, "created_at"),
  status: word(row, "status", ["waiting", "delivered", "failed"]),
  tries: integer(row, "tries"),
  dueAt: integerOrNull(row, "due_at"),
  attempts: Attempts.parse(JSON.parse(text(row, "attempts"))),
});

/** What a webhook was sent about these sites, the newest first, before a message if one is named. */
export const deliveriesOf = (
  webhookId: string,
  sites: readonly string[],
  status: WebhookDeliveryStatus | undefined,
  before: string | undefined,
  limit: number,
): Query<LoggedDelivery[]> => ({
  sql: `SELECT ${logged} FROM webhook_deliveries WHERE webhook_id = ?1 AND site_id IN (SELECT value FROM json_each(?2))
    ${status === undefined ? "" : "AND status = ?5"} AND id < ?3 ORDER BY id DESC LIMIT ?4`,
  // After every id there is.
  values: [webhookId, JSON.stringify(sites), before ?? "~", limit, ...(status === undefined ? [] : [status])],
  read: every(loggedOf),
});

/** One of them, with its message; undefined if it is about no such site. */
export const deliveryOf = (
  webhookId: string,
  id: string,
  sites: readonly string[],
): Query<(LoggedDelivery & Pick<Claimed, "body">) | undefined> => ({
  sql: `SELECT ${logged}, body FROM webhook_deliveries
    WHERE webhook_id = ?1 AND id = ?2 AND site_id IN (SELECT value FROM json_each(?3))`,
  values: [webhookId, id, JSON.stringify(sites)],
  read: first((row) => ({ ...loggedOf(row), body: text(row, "body") })),
});

/** Removes deliveries that were made before an instant (ms), at most so many. */
export const removeOldDeliveries = (before: number, most: number): Query<undefined> => ({
  sql: `DELETE FROM webhook_deliveries WHERE rowid IN
    (SELECT rowid FROM webhook_deliveries WHERE created_at < ?1 ORDER BY created_at LIMIT ?2)`,
  values: [before, most],
  read: nothing,
});
