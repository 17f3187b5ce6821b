import { env } from "cloudflare:test";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createApp } from "../src/app.ts";
import { digest, randomSecret } from "../src/secrets.ts";
import { run } from "../src/store/query.ts";
import { insertLink } from "../src/store/sessions.ts";
import { type Trip, watched } from "./database.ts";
import { call, consoleOf, page, visitorWithTicket } from "./desk.ts";

type Headers = Readonly<Record<string, string>>;

const from = (address: string): Headers => ({ "cf-connecting-ip": address });
let ann: Headers;
beforeAll(async () => {
  ann = await consoleOf("agt_ann");
});

describe("a credential that does not hold", () => {
  test("is named: a mistyped site key is not a bad token", async () => {
    const { token } = await visitorWithTicket();
    const mistyped = await call("GET /v1/tickets", { headers: page("pk_shopshpo", token) });
    expect(mistyped.problem).toMatchObject({
      code: "credentials_invalid",
      issues: [{ path: "header.Firstline-Site", message: "No site of this desk has this public key." }],
    });
    const badToken = { path: "header.Authorization", message: "This site knows no such visitor token." };
    for (const bad of [`flv_${randomSecret()}`, "", "!"]) {
      const { problem } = await call("GET /v1/tickets", { headers: page("pk_shopshop", bad) });
      expect(problem).toMatchObject({ code: "credentials_invalid", issues: [badToken] });
    }
    const elsewhere = await call("GET /v1/visitors/data", { headers: page("pk_bankbank", token) });
    expect(elsewhere.problem?.issues).toEqual([badToken]);
  });

  test("is named in a socket's query, too", async () => {
    const { number } = await visitorWithTicket();
    const query = { site: "pk_shopshpo", number };
    const { problem } = await call("GET /v1/live", { headers: { upgrade: "websocket" }, query });
    expect(problem).toMatchObject({ code: "credentials_invalid", issues: [{ path: "query.site" }] });
  });

  test("of the desk is told by no more than its code", async () => {
    const headers = { authorization: `Bearer fls_key_${randomSecret()}` };
    expect((await call("GET /v1/desk/tickets", { headers })).problem?.issues).toBeUndefined();
  });
});

