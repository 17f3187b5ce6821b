import { env } from "cloudflare:test";
import { fitsFilter, nextDueOf } from "@firstline/sdk/desk";
import type { Body, BulkOutcome, DeskTicket, NewSavedView, TicketFilter, View } from "@firstline/sdk/wire";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { call, consoleOf, keyFor, visitorWithTicket } from "./desk.ts";

type Headers = Readonly<Record<string, string>>;
let ann: Headers;
let bob: Headers;
let lea: Headers;
let ada: Headers;

beforeAll(async () => {
  ann = await consoleOf("agt_ann");
  bob = await consoleOf("agt_bob");
  lea = await consoleOf("agt_lea");
  ada = await consoleOf("agt_ada");
});

/** Every ticket of a list, page by page. */
async function listed(
  headers: Headers,
  view: View,
  filter: TicketFilter = {},
  limit = 100,
  order: "due" | "newest" = "due",
) {
  const tickets: DeskTicket[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const query = { view, limit, order, filter: JSON.stringify(filter), ...(cursor !== undefined && { cursor }) };
    const { body } = await call("GET /v1/desk/tickets", { headers, query });
    tickets.push(...body.items);
    cursor = body.next ?? undefined;
    pages += 1;
  } while (cursor !== undefined && pages < 200);
  return tickets;
}

describe("saved views", () => {
  test("are one's own, or shared by a lead", async () => {
    const mine: NewSavedView = { name: "Mine, dark", view: "mine", filter: { tag: ["dark"] }, order: "due" };
    const path = { view: "view_dark" };
    expect((await call("PUT /v1/desk/views/:view", { headers: ann, path, body: mine })).body).toEqual({
      id: "view_dark",
      shared: false,
      ...mine,
    });
    const ours: NewSavedView = { name: "All the bank's", view: "open", filter: { site: ["site_bank"] }, order: "due" };
    const shared = { view: "view_bank" };
    expect(
      (await call("PUT /v1/desk/shared-views/:view", { headers: ann, path: shared, body: ours })).problem?.code,
    ).toBe("forbidden");
    await call("PUT /v1/desk/shared-views/:view", { headers: lea, path: shared, body: ours });
    const names = async (headers: Headers) =>
      (await call("GET /v1/desk/views", { headers })).body.items.map(({ name }) => name);
    expect(await names(ann)).toEqual(["All the bank's", "Mine, dark"]);
    expect(await names(bob)).toEqual(["All the bank's"]);
    expect(await names(await keyFor(["tickets:read"]))).toEqual(["All the bank's"]);

    // Nobody else's is changed or gone by its id.
    await call("DELETE /v1/desk/views/:view", { headers: bob, path });
    expect(await names(ann)).toContain("Mine, dark");
    await call("DELETE /v1/desk/views/:view", { headers: ann, path });
    expect(await names(ann)).toEqual(["All the bank's"]);
  });

  test("a shared one shows and counts nothing of a site that its reader may not see", async () => {
    await visitorWithTicket("pk_bankbank", {}, { "cf-connecting-ip": "198.51.100.7" });
    expect(await listed(ann, "open", { site: ["site_bank"] })).toEqual([]);
    expect((await listed(bob, "open", { site: ["site_bank"] })).length).toBeGreaterThan(0);
    const count = async (headers: Headers) =>
      (await call("GET /v1/desk/counts", { headers })).body.saved.find(({ id }) => id === "view_bank")?.count;
    expect(await count(ann)).toBe(0);
    expect(await count(bob)).toBeGreaterThan(0);
    expect((await call("GET /v1/desk/counts", { headers: ann, query: { site: "site_bank" } })).problem?.code).toBe(
      "not_found",
    );
  });

  test("are refused with what is wrong", async () => {
    const path = { view: "view_bad" };
    const answer = await call("PUT /v1/desk/views/:view", {
      headers: ann,
      path,
      raw: JSON.stringify({ name: "", view: "open", filter: { status: ["gone"] } }),
    });
    expect(answer.problem?.issues?.map((issue) => issue.path)).toEqual(["body.name", "body.filter.status.0"]);
    const many = Array.from({ length: 51 }, (_, index) => `view_many${index}`);
    const answers = [];
    for (const view of many) {
      const body = { name: view, view: "open" } as const;
      answers.push(await call("PUT /v1/desk/views/:view", { headers: ada, path: { view }, body }));
    }
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(50);
    expect(answers.at(-1)?.problem?.code).toBe("invalid");
  });
});

