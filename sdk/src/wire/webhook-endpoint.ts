import * as z from "zod";
import { Instant, id, line, TicketNumber } from "./common.ts";
import { Key } from "./session.ts";
import { WebhookMessageId } from "./webhook.ts";

export const WebhookId = id("whk");

/** What a webhook may be told of. */
export const WebhookType = z.enum(["ticket.created", "ticket.updated"]);
export type WebhookType = z.infer<typeof WebhookType>;

const chosen = {
  name: line(80),
  /** `https`, a public host by name, and no credentials; at most 500 characters. */
  url: z.string().trim().min(1).max(500),
  /** The sites it hears of. */
  sites: Key.shape.sites,
  types: z
    .array(WebhookType)
    .min(1)
    .refine((types) => new Set(types).size === types.length, "Name each type once."),
};

/** A webhook to be made; it is on unless `on` is false. */
export const WebhookRequest = z
  .strictObject({ ...chosen, on: z.boolean().default(true) })
  .meta({ id: "WebhookRequest" });
export type WebhookRequest = z.input<typeof WebhookRequest>;

/** What is to be another of a webhook. */
export const WebhookChange = z
  .strictObject({ ...chosen, on: z.boolean() })
  .partial()
  .refine((change) => Object.values(change).some((value) => value !== undefined), "Name something to change.")
  .meta({ id: "WebhookChange" });
export type WebhookChange = z.infer<typeof WebhookChange>;

/**
 * Whether it is told anything, and if not, why: `admin`: somebody switched it off. `gone`: it answered 410.
 * `failed`: it took nothing for three days.
 */
export const WebhookState = z
  .discriminatedUnion("is", [
    z.strictObject({ is: z.literal("on") }),
    z.strictObject({ is: z.literal("off"), because: z.enum(["admin", "gone", "failed"]), since: Instant }),
  ])
  .meta({ id: "WebhookState" });
export type WebhookState = z.infer<typeof WebhookState>;

/** An address that is told what happens to tickets. */
export const Webhook = z
  .strictObject({
    id: WebhookId,
    ...chosen,
    state: WebhookState,
    /** Until when the secret before the present one signs as well; null when it does not. */
    previousSecretUntil: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: "Webhook" });
export type Webhook = z.infer<typeof Webhook>;

/** A webhook with its secret (`whsec_…`), which is shown this once. */
export const WebhookWithSecret = z
  .strictObject({ webhook: Webhook, secret: z.string() })
  .meta({ id: "WebhookWithSecret" });
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>;

/**
 * One try to deliver: the status and the first 1,024 bytes of the answer as text, or why there was none.
 * `address`: the url is none that the desk may call.
 */
export const WebhookAttempt = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("answered"), at: Instant, status: z.int(), body: z.string() }),
    z.strictObject({ type: z.literal("unanswered"), at: Instant, why: z.enum(["timeout", "connection", "address"]) }),
  ])
  .meta({ id: "WebhookAttempt" });
export type WebhookAttempt = z.infer<typeof WebhookAttempt>;

export const WebhookDeliveryStatus = z.enum(["waiting", "delivered", "failed"]);
export type WebhookDeliveryStatus = z.infer<typeof WebhookDeliveryStatus>;

const sent = {
  /** The message's id, the same on every try. */
  id: WebhookMessageId,
  type: z.enum([...WebhookType.options, "ping"]),
  /** The ticket it tells of; null for a ping. */
  ticket: TicketNumber.nullable(),
  createdAt: Instant,
  /** How often it was tried since it was made or replayed. */
  tries: z.int().min(0),
  /** What became of the last try; null before the first has ended. */
  last: WebhookAttempt.nullable(),
};

/** A message to a webhook and how it fares. `nextAt`: when a waiting one is tried, provided that the webhook is on. */
export const WebhookDelivery = z
  .discriminatedUnion("status", [
    z.strictObject({ ...sent, status: z.literal("waiting"), nextAt: Instant }),
    z.strictObject({ ...sent, status: z.literal("delivered") }),
    z.strictObject({ ...sent, status: z.literal("failed") }),
  ])
  .meta({ id: "WebhookDelivery" });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

/** A delivery with what is sent and its last tries (at most 20), oldest first. Headers are without the signature. */
export const WebhookDeliveryDetails = z
  .strictObject({
    delivery: WebhookDelivery,
    request: z.strictObject({ url: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }),
    attempts: z.array(WebhookAttempt),
  })
  .meta({ id: "WebhookDeliveryDetails" });
export type WebhookDeliveryDetails = z.infer<typeof WebhookDeliveryDetails>;
