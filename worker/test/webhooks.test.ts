import { env } from "cloudflare:test";
import { WebhookEvent } from "@firstline/sdk/wire";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Statement, type Trip, watched } from "./database.ts";
import { call, consoleOf, keyFor, page, visitorWithTicket } from "./desk.ts";
import { deliveries, hook, makeWebhook, noWebhooks, received, receiver } from "./webhooks.ts";

let ada: Readonly<Record<string, string>>;
let ann: Readonly<Record<string, string>>;
beforeAll(async () => {
  ada = await consoleOf("agt_ada");
  ann = await consoleOf("agt_ann");
});
beforeEach(noWebhooks);

const submission = { subject: "The lamp is dark", message: { text: "It does not turn on." } };
const submit = (site: string, outbound: ReturnType<typeof receiver>["outbound"], database?: D1Database) =>
  call("POST /v1/tickets", {
    headers: { ...page(site), "cf-connecting-ip": crypto.randomUUID() },
    body: submission,
    outbound,
    ...(database && { database }),
  });
const list = async (headers = ada) => (await call("GET /v1/desk/webhooks", { headers })).body.items;
const onPath = (webhook: string, message = "whm_none") => ({ path: { webhook, message } });

describe("what is sent", () => {
  test("is what agents see of a new ticket, signed so that the SDK takes it", async () => {
    const { secret } = await makeWebhook(ada);
    const { arrivals, outbound } = receiver();
    const { body } = await submit("pk_shopshop", outbound);
    expect(arrivals).toHaveLength(1);
    const [arrival] = arrivals;
    if (!arrival) throw new Error("Nothing arrived");
    expect(arrival.url).toBe(hook);
    expect(arrival.headers.get("content-type")).toBe("application/json");
    const event = WebhookEvent.parse(await received(arrival, secret));
    expect(event).toMatchObject({ type: "ticket.created", version: 1, id: arrival.headers.get("webhook-id") });
    const { number } = body.ticket;
    const seen = await call("GET /v1/desk/tickets/:number", { headers: ada, path: { number } });
    expect(event.data).toEqual(seen.body);
    expect(await deliveries()).toMatchObject([{ status: "delivered", tries: 1, due: null, site: "site_shop" }]);
  });

  test("is also what only agents see, to whoever wants changes", async () => {
    const { number } = await visitorWithTicket();
    const { secret } = await makeWebhook(ada, { types: ["ticket.updated"] });
    const { arrivals, outbound } = receiver();
    const note = { headers: ann, path: { number }, body: { text: "Not for them." }, outbound };
    await call("POST /v1/desk/tickets/:number/note", note);
    expect(arrivals).toHaveLength(1);
    const event = arrivals[0] && (await received(arrivals[0], secret));
    expect(event).toMatchObject({ type: "ticket.updated", data: { ticket: { number } } });
    expect(arrivals[0]?.body).toContain("Not for them.");
  });

  test("goes to nobody for a request that is repeated or refused", async () => {
    await makeWebhook(ada, { types: ["ticket.created", "ticket.updated"] });
    const { arrivals, outbound } = receiver();
    const headers = { ...page("pk_shopshop"), "idempotency-key": crypto.randomUUID() };
    for (let again = 0; again < 3; again++) await call("POST /v1/tickets", { headers, body: submission, outbound });
    await call("POST /v1/tickets", { headers, body: { ...submission, subject: "Another" }, outbound });
    expect(arrivals).toHaveLength(1);
    expect(await deliveries()).toHaveLength(1);
  });

  test("goes to every webhook of the site that wants it, under one id, and to no other", async () => {
    const wanted = [await makeWebhook(ada), await makeWebhook(ada, { sites: "all" })];
    await makeWebhook(ada, { sites: ["site_bank"] });
    await makeWebhook(ada, { sites: [] });
    await makeWebhook(ada, { types: ["ticket.updated"] });
    await makeWebhook(ada, { on: false });
    const { arrivals, outbound } = receiver();
    await submit("pk_shopshop", outbound);
    expect(new Set(arrivals.map(({ headers }) => headers.get("webhook-id"))).size).toBe(1);
    expect((await deliveries()).map(({ webhook }) => webhook).sort()).toEqual(wanted.map(({ id }) => id).sort());
  });

  test("costs the request nothing: it is a statement of its batch, and the calls follow the answer", async () => {
    const tripsOf = async () => {
      const trips: Trip[] = [];
      const { outbound } = receiver();
      await submit("pk_shopshop", outbound, watched(env.DB, trips));
      return trips.map(({ statements }) => statements);
    };
    await submit("pk_shopshop", receiver().outbound);
    const without = await tripsOf();
    await makeWebhook(ada);
    await submit("pk_shopshop", receiver().outbound);
    const withOne = await tripsOf();
    const tables = (statements: readonly Statement[]) => statements.filter(({ sql }) => sql.includes("webhook")).length;
    expect(without.map(tables)).toEqual([0]);
    // The batch of the ticket; the try that is begun; what became of it.
    expect(withOne.map(tables)).toEqual([1, 1, 2]);
    expect(withOne[0]?.length).toBe((without[0]?.length ?? 0) + 1);
  });
});

