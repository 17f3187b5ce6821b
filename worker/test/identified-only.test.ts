import { env } from "cloudflare:test";
import { contract, type Route, type RouteName } from "@firstline/sdk/wire";
import { beforeAll, describe, expect, test } from "vitest";
import { type Trip, watched } from "./database.ts";
import { call, consoleOf, page, visitorWithTicket } from "./desk.ts";
import { setup } from "./fixture.ts";
import { identified, type Signer, signerOf } from "./identities.ts";
import { freshTarget, samples, type Target } from "./samples.ts";

type Headers = Readonly<Record<string, string>>;

/** What a visitor may do unidentified everywhere: open a link, become somebody, leave. */
const open: ReadonlySet<string> = new Set([
  "POST /v1/visitors/redeem",
  "POST /v1/visitors/restore",
  "POST /v1/visitors/identify",
  "POST /v1/visitors/forget",
]);

const rows = Object.entries<Route>(contract).flatMap(([name, route]) =>
  name in contract && (route.caller === "visitor" || route.caller === "requester")
    ? [{ name: name as RouteName, route, writes: !name.startsWith("GET ") && !open.has(name) }]
    : [],
);

let anonymous: Awaited<ReturnType<typeof visitorWithTicket>>;
let signer: Signer;
const targets = new Map<RouteName, Target>();
beforeAll(async () => {
  signer = await signerOf("site_shop");
  anonymous = await visitorWithTicket();
  for (const { name, writes } of rows) if (writes) targets.set(name, await freshTarget(name, anonymous.headers));
  const ada = await consoleOf("agt_ada");
  const { body } = await call("GET /v1/desk/setup", { headers: ada });
  const [shop, bank] = setup.sites;
  if (!shop || !bank) throw new Error("The fixture has two sites");
  const changed = { ...setup, sites: [{ ...shop, identifiedOnly: true }, bank] };
  const put = await call("PUT /v1/desk/setup", { headers: { ...ada, "if-match": `"${body.version}"` }, body: changed });
  expect(put.status).toBe(200);
});

test("every visitor's write is marked in the contract, and nothing else", () => {
  expect(rows.filter(({ route }) => route.identified).map(({ name }) => name)).toEqual(
    rows.filter(({ writes }) => writes).map(({ name }) => name),
  );
});

/** Sends a route's sample, and tells whether anything was written. */
async function ask<Name extends RouteName>(name: Name, headers: Headers) {
  const target = targets.get(name);
  if (!target) throw new Error("There is no target");
  const options = samples[name]({ ...target, siteKey: "pk_shopshop" });
  const trips: Trip[] = [];
  const answer = await call(name, {
    ...options,
    headers: { ...options.headers, ...headers },
    database: watched(env.DB, trips),
  });
  const written = trips.flatMap(({ statements }) => statements).filter(({ sql }) => !/^\s*(SELECT|WITH)/.test(sql));
  return { code: answer.problem?.code ?? answer.status, written: written.length };
}

describe.each(rows.filter(({ writes }) => writes))("$name", ({ name, route }) => {
  test("writes nothing for a stranger or an anonymous visitor", async () => {
    const stranger = route.caller === "visitor" ? "identity_required" : "credentials_missing";
    expect(await ask(name, page("pk_shopshop"))).toEqual({ code: stranger, written: 0 });
    expect(await ask(name, anonymous.headers)).toEqual({ code: "identity_required", written: 0 });
  });
});

test("who is not identified still reads what is theirs, opens links and leaves", async () => {
  const { headers, number, link } = anonymous;
  expect((await call("GET /v1/tickets/:number", { headers, path: { number } })).status).toBe(200);
  const [, secret = ""] = link.split("#k=");
  const redeemed = await call("POST /v1/visitors/redeem", { headers: page("pk_shopshop"), body: { number, secret } });
  const reader = page("pk_shopshop", redeemed.body.visitorToken);
  expect((await call("GET /v1/tickets/:number", { headers: reader, path: { number } })).status).toBe(200);
  const reply = await call("POST /v1/tickets/:number/messages", {
    headers: reader,
    path: { number },
    body: { text: "T" },
  });
  expect(reply.problem?.code).toBe("identity_required");
  expect((await call("POST /v1/visitors/forget", { headers: reader })).status).toBe(204);
});

test("who is identified writes, also in what was anonymous before; the other site takes anybody", async () => {
  const { headers } = await identified(signer, { sub: "user-1" }, anonymous.token);
  for (const { name, writes } of rows) {
    if (!writes || name === "POST /v1/tickets/:number/confirm" || name === "POST /v1/tickets/:number/reopen") continue;
    expect((await ask(name, headers)).code, name).toBeOneOf([200, 201, 204]);
  }
  expect((await visitorWithTicket("pk_bankbank")).number).toMatch(/^BANK-/);
});
