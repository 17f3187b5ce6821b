import { env } from "cloudflare:test";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { newId } from "../src/secrets.ts";
import { type Trip, watched } from "./database.ts";
import { call, consoleOf, page, send } from "./desk.ts";
import { setup } from "./fixture.ts";
import { save } from "./staffed-desk.ts";

const minute = 60_000;
const hour = 60 * minute;
let now = Date.UTC(2026, 10, 23, 9, 30);
let ada: Record<string, string>;
let trips: Trip[];
/** An origin of this test alone: what an isolate has noted it does not note again. */
let own: string;

beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterAll(() => void vi.useRealTimers());
beforeEach(async () => {
  // The tests of one isolate go on in time, like the isolate.
  pass(2 * hour);
  await env.DB.exec("DELETE FROM sightings");
  own = `https://${newId("own", now).toLowerCase().replace("_", "-")}.test`;
  const [shop, ...others] = setup.sites;
  if (!shop) throw new Error("The fixture has no site.");
  await save({ ...setup, sites: [{ ...shop, origins: [...shop.origins, own] }, ...others] });
  ada = await consoleOf("agt_ada", now + 1_000 * hour);
  trips = [];
});

function pass(ms: number) {
  now += ms;
  vi.setSystemTime(now);
}

const ask = (origin: string, key = "pk_shopshop") =>
  call("GET /v1/site", { headers: { ...page(key), origin }, database: watched(env.DB, trips) });
const preflight = (origin: string) =>
  send(
    new Request("https://desk.test/v1/site", {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "GET", "access-control-request-headers": "firstline-site" },
    }),
  );
const installation = async (site = "site_shop") =>
  (await call("GET /v1/desk/sites/:site/installation", { headers: ada, path: { site } })).body;
const written = () => trips.flatMap(({ statements }) => statements).filter(({ sql }) => sql.includes("INTO sightings"));

test("a page that asks for its site is noted once an hour, and never with the answer", async () => {
  const asked = now;
  await ask(own);
  expect(await installation()).toEqual({ seen: [{ origin: own, at: new Date(asked).toISOString() }], refused: null });
  pass(hour - 1);
  await ask(own);
  expect(written()).toHaveLength(1);
  pass(1);
  await ask(own);
  expect(written()).toHaveLength(2);
  expect((await installation()).seen).toEqual([{ origin: own, at: new Date(now).toISOString() }]);
  expect(
    trips.every(
      ({ statements }) => statements.length === 1 || !statements.some(({ sql }) => sql.includes("sightings")),
    ),
  ).toBe(true);
});

test("a page of this machine is noted as what it is, by the entry that let it in", async () => {
  await ask("http://localhost:5173");
  pass(hour);
  await ask("http://127.0.0.1:8080");
  const { seen } = await installation();
  expect(seen.map(({ origin }) => origin)).toEqual(["http://127.0.0.1:8080"]);
});

test("a page of another site's origin is shown as refused, to that site alone", async () => {
  await ask(own, "pk_bankbank");
  expect((await installation("site_bank")).refused?.origin).toBe(own);
  expect(await installation()).toEqual({ seen: [], refused: null });
});

test("a page that no site allows is refused before it names its site, and shown with each", async () => {
  const strange = own.replace("https", "http");
  await preflight(strange);
  expect((await installation()).refused?.origin).toBe(strange);
  expect((await installation("site_bank")).refused?.origin).toBe(strange);
  pass(31 * 24 * hour);
  expect((await installation()).refused).toBeNull();
});

test("refusals are written once a minute at most, however many origins somebody makes up", async () => {
  for (let index = 0; index < 20; index++) await ask(`${own}:${8000 + index}`);
  expect(written()).toHaveLength(1);
  pass(minute);
  await ask(`${own}:9000`);
  await ask(`${own}:9001`);
  expect(written()).toHaveLength(2);
  expect((await installation()).refused?.origin).toBe(`${own}:9000`);
  const { results } = await env.DB.prepare("SELECT * FROM sightings").all();
  expect(results).toHaveLength(1);
});

test("the desk's own page, a program and what is asked with a mistyped key are no installation", async () => {
  await ask("https://desk.test");
  await call("GET /v1/site", { headers: page("pk_shopshop") });
  await ask(own, "pk_nobodynobody");
  expect(await installation()).toEqual({ seen: [], refused: null });
});

test("an entry that the site no longer has counts no more", async () => {
  await ask(own);
  await save(setup);
  expect((await installation()).seen).toEqual([]);
});

test("a database that cannot note it keeps nobody from the answer", async () => {
  await env.DB.exec("ALTER TABLE sightings RENAME TO elsewhere");
  expect((await ask(own)).status).toBe(200);
  await env.DB.exec("ALTER TABLE elsewhere RENAME TO sightings");
  await ask(own);
  expect((await installation()).seen.map(({ origin }) => origin)).toEqual([own]);
});
