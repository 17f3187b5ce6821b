import * as z from "zod";
import { page, pageQuery } from "../common.ts";
import { WebhookMessageId } from "../webhook.ts";
import {
  Webhook,
  WebhookChange,
  WebhookDelivery,
  WebhookDeliveryDetails,
  WebhookDeliveryStatus,
  WebhookId,
  WebhookRequest,
  WebhookWithSecret,
} from "../webhook-endpoint.ts";

import type { Routes } from "./route.ts";
import { createErrors } from "./shared.ts";

const webhook = z.strictObject({ webhook: WebhookId });
const delivery = z.strictObject({ webhook: WebhookId, message: WebhookMessageId });

/** Where the desk tells what happens, and what it has told. */
export const webhooksRoutes = {
  "GET /v1/desk/webhooks": {
    summary: "List the webhooks whose sites I may see",
    caller: "admin",
    scope: "setup:read",
    answers: { 200: z.strictObject({ items: z.array(Webhook) }).meta({ id: "Webhooks" }) },
  },
  "POST /v1/desk/webhooks": {
    summary: "Make a webhook; its secret is shown once",
    caller: "admin",
    scope: "setup:write",
    body: WebhookRequest,
    answers: { 201: WebhookWithSecret },
    errors: ["not_found", ...createErrors],
    idempotent: true,
  },
  "PATCH /v1/desk/webhooks/:webhook": {
    summary: "Change a webhook, or switch it on or off",
    caller: "admin",
    scope: "setup:write",
    params: webhook,
    body: WebhookChange,
    answers: { 200: Webhook },
    errors: ["not_found"],
  },
  "DELETE /v1/desk/webhooks/:webhook": {
    summary: "Delete a webhook: what waits for it is not sent any more",
    caller: "admin",
    scope: "setup:write",
    params: webhook,
    answers: { 204: null },
    errors: ["not_found"],
  },
  "POST /v1/desk/webhooks/:webhook/rotate": {
    summary: "Give a webhook a new secret, shown once; for 24 hours the one before signs as well",
    caller: "admin",
    scope: "setup:write",
    params: webhook,
    answers: { 201: WebhookWithSecret },
    errors: ["not_found", ...createErrors],
    idempotent: true,
  },
  "POST /v1/desk/webhooks/:webhook/ping": {
    summary: "Send a webhook a ping, once and at once, also while it is off",
    caller: "admin",
    scope: "setup:write",
    params: webhook,
    answers: { 200: WebhookDelivery },
    errors: ["not_found"],
  },
  "GET /v1/desk/webhooks/:webhook/deliveries": {
    summary: "List what a webhook was sent in the past 30 days, newest first",
    caller: "admin",
    scope: "setup:read",
    params: webhook,
    query: z.strictObject({ ...pageQuery, status: WebhookDeliveryStatus.optional() }),
    answers: { 200: page(WebhookDelivery).meta({ id: "WebhookDeliveryPage" }) },
    errors: ["not_found"],
  },
  "GET /v1/desk/webhooks/:webhook/deliveries/:message": {
    summary: "Read a delivery: what is sent, and what became of each try",
    caller: "admin",
    scope: "setup:read",
    params: delivery,
    answers: { 200: WebhookDeliveryDetails },
    errors: ["not_found"],
  },
  "POST /v1/desk/webhooks/:webhook/deliveries/:message/replay": {
    summary: "Send a delivery again, at once and under the same id; if that fails, it is tried as a new one is",
    caller: "admin",
    scope: "setup:write",
    params: delivery,
    answers: { 200: WebhookDelivery },
    errors: ["not_found", "webhook_off"],
  },
} as const satisfies Routes;
