import { env } from "cloudflare:test";
import type { NewSavedView } from "@firstline/sdk/wire";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { sweep } from "../src/jobs/sweep.ts";
import { call, consoleOf, keyFor, page, visitorWithTicket } from "./desk.ts";

type Headers = Readonly<Record<string, string>>;

let ann: Headers;
let bob: Headers;
let lea: Headers;
beforeAll(async () => {
  ann = await consoleOf("agt_ann");
  bob = await consoleOf("agt_bob");
  lea = await consoleOf("agt_lea");
});
afterEach(() => void vi.useRealTimers());

const read = async (number: string, headers = ann) =>
  (await call("GET /v1/desk/tickets/:number", { headers, path: { number } })).body;
const ifMatch = async (number: string) => ({ ...ann, "if-match": `"${(await read(number)).ticket.seq}"` });
const another = async (visitor: Awaited<ReturnType<typeof visitorWithTicket>>) =>
  (await call("POST /v1/tickets", { headers: visitor.headers, body: { subject: "Again", message: { text: "Hm." } } }))
    .body.ticket.number;

describe("what a ticket is", () => {
  const change = async (number: string, body: Parameters<typeof patch>[1]) => patch(number, body);
  const patch = async (
    number: string,
    body: NonNullable<Parameters<typeof call<"PATCH /v1/desk/tickets/:number">>[1]>["body"] & object,
  ) => call("PATCH /v1/desk/tickets/:number", { headers: await ifMatch(number), path: { number }, body });

  test("is changed for agents and for its requester, who reads no tag, team or reason of it", async () => {
    const { number, headers } = await visitorWithTicket();
    const { body } = await change(number, {
      subject: "Two lamps",
      topic: "top_login",
      tags: ["bulb"],
      language: "pl",
      team: "team_deep",
    });
    expect(body.ticket).toMatchObject({
      subject: "Two lamps",
      topic: { label: "Login" },
      tags: ["bulb"],
      language: "pl",
      team: { id: "team_deep" },
      tier: { level: 2 },
    });
    expect(await read(number)).toMatchObject({ ticket: { subject: "Two lamps", tags: ["bulb"], language: "pl" } });
    const seen = await call("GET /v1/tickets/:number", { headers, path: { number } });
    expect(seen.body.ticket).toMatchObject({ subject: "Two lamps", topic: { label: "Login" } });
    expect(seen.body.events).toContainEqual(
      expect.objectContaining({ type: "edited", subject: "Two lamps", topic: { id: "top_login", label: "Login" } }),
    );
    expect(seen.text).not.toMatch(/bulb|team_deep|by hand/);
  });

  test.each([
    [{ topic: "top_gone" }, "body.topic"],
    [{ team: "team_gone" }, "body.team"],
    [{ tags: ["two words"] }, "body.tags.0"],
    [{ subject: " " }, "body.subject"],
    [{ wakeAt: "2999-01-01T00:00:00.000Z" }, "body.wakeAt"],
    [{ status: "pending", wakeAt: "2020-01-01T00:00:00.000Z" }, "body.wakeAt"],
    [{ status: "open", wakeAt: "2027-01-01T00:00:00.000Z" }, "body.wakeAt"],
  ] as const)("says what is wrong with %o", async (body, path) => {
    const { number } = await visitorWithTicket();
    const { problem } = await patch(number, body as never);
    expect(problem).toMatchObject({ code: "invalid", issues: [{ path }] });
  });
});

describe("a ticket that is put off", () => {
  test("opens with the sweep at its time, which agents see and the requester does not hear of before", async () => {
    const { number, headers } = await visitorWithTicket();
    const wakeAt = new Date(Date.now() + 3 * 86_400_000).toISOString();
    const { body } = await call("POST /v1/desk/tickets/:number/reply", {
      headers: ann,
      path: { number },
      body: { text: "On Monday.", status: "pending", wakeAt },
    });
    expect(body.ticket).toMatchObject({ status: "pending", wakeAt });
    const before = await call("GET /v1/tickets/:number", { headers, path: { number } });
    expect(before.text).not.toContain(wakeAt);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(wakeAt) });
    const now = Date.now();
    await sweep({ database: env.DB, rooms: undefined, now, defer: () => {} });
    const nobody = await consoleOf("agt_lea", now + 3_600_000);
    const { ticket, events } = await read(number, nobody);
    expect(ticket).toMatchObject({ status: "open", wakeAt: null });
    expect(events.filter(({ type }) => type === "status").at(-1)).toMatchObject({
      to: "open",
      woken: true,
      actor: { kind: "system" },
    });
  });
});