describe("versions", () => {
  test("what has not changed is 304 without a body", async () => {
    const { number, headers } = await visitorWithTicket();
    const path = { number };
    const site = await call("GET /v1/site", { headers: page("pk_shopshop") });
    const own = await call("GET /v1/tickets/:number", { headers, path });
    const theirs = await call("GET /v1/desk/tickets/:number", { headers: ann, path });
    expect(theirs.headers.get("etag")).toBe('"3"');
    const seen = own.headers.get("etag") ?? "";
    const same = [
      await call("GET /v1/site", {
        headers: { ...page("pk_shopshop"), "if-none-match": site.headers.get("etag") ?? "" },
      }),
      await call("GET /v1/tickets/:number", { headers: { ...headers, "if-none-match": seen }, path }),
      await call("GET /v1/desk/tickets/:number", { headers: { ...ann, "if-none-match": '"3"' }, path }),
    ];
    for (const { status, text } of same) expect([status, text]).toEqual([304, ""]);

    await call("POST /v1/desk/tickets/:number/note", { headers: ann, path, body: { text: "Hm." } });
    const since = (etag: string) =>
      call("GET /v1/tickets/:number", { headers: { ...headers, "if-none-match": etag }, path });
    // The note opened the ticket, which its requester may see; the note itself they may not.
    const noted = await since(seen);
    expect(noted.status).toBe(200);
    await call("POST /v1/desk/tickets/:number/note", { headers: ann, path, body: { text: "Ah." } });
    expect((await since(noted.headers.get("etag") ?? "")).status).toBe(304);
    expect((await call("GET /v1/desk/tickets/:number", { headers: ann, path })).headers.get("etag")).toBe('"6"');
  });

  test("what was read is news to whoever asks for the ticket, and neither answer may be kept by a browser", async () => {
    const { number, headers } = await visitorWithTicket();
    const path = { number };
    await call("POST /v1/desk/tickets/:number/reply", { headers: ann, path, body: { text: "It is on now." } });
    const before = await call("GET /v1/tickets/:number", { headers, path });
    expect(before.body.ticket.unread).toBe(1);
    await call("POST /v1/tickets/:number/read", { headers, path, body: { seq: before.body.ticket.seq } });
    const known = { ...headers, "if-none-match": before.headers.get("etag") ?? "" };
    const after = await call("GET /v1/tickets/:number", { headers: known, path });
    expect([after.status, after.body.ticket.unread]).toEqual([200, 0]);
    for (const { headers: answered } of [before, after]) expect(answered.get("cache-control")).toBe("no-store");
  });

  test.each<[string, Headers, string]>([
    ["none", {}, "version_required"],
    ["an old one", { "if-match": '"2"' }, "version_mismatch"],
    ["a future one", { "if-match": '"4"' }, "version_mismatch"],
    ["any", { "if-match": "*" }, "version_mismatch"],
    ["a weak one", { "if-match": 'W/"3"' }, "version_mismatch"],
    ["one without quotes", { "if-match": "3" }, "version_mismatch"],
    ["two", { "if-match": '"3", "4"' }, "version_mismatch"],
  ])("an update with %s is refused", async (_name, headers, code) => {
    const { number } = await visitorWithTicket();
    const path = { number };
    const answers = [
      await call("PATCH /v1/desk/tickets/:number", {
        headers: { ...ann, ...headers },
        path,
        body: { priority: "high" },
      }),
      await call("POST /v1/desk/tickets/:number/assign", {
        headers: { ...ann, ...headers },
        path,
        body: { agent: null },
      }),
      await call("POST /v1/desk/tickets/:number/solve", { headers: { ...ann, ...headers }, path, body: {} }),
    ];
    expect(answers.map(({ problem }) => problem?.code)).toEqual([code, code, code]);
  });
});

describe("a mistyped number", () => {
  test("is told from an unknown one without asking the database", async () => {
    const { number, headers } = await visitorWithTicket();
    const digits = number.slice("SHOP-".length);
    const typed = new Set<string>();
    for (let at = 0; at < digits.length; at++) {
      for (const wrong of "0123456789") typed.add(digits.slice(0, at) + wrong + digits.slice(at + 1));
      typed.add(digits.slice(0, at) + (digits[at + 1] ?? "") + digits[at] + digits.slice(at + 2));
    }
    typed.delete(digits);
    const trips: Trip[] = [];
    const database = watched(env.DB, trips);
    const codes = new Set<string | undefined>();
    for (const wrong of typed) {
      const path = { number: `SHOP-${wrong}` };
      const reply = { path, body: { text: "Hello" }, database };
      codes.add((await call("GET /v1/tickets/:number", { headers, path, database })).problem?.code);
      codes.add((await call("POST /v1/tickets/:number/messages", { headers, ...reply })).problem?.code);
      codes.add((await call("POST /v1/desk/tickets/:number/reply", { headers: ann, ...reply })).problem?.code);
    }
    expect([...codes]).toEqual(["number_mistyped"]);
    expect(trips).toEqual([]);
    expect(typed.size).toBeGreaterThan(45);
  });
});

