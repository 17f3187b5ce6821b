import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { secretsOf, signedHeaders, webhookSecret } from "./sign.ts";

const deskSecret = "a-secret-for-tests-that-is-long-enough-to-be-one";
const now = Date.now();
const DAY = 86_400_000;
const webhook = {
  id: "whk_1",
  name: "Chat",
  url: "https://hooks.example.com/",
  sites: "all" as const,
  types: ["ticket.created" as const],
  off: null,
  secretNumber: 2,
  previousUntil: now + 1,
  createdAt: 0,
};

describe("a secret", () => {
  test("is the same each time, and another for each webhook, number and desk", async () => {
    const [id, other] = ["whk_1", "whk_2"];
    expect(await webhookSecret(deskSecret, id, 1)).toBe(await webhookSecret(deskSecret, id, 1));
    const all = [
      await webhookSecret(deskSecret, id, 1),
      await webhookSecret(deskSecret, id, 2),
      await webhookSecret(deskSecret, other, 1),
      await webhookSecret(`${deskSecret}-other`, id, 1),
    ];
    expect(new Set(all).size).toBe(4);
    for (const secret of all) expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  });

  test("that was rotated signs on until its day is over, and no older one does", async () => {
    const [first, second] = [await webhookSecret(deskSecret, "whk_1", 1), await webhookSecret(deskSecret, "whk_1", 2)];
    expect(await secretsOf(deskSecret, webhook, now)).toEqual([second, first]);
    expect(await secretsOf(deskSecret, webhook, now + 1)).toEqual([second]);
    expect(await secretsOf(deskSecret, { ...webhook, previousUntil: null }, now)).toEqual([second]);
  });
});

describe("a signature", () => {
  const body = JSON.stringify({ text: "Zażółć gęślą jaźń 🦊", empty: "" });

  test("is what Standard Webhooks' own library takes, with either secret of two", async () => {
    const secrets = await secretsOf(deskSecret, webhook, now);
    const headers = await signedHeaders("whm_1", now, body, secrets);
    expect(headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    for (const secret of secrets) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    const stranger = await webhookSecret(deskSecret, "whk_2", 1);
    expect(() => new Webhook(stranger).verify(body, headers)).toThrow("No matching signature");
  });

  test("is the same as that of the library, and holds id, time and body", async () => {
    const secret = await webhookSecret(deskSecret, "whk_1", 1);
    const headers = await signedHeaders("whm_1", now, body, [secret]);
    const oracle = new Webhook(secret);
    expect(headers["webhook-signature"]).toBe(oracle.sign("whm_1", new Date(now), body));
    expect(() => oracle.verify(`${body} `, headers)).toThrow();
    expect(() => oracle.verify(body, { ...headers, "webhook-id": "whm_2" })).toThrow();
    const stale = await signedHeaders("whm_1", now - DAY, body, [secret]);
    expect(() => oracle.verify(body, stale)).toThrow("too old");
  });
});
