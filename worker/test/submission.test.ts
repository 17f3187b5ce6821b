import { env } from "cloudflare:test";
import type { Body, SiteSetup } from "@firstline/sdk/wire";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Trip, watched } from "./database.ts";
import { call, consoleOf, keyFor, page, visitorWithTicket } from "./desk.ts";
import { picture } from "./files.ts";

type Headers = Readonly<Record<string, string>>;
type Sent = Partial<Body<"POST /v1/tickets">>;

let ann: Headers;
let ada: Headers;
beforeAll(async () => {
  ann = await consoleOf("agt_ann");
  ada = await consoleOf("agt_ada");
});

const submit = (more: Sent, headers: Headers = page("pk_shopshop")) =>
  call("POST /v1/tickets", { headers, body: { subject: "Dark", message: { text: "It is." }, ...more } });
const asAgent = (number: string, headers: Headers = ann) =>
  call("GET /v1/desk/tickets/:number", { headers, path: { number } });
const issuesOf = ({ problem }: Awaited<ReturnType<typeof submit>>) => problem?.issues?.map(({ path }) => path);

async function put(change: Partial<SiteSetup>, site = "site_shop") {
  const { body } = await call("GET /v1/desk/setup", { headers: ada });
  const sites = body.setup.sites.map((one) => (one.id === site ? { ...one, ...change } : one));
  return call("PUT /v1/desk/setup", {
    headers: { ...ada, "if-match": `"${body.version}"` },
    body: { ...body.setup, sites },
  });
}

describe("where a ticket was written", () => {
  const context = {
    page: "https://shop.test/basket?token=SECRET#SECRET",
    title: "Basket",
    browser: "Mozilla/5.0",
    viewport: { width: 1280, height: 720 },
    locale: "de-DE",
    timeZone: "Europe/Berlin",
    errors: ["TypeError: x is undefined"],
    custom: { "Basket total": "19 €" },
  };

  test("is shown to agents, without the query and the fragment, which are kept nowhere", async () => {
    const { body } = await submit({ context });
    const [submitted] = (await asAgent(body.ticket.number)).body.events;
    expect(submitted).toMatchObject({ type: "submitted", context: { ...context, page: "https://shop.test/basket" } });
    const { results } = await env.DB.prepare("SELECT * FROM events UNION ALL SELECT * FROM events").all();
    expect(JSON.stringify(results)).not.toContain("SECRET");
  });

  test("is in the writer's own data, and in nothing else that a visitor gets", async () => {
    const own = await submit({ context });
    const { number } = own.body.ticket;
    const headers = page("pk_shopshop", own.body.visitorToken);
    const data = await call("GET /v1/visitors/data", { headers });
    expect(data.body.tickets).toMatchObject([{ context: { title: "Basket" } }]);
    const read = await call("GET /v1/tickets/:number", { headers, path: { number } });
    const friend = await visitorWithTicket();
    const secret = own.body.link.split("#k=")[1] ?? "";
    const redeemed = await call("POST /v1/visitors/redeem", { headers: friend.headers, body: { number, secret } });
    const friendsData = await call("GET /v1/visitors/data", { headers: friend.headers });
    expect(friendsData.body.tickets).toHaveLength(2);
    for (const { text } of [own, read, redeemed, friendsData]) expect(text).not.toMatch(/Basket|TypeError|Mozilla/);
  });

  test("comes with a replay the same, and another one is another request", async () => {
    const headers = { ...page("pk_shopshop"), "idempotency-key": "context-again-0123456789" };
    const first = await submit({ context }, headers);
    expect(first.status).toBe(201);
    const again = await submit({ context }, headers);
    expect(again.body).toEqual(first.body);
    // Answers that were kept before there were marks, ratings and follow-ups lack them, and are given all the same.
    await env.DB.prepare(
      "UPDATE idempotency SET answer = json_remove(answer, '$.ticket.seen', '$.ticket.rating', '$.ticket.followUpOf')",
    ).run();
    expect((await submit({ context }, headers)).body).toEqual(first.body);
    const other = await submit({ context: { ...context, title: "Other" } }, headers);
    expect(other.problem?.code).toBe("idempotency_key_reused");
  });

  test.each<[string, Sent["context"], string]>([
    ["no page", { page: "javascript:alert(1)" }, "body.context.page"],
    ["a long list of errors", { errors: Array(21).fill("x") }, "body.context.errors"],
    ["too much", { errors: Array(20).fill("x".repeat(1_000)) }, "body.context"],
    [
      "too many entries",
      { custom: Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`k${at}`, ""])) },
      "body.context.custom",
    ],
  ])("is refused if it is %s", async (_name, wrong, path) => {
    const refused = await submit({ context: wrong });
    expect(refused.status).toBe(422);
    expect(issuesOf(refused)).toEqual([path]);
  });

  test("is refused with a field that is not the wire's", async () => {
    const body = JSON.stringify({ subject: "S", message: { text: "T" }, context: { cookies: "a=b" } });
    const headers = {
      ...page("pk_shopshop"),
      "content-type": "application/json",
      "idempotency-key": "strict-0123456789abcdef",
    };
    const { problem } = await call("POST /v1/tickets", { headers, raw: body });
    expect(problem?.issues).toEqual([{ path: "body.context", message: "There is no “cookies” here." }]);
  });
});

