import type { WebhookDelivery, WebhookPing } from "@firstline/sdk/wire";
import { instant } from "../../domain/clock-projection.ts";
import { type Directory, sitesSeen } from "../../domain/directory.ts";
import { formatNumber } from "../../domain/number.ts";
import type { Handlers } from "../../http/bind.ts";
import { sitesOf } from "../../http/caller.ts";
import type { DeskContext } from "../../http/context.ts";
import { Refused } from "../../http/refused.ts";
import { newId } from "../../secrets.ts";
import { budgetsSpent, secondsLeft, spendBudgets } from "../../store/budgets.ts";
import { run } from "../../store/query.ts";
import {
  deliveriesOf,
  deliveryOf,
  insertPing,
  type LoggedDelivery,
  noSite,
  noteAttempt,
  startOver,
} from "../../store/webhook-deliveries.ts";
import { deliver, isTaken, posterOf, sendOnce } from "../../webhooks/deliver.ts";
import { numbered } from "../../webhooks/message.ts";
import { plainHeaders } from "../../webhooks/sign.ts";
import { wholeDesk } from "./replay.ts";
import { webhookSeen } from "./webhooks.ts";

/** Calls that somebody asks for, in an hour and over the whole desk: the desk is not to be aimed at anybody. */
const byHand = [{ name: "webhooks sent by hand", limit: 300 }];

export const deskWebhookDeliveries = {
  "POST /v1/desk/webhooks/:webhook/ping": async ({ context, params }) => {
    const { env, now } = context;
    await readWithBudget(context, {});
    const webhook = webhookSeen(context, params.webhook);
    const message: WebhookPing = {
      type: "ping",
      version: 1,
      id: newId("whm", now),
      at: instant(now),
      data: { webhook: webhook.id },
    };
    const body = JSON.stringify(message);
    const key = { siteId: noSite, webhookId: webhook.id, id: message.id };
    await run(env.DB, { budget: spendBudgets(wholeDesk, byHand, now, "stay"), ping: insertPing(key, now, body) });
    const attempt = await sendOnce(posterOf(env), webhook, message.id, body, now);
    const taken = isTaken(attempt);
    await run(env.DB, { attempt: noteAttempt(key, attempt, taken) });
    const ping = { ...key, type: "ping", ticket: null, createdAt: now, tries: 1, dueAt: null } as const;
    const status = taken ? "delivered" : "failed";
    return { status: 200, body: shown(context.directory, { ...ping, status, attempts: [attempt] }) };
  },

  "GET /v1/desk/webhooks/:webhook/deliveries": async ({ context, params, query }) => {
    const { cursor, limit, status } = query;
    if (cursor !== undefined && !/^whm_\w{1,32}$/.test(cursor)) {
      throw new Refused("invalid", {
        issues: [{ path: "query.cursor", message: "This is not a cursor of this list." }],
      });
    }
    const { found } = await context.read({
      found: deliveriesOf(params.webhook, sitesHeardOf(context), status, cursor, limit + 1),
    });
    webhookSeen(context, params.webhook);
    const items = found.slice(0, limit).map((delivery) => shown(context.directory, delivery));
    return { status: 200, body: { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null } };
  },

  "GET /v1/desk/webhooks/:webhook/deliveries/:message": async ({ context, params }) => {
    const { found } = await context.read({ found: deliveryOf(params.webhook, params.message, sitesHeardOf(context)) });
    const { url } = webhookSeen(context, params.webhook);
    if (!found) throw new Refused("not_found");
    const { attempts, body, createdAt, id, siteId, ticket } = found;
    const site = context.directory.siteById.get(siteId);
    const at = Date.parse(attempts.at(-1)?.at ?? instant(createdAt));
    return {
      status: 200,
      body: {
        delivery: shown(context.directory, found),
        request: {
          url,
          headers: plainHeaders(id, at),
          body: site && ticket !== null ? numbered(body, site, ticket) : body,
        },
        attempts: [...attempts],
      },
    };
  },

  "POST /v1/desk/webhooks/:webhook/deliveries/:message/replay": async ({ context, params }) => {
    const { env, directory, now } = context;
    const asked = deliveryOf(params.webhook, params.message, sitesHeardOf(context));
    const { found } = await readWithBudget(context, { found: asked });
    const webhook = webhookSeen(context, params.webhook);
    if (!found) throw new Refused("not_found");
    if (webhook.off) throw new Refused("webhook_off");
    await run(env.DB, { budget: spendBudgets(wholeDesk, byHand, now, "stay"), again: startOver(found, now + 60_000) });
    await deliver(env.DB, posterOf(env), directory, { ...found, tries: 0 }, now);
    const { after } = await run(env.DB, { after: asked });
    if (!after) throw new Refused("not_found");
    return { status: 200, body: shown(directory, after) };
  },
} satisfies Partial<Handlers>;

/** The sites whose deliveries the caller may see, and the pings. */
const sitesHeardOf = ({ caller, directory }: DeskContext): string[] => [
  ...sitesSeen(directory, sitesOf(caller)),
  noSite,
];

/** Reads, and refuses what would be over the hour's budget. */
async function readWithBudget<Asked extends Parameters<DeskContext["read"]>[0]>(context: DeskContext, asked: Asked) {
  const read = await context.read({ ...asked, spent: budgetsSpent(wholeDesk, byHand, context.now) });
  if (read.spent) throw new Refused("too_many_requests", { retryAfter: secondsLeft(context.now) });
  return read;
}

/** A delivery for the log. */
function shown({ siteById }: Directory, delivery: LoggedDelivery): WebhookDelivery {
  const { id, siteId, type, ticket, createdAt, tries, attempts, status, dueAt } = delivery;
  const site = siteById.get(siteId);
  const told = {
    id,
    type,
    ticket: site && ticket !== null ? formatNumber(site.prefix, ticket) : null,
    createdAt: instant(createdAt),
    tries,
    last: attempts.at(-1) ?? null,
  };
  return status === "waiting" && dueAt !== null
    ? { ...told, status, nextAt: instant(dueAt) }
    : { ...told, status: status === "delivered" ? status : "failed" };
}
