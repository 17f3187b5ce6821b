import { Webhook, type WebhookChange } from "@firstline/sdk/wire";
import * as z from "zod";
import { instant, instantOrNull } from "../../domain/clock-projection.ts";
import type { StoredWebhook } from "../../domain/directory.ts";
import { maySeeWebhook, PREVIOUS_SECRET_LASTS } from "../../domain/webhook.ts";
import type { Handlers } from "../../http/bind.ts";
import { auditActorOf, sitesOf } from "../../http/caller.ts";
import type { DeskContext } from "../../http/context.ts";
import { Refused } from "../../http/refused.ts";
import { newId } from "../../secrets.ts";
import { insertAudit } from "../../store/audit.ts";
import { firstAnswerTo, insertFirstAnswer } from "../../store/events.ts";
import { jobAgain } from "../../store/jobs.ts";
import { run } from "../../store/query.ts";
import { moveVersion } from "../../store/setup.ts";
import { deleteWebhook, insertWebhook, rotateSecret, updateWebhook } from "../../store/webhooks.ts";
import { addressIssue } from "../../webhooks/address.ts";
import { webhookSecret } from "../../webhooks/sign.ts";
import { replayed, wholeDesk } from "./replay.ts";

/** They are read with the set-up, and each is looked at with every change to a ticket, so they stay few. */
const mostWebhooks = 20;

export const deskWebhooks = {
  "GET /v1/desk/webhooks": async ({ context }) => {
    await context.read({});
    const seen = context.directory.webhooks.filter((webhook) => maySeeWebhook(sitesOf(context.caller), webhook));
    return { status: 200, body: { items: seen.map(shown) } };
  },

  "POST /v1/desk/webhooks": async ({ context, body, create }) => {
    const { env, directory, now } = context;
    const { first } = await context.read({ first: firstAnswerTo(wholeDesk, create.keyHash) });
    const kept = replayed(first, create);
    if (kept !== undefined) return { status: 201, body: await withSecret(env.FIRSTLINE_SECRET, Kept.parse(kept)) };
    const { on, ...chosen } = body;
    requireSites(context, chosen.sites);
    requireAddress(chosen.url);
    if (directory.webhooks.length >= mostWebhooks) {
      const message = `A desk has at most ${mostWebhooks} webhooks. Delete one that is no longer used.`;
      throw new Refused("invalid", { issues: [{ path: "body", message }] });
    }
    const webhook: StoredWebhook = {
      ...chosen,
      id: newId("whk", now),
      off: on ? null : { because: "admin", since: now },
      secretNumber: 1,
      previousUntil: null,
      createdAt: now,
    };
    const answer = { webhook: shown(webhook), secretNumber: webhook.secretNumber };
    await run(env.DB, {
      webhook: insertWebhook(webhook),
      audit: noted(context, "webhook_made", webhook),
      version: moveVersion,
      first: insertFirstAnswer(wholeDesk, create.keyHash, create.requestHash, 0, answer),
    });
    return { status: 201, body: await withSecret(env.FIRSTLINE_SECRET, answer) };
  },

  "PATCH /v1/desk/webhooks/:webhook": async ({ context, params, body }) => {
    await context.read({});
    const webhook = webhookSeen(context, params.webhook);
    if (body.sites !== undefined) requireSites(context, body.sites);
    if (body.url !== undefined) requireAddress(body.url);
    const changed = changedBy(webhook, body, context.now);
    await run(context.env.DB, {
      webhook: updateWebhook(changed),
      audit: noted(context, "webhook_changed", changed),
      version: moveVersion,
      // What is on again is no alarm any more.
      alarms: jobAgain("alarms"),
    });
    return { status: 200, body: shown(changed) };
  },

  "DELETE /v1/desk/webhooks/:webhook": async ({ context, params }) => {
    await context.read({});
    const webhook = webhookSeen(context, params.webhook);
    await run(context.env.DB, {
      webhook: deleteWebhook(webhook.id),
      audit: noted(context, "webhook_deleted", webhook),
      version: moveVersion,
      alarms: jobAgain("alarms"),
    });
    return { status: 204, body: null };
  },

  "POST /v1/desk/webhooks/:webhook/rotate": async ({ context, params, create }) => {
    const { env, now } = context;
    const { first } = await context.read({ first: firstAnswerTo(wholeDesk, create.keyHash) });
    const webhook = webhookSeen(context, params.webhook);
    const kept = replayed(first, create);
    if (kept !== undefined) return { status: 201, body: await withSecret(env.FIRSTLINE_SECRET, Kept.parse(kept)) };
    const [secretNumber, previousUntil] = [webhook.secretNumber + 1, now + PREVIOUS_SECRET_LASTS];
    const answer = { webhook: shown({ ...webhook, secretNumber, previousUntil }), secretNumber };
    await run(env.DB, {
      webhook: rotateSecret(webhook, previousUntil),
      audit: noted(context, "webhook_secret_rotated", webhook),
      version: moveVersion,
      first: insertFirstAnswer(wholeDesk, create.keyHash, create.requestHash, 0, answer),
    });
    return { status: 201, body: await withSecret(env.FIRSTLINE_SECRET, answer) };
  },
} satisfies Partial<Handlers>;

const noted = (
  { caller, now }: DeskContext,
  kind: "webhook_made" | "webhook_changed" | "webhook_secret_rotated" | "webhook_deleted",
  { id, name }: Pick<StoredWebhook, "id" | "name">,
) => insertAudit(auditActorOf(caller), { kind, webhook: id, name }, now);

/** What is kept of an answer with a secret, which can be derived again. */
const Kept = z.object({ webhook: Webhook, secretNumber: z.int() });

const withSecret = async (deskSecret: string, { webhook, secretNumber }: z.infer<typeof Kept>) => ({
  webhook,
  secret: await webhookSecret(deskSecret, webhook.id, secretNumber),
});

const shown = ({ id, name, url, sites, types, off, previousUntil, createdAt }: StoredWebhook): Webhook => ({
  id,
  name,
  url,
  sites,
  types,
  state: off ? { is: "off", because: off.because, since: instant(off.since) } : { is: "on" },
  previousSecretUntil: instantOrNull(previousUntil),
  createdAt: instant(createdAt),
});

function changedBy(webhook: StoredWebhook, change: WebhookChange, now: number): StoredWebhook {
  const { on = webhook.off === null, name, url, sites, types } = change;
  return {
    ...webhook,
    name: name ?? webhook.name,
    url: url ?? webhook.url,
    sites: sites ?? webhook.sites,
    types: types ?? webhook.types,
    off: on ? null : (webhook.off ?? { because: "admin", since: now }),
  };
}

/** The webhook of a path, if the caller may see all that it hears of. */
export function webhookSeen({ caller, directory }: DeskContext, id: string): StoredWebhook {
  const webhook = directory.webhooks.find((one) => one.id === id);
  if (!webhook || !maySeeWebhook(sitesOf(caller), webhook)) throw new Refused("not_found");
  return webhook;
}

/** Refuses sites that the caller may not see, in whole or in part, as such that are not there. */
function requireSites({ caller, directory }: DeskContext, sites: StoredWebhook["sites"]): void {
  const known = sites === "all" || sites.every((site) => directory.siteById.has(site));
  if (!known || !maySeeWebhook(sitesOf(caller), { sites })) throw new Refused("not_found");
}

function requireAddress(url: string): void {
  const message = addressIssue(url);
  if (message !== undefined) throw new Refused("invalid", { issues: [{ path: "body.url", message }] });
}