describe("budgets", () => {
  // In the middle of an hour, so that no test sees two.
  const now = Math.floor(Date.now() / 3_600_000) * 3_600_000 + 1_800_000;
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterEach(() => void vi.useRealTimers());

  const submit = (headers: Headers) =>
    call("POST /v1/tickets", {
      headers: { ...page("pk_bankbank"), ...headers },
      body: { subject: "S", message: { text: "T" } },
    });

  test("the fourth ticket from an address within the hour is refused, and says when to come again", async () => {
    for (let ticket = 1; ticket <= 3; ticket++) expect((await submit(from("192.0.2.1"))).status).toBe(201);
    const refused = await submit(from("192.0.2.1"));
    expect(refused.problem?.code).toBe("too_many_requests");
    const seconds = Number(refused.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(3_600);
    expect((await submit(from("192.0.2.2"))).status).toBe(201);
    vi.setSystemTime(now + seconds * 1_000);
    expect((await submit(from("192.0.2.1"))).status).toBe(201);
  });

  test("a request that is sent again is answered, although the budget is spent", async () => {
    const key = { ...from("192.0.2.3"), "idempotency-key": randomSecret() };
    const first = await submit(key);
    for (let more = 0; more < 3; more++) await submit(from("192.0.2.3"));
    expect((await submit(from("192.0.2.3"))).status).toBe(429);
    expect((await submit(key)).text).toBe(first.text);
  });

  test("twenty wrong secrets stop an address, while the owner opens the ticket elsewhere", async () => {
    const { number, link } = await visitorWithTicket();
    const secret = link.split("#k=")[1] ?? "";
    const redeem = (guess: string, address: string) =>
      call("POST /v1/visitors/redeem", {
        headers: { ...page("pk_shopshop"), ...from(address) },
        body: { number, secret: guess },
      });
    for (let guess = 1; guess <= 20; guess++) {
      expect((await redeem(randomSecret(), "192.0.2.4")).problem?.code).toBe("not_found");
    }
    expect((await redeem(randomSecret(), "192.0.2.4")).problem?.code).toBe("too_many_requests");
    expect((await redeem(secret, "192.0.2.4")).problem?.code).toBe("too_many_requests");
    expect((await redeem(secret, "192.0.2.5")).status).toBe(200);
  });

  test("another site's page signs nobody in, and leaves the link unused", async () => {
    const token = randomSecret();
    await run(env.DB, { link: insertLink(await digest(token), "agt_ann", Date.now() + 60_000) });
    const signIn = (headers: Headers) => call("POST /v1/desk/sessions", { headers, body: { token } });
    for (const origin of ["https://evil.test", "null", "https://desk.test.evil.test"]) {
      expect((await signIn({ origin })).problem?.code).toBe("forbidden");
    }
    const framed = { origin: "https://desk.test", "sec-fetch-site": "cross-site" };
    expect((await signIn(framed)).problem?.code).toBe("forbidden");
    expect((await signIn({ origin: "https://desk.test", "sec-fetch-site": "same-origin" })).status).toBe(201);
  });

  test("twenty wrong sign-in tokens stop an address, and a good one still signs in", async () => {
    const token = randomSecret();
    await run(env.DB, { link: insertLink(await digest(token), "agt_ann", Date.now() + 10_000) });
    const signIn = (guess: string, address: string) =>
      call("POST /v1/desk/sessions", { headers: from(address), body: { token: guess } });
    for (let guess = 1; guess <= 20; guess++) {
      expect((await signIn(randomSecret(), "192.0.2.6")).problem?.code).toBe("credentials_invalid");
    }
    expect((await signIn(randomSecret(), "192.0.2.6")).problem?.code).toBe("too_many_requests");
    expect((await signIn(token, "192.0.2.6")).status).toBe(201);
  });

  test("a flood is sieved before any work", async () => {
    const trips: Trip[] = [];
    const context = { waitUntil: () => {}, passThroughOnException: () => {}, props: {} };
    const response = await createApp().fetch(
      new Request("https://desk.test/v1/site", { headers: { ...page("pk_shopshop"), ...from("192.0.2.7") } }),
      { ...env, DB: watched(env.DB, trips), SIEVE: { limit: async () => ({ success: false }) } },
      context,
    );
    expect([response.status, trips]).toEqual([429, []]);
    expect(response.headers.get("retry-after")).toBe("60");
  });
});
