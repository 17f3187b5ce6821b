import { Webhook } from "@firstline/sdk/wire";
import type { StoredWebhook } from "../domain/directory.ts";
import { every, integer, integerOrNull, nothing, type Query, type Row, text, word } from "./query.ts";

const webhookOf = (row: Row): StoredWebhook => ({
  id: text(row, "id"),
  name: text(row, "name"),
  url: text(row, "url"),
  sites: Webhook.shape.sites.parse(JSON.parse(text(row, "sites"))),
  types: Webhook.shape.types.parse(JSON.parse(text(row, "types"))),
  off:
    row.off_because === null
      ? null
      : { because: word(row, "off_because", ["admin", "gone", "failed"]), since: integer(row, "off_since") },
  secretNumber: integer(row, "secret_number"),
  previousUntil: integerOrNull(row, "previous_until"),
  createdAt: integer(row, "created_at"),
});

/** Every webhook, the oldest first. */
export const allWebhooks: Query<StoredWebhook[]> = {
  sql: `SELECT id, name, url, sites, types, off_because, off_since, secret_number, previous_until, created_at
    FROM webhooks ORDER BY created_at, id`,
  values: [],
  read: every(webhookOf),
};

export const insertWebhook = (webhook: StoredWebhook): Query<undefined> => ({
  sql: `INSERT INTO webhooks (id, name, url, sites, types, off_because, off_since, secret_number, created_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
  values: [
    webhook.id,
    webhook.name,
    webhook.url,
    JSON.stringify(webhook.sites),
    JSON.stringify(webhook.types),
    webhook.off?.because ?? null,
    webhook.off?.since ?? null,
    webhook.secretNumber,
    webhook.createdAt,
  ],
  read: nothing,
});

/** Writes what is chosen of a webhook. One that is on has its failures forgotten. */
export const updateWebhook = ({ id, name, url, sites, types, off }: StoredWebhook): Query<undefined> => ({
  sql: `UPDATE webhooks SET name = ?2, url = ?3, sites = ?4, types = ?5, off_because = ?6, off_since = ?7,
      failing_since = iif(?6 IS NULL AND off_because IS NOT NULL, NULL, failing_since) WHERE id = ?1`,
  values: [id, name, url, JSON.stringify(sites), JSON.stringify(types), off?.because ?? null, off?.since ?? null],
  read: nothing,
});

/** Gives a webhook its next secret. If another has done so since this one was read, the batch fails as a clash. */
export const rotateSecret = ({ id, secretNumber }: StoredWebhook, previousUntil: number): Query<undefined> => ({
  sql: `UPDATE webhooks SET secret_number = iif(secret_number = ?2, secret_number + 1, NULL), previous_until = ?3
    WHERE id = ?1`,
  values: [id, secretNumber, previousUntil],
  read: nothing,
});

export const deleteWebhook = (id: string): Query<undefined> => ({
  sql: "DELETE FROM webhooks WHERE id = ?1",
  values: [id],
  read: nothing,
});

/** Switches a webhook off that is on. */
export const switchOff = (id: string, because: "gone" | "failed", now: number): Query<undefined> => ({
  sql: "UPDATE webhooks SET off_because = ?2, off_since = ?3 WHERE id = ?1 AND off_because IS NULL",
  values: [id, because, now],
  read: nothing,
});

/** Notes that a webhook has taken a message. */
export const noteTaken = (id: string): Query<undefined> => ({
  sql: "UPDATE webhooks SET failing_since = NULL WHERE id = ?1 AND failing_since IS NOT NULL",
  values: [id],
  read: nothing,
});

/** Notes that a webhook has not taken a message; reads since when (ms) it has taken none. */
export const noteNotTaken = (id: string, now: number): Query<number | undefined> => ({
  sql: "UPDATE webhooks SET failing_since = coalesce(failing_since, ?2) WHERE id = ?1 RETURNING failing_since",
  values: [id, now],
  read: ([row]) => row && integer(row, "failing_since"),
});
