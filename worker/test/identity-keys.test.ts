import { beforeAll, expect, test } from "vitest";
import { newId } from "../src/secrets.ts";
import { everything } from "./database.ts";
import { call, consoleOf } from "./desk.ts";
import { identified, identifyWith, signerOf, tokenOf } from "./identities.ts";

let ada: Readonly<Record<string, string>>;
beforeAll(async () => {
  ada = await consoleOf("agt_ada");
});

const someone = () => newId("user", Date.now());

const make = (body: Parameters<typeof call<"POST /v1/desk/sites/:site/identity-keys">>[1] = {}) =>
  call("POST /v1/desk/sites/:site/identity-keys", { headers: ada, path: { site: "site_shop" }, ...body });

test("a secret is shown once, works at once, stands in no table and ends at once", async () => {
  const headers = { ...ada, "idempotency-key": newId("key", Date.now()) };
  const { body } = await make({ headers, body: { algorithm: "HS256", name: "Server" } });
  const { key, secret = "" } = body;
  expect(secret).toMatch(/^fls_idk_[A-Za-z0-9_-]{43}$/);
  expect((await make({ headers, body: { algorithm: "HS256", name: "Server" } })).body).toEqual(body);
  const list = await call("GET /v1/desk/sites/:site/identity-keys", { headers: ada, path: { site: "site_shop" } });
  expect(list.body.items).toContainEqual(key);
  expect(list.text).not.toContain(secret);
  expect(await everything()).not.toContain(secret.slice("fls_idk_".length));
  const material = new TextEncoder().encode(secret);
  const token = await tokenOf({ key, material, siteId: "site_shop", siteKey: "pk_shopshop" }, { sub: someone() });
  expect((await identifyWith("pk_shopshop", token)).status).toBe(200);
  const path = { site: "site_shop", identityKey: key.id };
  expect((await call("DELETE /v1/desk/sites/:site/identity-keys/:identityKey", { headers: ada, path })).status).toBe(
    204,
  );
  expect((await identifyWith("pk_shopshop", token)).problem?.code).toBe("identity_invalid");
  const twice = await call("DELETE /v1/desk/sites/:site/identity-keys/:identityKey", { headers: ada, path });
  expect(twice.problem?.code).toBe("not_found");
});

test("are changed without a gap: the old one holds until it is revoked", async () => {
  const [old, next] = await Promise.all([signerOf("site_shop"), signerOf("site_shop", "EdDSA")]);
  const sub = someone();
  const body = { subject: "S", message: { text: "T" } };
  const { ticket } = (await call("POST /v1/tickets", { headers: (await identified(old, { sub })).headers, body })).body;
  const list = await call("GET /v1/tickets", { headers: (await identified(next, { sub })).headers });
  expect(list.body.items.map(({ number }) => number)).toEqual([ticket.number]);
});

test.each([
  ["a private key", { kty: "OKP", crv: "Ed25519", x: "A".repeat(43), d: "A".repeat(43) }, "body.publicKey"],
  ["another curve", { kty: "EC", crv: "P-256", x: "A".repeat(43) }, "body.publicKey.kty"],
  ["half a key", { kty: "OKP", crv: "Ed25519", x: "AAAA" }, "body.publicKey.x"],
])("%s is not taken for a public key", async (_name, publicKey, path) => {
  const raw = JSON.stringify({ algorithm: "EdDSA", name: "Server", publicKey });
  const { problem, text } = await make({ raw });
  expect(problem?.issues?.map((issue) => issue.path)).toContain(path);
  expect(text).not.toContain("A".repeat(43));
});

test("belong to their site, in the list and when they are revoked", async () => {
  const { key } = await signerOf("site_bank");
  const list = await call("GET /v1/desk/sites/:site/identity-keys", { headers: ada, path: { site: "site_shop" } });
  expect(list.text).not.toContain(key.id);
  const path = { site: "site_shop", identityKey: key.id };
  const revoked = await call("DELETE /v1/desk/sites/:site/identity-keys/:identityKey", { headers: ada, path });
  expect(revoked.problem?.code).toBe("not_found");
});

test("are few, so that they can be read with the set-up", async () => {
  const statuses: number[] = [];
  while (statuses.length < 21 && statuses.at(-1) !== 422) {
    statuses.push((await make({ path: { site: "site_bank" }, body: { algorithm: "HS256", name: "Server" } })).status);
  }
  expect(statuses.at(-1)).toBe(422);
  expect(statuses.length).toBeGreaterThan(15);
});
