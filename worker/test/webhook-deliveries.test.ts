import { env } from "cloudflare:test";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { raiseAlarms } from "../src/jobs/alarms.ts";
import { sendWebhooks } from "../src/jobs/send-webhooks.ts";
import { sweep } from "../src/jobs/sweep.ts";
import { type Fault, watched } from "./database.ts";
import { call, consoleOf, page, visitorWithTicket } from "./desk.ts";
import { deliveries, makeWebhook, noWebhooks, receiver } from "./webhooks.ts";

type Receiver = ReturnType<typeof receiver>;

let ada: Readonly<Record<string, string>>;
beforeAll(async () => {
  ada = await consoleOf("agt_ada");
  await visitorWithTicket();
});
beforeEach(noWebhooks);
afterEach(() => void vi.restoreAllMocks());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const down = () => receiver(() => Promise.reject(new TypeError("Connection refused")));
const submit = (outbound: Receiver["outbound"], site = "pk_shopshop") =>
  call("POST /v1/tickets", {
    headers: { ...page(site), "cf-connecting-ip": crypto.randomUUID() },
    body: { subject: "The lamp is dark", message: { text: "It does not turn on." } },
    outbound,
  });
const runAt = (now: number, { poster }: Receiver, database = env.DB) =>
  sendWebhooks({ database, rooms: undefined, poster, now, defer: () => {} });
const idsOf = ({ arrivals }: Receiver) => arrivals.map(({ headers }) => headers.get("webhook-id"));
const stateOf = async (id: string) => {
  const { body } = await call("GET /v1/desk/webhooks", { headers: ada });
  return body.items.find((webhook) => webhook.id === id)?.state;
};
const lastOf = async (id: string) => {
  const options = { headers: ada, path: { webhook: id } };
  return (await call("GET /v1/desk/webhooks/:webhook/deliveries", options)).body.items[0]?.last;
};

describe("nothing is lost, and nothing gets a second id", () => {
  const faults = (["before", "after"] as const).flatMap((when) =>
    Array.from({ length: 8 }, (_, index) => ({ when, trip: index + 1 })),
  );

  test.each(faults)("when the database fails $when trip $trip of the minute's job", async ({ when, trip }) => {
    await makeWebhook(ada);
    await submit(down().outbound);
    await submit(down().outbound);
    const expected = (await deliveries()).map(({ id }) => id);
    expect(expected).toHaveLength(2);
    const mails = receiver();
    const fault: Fault = { message: "Network connection lost.", when };
    let met = false;
    const faulty = watched(env.DB, [], (count) => {
      if (count !== trip) return undefined;
      met = true;
      return fault;
    });
    await runAt(Date.now() + 2 * MINUTE, mails, faulty).catch(() => {});
    // Two looks at what is due, and two batches for each message, unless the fault ends the run before.
    if (!met) expect(trip).toBeGreaterThan(5);
    await runAt(Date.now() + 30 * MINUTE, mails);
    await runAt(Date.now() + 60 * MINUTE, mails);
    expect(new Set(idsOf(mails))).toEqual(new Set(expected));
    // At most the one whose outcome was not written went out twice.
    expect(mails.arrivals.length).toBeLessThanOrEqual(3);
    expect((await deliveries()).map(({ status, due }) => [status, due])).toEqual([
      ["delivered", null],
      ["delivered", null],
    ]);
  });

  test.each([1, 2, 3, 4])("when the database fails at trip %i of the request that opens a ticket", async (trip) => {
    for (const when of ["before", "after"] as const) {
      await noWebhooks();
      await makeWebhook(ada);
      const there = receiver();
      const faulty = watched(env.DB, [], (count) =>
        count === trip ? { message: "Network connection lost.", when } : undefined,
      );
      const options = {
        headers: { ...page("pk_shopshop"), "idempotency-key": crypto.randomUUID() },
        body: { subject: "Dark", message: { text: "It is." } },
        outbound: there.outbound,
      };
      // Reads the set-up, which has moved.
      await call("GET /v1/site", { headers: page("pk_shopshop") });
      const answer = await call("POST /v1/tickets", { ...options, database: faulty });
      if (answer.status !== 201) await call("POST /v1/tickets", options);
      await runAt(Date.now() + 2 * MINUTE, there);
      await runAt(Date.now() + 30 * MINUTE, there);
      const [delivery, ...more] = await deliveries();
      expect(more).toEqual([]);
      expect(delivery).toMatchObject({ status: "delivered" });
      expect(new Set(idsOf(there))).toEqual(new Set([delivery?.id]));
    }
  });

  test("by several runners at once: each message is sent once", async () => {
    await makeWebhook(ada);
    for (let count = 0; count < 12; count++) await submit(down().outbound);
    const there = receiver();
    const now = Date.now() + 2 * MINUTE;
    await Promise.all(Array.from({ length: 5 }, () => runAt(now, there)));
    await runAt(now, there);
    const ids = idsOf(there);
    expect(ids).toHaveLength(12);
    expect(new Set(ids).size).toBe(12);
  });

  test("by a request that ends before it has sent anything: the minute's job does", async () => {
    await makeWebhook(ada);
    // What a runner that was killed leaves behind: a try that began and of which nothing is known.
    await submit(down().outbound);
    await env.DB.prepare("UPDATE webhook_deliveries SET attempts = '[]'").run();
    const there = receiver();
    expect(await runAt(Date.now(), there)).toBe(0);
    expect(await runAt(Date.now() + 2 * MINUTE, there)).toBe(1);
    expect(idsOf(there)).toEqual((await deliveries()).map(({ id }) => id));
  });
});

