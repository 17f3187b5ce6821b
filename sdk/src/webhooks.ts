import { WebhookError } from "./webhook-error.ts";
import { exampleEvent } from "./webhook-example.ts";
import { isSigned, keyOf, signatureOf, signedBytes } from "./webhook-signature.ts";
import type { WebhookEvent } from "./wire/index.ts";

export { isWebhookError, WebhookError, type WebhookErrorCode } from "./webhook-error.ts";
export type { DeskEvent, DeskTicket, WebhookEvent } from "./wire/index.ts";

/**
 * An admin's `ping`, or an event of a kind or version that this version of the package does not know: answer 2xx, and
 * update when you need it.
 */
export interface UnknownWebhookEvent {
  readonly type: "unknown";
  readonly id: string;
  /** What the desk calls it, such as `ticket.merged`, and its version. */
  readonly named: { readonly type: string; readonly version: number };
}

/** What a webhook brings: tell it by `type`. */
export type ReceivedWebhook = WebhookEvent | UnknownWebhookEvent;

/** The headers of a request, in the shape of the platform or of Node. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface VerifyOptions {
  /** How many seconds the webhook's time may be from now, either way. Default: 300. */
  readonly tolerance?: number | undefined;
  /** What counts as now. Default: the clock. */
  readonly now?: Date | undefined;
}

/**
 * Verifies a webhook and reads it. `body` is the request's body as it came, before any parsing. Several secrets are
 * accepted while one takes over from another. Signed by the rules of Standard Webhooks (standardwebhooks.com).
 * The same message may come twice: remember `id`. Rejects with a WebhookError.
 */
export async function verifyWebhook(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  secrets: string | readonly string[],
  { tolerance = 300, now = new Date() }: VerifyOptions = {},
): Promise<ReceivedWebhook> {
  const id = headerOf(headers, "webhook-id");
  const seconds = headerOf(headers, "webhook-timestamp");
  const signatures = headerOf(headers, "webhook-signature");
  if (!id || !signatures || !seconds || !/^\d{1,12}$/.test(seconds))
    throw new WebhookError(
      "headers_missing",
      "This is no signed webhook: webhook-id, webhook-timestamp or webhook-signature is missing. Hand on all headers.",
    );
  const keys = await keysOf(secrets);
  const skew = Math.round(now.getTime() / 1000 - Number(seconds));
  if (Math.abs(skew) > tolerance)
    throw new WebhookError(
      "timestamp_outside_tolerance",
      `The webhook is ${Math.abs(skew)} s ${skew > 0 ? "old" : "ahead"}, and ${tolerance} s are let pass. Check this computer's clock.`,
    );
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const signed = signedBytes(id, seconds, bytes);
  const matches = await Promise.all(keys.map((key) => isSigned(signatures, key, signed)));
  if (!matches.includes(true))
    throw new WebhookError(
      "signature_mismatch",
      "No signature fits. Check the secret, and that the body is passed as it came, before any parsing.",
    );
  return eventOf(bytes);
}

export interface SigningOptions {
  /** Default: now. */
  readonly at?: Date | undefined;
}

/** A webhook as it is sent. */
export interface SignedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Signs an event as a desk does, with each of several secrets: for tests of a receiver. Rejects with a WebhookError. */
export async function signWebhook(
  event: WebhookEvent,
  secrets: string | readonly string[],
  { at = new Date() }: SigningOptions = {},
): Promise<SignedWebhook> {
  const body = JSON.stringify(event);
  const seconds = String(Math.floor(at.getTime() / 1000));
  const bytes = signedBytes(event.id, seconds, new TextEncoder().encode(body));
  const signatures = await Promise.all((await keysOf(secrets)).map((key) => signatureOf(key, bytes)));
  return {
    headers: {
      "content-type": "application/json",
      "webhook-id": event.id,
      "webhook-timestamp": seconds,
      "webhook-signature": signatures.join(" "),
    },
    body,
  };
}

/** A signed event with an example ticket in it: to see that a receiver takes it. */
export const signTestWebhook = (
  type: WebhookEvent["type"],
  secrets: string | readonly string[],
  options: SigningOptions = {},
): Promise<SignedWebhook> => signWebhook(exampleEvent(type, options.at ?? new Date()), secrets, options);

async function keysOf(secrets: string | readonly string[]): Promise<CryptoKey[]> {
  const list = typeof secrets === "string" ? [secrets] : secrets;
  const keys: CryptoKey[] = [];
  for (const secret of list) {
    const key = await keyOf(secret);
    if (key) keys.push(key);
  }
  // A secret that is none must not be passed over: with an empty one anybody could sign.
  if (keys.length === 0 || keys.length < list.length)
    throw new WebhookError(
      "secret_malformed",
      "A webhook's secret is whsec_ and the base64 of 24 to 64 bytes. Copy it again.",
    );
  return keys;
}

function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const value = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof value === "string" ? value : value?.join(" ");
}

/** The event of a body that the desk signed, so that its shape is the contract's where type and version are known. */
function eventOf(bytes: Uint8Array): ReceivedWebhook {
  let event: unknown;
  try {
    event = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    throw unreadable();
  }
  if (isKnown(event)) return event;
  const { id, type, version } = Object(event);
  if (typeof id !== "string" || typeof type !== "string" || typeof version !== "number") throw unreadable();
  return { type: "unknown", id, named: { type, version } };
}

const unreadable = () =>
  new WebhookError("payload_unreadable", "The signature fits, but the body is no desk's event. Check who sends here.");

const known: readonly unknown[] = ["ticket.created", "ticket.updated"] satisfies readonly WebhookEvent["type"][];

function isKnown(event: unknown): event is WebhookEvent {
  const { id, type, version, data } = Object(event);
  return typeof id === "string" && version === 1 && known.includes(type) && Array.isArray(Object(data).events);
}
