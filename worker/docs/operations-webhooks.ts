import type { Webhook, WebhookDelivery } from "@firstline/sdk/wire";
import type { Operations } from "./described.ts";
import { at } from "./examples.ts";

const webhook: Webhook = {
  id: "whk_0Vq3Chat",
  name: "Chat of the second line",
  url: "https://hooks.fernweg.example/firstline",
  sites: ["site_shop"],
  types: ["ticket.created", "ticket.updated"],
  state: { is: "on" },
  previousSecretUntil: null,
  createdAt: at,
};
const secret = "whsec_u1vWzYk3Zr8Kc2Vx6Nb0Mq4Wt9Ys1Hd5Lf7Pj3GaTe4=";
const answered = { type: "answered", at, status: 204, body: "" } as const;
const delivered: WebhookDelivery = {
  id: "whm_0Vq3Cj7rW2xTq0uLdY5hV9",
  type: "ticket.created",
  ticket: "SHOP-10019",
  createdAt: at,
  tries: 1,
  last: answered,
  status: "delivered",
};

/** Where the desk tells what happens, and what it has told. */
export const webhookOperations = {
  "GET /v1/desk/webhooks": {
    id: "desk.webhooks.list",
    tag: "Desk webhooks",
    sdk: `for (const { name, state } of await desk.webhooks.list()) console.log(name, state.is);`,
    body: undefined,
    answer: { items: [webhook] },
  },
  "POST /v1/desk/webhooks": {
    id: "desk.webhooks.create",
    tag: "Desk webhooks",
    description:
      "The address is `https`, a public host by name, without a user name or password. A desk has at most 20 webhooks.",
    sdk: `const { webhook, secret } = await desk.webhooks.create({
  name: "Chat of the second line",
  url: "https://hooks.fernweg.example/firstline",
  sites: ["site_shop"],
  types: ["ticket.created", "ticket.updated"],
});
// The secret is shown this once.`,
    body: { name: webhook.name, url: webhook.url, sites: webhook.sites, types: webhook.types },
    answer: { webhook, secret },
  },
  "PATCH /v1/desk/webhooks/:webhook": {
    id: "desk.webhooks.update",
    tag: "Desk webhooks",
    description:
      "What waited when a webhook was switched off is sent once it is on again; what happens while it is off is not.",
    sdk: `await desk.webhooks.update("whk_0Vq3Chat", { on: true });`,
    body: { on: true },
    answer: webhook,
  },
  "DELETE /v1/desk/webhooks/:webhook": {
    id: "desk.webhooks.delete",
    tag: "Desk webhooks",
    sdk: `await desk.webhooks.delete("whk_0Vq3Chat");`,
    body: undefined,
    answer: null,
  },
  "POST /v1/desk/webhooks/:webhook/rotate": {
    id: "desk.webhooks.rotateSecret",
    tag: "Desk webhooks",
    description:
      "Messages carry both signatures meanwhile, so hand the new secret to the receiver within the day. Rotating twice within it ends the first of the three.",
    sdk: `const { secret } = await desk.webhooks.rotateSecret("whk_0Vq3Chat");`,
    body: undefined,
    answer: { webhook: { ...webhook, previousSecretUntil: "2026-11-24T09:30:00.000Z" }, secret },
  },
  "POST /v1/desk/webhooks/:webhook/ping": {
    id: "desk.webhooks.ping",
    tag: "Desk webhooks",
    description:
      "A ping is signed like any message, has the type `ping` and is about no ticket; `verifyWebhook` calls it `unknown`. Pings and replays together are at most 300 an hour.",
    sdk: `const { status, last } = await desk.webhooks.ping("whk_0Vq3Chat");`,
    body: undefined,
    answer: { ...delivered, type: "ping", ticket: null },
  },
  "GET /v1/desk/webhooks/:webhook/deliveries": {
    id: "desk.webhooks.deliveries",
    tag: "Desk webhooks",
    sdk: `for await (const { ticket, last } of desk.webhooks.deliveries("whk_0Vq3Chat", { status: "failed" })) {
  console.log(ticket, last);
}`,
    query: { status: "failed" },
    body: undefined,
    answer: { items: [{ ...delivered, status: "failed", tries: 10, last: { ...answered, status: 500 } }], next: null },
  },
  "GET /v1/desk/webhooks/:webhook/deliveries/:message": {
    id: "desk.webhooks.delivery",
    tag: "Desk webhooks",
    sdk: `const { request, attempts } = await desk.webhooks.delivery("whk_0Vq3Chat", "whm_0Vq3Cj7rW2xTq0uLdY5hV9");`,
    body: undefined,
    answer: {
      delivery: delivered,
      request: {
        url: webhook.url,
        headers: {
          "content-type": "application/json",
          "user-agent": "Firstline",
          "webhook-id": delivered.id,
          "webhook-timestamp": "1795426200",
        },
        body: `{"type":"ticket.created","version":1,"id":"${delivered.id}","at":"${at}","data":{"ticket":{},"events":[]}}`,
      },
      attempts: [answered],
    },
  },
  "POST /v1/desk/webhooks/:webhook/deliveries/:message/replay": {
    id: "desk.webhooks.replay",
    tag: "Desk webhooks",
    description: "Its id stays, so a receiver that has handled it passes over it.",
    sdk: `await desk.webhooks.replay("whk_0Vq3Chat", "whm_0Vq3Cj7rW2xTq0uLdY5hV9");`,
    body: undefined,
    answer: delivered,
  },
} satisfies Partial<Operations>;
