import { inspect } from "node:util";
import * as fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import {
  isWebhookError,
  type SignedWebhook,
  signTestWebhook,
  signWebhook,
  verifyWebhook,
  type WebhookErrorCode,
} from "../src/webhooks.ts";
import { WebhookEvent } from "../src/wire/index.ts";

const secretOf = (fill: number, length = 32) => `whsec_${Buffer.alloc(length, fill).toString("base64")}`;
const secret = secretOf(1);
const next = secretOf(2);
const types = ["ticket.created", "ticket.updated"] as const;

async function codeOf(call: Promise<unknown>): Promise<WebhookErrorCode | "taken"> {
  try {
    await call;
    return "taken";
  } catch (error) {
    if (!isWebhookError(error)) throw error;
    expect(inspect(error, { showHidden: true })).not.toContain(secret.slice(6));
    return error.code;
  }
}

/** A body of the test's own, signed by the independent implementation. */
function signedElsewhere(body: string, at = new Date()): SignedWebhook {
  const headers = {
    "webhook-id": "whm_1",
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign("whm_1", at, body),
  };
  return { headers, body };
}

describe("an event", () => {
  test.each(types)("of type %s is made by the contract, signed, verified and read", async (type) => {
    const { body, headers } = await signTestWebhook(type, secret);
    const event = await verifyWebhook(body, headers, secret);
    expect(WebhookEvent.parse(event)).toMatchObject({ type, version: 1, id: headers["webhook-id"] });
    expect(event).toEqual(JSON.parse(body));
  });

  test("is taken from the platform's headers, from Node's, and from bytes", async () => {
    const { body, headers } = await signTestWebhook("ticket.created", secret);
    const shouted = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]));
    for (const shape of [headers, new Headers(headers), shouted]) {
      expect((await verifyWebhook(new TextEncoder().encode(body), shape, secret)).type).toBe("ticket.created");
    }
  });

  test("of a kind or version not known yet is handed on as unknown, not refused", async () => {
    const messages = [
      { type: "ticket.merged", version: 1, id: "whm_1", data: {} },
      { type: "ticket.created", version: 2, id: "whm_1", data: { events: [] } },
    ];
    for (const message of messages) {
      const { body, headers } = signedElsewhere(JSON.stringify(message));
      const { type, version } = message;
      expect(await verifyWebhook(body, headers, secret)).toEqual({
        type: "unknown",
        id: "whm_1",
        named: { type, version },
      });
    }
  });
});

