import { createPages, type PageQuery, type Pages } from "../pages.ts";
import { type Call, type CallOptions, type CreateOptions, creation } from "../request.ts";
import type {
  Body,
  Webhook,
  WebhookChange,
  WebhookDelivery,
  WebhookDeliveryDetails,
  WebhookWithSecret,
} from "../wire/index.ts";

/** A webhook to be made; it is on unless `on` is false. */
export type NewWebhook = Body<"POST /v1/desk/webhooks">;

/** Which deliveries to list: all unless a `status` is named. */
export interface DeliveryQuery extends PageQuery {
  readonly status?: WebhookDelivery["status"] | undefined;
}

/** Where the desk tells what happens. What it sends is received with `@firstline/sdk/webhooks`. */
export interface DeskWebhooks {
  list(options?: CallOptions): Promise<Webhook[]>;
  /** Makes a webhook; its secret is in this answer and nowhere else. */
  create(webhook: NewWebhook, options?: CreateOptions): Promise<WebhookWithSecret>;
  /** Changes a webhook, or switches it `on` or off. What waits while it is off is sent once it is on. */
  update(id: Webhook["id"], change: WebhookChange, options?: CallOptions): Promise<Webhook>;
  delete(id: Webhook["id"], options?: CallOptions): Promise<void>;
  /** Gives it a new secret, which is in this answer and nowhere else. For 24 hours the one before signs as well. */
  rotateSecret(id: Webhook["id"], options?: CreateOptions): Promise<WebhookWithSecret>;
  /** Sends a ping at once and once, also while it is off; resolves with what became of it. */
  ping(id: Webhook["id"], options?: CallOptions): Promise<WebhookDelivery>;
  /** What it was sent in the past 30 days, newest first. */
  deliveries(id: Webhook["id"], query?: DeliveryQuery, options?: CallOptions): Pages<WebhookDelivery>;
  /** One of them, with what is sent and what became of each try. */
  delivery(id: Webhook["id"], message: WebhookDelivery["id"], options?: CallOptions): Promise<WebhookDeliveryDetails>;
  /** Sends one again at once, under the same id; resolves with what became of it. */
  replay(id: Webhook["id"], message: WebhookDelivery["id"], options?: CallOptions): Promise<WebhookDelivery>;
}

/** How long (ms) the desk waits for a webhook's answer. */
const waits = 10_000;

export const createWebhooks = (call: Call): DeskWebhooks => ({
  list: async (options) => (await call("GET /v1/desk/webhooks", { ...options })).items,
  create: (body, options) => call("POST /v1/desk/webhooks", { ...creation(options), body }),
  update: (webhook, body, options) =>
    call("PATCH /v1/desk/webhooks/:webhook", { ...options, params: { webhook }, body }),
  async delete(webhook, options) {
    await call("DELETE /v1/desk/webhooks/:webhook", { ...options, params: { webhook } });
  },
  rotateSecret: (webhook, options) =>
    call("POST /v1/desk/webhooks/:webhook/rotate", { ...creation(options), params: { webhook } }),
  ping: (webhook, options) => call("POST /v1/desk/webhooks/:webhook/ping", { ...options, params: { webhook }, waits }),
  deliveries: (webhook, query, options) =>
    createPages(
      (cursor) =>
        call("GET /v1/desk/webhooks/:webhook/deliveries", {
          ...options,
          params: { webhook },
          query: { ...query, cursor },
        }),
      query?.cursor,
    ),
  delivery: (webhook, message, options) =>
    call("GET /v1/desk/webhooks/:webhook/deliveries/:message", { ...options, params: { webhook, message } }),
  replay: (webhook, message, options) =>
    call("POST /v1/desk/webhooks/:webhook/deliveries/:message/replay", {
      ...options,
      params: { webhook, message },
      waits,
    }),
});
