import * as z from "zod";
import { Instant, id } from "./common.ts";
import { DeskEvent } from "./event.ts";
import { DeskTicket } from "./ticket.ts";

/** The id of a message to a webhook: the same on every delivery of it, and in its `webhook-id` header. */
export const WebhookMessageId = id("whm");

const message = { id: WebhookMessageId, version: z.literal(1), at: Instant };
/** The ticket as it is after the events, and the events that led there, as agents see them; oldest first. */
const data = z.strictObject({ ticket: DeskTicket, events: z.array(DeskEvent).min(1) });

/**
 * What a webhook is told: `{type, version, id, at, data}`. `at` is when it happened. New fields may come into a version;
 * whatever takes one away or changes its meaning is a new version. `ticket.created`: the events begin with `submitted`.
 * `ticket.updated`: anything else that is recorded of a ticket; branch on the events' types.
 */
export const WebhookEvent = z
  .discriminatedUnion("type", [
    z.strictObject({ ...message, type: z.literal("ticket.created"), data }),
    z.strictObject({ ...message, type: z.literal("ticket.updated"), data }),
  ])
  .meta({ id: "WebhookEvent" });
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** What an admin's ping sends: about no ticket. To a receiver it is a kind that it need not know. */
export const WebhookPing = z
  .strictObject({ ...message, type: z.literal("ping"), data: z.strictObject({ webhook: z.string() }) })
  .meta({ id: "WebhookPing" });
export type WebhookPing = z.infer<typeof WebhookPing>;