describe("consent", () => {
  const [first, second] = [
    { version: "2026-10", text: "We keep it for a year." },
    { version: "2026-11", text: "We keep it for two years." },
  ];
  beforeEach(async () => {
    expect((await put({ consent: first })).status).toBe(200);
    expect((await put({ consent: second })).status).toBe(200);
  });

  test("is kept with the ticket: its version there, its text for good", async () => {
    const { body, status } = await submit({ consent: { version: second.version } });
    expect(status).toBe(201);
    const { number } = body.ticket;
    expect((await asAgent(number)).body.events[0]).toMatchObject({ consent: { version: second.version } });
    const own = await call("GET /v1/visitors/data", { headers: page("pk_shopshop", body.visitorToken) });
    expect(own.body.tickets[0]?.consent).toEqual({ version: second.version });
    await put({ consent: undefined });
    const { items } = (await call("GET /v1/desk/sites/:site/consents", { headers: ann, path: { site: "site_shop" } }))
      .body;
    expect(items).toMatchObject([first, second]);
  });

  test("to an earlier version is taken: the page was open when the text changed", async () => {
    const stranger = await submit({ consent: { version: first.version } });
    expect(stranger.status).toBe(201);
    const known = await submit(
      { consent: { version: first.version } },
      page("pk_shopshop", stranger.body.visitorToken),
    );
    expect((await asAgent(known.body.ticket.number)).body.events[0]).toMatchObject({
      consent: { version: first.version },
    });
  });

  test.each<[string, Sent]>([
    ["nothing", {}],
    ["a version that never was", { consent: { version: "2027-01" } }],
  ])("%s is refused, from strangers and from who is known, and nothing is written", async (_name, sent) => {
    const { body } = await submit({ consent: { version: second.version } });
    const before = await env.DB.prepare("SELECT count(*) AS tickets FROM tickets").first();
    for (const headers of [page("pk_shopshop"), page("pk_shopshop", body.visitorToken)]) {
      const refused = await submit(sent, headers);
      expect(refused.status).toBe(422);
      expect(issuesOf(refused)).toEqual(["body.consent"]);
    }
    expect(await env.DB.prepare("SELECT count(*) AS tickets FROM tickets").first()).toEqual(before);
  });

  test("to another site's text is none", async () => {
    expect((await put({ consent: { version: "bank-1", text: "The bank keeps it." } }, "site_bank")).status).toBe(200);
    expect((await submit({ consent: { version: "bank-1" } })).status).toBe(422);
    expect((await submit({ consent: { version: "bank-1" } }, page("pk_bankbank"))).status).toBe(201);
    await put({ consent: undefined }, "site_bank");
  });

  test("where nothing is asked for is taken for nothing", async () => {
    await put({ consent: undefined });
    const { body, status } = await submit({ consent: { version: "made up" } });
    expect(status).toBe(201);
    expect((await asAgent(body.ticket.number)).body.events[0]).not.toHaveProperty("consent");
  });

  test("is not asked of agents, who cannot give it for others", async () => {
    const opened = await call("POST /v1/desk/tickets", {
      headers: ann,
      body: { site: "site_shop", requester: { email: "kim@example.test" }, subject: "S", message: { text: "T" } },
    });
    expect(opened.status).toBe(201);
  });

  test("to a version that has got another text is not offered: the set-up is refused, and so is its dry run", async () => {
    const reworded = { version: first.version, text: "We sell it." };
    const refused = await put({ consent: reworded });
    expect(refused.problem?.issues).toEqual([
      {
        path: "body.sites.0.consent.version",
        message: "The consent text of Shop is another than version “2026-10” had. Give it a new version.",
      },
    ]);
    const { body } = await call("GET /v1/desk/setup", { headers: ada });
    const sites = body.setup.sites.map((one) => (one.id === "site_shop" ? { ...one, consent: reworded } : one));
    const diff = await call("POST /v1/desk/setup/diff", { headers: ada, body: { ...body.setup, sites } });
    expect(diff.status).toBe(422);
    // The same text under its old version is no other.
    expect((await put({ consent: first })).status).toBe(200);
  });

  test("cannot be read by agents and keys of other sites", async () => {
    const ask = (headers: Headers, site = "site_shop") =>
      call("GET /v1/desk/sites/:site/consents", { headers, path: { site } });
    expect((await ask(await consoleOf("agt_bob"))).status).toBe(404);
    expect((await ask(await keyFor(["tickets:read"], ["site_bank"]))).status).toBe(404);
    expect((await ask(await keyFor(["setup:read"]))).status).toBe(403);
    expect((await ask(ada, "site_gone")).status).toBe(404);
    expect((await ask(await keyFor(["tickets:read"], ["site_shop"]))).status).toBe(200);
  });

  test("costs a stranger who accepts the present text no read", async () => {
    const trips: Trip[] = [];
    const body = { subject: "S", message: { text: "T" }, consent: { version: second.version } };
    await call("POST /v1/tickets", { headers: page("pk_shopshop"), body, database: watched(env.DB, trips) });
    expect(trips).toHaveLength(1);
  });
});

