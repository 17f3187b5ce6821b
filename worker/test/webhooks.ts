import { env } from "cloudflare:test";
import { verifyWebhook } from "@firstline/sdk/webhooks";
import type { WebhookRequest } from "@firstline/sdk/wire";
import { expect } from "vitest";
import { currentDirectory, newestDirectory } from "../src/store/directory.ts";
import { posterOf } from "../src/webhooks/deliver.ts";
import { call } from "./desk.ts";

/** A message as it arrived. */
export interface Arrival {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

/** What stands for everybody's servers: it notes what arrives, and answers as it is told to, with 204 by default. */
export function receiver(
  answer: (arrival: Arrival, count: number) => Response | Promise<Response> = () => new Response(null, { status: 204 }),
) {
  const arrivals: Arrival[] = [];
  const outbound = {
    async fetch(input: RequestInfo | URL, init?: RequestInit) {
      const request = new Request(input, init);
      const arrival = { url: request.url, headers: request.headers, body: await request.text() };
      arrivals.push(arrival);
      return answer(arrival, arrivals.length);
    },
  };
  return { arrivals, outbound, poster: posterOf({ ...env, OUTBOUND: outbound }) };
}

export const hook = "https://hooks.example.com/chat";

/** Makes a webhook, of the shop's new tickets unless told otherwise. */
export async function makeWebhook(headers: Readonly<Record<string, string>>, change: Partial<WebhookRequest> = {}) {
  const body = { name: "Chat", url: hook, sites: ["site_shop"], types: ["ticket.created" as const], ...change };
  const made = await call("POST /v1/desk/webhooks", { headers, body });
  expect(made.status).toBe(201);
  return { ...made.body, id: made.body.webhook.id };
}

/** Deletes every webhook, with all that was sent. */
export async function noWebhooks(): Promise<void> {
  await env.DB.batch([
    env.DB.prepare("DELETE FROM webhooks"),
    env.DB.prepare("DELETE FROM webhook_deliveries"),
    env.DB.prepare("UPDATE desk SET version = version + 1"),
  ]);
}

/** What the SDK's half makes of a message. */
export const received = ({ body, headers }: Arrival, secret: string) => verifyWebhook(body, headers, secret);

export const directory = async () => newestDirectory(env.DB, await currentDirectory(env.DB, false));

/** The deliveries as they lie in the database, without their messages. */
export async function deliveries() {
  const { results } = await env.DB.prepare(
    "SELECT webhook_id AS webhook, id, site_id AS site, status, tries, due_at AS due FROM webhook_deliveries ORDER BY id",
  ).all<{ webhook: string; id: string; site: string; status: string; tries: number; due: number | null }>();
  return results;
}