describe("the routes", () => {
  test("make, list, change, switch and delete", async () => {
    const { webhook, secret, id } = await makeWebhook(ada);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(webhook).toMatchObject({ name: "Chat", url: hook, state: { is: "on" }, previousSecretUntil: null });
    expect(await list()).toEqual([webhook]);
    const change = { name: "Other", url: `${hook}/2`, sites: "all" as const, on: false };
    const changed = await call("PATCH /v1/desk/webhooks/:webhook", { headers: ada, ...onPath(id), body: change });
    const off = { is: "off", because: "admin", since: expect.any(String) };
    expect(changed.body).toEqual({ ...webhook, name: "Other", url: `${hook}/2`, sites: "all", state: off });
    expect(await list()).toEqual([changed.body]);
    const on = await call("PATCH /v1/desk/webhooks/:webhook", { headers: ada, ...onPath(id), body: { on: true } });
    expect(on.body.state).toEqual({ is: "on" });
    expect((await call("DELETE /v1/desk/webhooks/:webhook", { headers: ada, ...onPath(id) })).status).toBe(204);
    expect((await call("DELETE /v1/desk/webhooks/:webhook", { headers: ada, ...onPath(id) })).status).toBe(404);
    expect(await list()).toEqual([]);
  });

  test("tell a repeated create and a repeated rotation the same secret, and keep none", async () => {
    const headers = { ...ada, "idempotency-key": crypto.randomUUID() };
    const body = { name: "Chat", url: hook, sites: "all" as const, types: ["ticket.created" as const] };
    const [first, second] = [
      await call("POST /v1/desk/webhooks", { headers, body }),
      await call("POST /v1/desk/webhooks", { headers, body }),
    ];
    expect(second.body).toEqual(first.body);
    expect(await list()).toHaveLength(1);
    const rotate = { headers: { ...ada, "idempotency-key": crypto.randomUUID() }, ...onPath(first.body.webhook.id) };
    const rotated = await call("POST /v1/desk/webhooks/:webhook/rotate", rotate);
    expect((await call("POST /v1/desk/webhooks/:webhook/rotate", rotate)).body).toEqual(rotated.body);
    expect(rotated.body.secret).not.toBe(first.body.secret);
    const { results } = await env.DB.prepare("SELECT answer FROM idempotency WHERE site_id = 'desk'").all();
    const stored = JSON.stringify([results, (await env.DB.prepare("SELECT * FROM webhooks").all()).results]);
    expect(stored).toContain(first.body.webhook.id);
    expect(stored).not.toContain("whsec_");
  });

  test("let both secrets sign for a day after a rotation", async () => {
    const { id, secret } = await makeWebhook(ada);
    const rotated = await call("POST /v1/desk/webhooks/:webhook/rotate", { headers: ada, ...onPath(id) });
    const { arrivals, outbound } = receiver();
    await call("POST /v1/desk/webhooks/:webhook/ping", { headers: ada, ...onPath(id), outbound });
    for (const one of [secret, rotated.body.secret])
      expect(arrivals[0] && (await received(arrivals[0], one))).toMatchObject({
        type: "unknown",
        named: { type: "ping", version: 1 },
      });
    await env.DB.prepare("UPDATE webhooks SET previous_until = ?1").bind(Date.now()).run();
    await env.DB.prepare("UPDATE desk SET version = version + 1").run();
    await call("POST /v1/desk/webhooks/:webhook/ping", { headers: ada, ...onPath(id), outbound });
    const [, later] = arrivals;
    if (!later) throw new Error("Nothing arrived");
    await expect(received(later, secret)).rejects.toMatchObject({ code: "signature_mismatch" });
    expect(await received(later, rotated.body.secret)).toMatchObject({ type: "unknown" });
  });

  test.each([
    ["http://hooks.example.com/", "https://"],
    ["https://169.254.169.254/latest/meta-data/", "IP address"],
    ["https://0x7f000001/", "IP address"],
    ["https://localhost:8443/", "public internet"],
    ["https://user:password@hooks.example.com/", "password"],
  ])("refuse an address that must not be called, beside its field: %s", async (url, words) => {
    const request = { name: "Chat", url, sites: "all" as const, types: ["ticket.created" as const] };
    const made = await call("POST /v1/desk/webhooks", { headers: ada, body: request });
    const { id } = await makeWebhook(ada);
    const changed = await call("PATCH /v1/desk/webhooks/:webhook", { headers: ada, ...onPath(id), body: { url } });
    for (const { problem } of [made, changed])
      expect(problem).toMatchObject({
        code: "invalid",
        issues: [{ path: "body.url", message: expect.stringContaining(words) }],
      });
    expect(await list()).toHaveLength(1);
  });

  test("take twenty webhooks and no more", async () => {
    for (let count = 0; count < 20; count++) await makeWebhook(ada);
    const body = { name: "One more", url: hook, sites: "all" as const, types: ["ticket.created" as const] };
    const { problem } = await call("POST /v1/desk/webhooks", { headers: ada, body });
    expect(problem).toMatchObject({ code: "invalid", issues: [{ path: "body" }] });
  });

  test("show a webhook to nobody who may not see all that it hears of", async () => {
    const key = await keyFor(["setup:read", "setup:write"], ["site_bank"]);
    const shop = await makeWebhook(ada);
    const all = await makeWebhook(ada, { sites: "all" });
    const both = await makeWebhook(ada, { sites: ["site_shop", "site_bank"] });
    const bank = await makeWebhook(ada, { sites: ["site_bank"] });
    expect((await list(key)).map(({ id }) => id)).toEqual([bank.id]);
    for (const { id } of [shop, all, both]) {
      const change = await call("PATCH /v1/desk/webhooks/:webhook", {
        headers: key,
        ...onPath(id),
        body: { on: false },
      });
      const ping = await call("POST /v1/desk/webhooks/:webhook/ping", { headers: key, ...onPath(id) });
      const log = await call("GET /v1/desk/webhooks/:webhook/deliveries", { headers: key, ...onPath(id) });
      expect([change.status, ping.status, log.status]).toEqual([404, 404, 404]);
    }
    for (const sites of ["all" as const, ["site_shop"], ["site_bank", "site_shop"], ["site_none"]]) {
      const widened = await call("PATCH /v1/desk/webhooks/:webhook", {
        headers: key,
        ...onPath(bank.id),
        body: { sites },
      });
      const body = { name: "Chat", url: hook, sites, types: ["ticket.created" as const] };
      const made = await call("POST /v1/desk/webhooks", { headers: key, body });
      expect([widened.status, made.status]).toEqual([404, 404]);
    }
  });
});