describe("a webhook that takes nothing", () => {
  test("is tried ten times over three days, then switched off, and leads are told", async () => {
    const { id } = await makeWebhook(ada);
    const broken = receiver(() => new Response(null, { status: 500 }));
    await submit(broken.outbound);
    for (let tries = 1; tries < 10; tries++) {
      const [delivery] = await deliveries();
      expect(delivery).toMatchObject({ status: "waiting", tries });
      expect(await stateOf(id)).toEqual({ is: "on" });
      expect(await runAt((delivery?.due ?? 0) - 1, broken)).toBe(0);
      expect(broken.arrivals).toHaveLength(tries);
      await runAt(delivery?.due ?? 0, broken);
    }
    expect(broken.arrivals).toHaveLength(10);
    expect(new Set(idsOf(broken)).size).toBe(1);
    expect(await deliveries()).toMatchObject([{ status: "failed", tries: 10, due: null }]);
    expect(await stateOf(id)).toMatchObject({ is: "off", because: "failed" });

    const alarmsOf = async (agent: string) => {
      await raiseAlarms({ database: env.DB, rooms: undefined, now: Date.now() + 4 * DAY, defer: () => {} });
      const { body } = await call("GET /v1/desk/alarms", { headers: await consoleOf(agent) });
      return body.items.filter(({ kind }) => kind === "webhook");
    };
    const alarm = { kind: "webhook", webhook: { id, name: "Chat" }, because: "failed" };
    expect(await alarmsOf("agt_lea")).toMatchObject([alarm]);
    const bank = { headers: ada, path: { webhook: id }, body: { sites: ["site_bank"] } };
    await call("PATCH /v1/desk/webhooks/:webhook", bank);
    expect(await alarmsOf("agt_lea")).toEqual([]);
    expect(await alarmsOf("agt_ada")).toMatchObject([alarm]);
    await call("PATCH /v1/desk/webhooks/:webhook", { headers: ada, path: { webhook: id }, body: { on: true } });
    expect(await alarmsOf("agt_ada")).toEqual([]);
  });

  test("is not switched off if it takes something in between", async () => {
    const { id } = await makeWebhook(ada);
    const now = Date.now();
    await submit(down().outbound);
    await submit(down().outbound);
    await env.DB.prepare("UPDATE webhooks SET failing_since = ?1")
      .bind(now - 3 * DAY + 10 * MINUTE)
      .run();
    const [first] = await deliveries();
    const moody = receiver(
      ({ headers }) => new Response(null, { status: headers.get("webhook-id") === first?.id ? 500 : 200 }),
    );
    await runAt(now + 2 * MINUTE, moody);
    await runAt(now + 3 * MINUTE, moody);
    await runAt(now + 30 * MINUTE, moody);
    expect(await stateOf(id)).toEqual({ is: "on" });
  });

  test("and says that it is gone is switched off at once; what waits goes out when it is on again", async () => {
    const { id } = await makeWebhook(ada);
    await submit(down().outbound);
    const gone = receiver(() => new Response(null, { status: 410 }));
    await submit(gone.outbound);
    expect(await stateOf(id)).toMatchObject({ is: "off", because: "gone" });
    const there = receiver();
    expect(await runAt(Date.now() + HOUR, there)).toBe(0);
    await submit(there.outbound);
    await call("PATCH /v1/desk/webhooks/:webhook", { headers: ada, path: { webhook: id }, body: { on: true } });
    expect(await runAt(Date.now() + HOUR, there)).toBe(2);
    expect(await deliveries()).toHaveLength(2);
  });

  test("holds up no other, and is called once in a minute", async () => {
    const slow = await makeWebhook(ada, { url: "https://slow.example.com/" });
    const good = await makeWebhook(ada, { url: "https://good.example.com/" });
    for (let count = 0; count < 4; count++) await submit(down().outbound);
    const mixed = receiver(({ url }) => new Response(null, { status: url.includes("slow") ? 500 : 204 }));
    await runAt(Date.now() + 2 * MINUTE, mixed);
    const to = (host: string) => mixed.arrivals.filter(({ url }) => url.includes(host)).length;
    expect([to("slow"), to("good")]).toEqual([1, 1 + 3]);
    const left = (await deliveries()).filter(({ due }) => due !== null);
    expect(new Set(left.map(({ webhook }) => webhook))).toEqual(new Set([slow.id]));
    expect(good.id).not.toBe(slow.id);
  });
});