describe("merging", () => {
  const merge = async (number: string, into: string, headers?: Headers) =>
    call("POST /v1/desk/tickets/:number/merge", {
      headers: headers ?? (await ifMatch(number)),
      path: { number },
      body: { into },
    });

  test("closes the one, tells the requester in both, and a later reply is told where to write", async () => {
    const visitor = await visitorWithTicket();
    const other = await another(visitor);
    const { status, body } = await merge(other, visitor.number);
    expect(status).toBe(200);
    expect(body.ticket).toMatchObject({ status: "closed", mergedInto: visitor.number });
    expect((await read(visitor.number)).events.map(({ type }) => type)).toContain("absorbed");
    const seen = await call("GET /v1/tickets/:number", { headers: visitor.headers, path: { number: other } });
    expect(seen.body.ticket.mergedInto).toBe(visitor.number);
    expect(seen.body.events).toContainEqual(expect.objectContaining({ type: "merged", into: visitor.number }));
    const into = await call("GET /v1/tickets/:number", { headers: visitor.headers, path: { number: visitor.number } });
    expect(into.body.events).toContainEqual(expect.objectContaining({ type: "absorbed", number: other }));
    const { problem } = await call("POST /v1/tickets/:number/messages", {
      headers: visitor.headers,
      path: { number: other },
      body: { text: "And?" },
    });
    expect(problem).toMatchObject({ code: "ticket_closed" });
    expect(problem?.issues?.[0]?.message).toContain(visitor.number);
  });

  test("is refused for two people, for itself, for an old version and across sites", async () => {
    const [one, two] = [await visitorWithTicket(), await visitorWithTicket()];
    const bank = await visitorWithTicket("pk_bankbank", {}, { "cf-connecting-ip": "203.0.113.80" });
    expect((await merge(one.number, two.number)).problem?.code).toBe("requester_differs");
    expect((await merge(one.number, one.number)).problem).toMatchObject({ issues: [{ path: "body.into" }] });
    expect((await merge(one.number, two.number, { ...ann, "if-match": '"1"' })).problem?.code).toBe("version_mismatch");
    expect((await merge(one.number, bank.number)).problem?.code).toBe("not_found");
    const ada = { ...(await consoleOf("agt_ada")), "if-match": `"${(await read(one.number)).ticket.seq}"` };
    expect((await merge(one.number, bank.number, ada)).problem).toMatchObject({
      code: "invalid",
      issues: [{ path: "body.into" }],
    });
    expect((await read(one.number)).ticket.status).toBe("new");
  });

  test("of two at once, one has to be read again", async () => {
    const visitor = await visitorWithTicket();
    const other = await another(visitor);
    const headers = await ifMatch(other);
    const both = await Promise.all([merge(other, visitor.number, headers), merge(other, visitor.number, headers)]);
    expect(both.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    const { events } = await read(visitor.number);
    expect(events.filter(({ type }) => type === "absorbed")).toHaveLength(1);
  });
});

describe("links", () => {
  const link = (number: string, to: string, headers = ann) =>
    call("POST /v1/desk/tickets/:number/links", { headers, path: { number }, body: { to, relation: "caused_by" } });

  test("stand in both timelines, and go from both; the requester reads nothing of them", async () => {
    const [one, two] = [await visitorWithTicket(), await visitorWithTicket()];
    const { body } = await link(one.number, two.number);
    expect(body.ticket.links).toEqual([{ number: two.number, relation: "caused_by" }]);
    const other = await read(two.number);
    expect(other.ticket.links).toEqual([{ number: one.number, relation: "cause_of" }]);
    expect(other.events.at(-1)).toMatchObject({ type: "linked", number: one.number, relation: "cause_of" });
    const seen = await call("GET /v1/tickets/:number", { headers: two.headers, path: { number: two.number } });
    expect(seen.text).not.toMatch(new RegExp(`linked|${one.number}`));
    const apart = await call("DELETE /v1/desk/tickets/:number/links/:other", {
      headers: ann,
      path: { number: two.number, other: one.number },
    });
    expect(apart.body.ticket.links).toEqual([]);
    expect((await read(one.number)).ticket.links).toEqual([]);
  });

  test("stay within a site, whose number alone an agent of another one cannot tell from none", async () => {
    const one = await visitorWithTicket();
    const bank = await visitorWithTicket("pk_bankbank", {}, { "cf-connecting-ip": "203.0.113.81" });
    expect((await link(one.number, bank.number)).problem?.code).toBe("not_found");
    expect((await link(one.number, bank.number, bob)).problem?.code).toBe("not_found");
    expect((await link(one.number, bank.number, await consoleOf("agt_ada"))).problem).toMatchObject({
      issues: [{ path: "body.to" }],
    });
    expect((await link(one.number, one.number)).problem?.code).toBe("invalid");
    const reader = await keyFor(["tickets:read"]);
    expect((await link(one.number, one.number, reader)).problem?.code).toBe("forbidden");
  });
});

describe("mentions", () => {
  const note = (number: string, mentions: string[], headers = ann) =>
    call("POST /v1/desk/tickets/:number/note", { headers, path: { number }, body: { text: "@you", mentions } });
  const unread = async (agent: string) =>
    (await env.DB.prepare("SELECT ticket FROM mentions WHERE agent_id = ? AND read = 0").bind(agent).all<object>())
      .results.length;

  test("are kept beside the text, until the agent has seen the ticket", async () => {
    const { number, headers } = await visitorWithTicket();
    const before = await unread("agt_lea");
    const { body } = await note(number, ["agt_lea", "agt_lea", "agt_ann"]);
    expect(body.events[0]).toMatchObject({
      type: "note",
      mentions: [
        { id: "agt_lea", name: "Lea Lead" },
        { id: "agt_ann", name: "Ann Agent" },
      ],
    });
    // Nobody is called by themselves.
    expect([await unread("agt_lea"), await unread("agt_ann")]).toEqual([before + 1, 0]);
    const seen = await call("GET /v1/tickets/:number", { headers, path: { number } });
    expect(seen.text).not.toMatch(/Lea|mention/);
    const mark = (seq: number, who: Headers) =>
      call("POST /v1/desk/tickets/:number/read", { headers: who, path: { number }, body: { seq } });
    await mark(body.ticket.seq, ann);
    expect(await unread("agt_lea")).toBe(before + 1);
    await mark(1, lea);
    expect(await unread("agt_lea")).toBe(before + 1);
    // Ann has seen as much already; that Lea has is news to Lea alone.
    await mark(body.ticket.seq, lea);
    expect(await unread("agt_lea")).toBe(before);
  });

  test("are an agent's own list, the unread first, and its unread are counted", async () => {
    const listed = async (headers: Headers, query: object = {}) => {
      const { body } = await call("GET /v1/desk/tickets", { headers, query: { view: "mentions", ...query } });
      return { numbers: body.items.map((ticket) => ticket.number), next: body.next };
    };
    const counted = async (headers: Headers) =>
      (await call("GET /v1/desk/counts", { headers })).body.views.mentions?.count;
    const before = await counted(lea);
    const numbers: string[] = [];
    let seq = 0;
    for (let index = 0; index < 3; index++) {
      const { number } = await visitorWithTicket();
      numbers.push(number);
      // Twice in one ticket is one ticket.
      await note(number, ["agt_lea"]);
      seq = (await note(number, ["agt_lea"])).body.ticket.seq;
    }
    const [first = "", second = "", third = ""] = numbers;
    expect((await listed(lea)).numbers.slice(0, 3)).toEqual([third, second, first]);
    expect(await counted(lea)).toBe((before ?? 0) + 3);

    await call("POST /v1/desk/tickets/:number/read", { headers: lea, path: { number: third }, body: { seq } });
    const solving = { headers: await ifMatch(second), path: { number: second }, body: {} };
    expect((await call("POST /v1/desk/tickets/:number/solve", solving)).status).toBe(200);
    const whole = (await listed(lea)).numbers;
    expect(whole.slice(0, 2)).toEqual([second, first]);
    expect(whole).toContain(third);
    expect(await counted(lea)).toBe((before ?? 0) + 2);

    const pages: string[] = [];
    let next: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listed>> = await listed(lea, { limit: 1, ...(next && { cursor: next }) });
      pages.push(...page.numbers);
      next = page.next;
    } while (next !== null);
    expect(pages).toEqual(whole);
    expect((await listed(lea, { filter: JSON.stringify({ status: ["solved"] }) })).numbers).toEqual([second]);

    // Nobody else is called, nor is a key; nor does anybody read of a site that they may not see.
    expect((await listed(ann)).numbers).not.toContain(first);
    expect((await listed(await keyFor(["tickets:read"]))).numbers).toEqual([]);
    await env.DB.prepare("UPDATE mentions SET agent_id = 'agt_bob' WHERE ticket = ?")
      .bind(Number(first.split("-")[1]))
      .run();
    expect((await listed(bob)).numbers).toEqual([]);
    expect(await counted(bob)).toBe(0);
  });

  test("are counted in a saved view as in the list", async () => {
    const body: NewSavedView = { name: "Called", view: "mentions", filter: { channel: ["web"] }, order: "due" };
    const path = { view: "view_called" };
    await call("PUT /v1/desk/views/:view", { headers: lea, path, body });
    const counts = (await call("GET /v1/desk/counts", { headers: lea })).body;
    expect(counts.saved.find(({ id }) => id === "view_called")?.count).toBe(counts.views.mentions?.count);
    expect(counts.views.mentions?.count).toBeGreaterThan(0);
    await call("DELETE /v1/desk/views/:view", { headers: lea, path });
  });

  test.each(["agt_bob", "agt_nobody"])("cannot name %s, who may not see the ticket", async (agent) => {
    const { number } = await visitorWithTicket();
    const { problem } = await note(number, ["agt_lea", agent]);
    expect(problem).toMatchObject({
      code: "invalid",
      issues: [{ path: "body.mentions.1", message: "There is no such agent who may see this ticket." }],
    });
    expect((await read(number)).events.map(({ type }) => type)).not.toContain("note");
  });
});

