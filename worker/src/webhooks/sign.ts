import type { StoredWebhook } from "../domain/directory.ts";
import { derive } from "../secrets.ts";

const encoder = new TextEncoder();

/**
 * A webhook's secret by number, as Standard Webhooks writes it: `whsec_` and the base64 of 32 bytes. It is derived, so
 * that the database holds none.
 */
export async function webhookSecret(deskSecret: string, id: string, number: number): Promise<string> {
  const secret = await derive(deskSecret, "webhook", id, String(number));
  return `whsec_${secret.replaceAll("-", "+").replaceAll("_", "/")}=`;
}

/** The secrets that sign at an instant (ms): the present one, and the one before for a day after a change. */
export function secretsOf(
  deskSecret: string,
  { id, secretNumber, previousUntil }: StoredWebhook,
  now: number,
): Promise<string[]> {
  const previous = previousUntil !== null && now < previousUntil ? [secretNumber - 1] : [];
  return Promise.all([secretNumber, ...previous].map((number) => webhookSecret(deskSecret, id, number)));
}

/** The headers of a message but for its signature. `at` is its time (ms). */
export const plainHeaders = (id: string, at: number) => ({
  "content-type": "application/json",
  "user-agent": "Firstline",
  "webhook-id": id,
  "webhook-timestamp": String(Math.floor(at / 1000)),
});

/** The headers of a message, signed with each secret by the rules of Standard Webhooks (standardwebhooks.com). */
export async function signedHeaders(
  id: string,
  at: number,
  body: string,
  secrets: readonly string[],
): Promise<Record<string, string>> {
  const headers = plainHeaders(id, at);
  const bytes = encoder.encode(`${id}.${headers["webhook-timestamp"]}.${body}`);
  const signatures = await Promise.all(secrets.map((secret) => signature(secret, bytes)));
  return { ...headers, "webhook-signature": signatures.join(" ") };
}

async function signature(secret: string, bytes: BufferSource): Promise<string> {
  const raw = Uint8Array.from(atob(secret.slice("whsec_".length)), (letter) => letter.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const hash = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes));
  return `v1,${btoa(String.fromCharCode(...hash))}`;
}