describe("a try", () => {
  test("follows no redirect", async () => {
    const { id } = await makeWebhook(ada);
    const away = receiver(() => Response.redirect("https://169.254.169.254/", 307));
    await submit(away.outbound);
    expect(away.arrivals).toHaveLength(1);
    expect(await lastOf(id)).toMatchObject({ type: "answered", status: 307 });
    expect(await deliveries()).toMatchObject([{ status: "waiting" }]);
  });

  test("ends after ten seconds", async () => {
    const { id } = await makeWebhook(ada);
    const clock = new AbortController();
    const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(clock.signal);
    const outbound = {
      fetch: (_: unknown, init?: RequestInit) =>
        new Promise<Response>((_resolve, reject) => {
          init?.signal?.addEventListener("abort", () => reject(new DOMException("Late", "TimeoutError")));
          clock.abort();
        }),
    };
    await submit(outbound);
    expect(timeout).toHaveBeenCalledWith(10_000);
    expect(await lastOf(id)).toMatchObject({ type: "unanswered", why: "timeout" });
  });

  test("reads no more of an endless answer than it keeps", async () => {
    const { id } = await makeWebhook(ada);
    let pulled = 0;
    let cancelled = false;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          pulled += 1_000;
          controller.enqueue(new Uint8Array(1_000).fill(97));
        },
        cancel() {
          cancelled = true;
        },
      });
    await submit(receiver(() => new Response(endless())).outbound);
    expect(await lastOf(id)).toMatchObject({ type: "answered", status: 200, body: "a".repeat(1_024) });
    expect(pulled).toBeLessThan(64_000);
    expect(cancelled).toBe(true);
  });

  test("goes to no address that was changed behind the desk's back", async () => {
    const { id } = await makeWebhook(ada);
    await env.DB.batch([
      env.DB.prepare("UPDATE webhooks SET url = 'https://169.254.169.254/latest/meta-data/'"),
      env.DB.prepare("UPDATE desk SET version = version + 1"),
    ]);
    const there = receiver();
    await submit(there.outbound);
    expect(there.arrivals).toEqual([]);
    expect(await lastOf(id)).toMatchObject({ type: "unanswered", why: "address" });
  });

  test("tells a webhook nothing of a site that it no longer hears of", async () => {
    const { id } = await makeWebhook(ada, { sites: "all" });
    await submit(down().outbound);
    await submit(down().outbound, "pk_bankbank");
    const change = { headers: ada, path: { webhook: id }, body: { sites: ["site_bank"] } };
    await call("PATCH /v1/desk/webhooks/:webhook", change);
    const there = receiver();
    for (const later of [2, 3, 4]) await runAt(Date.now() + later * MINUTE, there);
    expect(there.arrivals.map(({ body }) => /"number":"([A-Z]+)/.exec(body)?.[1])).toEqual(["BANK"]);
    expect(await deliveries()).toMatchObject([
      { site: "site_shop", status: "failed", due: null },
      { site: "site_bank", status: "delivered" },
    ]);
  });
});

test("what the desk does by itself is told as well, by the minute's next job", async () => {
  const { number } = await visitorWithTicket();
  const solved = { headers: ada, path: { number }, body: { text: "Done.", status: "solved" } } as const;
  await call("POST /v1/desk/tickets/:number/reply", solved);
  await makeWebhook(ada, { types: ["ticket.updated"] });
  const there = receiver();
  const later = Date.now() + 30 * DAY;
  await sweep({ database: env.DB, rooms: undefined, poster: there.poster, now: later, defer: () => {} });
  await runAt(later + MINUTE, there);
  const told = there.arrivals.filter(({ body }) => body.includes(number));
  expect(told).toHaveLength(1);
  expect(JSON.parse(told[0]?.body ?? "{}")).toMatchObject({
    type: "ticket.updated",
    data: { ticket: { number, status: "closed" }, events: [{ type: "status", actor: { kind: "system" } }] },
  });
});
