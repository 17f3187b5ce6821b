import type { Contact, WebhookEvent } from "@firstline/sdk/wire";
import { instant } from "./domain/clock-projection.ts";
import type { Decision } from "./domain/decision.ts";
import type { Directory } from "./domain/directory.ts";
import { deskEventsFor, deskTicketFor, type TicketPlace, type View } from "./domain/projection.ts";
import { webhooksFor } from "./domain/webhook.ts";
import { newId } from "./secrets.ts";
import type { Query } from "./store/query.ts";
import { insertDeliveries, type NewMessage } from "./store/webhook-deliveries.ts";
import { deliver, type Poster } from "./webhooks/deliver.ts";

/** The desk that tells, as the shell knows it. */
export interface Teller {
  readonly database: D1Database;
  readonly directory: Directory;
  readonly poster?: Poster | undefined;
  readonly now: number;
  readonly defer: (work: Promise<unknown>) => void;
}

/** What has happened to a ticket. */
export interface Happened extends Decision {
  readonly place: TicketPlace;
  readonly requester: Contact;
}

/** What webhooks are told: a part of the batch that writes what happened, and what to do once that is committed. */
export interface Telling {
  readonly writes: { readonly webhooks?: Query<undefined> };
  readonly send: () => void;
}

/** How long (ms) the request that caused a message has to deliver it, before the minute's job does. */
const HEAD_START = 60_000;

/**
 * Tells webhooks of one change, or of many at once. Which want to hear of it is known from the set-up, so that where none
 * does nothing is written. One change is sent after the answer; many are left to the minute's job.
 */
export function tellWebhooks(desk: Teller, view: View, outcomes: readonly Happened[]): Telling {
  const { database, directory, poster, now, defer } = desk;
  const messages = outcomes.flatMap((outcome) => messageOf(desk, view, outcome) ?? []);
  if (messages.length === 0) return { writes: {}, send: () => {} };
  const sentNow = outcomes.length === 1;
  return {
    writes: { webhooks: insertDeliveries(messages, now, sentNow ? now + HEAD_START : now) },
    send() {
      if (!poster || !sentNow) return;
      const deliveries = messages.flatMap(({ siteId, id, webhooks }) =>
        webhooks.map((webhookId) => ({ siteId, webhookId, id, tries: 0 })),
      );
      defer(Promise.allSettled(deliveries.map((delivery) => deliver(database, poster, directory, delivery, now))));
    },
  };
}

function messageOf({ directory, now }: Teller, view: View, outcome: Happened): NewMessage | undefined {
  const { place, ticket, events, requester } = outcome;
  const type = events[0]?.type === "submitted" ? "ticket.created" : "ticket.updated";
  const webhooks = webhooksFor(directory.webhooks, place.site.id, type).map(({ id }) => id);
  if (webhooks.length === 0 || events.length === 0) return undefined;
  const message: WebhookEvent = {
    type,
    version: 1,
    id: newId("whm", now),
    at: instant(now),
    data: {
      ticket: deskTicketFor(view, place, ticket, requester),
      events: deskEventsFor(directory, place.site, events, requester),
    },
  };
  // A new ticket gets its number in the batch that writes it.
  const sequence = place.sequence === 0 ? null : place.sequence;
  return { siteId: place.site.id, sequence, id: message.id, type, webhooks, body: JSON.stringify(message) };
}