describe("search", () => {
  const find = async (headers: Headers, q: string, query: object = {}) =>
    (await call("GET /v1/desk/search", { headers, query: { q, ...query } })).body.items;

  test("finds by subject, text, note, requester and number, whatever case and accents", async () => {
    const { number } = await visitorWithTicket("pk_shopshop", {
      subject: "Żółta łódź nie płynie",
      message: { text: "The quixotic engine splutters" },
      name: "Zoë Brontë",
      email: "zoe@quay.example",
    });
    await call("POST /v1/desk/tickets/:number/note", {
      headers: ann,
      path: { number },
      body: { text: "Smells of paraffin" },
    });
    for (const q of [
      "ŻÓŁTA",
      "łodz",
      "quixotic SPLUT",
      "paraffin",
      "bronte",
      "zoe@quay.example",
      number,
      number.slice(5),
    ]) {
      expect(
        (await find(ann, q)).map(({ ticket }) => ticket.number),
        q,
      ).toEqual([number]);
    }
    expect(await find(ann, "quixotic elephants")).toEqual([]);
    const [found] = await find(ann, "quixotic splut");
    expect(found?.passage.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(["quixotic", "splutters"]);
  });

  test("keeps to the sites that may be seen", async () => {
    await visitorWithTicket("pk_bankbank", { subject: "Zeppelin" }, { "cf-connecting-ip": "198.51.100.8" });
    expect(await find(bob, "zeppelin")).toHaveLength(1);
    expect(await find(ann, "zeppelin")).toEqual([]);
    expect(await find(ann, "site_bank")).toEqual([]);
    expect(await find(await keyFor(["tickets:read"], ["site_shop"]), "zeppelin")).toEqual([]);
    expect(await find(ada, "zeppelin", { site: "site_shop" })).toEqual([]);
    const forbidden = { headers: ann, query: { q: "zeppelin", site: "site_bank" } } as const;
    expect((await call("GET /v1/desk/search", forbidden)).problem?.code).toBe("not_found");
    const wrong = { headers: await keyFor(["setup:read"]), query: { q: "zeppelin" } } as const;
    expect((await call("GET /v1/desk/search", wrong)).problem?.code).toBe("forbidden");
  });

  test("goes on page by page, each ticket once", async () => {
    for (let index = 0; index < 5; index++) await visitorWithTicket("pk_shopshop", { subject: "Xylophone again" });
    const numbers: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { q: "xylophone", limit: 2, ...(cursor !== undefined && { cursor }) };
      const { body } = await call("GET /v1/desk/search", { headers: ann, query });
      numbers.push(...body.items.map(({ ticket }) => ticket.number));
      cursor = body.next ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(numbers).size).toBe(5);
    expect(numbers).toHaveLength(5);
  });

  test("forgets what is erased and follows who is renamed", async () => {
    const { number } = await visitorWithTicket("pk_shopshop", { name: "Ottoline", message: { text: "Marmalade" } });
    const [found] = await find(ann, "ottoline marmalade");
    const contact = found?.ticket.requester.id ?? "";
    await call("PATCH /v1/desk/sites/:site/contacts/:contact", {
      headers: ann,
      path: { site: "site_shop", contact },
      body: { name: "Perpetua" },
    });
    expect(await find(ann, "ottoline")).toEqual([]);
    expect((await find(ann, "perpetua marmalade")).map(({ ticket }) => ticket.number)).toEqual([number]);
    await env.DB.prepare("UPDATE events SET text = '' WHERE text = 'Marmalade'").run();
    expect(await find(ann, "marmalade")).toEqual([]);
  });

  test("takes whatever somebody may type", async () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.constantFrom(
        '"',
        "*",
        "NEAR(",
        "AND",
        "OR",
        "NOT",
        "body:",
        "{site}:",
        "-",
        "^",
        "(",
        ")",
        "'",
        "lamp",
        "site : bank",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 8 }), async (pieces) => {
        const q = pieces.join(" ").slice(0, 400);
        const { status } = await call("GET /v1/desk/search", { headers: ann, query: { q } });
        expect([200, 400, 422]).toContain(status);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe("bulk changes", () => {
  const change = async (headers: Headers, items: Body<"POST /v1/desk/tickets/bulk">["items"]) =>
    (await call("POST /v1/desk/tickets/bulk", { headers, body: { items } })).body.items;
  const undoing = (outcomes: readonly BulkOutcome[]) =>
    outcomes.flatMap((one) => (one.outcome === "done" && one.undo ? [one.undo] : []));

  test("do each ticket by itself, and are undone unless somebody was there since", async () => {
    const [one, two, three] = [await visitorWithTicket(), await visitorWithTicket(), await visitorWithTicket()].map(
      ({ number }) => number,
    );
    if (!one || !two || !three) throw new Error("There are no tickets");
    await call("POST /v1/desk/tickets/bulk", {
      headers: ann,
      body: { items: [{ number: two, change: { type: "tags", add: ["old"] } }] },
    });
    const done = await change(ann, [
      { number: one, change: { type: "priority", priority: "urgent" } },
      { number: two, change: { type: "tags", add: ["refund", "old"], remove: ["gone"] } },
      { number: three, change: { type: "claim" } },
      { number: "SHOP-10018", change: { type: "claim" } },
      { number: "BANK-10019", change: { type: "claim" } },
    ]);
    expect(done.map((item) => (item.outcome === "done" ? "done" : item.code))).toEqual([
      "done",
      "done",
      "done",
      "number_mistyped",
      "not_found",
    ]);
    await call("POST /v1/desk/tickets/:number/note", { headers: lea, path: { number: one }, body: { text: "Hm." } });
    const undone = await change(ann, undoing(done));
    expect(undone.map((item) => (item.outcome === "done" ? "done" : item.code))).toEqual([
      "version_mismatch",
      "done",
      "done",
    ]);
    const tickets = await Promise.all(
      [one, two, three].map(
        async (number) => (await call("GET /v1/desk/tickets/:number", { headers: ann, path: { number } })).body.ticket,
      ),
    );
    expect(tickets.map(({ priority, tags, assignee }) => ({ priority, tags, assignee }))).toEqual([
      { priority: "urgent", tags: [], assignee: null },
      { priority: "normal", tags: ["old"], assignee: null },
      { priority: "normal", tags: [], assignee: null },
    ]);
  });

  test("move to a team and back, to whoever had it", async () => {
    const { number } = await visitorWithTicket();
    await change(ann, [{ number, change: { type: "claim" } }]);
    const moved = await change(ann, [{ number, change: { type: "team", team: "team_deep" } }]);
    const [after] = moved;
    expect(after?.outcome === "done" && [after.ticket.team.id, after.ticket.tier.level]).toEqual(["team_deep", 2]);
    const [back] = await change(ann, undoing(moved));
    expect(back?.outcome === "done" && [back.ticket.team.id, back.ticket.assignee?.id]).toEqual([
      "team_front",
      "agt_ann",
    ]);
  });

  test("refuse whom the ticket cannot go to, and what may not be done", async () => {
    const { number } = await visitorWithTicket();
    const [toBob] = await change(ann, [{ number, change: { type: "assign", agent: "agt_bob" } }]);
    expect(toBob).toEqual({ outcome: "refused", number, code: "invalid" });
    const [byKey] = await change(await keyFor(["tickets:write"]), [{ number, change: { type: "claim" } }]);
    expect(byKey).toEqual({ outcome: "refused", number, code: "forbidden" });
    const twice = { headers: ann, body: { items: [0, 1].map(() => ({ number, change: { type: "claim" as const } })) } };
    expect((await call("POST /v1/desk/tickets/bulk", twice)).problem?.issues?.[0]?.path).toBe("body.items");
    const reader = {
      headers: await keyFor(["tickets:read"]),
      body: { items: [{ number, change: { type: "claim" as const } }] },
    };
    expect((await call("POST /v1/desk/tickets/bulk", reader)).problem?.code).toBe("forbidden");
  });
});

test("a filter finds what a plain predicate finds, in the same order, in pages of any size", async () => {
  const all = [...(await listed(ada, "open")), ...(await listed(ada, "solved"))];
  expect(all.length).toBeGreaterThan(10);
  const some = <Value>(values: readonly Value[]) => fc.subarray([...new Set(values)], { minLength: 1 });
  const instant = fc.constantFrom(...all.map(({ createdAt }) => createdAt));
  const filters = fc.record(
    {
      site: some(all.map(({ site }) => site.id)),
      status: some(["new", "open", "pending", "on_hold", "solved", "closed"] as const),
      priority: some(["low", "normal", "high", "urgent"] as const),
      tier: some([1, 2]),
      team: some(all.map(({ team }) => team.id)),
      assignee: some(all.map(({ assignee }) => assignee?.id ?? null)),
      topic: some([null, "top_login"]),
      tag: some(["old", "refund", "dark"]),
      channel: some(["web", "phone"] as const),
      language: some([null, "de"]),
      plan: some([null, "gold"]),
      contract: some([null]),
      clock: some(["none", "on_time"] as const),
      rating: some([null, 5]),
      bounces: fc.constant(1),
      verified: fc.boolean(),
      created: fc.record({ from: instant, to: instant }, { requiredKeys: [] }),
      updated: fc.record({ from: instant }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  );
  const numbers = (tickets: readonly DeskTicket[]) => tickets.map(({ number }) => number);
  await fc.assert(
    fc.asyncProperty(filters, fc.constantFrom(3, 100), async (filter, limit) => {
      for (const view of ["open", "solved"] as const) {
        const whole = await listed(ada, view);
        const expected = whole.filter((ticket) => fitsFilter(ticket, filter, Date.now()));
        expect(numbers(await listed(ada, view, filter, limit))).toEqual(numbers(expected));
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);

test("a filter that is none is refused beside its name", async () => {
  for (const filter of ["{", '{"status":["lost"]}', '{"colour":["red"]}', '{"plan":["\\u0000"]}']) {
    const { problem } = await call("GET /v1/desk/tickets", { headers: ann, query: { filter } });
    expect(problem?.issues?.[0]?.path, filter).toMatch(/^query\.filter/);
  }
});

test("lists without clocks go by who waits longest, then by what is quiet", async () => {
  const tickets = await listed(ann, "open");
  expect(tickets.every((ticket) => nextDueOf(ticket) === undefined)).toBe(true);
  const waiting = tickets.flatMap(({ waitingSince }) => (waitingSince === null ? [] : [waitingSince]));
  expect(waiting).toEqual(waiting.toSorted());
  expect(tickets.slice(0, waiting.length).every(({ waitingSince }) => waitingSince !== null)).toBe(true);
});