describe("a ticket that goes on from another", () => {
  beforeAll(async () => {
    expect((await put({ consent: undefined })).status).toBe(200);
  });

  async function closedTicket() {
    const visitor = await visitorWithTicket();
    const path = { number: visitor.number };
    await call("POST /v1/desk/tickets/:number/reply", {
      headers: ann,
      path,
      body: { text: "Done.", status: "solved" },
    });
    await call("POST /v1/tickets/:number/confirm", { headers: visitor.headers, path });
    return visitor;
  }

  test("says so to both sides, and the old one stays as it was", async () => {
    const old = await closedTicket();
    const before = (await asAgent(old.number)).body;
    const { body, status } = await submit({ followUpOf: old.number }, old.headers);
    expect(status).toBe(201);
    expect(body.ticket).toMatchObject({ followUpOf: old.number, status: "new" });
    const { number } = body.ticket;
    expect((await asAgent(number)).body.ticket.followUpOf).toBe(old.number);
    expect((await asAgent(old.number)).body).toEqual(before);
    const mine = await call("GET /v1/tickets", { headers: old.headers });
    expect(mine.body.items.map((ticket) => ticket.followUpOf)).toEqual([old.number, null]);
  });

  test("is found from the old one, newest first, whatever became of it, and by who may see it only", async () => {
    const old = await closedTicket();
    const followUps: string[] = [];
    for (let more = 0; more < 3; more++) {
      followUps.unshift((await submit({ followUpOf: old.number }, old.headers)).body.ticket.number);
    }
    const { ticket } = (await asAgent(followUps[1] ?? "")).body;
    await call("POST /v1/desk/tickets/:number/solve", {
      headers: { ...ann, "if-match": `"${ticket.seq}"` },
      path: { number: ticket.number },
      body: {},
    });
    const list = (headers: Headers, query = {}) =>
      call("GET /v1/desk/tickets", { headers, query: { followUpOf: old.number, ...query } });
    const found = (await list(ann)).body.items.map(({ number }) => number);
    expect(found.toSorted()).toEqual(followUps.toSorted());
    const first = await list(ann, { limit: 2 });
    const rest = await list(ann, { limit: 2, cursor: first.body.next ?? "" });
    expect([...first.body.items, ...rest.body.items].map(({ number }) => number)).toEqual(found);
    expect((await list(await consoleOf("agt_bob"))).status).toBe(404);
    expect((await call("GET /v1/desk/tickets", { headers: ann, query: { followUpOf: "SHOP-10010" } })).status).toBe(
      422,
    );
  });

  test("may follow one that a link has opened", async () => {
    const old = await closedTicket();
    const friend = await visitorWithTicket();
    const secret = old.link.split("#k=")[1] ?? "";
    await call("POST /v1/visitors/redeem", { headers: friend.headers, body: { number: old.number, secret } });
    expect((await submit({ followUpOf: old.number }, friend.headers)).status).toBe(201);
  });

  test("may not follow what is not there for its writer, and all of that looks the same", async () => {
    const [mine, other] = [await closedTicket(), await closedTicket()];
    const bank = await visitorWithTicket("pk_bankbank", {}, { "cf-connecting-ip": "follow-up" });
    const refused = await Promise.all([
      submit({ followUpOf: other.number }, mine.headers),
      submit({ followUpOf: bank.number }, mine.headers),
      submit({ followUpOf: "SHOP-99999999990" }, mine.headers),
      submit({ followUpOf: "SHOP-10010" }, mine.headers),
      submit({ followUpOf: mine.number }),
      submit({ followUpOf: mine.number }, bank.headers),
    ]);
    for (const { status, problem } of refused) {
      expect(status).toBe(422);
      expect(problem?.issues).toEqual([{ path: "body.followUpOf", message: "This ticket cannot be followed up." }]);
    }
  });
});

