import type { KVNamespace } from "@cloudflare/workers-types";
import { isWebhookError, type ReceivedWebhook, verifyWebhook } from "@firstline/sdk/webhooks";

export interface Env {
  /** `whsec_…`; while one secret takes over from another, both with a comma between. */
  readonly FIRSTLINE_WEBHOOK_SECRET: string;
  /** Where a chat takes messages, such as an incoming webhook of a channel: it is sent `{ "text": … }`. */
  readonly CHAT_URL: string;
  /** The ids of messages that have been handled. */
  readonly SEEN: Pick<KVNamespace, "get" | "put">;
}

/** What the channel should hear of an event; undefined for what concerns nobody. */
function wordsFor(event: ReceivedWebhook): string | undefined {
  // Newer than this package: answered like any other, so that the desk does not send it again.
  if (event.type === "unknown") return undefined;
  const { ticket, events } = event.data;
  if (event.type === "ticket.created") {
    return ticket.priority === "urgent" ? `New and urgent: ${ticket.number}, ${ticket.subject}` : undefined;
  }
  for (const happened of events) {
    switch (happened.type) {
      case "escalated":
        return `${ticket.number} goes up to ${happened.to.label}: ${happened.handover.summary}`;
      case "status":
        if (happened.to === "solved") return `${ticket.number} is solved: ${ticket.subject}`;
        break;
      default:
    }
  }
  return undefined;
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    if (request.method !== "POST") return new Response("Send webhooks here.\n", { status: 405 });
    let event: ReceivedWebhook;
    try {
      // The body as it came: parsed and written again it would be another.
      event = await verifyWebhook(await request.text(), request.headers, env.FIRSTLINE_WEBHOOK_SECRET.split(","));
    } catch (error) {
      if (!isWebhookError(error)) throw error;
      return new Response(`${error.message}\n`, { status: 400 });
    }

    // The same message may come twice, when our answer to the first got lost.
    if (await env.SEEN.get(event.id)) return new Response(null, { status: 204 });
    const text = wordsFor(event);
    if (text !== undefined) {
      const { ok } = await fetch(env.CHAT_URL, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text }),
      });
      // The desk tries again later.
      if (!ok) return new Response("The chat did not take it.\n", { status: 502 });
    }
    await env.SEEN.put(event.id, "1", { expirationTtl: 7 * 24 * 60 * 60 });
    return new Response(null, { status: 204 });
  },
};
