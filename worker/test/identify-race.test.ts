import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { newId } from "../src/secrets.ts";
import { type Fault, type Trip, watched } from "./database.ts";
import { call, page, visitorWithTicket } from "./desk.ts";
import { identified, identifyWith, type Signer, signerOf, tokenOf } from "./identities.ts";

let signer: Signer;
beforeAll(async () => {
  signer = await signerOf("site_shop");
});

const someone = () => newId("user", Date.now());

const numbersOf = async (headers: Readonly<Record<string, string>>) =>
  (await call("GET /v1/tickets", { headers })).body.items.map(({ number }) => number).sort();

/** A database where something else happens just before a trip, counted from 1. */
function interrupted(trip: number, work: () => Promise<unknown>): D1Database {
  let count = 0;
  return new Proxy(env.DB, {
    get(target, name) {
      if (name === "prepare") return (sql: string) => target.prepare(sql);
      return async (statements: D1PreparedStatement[]) => {
        if (++count === trip) await work();
        return target.batch(statements);
      };
    },
  });
}

test("two users who both were the browser's visitor: one has the tickets, whole, and the other nothing", async () => {
  const before = await visitorWithTicket();
  const subs = Array.from({ length: 8 }, someone);
  const after = await Promise.all(
    subs.map(async (sub) => identifyWith("pk_shopshop", await tokenOf(signer, { sub }), before.token)),
  );
  const lists = await Promise.all(
    after.filter(({ status }) => status === 200).map(({ body }) => numbersOf(page("pk_shopshop", body.visitorToken))),
  );
  expect(lists.flat()).toEqual([before.number]);
  for (const { status, problem } of after) expect(problem?.code ?? status).toBeOneOf([200, "version_clash"]);
});

test("one user on many devices is one contact", async () => {
  const sub = someone();
  const tokens = await Promise.all(Array.from({ length: 8 }, (_, jti) => tokenOf(signer, { sub, jti: String(jti) })));
  const all = await Promise.all(tokens.map((token) => identifyWith("pk_shopshop", token)));
  expect(all.map(({ status }) => status)).toEqual(Array(8).fill(200));
  const { results } = await env.DB.prepare("SELECT id FROM contacts WHERE subject = ?1").bind(sub).all();
  expect(results).toHaveLength(1);
});

test("a ticket that is sent while its visitor becomes somebody is never lost", async () => {
  const sub = someone();
  const home = await identified(signer, { sub });
  const before = await visitorWithTicket();
  const headers = { ...before.headers, "idempotency-key": newId("msg", Date.now()) };
  const body = { subject: "S", message: { text: "T" } };
  // The visitor has been read, the ticket is about to be written.
  const database = interrupted(2, () => identified(signer, { sub }, before.token));
  const sent = await call("POST /v1/tickets", { headers, body, database });
  expect(sent.problem?.code).toBe("credentials_invalid");
  const again = await call("POST /v1/tickets", { headers: { ...headers, ...home.headers }, body });
  expect(again.status).toBe(201);
  expect(await numbersOf(home.headers)).toEqual([before.number, again.body.ticket.number].sort());
});

test.each(["before", "after"] as const)(
  "a database that goes away %s the commit changes nothing of the outcome",
  async (when) => {
    const sub = someone();
    const home = await identified(signer, { sub });
    for (let at = 1; ; at++) {
      const before = await visitorWithTicket();
      const faultOn = (trip: number): Fault | undefined =>
        trip === at ? { message: "Network connection lost.", when } : undefined;
      const trips: Trip[] = [];
      const database = watched(env.DB, trips, faultOn);
      const { status } = await identifyWith(
        "pk_shopshop",
        await tokenOf(signer, { sub, jti: `${when} ${at}` }),
        before.token,
        database,
      );
      expect(status).toBe(200);
      expect(await numbersOf(home.headers)).toContain(before.number);
      if (trips.length === 2 && at > 2) break;
    }
  },
);