describe("a message without a text", () => {
  const uploaded = async (headers: Headers) => [
    { id: (await call("POST /v1/uploads", { headers, file: picture })).body.id },
  ];

  test("opens a ticket and answers one, if files say it", async () => {
    const headers = page("pk_shopshop");
    const opened = await submit({ message: { text: " ", attachments: await uploaded(headers) } });
    expect(opened.status).toBe(201);
    expect(opened.body.events[1]).toMatchObject({
      type: "message",
      message: { text: "", attachments: [{ type: "image/png" }] },
    });
    const { number } = opened.body.ticket;
    const visitor = page("pk_shopshop", opened.body.visitorToken);
    const replied = await call("POST /v1/tickets/:number/messages", {
      headers: visitor,
      path: { number },
      body: { text: "", attachments: await uploaded(visitor) },
    });
    expect(replied.status).toBe(201);
    const upload = await call("POST /v1/desk/uploads", { headers: ann, query: { site: "site_shop" }, file: picture });
    for (const route of ["POST /v1/desk/tickets/:number/note", "POST /v1/desk/tickets/:number/reply"] as const) {
      const silent = await call(route, { headers: ann, path: { number }, body: { text: "" } });
      expect(silent.problem?.issues).toEqual([{ path: "body.text", message: "This is needed." }]);
    }
    const noted = await call("POST /v1/desk/tickets/:number/note", {
      headers: ann,
      path: { number },
      body: { text: "", attachments: [{ id: upload.body.id }] },
    });
    expect(noted.status).toBe(201);
    const events = (await asAgent(number)).body.events.filter(({ type }) => type === "message" || type === "note");
    expect(events).toHaveLength(3);
    const explained = await call("POST /v1/desk/routing/explain", { headers: ann, body: { number } });
    expect(explained.status).toBe(200);
  });

  test.each([{ text: "" }, { text: " \n " }, { text: "", attachments: [] }])(
    "and without files is refused: %j",
    async (message) => {
      const refused = await submit({ message });
      expect(refused.problem?.issues).toEqual([{ path: "body.message.text", message: "This is needed." }]);
      const { headers, number } = await visitorWithTicket();
      const reply = await call("POST /v1/tickets/:number/messages", { headers, path: { number }, body: message });
      expect(reply.problem?.issues).toEqual([{ path: "body.text", message: "This is needed." }]);
    },
  );
});