describe("macros", () => {
  const names = async (headers: Headers, site?: string) => {
    const { body, problem } = await call("GET /v1/desk/macros", { headers, query: site === undefined ? {} : { site } });
    return problem?.code ?? body.items.map(({ id, sites }) => `${id} ${sites}`);
  };

  test("are those of the sites that somebody may see", async () => {
    expect(await names(ann)).toEqual(["mac_hello all", "mac_bulb site_shop"]);
    expect(await names(bob)).toEqual(["mac_hello all", "mac_card site_bank"]);
    expect(await names(ann, "site_bank")).toBe("not_found");
    expect(await names(page("pk_shopshop"))).toBe("credentials_missing");
    expect(await names(await keyFor(["tickets:write"]))).toBe("forbidden");
  });

  test("are checked when the set-up is saved", async () => {
    const ada = await consoleOf("agt_ada");
    const { body } = await call("GET /v1/desk/setup", { headers: ada });
    const [first, ...rest] = body.setup.macros;
    if (!first) throw new Error("The fixture has a macro");
    const { problem } = await call("PUT /v1/desk/setup", {
      headers: { ...ada, "if-match": `"${body.version}"` },
      body: { ...body.setup, macros: [{ ...first, text: "Hello {{contact.nmae}}" }, ...rest] },
    });
    expect(problem).toMatchObject({ code: "invalid", issues: [{ path: "body.macros.0.text" }] });
  });
});
