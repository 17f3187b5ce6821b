import { env } from "cloudflare:test";
import { signIdentity } from "@firstline/sdk/identity";
import { beforeAll, describe, expect, test } from "vitest";
import { type Trip, watched } from "./database.ts";
import { page, send } from "./desk.ts";
import { good, makeSigners, now, pair, shared, sub, wrong } from "./forged-tokens.ts";
import { identifyWith, privateKeyOf, secretOf, tokenOf } from "./identities.ts";

beforeAll(makeSigners);

test("the table is long enough to mean something", () => expect(wrong.length).toBeGreaterThanOrEqual(40));

describe("a token that does not prove who somebody is", () => {
  test.each(wrong)("%s", async (_name, make, path) => {
    const token = await make();
    const trips: Trip[] = [];
    const { status, problem, text } = await identifyWith("pk_shopshop", token, undefined, watched(env.DB, trips));
    expect({ status, code: problem?.code }).toEqual({ status: 401, code: "identity_invalid" });
    const issues = problem?.issues ?? [];
    expect(issues.map((issue) => issue.path)).toContain(path);
    for (const { message } of issues) expect(message).toMatch(/^[A-Z“].*[.?]$/);
    expect(statements(trips)).toEqual([]);
    // Nothing of the token comes back: not its claims, nor what signed it.
    for (const part of [...token.split("."), sub, "admin"].filter((piece) => piece.length > 4)) {
      expect(text).not.toContain(part);
    }
  });

  test.each([
    ["a huge token", async () => `${"A".repeat(9_000)}.${"A".repeat(9_000)}.AAAA`, 422, "invalid"],
    ["a token with a control character", async () => "a\u0000b", 400, "text_forbidden_character"],
  ])("%s is turned away at the door", async (_name, make, status, code) => {
    const trips: Trip[] = [];
    const refused = await identifyWith("pk_shopshop", await make(), undefined, watched(env.DB, trips));
    expect({ status: refused.status, code: refused.problem?.code }).toEqual({ status, code });
    expect(statements(trips)).toEqual([]);
  });

  test("and does not end the visitor's own token", async () => {
    const { body } = await identifyWith("pk_shopshop", await good());
    const headers = page("pk_shopshop", body.visitorToken);
    await identifyWith("pk_shopshop", "no.no.no", body.visitorToken);
    const { status } = await send(new Request("https://desk.test/v1/tickets", { headers }));
    expect(status).toBe(200);
  });
});

/** What was written. */
const statements = (trips: readonly Trip[]) =>
  trips.flatMap((trip) => trip.statements.map(({ sql }) => sql)).filter((sql) => !/^\s*(SELECT|WITH)/.test(sql));

const bySecret = () => ({
  secret: new TextDecoder().decode(secretOf(shared)),
  keyId: shared.key.id,
  site: "pk_shopshop",
});
const byPair = () => ({ privateKey: privateKeyOf(pair), keyId: pair.key.id, site: "pk_shopshop" });

describe("a token that proves it", () => {
  const right: readonly [string, make: () => Promise<string>][] = [
    ["with HS256", good],
    ["with EdDSA", () => tokenOf(pair, { sub })],
    ["with HS256, by our own helper", () => signIdentity({ ...bySecret(), user: { id: sub, name: "Zoë" } })],
    [
      "with EdDSA, by our own helper",
      () => signIdentity({ ...byPair(), user: { id: sub, plan: null }, expiresIn: 3_600 }),
    ],
    ["with a type", () => tokenOf(shared, { sub }, { typ: "JWT" })],
    ["for several audiences, of which we are one", () => tokenOf(shared, { sub, aud: ["pk_shopshop", "api"] })],
    ["that ends in an hour", () => tokenOf(shared, { sub, exp: now() + 3_600 })],
    ["of a server whose clock is behind", () => tokenOf(shared, { sub, iat: now() - 355, exp: now() - 55 })],
    [
      "of a server whose clock is ahead",
      () => tokenOf(shared, { sub, iat: now() + 55, nbf: now() + 55, exp: now() + 3_655 }),
    ],
    ["without its time", () => tokenOf(shared, { sub, iat: undefined })],
    ["with a fraction of a second", () => tokenOf(shared, { sub, exp: now() + 60.5 })],
    [
      "with claims that mean nothing here",
      () => tokenOf(shared, { sub, iss: "https://shop.test", roles: ["admin"], jti: "1" }),
    ],
    ["of a user with letters of any kind", () => tokenOf(shared, { sub: "Ólafur 🐦 עברית" })],
    ["with nothing said", () => tokenOf(shared, { sub, name: null, email: null, plan: null, language: null })],
  ];
  test.each(right)("%s", async (_name, make) => {
    const { status, text } = await identifyWith("pk_shopshop", await make());
    expect(text).toContain("visitorToken");
    expect(status).toBe(200);
  });
});
