import {
  contract,
  type Webhook,
  type WebhookAttempt,
  type WebhookDelivery,
  type WebhookDeliveryDetails,
} from "@firstline/sdk/wire";
import type { Call, Handler } from "./desk.ts";
import { read } from "./lines-desk.ts";
import { Refused } from "./refused.ts";

interface Kept {
  webhook: Webhook;
  deliveries: WebhookDelivery[];
}

const minute = 60_000;

/** The calls about webhooks, and three of them: one that works, one that fails, one that the desk has switched off. */
export function webhooksOf(now: number): Record<string, Handler> {
  const ago = (minutes: number) => new Date(now - minutes * minute).toISOString();
  const kept = new Map<string, Kept>();
  let made = 0;
  const answered = (status: number, minutes: number, body = ""): WebhookAttempt => ({
    type: "answered",
    at: ago(minutes),
    status,
    body,
  });
  const sent = (index: number, minutes: number) => ({
    id: `whm_${String(index).padStart(4, "0")}`,
    type: index % 4 === 0 ? ("ticket.created" as const) : ("ticket.updated" as const),
    ticket: `SHOP-1000${index % 60}${index % 10}`,
    createdAt: ago(minutes),
  });
  const delivered = (index: number, minutes: number): WebhookDelivery => ({
    ...sent(index, minutes),
    status: "delivered",
    tries: 1,
    last: answered(204, minutes),
  });
  const add = (webhook: Omit<Webhook, "previousSecretUntil" | "createdAt">, deliveries: WebhookDelivery[]) =>
    kept.set(webhook.id, { webhook: { ...webhook, previousSecretUntil: null, createdAt: ago(60_000) }, deliveries });

  add(
    {
      id: "whk_chat",
      name: "Chat of the second line",
      url: "https://hooks.chat.example/services/T02/B7Q/second-line",
      sites: "all",
      types: ["ticket.created", "ticket.updated"],
      state: { is: "on" },
    },
    [
      {
        ...sent(40, 2),
        status: "waiting",
        tries: 2,
        last: answered(503, 1, '{"error":"The channel is being moved. Try again in a minute."}'),
        nextAt: new Date(now + 5 * minute).toISOString(),
      },
      { ...sent(39, 15), status: "failed", tries: 10, last: { type: "unanswered", at: ago(10), why: "timeout" } },
      ...Array.from({ length: 36 }, (_, index) => delivered(38 - index, 20 + index * 31)),
    ],
  );
  add(
    {
      id: "whk_orders",
      name: "Order system",
      url: "https://orders.fernweg.example/firstline",
      sites: ["site_shop"],
      types: ["ticket.created"],
      state: { is: "off", because: "failed", since: ago(300) },
    },
    [],
  );

  const find = ({ number }: Call): Kept => {
    const found = kept.get(number);
    if (!found) throw new Refused("not_found");
    return found;
  };
  const delivery = (call: Call): WebhookDelivery => {
    const found = find(call).deliveries.find(({ id }) => id === call.path[1]);
    if (!found) throw new Refused("not_found");
    return found;
  };
  const requirePublic = (url: string | undefined) => {
    if (url !== undefined && !url.startsWith("https://")) {
      throw new Refused("invalid", [{ path: "body.url", message: "The address has to begin with https://." }]);
    }
  };
  const secret = () => `whsec_${btoa(`a secret of 32 bytes, number ${String(++made).padStart(3, "0")}`)}`;

  return {
    "GET /v1/desk/webhooks": () => [200, { items: [...kept.values()].map(({ webhook }) => webhook) }],
    "POST /v1/desk/webhooks": ({ body }) => {
      const { on, ...chosen } = read(contract["POST /v1/desk/webhooks"].body, body);
      requirePublic(chosen.url);
      const state = on ? ({ is: "on" } as const) : ({ is: "off", because: "admin", since: ago(0) } as const);
      const webhook = { ...chosen, id: `whk_${++made}`, state, previousSecretUntil: null, createdAt: ago(0) };
      kept.set(webhook.id, { webhook, deliveries: [] });
      return [201, { webhook, secret: secret() }];
    },
    "PATCH /v1/desk/webhooks/:webhook": (call) => {
      const found = find(call);
      const { on, ...change } = read(contract["PATCH /v1/desk/webhooks/:webhook"].body, call.body);
      requirePublic(change.url);
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const switched = on ? ({ is: "on" } as const) : ({ is: "off", because: "admin", since: ago(0) } as const);
      const state = on === undefined ? found.webhook.state : switched;
      found.webhook = { ...found.webhook, ...given, state };
      return [200, found.webhook];
    },
    "DELETE /v1/desk/webhooks/:webhook": (call) => {
      find(call);
      kept.delete(call.number);
      return [204, null];
    },
    "POST /v1/desk/webhooks/:webhook/rotate": (call) => {
      const found = find(call);
      found.webhook = { ...found.webhook, previousSecretUntil: new Date(now + 24 * 60 * minute).toISOString() };
      return [201, { webhook: found.webhook, secret: secret() }];
    },
    "POST /v1/desk/webhooks/:webhook/ping": (call) => {
      const { deliveries, webhook } = find(call);
      const works = webhook.id === "whk_chat";
      const about = { id: `whm_ping${++made}`, type: "ping" as const, ticket: null, createdAt: ago(0), tries: 1 };
      const ping: WebhookDelivery = works
        ? { ...about, status: "delivered", last: answered(204, 0) }
        : { ...about, status: "failed", last: { type: "unanswered", at: ago(0), why: "connection" } };
      deliveries.unshift(ping);
      return [200, ping];
    },
    "GET /v1/desk/webhooks/:webhook/deliveries": (call) => {
      const { query } = contract["GET /v1/desk/webhooks/:webhook/deliveries"];
      const { status, limit, cursor } = query.parse(call.query);
      const all = find(call).deliveries.filter((one) => status === undefined || one.status === status);
      const from = Number(cursor ?? 0);
      return [
        200,
        { items: all.slice(from, from + limit), next: from + limit < all.length ? String(from + limit) : null },
      ];
    },
    "GET /v1/desk/webhooks/:webhook/deliveries/:message": (call) => {
      const found = delivery(call);
      const { id, type, ticket, createdAt, last } = found;
      const details: WebhookDeliveryDetails = {
        delivery: found,
        request: {
          url: find(call).webhook.url,
          headers: { "content-type": "application/json", "user-agent": "Firstline", "webhook-id": id },
          body: JSON.stringify({
            type,
            version: 1,
            id,
            at: createdAt,
            data: { ticket: { number: ticket }, events: [] },
          }),
        },
        attempts: last ? [last] : [],
      };
      return [200, details];
    },
    "POST /v1/desk/webhooks/:webhook/deliveries/:message/replay": (call) => {
      const { deliveries, webhook } = find(call);
      if (webhook.state.is === "off") throw new Refused("webhook_off");
      const { id, type, ticket, createdAt } = delivery(call);
      const again: WebhookDelivery = {
        ...{ id, type, ticket, createdAt },
        status: "delivered",
        tries: 1,
        last: answered(204, 0),
      };
      deliveries.splice(
        deliveries.findIndex((one) => one.id === id),
        1,
        again,
      );
      return [200, again];
    },
  };
}