describe("beside another implementation", () => {
  test("each takes what the other signed, whatever the body", async () => {
    const property = fc.asyncProperty(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.uint8Array({ minLength: 24, maxLength: 64 }),
      async (text, bytes) => {
        const own = `whsec_${Buffer.from(bytes).toString("base64")}`;
        const at = new Date();
        const example = await signTestWebhook("ticket.created", own);
        const event: WebhookEvent = JSON.parse(example.body);
        event.data.ticket.subject = text;
        const { body, headers } = await signWebhook(event, own, { at });
        expect(new Webhook(own).verify(body, { ...headers })).toEqual(JSON.parse(body));
        const theirs = new Webhook(own).sign(event.id, at, body);
        const signed = { ...headers, "webhook-signature": theirs };
        expect(await verifyWebhook(body, signed, own)).toEqual(JSON.parse(body));
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });
});

describe("while one secret takes over from another", () => {
  test("one of several signatures is enough, and one of several secrets", async () => {
    const both = await signTestWebhook("ticket.created", [secret, next]);
    expect(both.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    expect(await codeOf(verifyWebhook(both.body, both.headers, secret))).toBe("taken");
    expect(await codeOf(verifyWebhook(both.body, both.headers, next))).toBe("taken");
    const old = await signTestWebhook("ticket.created", secret);
    expect(await codeOf(verifyWebhook(old.body, old.headers, [next, secret]))).toBe("taken");
    expect(await codeOf(verifyWebhook(old.body, old.headers, next))).toBe("signature_mismatch");
  });

  test("a signature of another algorithm is passed over", async () => {
    const { body, headers } = await signTestWebhook("ticket.created", secret);
    const signature = headers["webhook-signature"] ?? "";
    const take = (value: string) => codeOf(verifyWebhook(body, { ...headers, "webhook-signature": value }, secret));
    expect(await take(`v1a,AAAA v2,${signature.slice(3)} ${signature}`)).toBe("taken");
    expect(await take(`v1a,${signature.slice(3)}`)).toBe("signature_mismatch");
  });
});

describe("refused", () => {
  test("is any change of the body, id, time or signature", async () => {
    const { body, headers } = await signTestWebhook("ticket.created", secret);
    const now = Number(headers["webhook-timestamp"]);
    const changes: [string, Record<string, string>][] = [
      [`${body} `, {}],
      [body.replace("10019", "10020"), {}],
      [body, { "webhook-id": "whm_2" }],
      [body, { "webhook-timestamp": String(now + 1) }],
      [body, { "webhook-signature": "v1,AAAA" }],
      [body, { "webhook-signature": "v1," }],
      [body, { "webhook-signature": "v1,§" }],
      [body, { "webhook-signature": "v1" }],
      [body, { "webhook-signature": headers["webhook-signature"]?.slice(3) ?? "" }],
    ];
    for (const [text, change] of changes)
      expect(await codeOf(verifyWebhook(text, { ...headers, ...change }, secret))).toBe("signature_mismatch");
  });

  test("is a message without its headers", async () => {
    const { body, headers } = await signTestWebhook("ticket.created", secret);
    for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature"]) {
      expect(await codeOf(verifyWebhook(body, { ...headers, [name]: undefined }, secret))).toBe("headers_missing");
    }
    for (const time of ["", "soon", "-1", "1e9", "12.5", " 12"])
      expect(await codeOf(verifyWebhook(body, { ...headers, "webhook-timestamp": time }, secret))).toBe(
        "headers_missing",
      );
  });

  test("is what is too old or too far ahead, and says by how much", async () => {
    const at = new Date("2026-11-23T09:30:00.000Z");
    const { body, headers } = await signTestWebhook("ticket.created", secret, { at });
    const after = (seconds: number) => ({ now: new Date(at.getTime() + seconds * 1000) });
    for (const seconds of [-300, 0, 300])
      expect(await codeOf(verifyWebhook(body, headers, secret, after(seconds)))).toBe("taken");
    for (const seconds of [-301, 301])
      expect(await codeOf(verifyWebhook(body, headers, secret, after(seconds)))).toBe("timestamp_outside_tolerance");
    await expect(verifyWebhook(body, headers, secret, after(-3600))).rejects.toThrow("3600 s ahead");
    expect(await codeOf(verifyWebhook(body, headers, secret, { ...after(3600), tolerance: 7200 }))).toBe("taken");
  });

  test.each([[""], ["whsec_"], ["not base64!"], [secretOf(1, 23)], [secretOf(1, 65)], [[]], [[secret, ""]]])(
    "is the secret %j",
    async (malformed) => {
      const { body, headers } = await signTestWebhook("ticket.created", secret);
      expect(await codeOf(verifyWebhook(body, headers, malformed))).toBe("secret_malformed");
      expect(await codeOf(signTestWebhook("ticket.created", malformed))).toBe("secret_malformed");
    },
  );

  test.each([[""], ["{"], ["null"], ["[]"], ['{"id":1}'], ['{"type":"ticket.created","version":1,"data":{}}']])(
    "is the signed body %j, which is no event",
    async (text) => {
      const { body, headers } = signedElsewhere(text);
      expect(await codeOf(verifyWebhook(body, headers, secret))).toBe("payload_unreadable");
    },
  );

  test("is a body that is no UTF-8", async () => {
    const bytes = Uint8Array.of(0x7b, 0xff, 0x7d);
    const key = await crypto.subtle.importKey("raw", Buffer.alloc(32, 1), { name: "HMAC", hash: "SHA-256" }, false, [
      "sign",
    ]);
    const seconds = String(Math.floor(Date.now() / 1000));
    const signed = Buffer.concat([Buffer.from(`whm_1.${seconds}.`), bytes]);
    const hash = Buffer.from(await crypto.subtle.sign("HMAC", key, signed)).toString("base64");
    const headers = { "webhook-id": "whm_1", "webhook-timestamp": seconds, "webhook-signature": `v1,${hash}` };
    expect(await codeOf(verifyWebhook(bytes, headers, secret))).toBe("payload_unreadable");
  });
});