describe("the log", () => {
  test("tells of each delivery, newest first, by status, page by page", async () => {
    const { id } = await makeWebhook(ada);
    const { outbound } = receiver((_, count) => new Response("busy", { status: count === 2 ? 503 : 200 }));
    const numbers: string[] = [];
    for (let count = 0; count < 3; count++) numbers.unshift((await submit("pk_shopshop", outbound)).body.ticket.number);
    const log = (query: object) =>
      call("GET /v1/desk/webhooks/:webhook/deliveries", { headers: ada, ...onPath(id), query });
    const whole = (await log({})).body;
    expect(new Set(whole.items.map(({ ticket }) => ticket))).toEqual(new Set(numbers));
    expect(whole.next).toBeNull();
    const waiting = (await log({ status: "waiting" })).body.items;
    expect(waiting).toMatchObject([
      {
        ticket: numbers[1],
        tries: 1,
        last: { type: "answered", status: 503, body: "busy" },
        nextAt: expect.any(String),
      },
    ]);
    const first = (await log({ limit: 2 })).body;
    const second = (await log({ limit: 2, cursor: first.next })).body;
    expect([...first.items, ...second.items]).toEqual(whole.items);
    expect(second.next).toBeNull();
    expect((await log({ cursor: "x" })).problem?.code).toBe("invalid");
  });

  test("opens a delivery with what was sent and what came back, and never its signature", async () => {
    const { id } = await makeWebhook(ada);
    const { arrivals, outbound } = receiver(() => new Response(`no${"€".repeat(2_000)}`, { status: 500 }));
    await submit("pk_shopshop", outbound);
    const message = arrivals[0]?.headers.get("webhook-id") ?? "";
    const { body } = await call("GET /v1/desk/webhooks/:webhook/deliveries/:message", {
      headers: ada,
      ...onPath(id, message),
    });
    expect(body.request.body).toBe(arrivals[0]?.body);
    const sent = Object.fromEntries(arrivals[0]?.headers ?? []);
    expect(sent).toMatchObject(body.request.headers);
    expect(Object.keys(body.request.headers)).not.toContain("webhook-signature");
    // The first 1,024 bytes, no half character at the end.
    expect(body.attempts).toMatchObject([{ type: "answered", status: 500, body: `no${"€".repeat(340)}` }]);
  });

  test("sends one again at once under the same id, also one that was taken", async () => {
    const { id } = await makeWebhook(ada);
    const { arrivals, outbound } = receiver();
    await submit("pk_shopshop", outbound);
    const message = arrivals[0]?.headers.get("webhook-id") ?? "";
    const options = { headers: ada, ...onPath(id, message), outbound };
    const replayed = await call("POST /v1/desk/webhooks/:webhook/deliveries/:message/replay", options);
    expect(replayed.body).toMatchObject({ id: message, status: "delivered", tries: 1 });
    expect(arrivals.map(({ headers, body }) => [headers.get("webhook-id"), body])).toEqual([
      [message, arrivals[0]?.body],
      [message, arrivals[0]?.body],
    ]);
    await call("PATCH /v1/desk/webhooks/:webhook", { headers: ada, ...onPath(id), body: { on: false } });
    const refused = await call("POST /v1/desk/webhooks/:webhook/deliveries/:message/replay", options);
    expect(refused.problem?.code).toBe("webhook_off");
  });

  test("keeps a ping with its result, also while the webhook is off, and no second try", async () => {
    const { id } = await makeWebhook(ada, { on: false });
    const { outbound } = receiver(() => new Response("who?", { status: 404 }));
    const { body } = await call("POST /v1/desk/webhooks/:webhook/ping", { headers: ada, ...onPath(id), outbound });
    expect(body).toMatchObject({
      type: "ping",
      ticket: null,
      status: "failed",
      tries: 1,
      last: { type: "answered", status: 404, body: "who?" },
    });
    const log = await call("GET /v1/desk/webhooks/:webhook/deliveries", { headers: ada, ...onPath(id) });
    expect(log.body.items).toEqual([body]);
    expect(await deliveries()).toMatchObject([{ due: null }]);
  });

  test("lets nobody aim the desk at an address: what is sent by hand has a budget", async () => {
    const { id } = await makeWebhook(ada);
    await call("POST /v1/desk/webhooks/:webhook/ping", { headers: ada, ...onPath(id) });
    await env.DB.prepare("UPDATE budgets SET used = most WHERE name = 'webhooks sent by hand'").run();
    const { arrivals, outbound } = receiver();
    const spent = await call("POST /v1/desk/webhooks/:webhook/ping", { headers: ada, ...onPath(id), outbound });
    expect(spent.problem?.code).toBe("too_many_requests");
    expect(arrivals).toEqual([]);
    await env.DB.prepare("DELETE FROM budgets WHERE name = 'webhooks sent by hand'").run();
  });

  test("shows a site's messages to nobody who may not see that site, once the webhook hears of theirs alone", async () => {
    const { id } = await makeWebhook(ada, { sites: "all" });
    const { arrivals, outbound } = receiver();
    await submit("pk_shopshop", outbound);
    const theirs = await submit("pk_bankbank", outbound);
    await call("PATCH /v1/desk/webhooks/:webhook", { headers: ada, ...onPath(id), body: { sites: ["site_bank"] } });
    const key = await keyFor(["setup:read", "setup:write"], ["site_bank"]);
    const log = await call("GET /v1/desk/webhooks/:webhook/deliveries", { headers: key, ...onPath(id) });
    expect(log.body.items.map(({ ticket }) => ticket)).toEqual([theirs.body.ticket.number]);
    const message = arrivals[0]?.headers.get("webhook-id") ?? "";
    const options = { headers: key, ...onPath(id, message), outbound };
    const opened = await call("GET /v1/desk/webhooks/:webhook/deliveries/:message", options);
    const replayed = await call("POST /v1/desk/webhooks/:webhook/deliveries/:message/replay", options);
    expect([opened.status, replayed.status]).toEqual([404, 404]);
    expect(arrivals).toHaveLength(2);
  });
});
