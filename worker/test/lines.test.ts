import { env } from "cloudflare:test";
import type { Body, DeskEvent, Setup } from "@firstline/sdk/wire";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { forgetStandings } from "../src/store/standings.ts";
import { call, consoleOf, page, visitorWithTicket } from "./desk.ts";
import { gold, staffed } from "./staffed.ts";

type Headers = Readonly<Record<string, string>>;

let ada: Headers;
let ann: Headers;

const hour = 3_600_000;
/** A Tuesday at half past nine, when Ann alone is on shift. */
const morning = Date.UTC(2026, 11, 22, 9, 30);
const at = (later: number) => void vi.setSystemTime(morning + later);
const instant = (time: number) => new Date(time).toISOString();

/** Replaces the set-up with this one; resolves with what it is then. */
async function replace(setup: Setup): Promise<Setup> {
  const { body: before } = await call("GET /v1/desk/setup", { headers: ada });
  const { body, status } = await call("PUT /v1/desk/setup", {
    headers: { ...ada, "if-match": `"${before.version}"` },
    body: setup,
  });
  expect(status).toBe(200);
  return body.setup;
}

/** Takes all tickets from everybody. */
async function empty(): Promise<void> {
  await env.DB.batch([
    env.DB.prepare("UPDATE tickets SET active = 0, assignee_id = NULL, next_due_at = NULL"),
    env.DB.prepare("UPDATE standings SET open = 0, last_assigned_at = NULL"),
  ]);
  forgetStandings();
}

const read = async (number: string, headers = ada) =>
  (await call("GET /v1/desk/tickets/:number", { headers, path: { number } })).body;

const types = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);

async function escalate(number: string, handover: Body<"POST /v1/desk/tickets/:number/escalate">["handover"]) {
  const { ticket } = await read(number);
  return call("POST /v1/desk/tickets/:number/escalate", {
    headers: { ...ann, "if-match": `"${ticket.seq}"` },
    path: { number },
    body: { handover },
  });
}

async function sendBack(number: string, missing?: string) {
  const { ticket } = await read(number);
  return call("POST /v1/desk/tickets/:number/return", {
    headers: { ...ada, "if-match": `"${ticket.seq}"` },
    path: { number },
    body: missing === undefined ? {} : { missing },
  });
}

const handover = {
  summary: "The lamp stays dark.",
  tried: ["Another socket."],
  missing: "Somebody who knows lamps.",
  impact: "Kim sits in the dark.",
  publicReason: "It needs somebody who knows lamps.",
};

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: morning });
  ada = await consoleOf("agt_ada", morning + 100 * 24 * hour);
  ann = await consoleOf("agt_ann", morning + 100 * 24 * hour);
  await replace(staffed);
});
beforeEach(async () => {
  at(0);
  await empty();
});
afterAll(() => void vi.useRealTimers());

describe("a new ticket", () => {
  test("goes where the rules say, to somebody who can take it, and promises what the contract does", async () => {
    const { number, ticket, headers } = await visitorWithTicket();
    expect(ticket).toMatchObject({
      assignee: { name: "Ann Agent" },
      tier: { level: 1 },
      promise: {
        answer: { is: "due", at: instant(morning + hour) },
        // Eight hours of an office that closes at five.
        solution: { is: "due", at: instant(morning + 24 * hour) },
        staffedAt: null,
      },
    });
    const desk = await read(number);
    expect(desk.ticket).toMatchObject({ contract: { id: "ctr_gold", version: 1 }, team: { id: "team_front" } });
    expect(desk.ticket.clocks.map(({ metric, state }) => [metric, state])).toEqual([
      ["first_response", "running"],
      ["resolution", "running"],
      ["tier", "running"],
    ]);
    expect(desk.events).toMatchObject([
      { type: "submitted" },
      { type: "message" },
      { type: "routed", because: "Rule “Everything else”", explanation: { looked: 5 } },
      { type: "assigned", agent: { id: "agt_ann" }, weighed: { eligible: 1, leftOut: { off_duty: 1 } } },
    ]);
    const seen = await call("GET /v1/tickets/:number", { headers, path: { number } });
    expect(types(seen.body.events)).toEqual(["submitted", "message", "routed", "assigned"]);
  });

  test("that asks for more than anybody has waits, says until when, and alarms", async () => {
    // Refunds take a certificate that Lea alone has, whose shift begins at noon in Berlin.
    const { ticket, number } = await visitorWithTicket("pk_shopshop", { message: { text: "I want a refund!" } });
    expect(ticket).toMatchObject({ assignee: null, promise: { staffedAt: instant(morning + 1.5 * hour) } });
    const desk = await read(number);
    expect(desk.ticket).toMatchObject({ priority: "urgent", tags: ["refund"], staffedAt: "2026-12-22T11:00:00.000Z" });
    expect(types(desk.events)).toEqual(["submitted", "message", "priority", "routed", "unplaced"]);
    expect(desk.events.at(-1)).toMatchObject({ why: "off_duty", alarm: true });
    const { body } = await call("GET /v1/desk/tickets", { headers: ann, query: { view: "unassigned" } });
    expect(body.items.map((item) => item.number)).toContain(number);
  });

  test("of the site without a contract promises nothing", async () => {
    const { ticket } = await visitorWithTicket("pk_bankbank");
    expect(ticket).toMatchObject({ assignee: { name: "Bob Agent" }, promise: null });
  });
});

describe("escalate", () => {
  test("names all that lacks, and saves nothing", async () => {
    const { number } = await visitorWithTicket();
    const before = (await read(number)).ticket.seq;
    const { status, problem } = await escalate(number, { tried: ["…"], impact: "Kim." });
    expect(status).toBe(422);
    expect(problem?.issues?.map(({ path }) => path)).toEqual([
      "body.handover.summary",
      "body.handover.tried",
      "body.handover.missing",
      "body.handover.publicReason",
    ]);
    expect((await read(number)).ticket.seq).toBe(before);
  });

  test("goes to somebody of the next tier; the requester reads the reason that is for them, and no more", async () => {
    const { number, headers } = await visitorWithTicket();
    const { status, body } = await escalate(number, handover);
    expect(status).toBe(200);
    expect(types(body.events)).toEqual(["escalated", "status", "routed", "assigned"]);
    expect(body.ticket).toMatchObject({ tier: { level: 2 }, team: { id: "team_deep" }, assignee: { id: "agt_ada" } });

    const seen = await call("GET /v1/tickets/:number", { headers, path: { number } });
    expect(seen.body.events.find(({ type }) => type === "escalated")).toMatchObject({
      from: { level: 1, label: "First line" },
      to: { level: 2, label: "Second line" },
      reason: handover.publicReason,
    });
    expect(seen.text).not.toContain(handover.summary);
    expect(seen.text).not.toContain(handover.missing);
  });

  test("is for those who have seen its last state", async () => {
    const { number } = await visitorWithTicket();
    const { problem } = await call("POST /v1/desk/tickets/:number/escalate", {
      headers: { ...ann, "if-match": '"1"' },
      path: { number },
      body: { handover },
    });
    expect(problem?.code).toBe("version_mismatch");
  });
});

describe("return", () => {
  test("goes back to the team that sent it up; the third bounce goes to its lead", async () => {
    const { number } = await visitorWithTicket();
    for (const bounce of [1, 2, 3]) {
      await escalate(number, handover);
      expect((await sendBack(number)).problem?.issues?.[0]?.path).toBe("body.missing");
      const { body } = await sendBack(number, "The order number.");
      expect(body.ticket).toMatchObject({
        bounces: bounce,
        tier: { level: 1 },
        team: { id: "team_front" },
        assignee: { id: bounce < 3 ? "agt_ann" : "agt_lea" },
      });
      const called = body.events.filter(({ type }) => type === "lead_called");
      expect(called).toMatchObject(bounce < 3 ? [] : [{ cause: "bounces" }]);
    }
  });

  test("of what was never sent up is refused", async () => {
    const { number } = await visitorWithTicket();
    expect((await sendBack(number, "The order number.")).problem?.code).toBe("transition_refused");
  });
});

describe("solved and opened again", () => {
  const solve = async (number: string, playbook?: Body<"POST /v1/desk/tickets/:number/solve">["playbook"]) => {
    const { ticket } = await read(number);
    return call("POST /v1/desk/tickets/:number/solve", {
      headers: { ...ada, "if-match": `"${ticket.seq}"` },
      path: { number },
      body: playbook ? { playbook } : {},
    });
  };

  test("twice, it goes one tier up by itself, with a handover", async () => {
    const { number, headers } = await visitorWithTicket();
    for (const time of [1, 2]) {
      await solve(number);
      const { body } = await call("POST /v1/tickets/:number/reopen", { headers, path: { number } });
      expect(body.ticket.tier.level).toBe(time);
    }
    const event = (await read(number)).events.find(({ type }) => type === "escalated");
    expect(event).toMatchObject({ cause: "reopened", handover: { tried: [expect.any(String)] } });
  });

  test("later than the contract allows, it is refused, and a reply keeps what was typed", async () => {
    const { number, headers } = await visitorWithTicket();
    await solve(number);
    at(5 * 24 * hour);
    const reopened = await call("POST /v1/tickets/:number/reopen", { headers, path: { number } });
    expect(reopened.problem?.code).toBe("reopen_expired");
    const reply = await call("POST /v1/tickets/:number/messages", { headers, path: { number }, body: { text: "Hm?" } });
    expect(reply.problem?.code).toBe("reopen_expired");
  });

  test("a playbook is kept with a ticket that was solved at tier 2, and refused at tier 1", async () => {
    const playbook = { title: "Dark lamps", signs: "It is dark.", steps: ["Look at the socket."] };
    const { number } = await visitorWithTicket();
    expect((await solve(number, playbook)).problem?.issues?.[0]?.path).toBe("body.playbook");
    await escalate(number, handover);
    expect((await solve(number, playbook)).status).toBe(200);
    const kept = (await read(number)).events.find(({ type }) => type === "playbook");
    expect(kept).toMatchObject({ playbook });
  });
});

describe("contracts", () => {
  const change = async (number: string, body: Body<"PATCH /v1/desk/tickets/:number">) => {
    const { ticket } = await read(number);
    return call("PATCH /v1/desk/tickets/:number", {
      headers: { ...ada, "if-match": `"${ticket.seq}"` },
      path: { number },
      body,
    });
  };

  test("another priority is another promise, and the requester is told", async () => {
    const { number, headers } = await visitorWithTicket();
    await change(number, { priority: "urgent" });
    const { body } = await call("GET /v1/tickets/:number", { headers, path: { number } });
    expect(body.events.slice(-2)).toMatchObject([{ type: "promise", because: "priority" }, { type: "status" }]);
    expect(body.ticket.promise?.answer).toEqual({ is: "due", at: instant(morning + hour / 2) });
    expect(JSON.stringify(body)).not.toContain("urgent");
  });

  test("a ticket keeps the version that it began under, until it is moved to the new one", async () => {
    const { number } = await visitorWithTicket();
    const slow = { ...gold, targets: { ...gold.targets, normal: { firstResponse: 120, resolution: 960 } } };
    const saved = await replace({ ...staffed, contracts: [{ ...slow, version: 17 }] });
    // Versions are the desk's to count.
    expect(saved.contracts[0]?.version).toBe(2);
    expect((await replace({ ...staffed, contracts: [slow] })).contracts[0]?.version).toBe(2);

    const response = (clocks: readonly { readonly metric: string }[]) =>
      clocks.find(({ metric }) => metric === "first_response");
    const old = await read(number);
    expect(old.ticket.contract?.version).toBe(1);
    expect(response(old.ticket.clocks)).toMatchObject({ dueAt: instant(morning + hour) });
    const { ticket: young } = await read((await visitorWithTicket()).number);
    expect(young.contract?.version).toBe(2);
    expect(response(young.clocks)).toMatchObject({ dueAt: instant(morning + 2 * hour) });

    at(hour / 2);
    const { body } = await change(number, { contract: "ctr_gold" });
    expect(body.events).toMatchObject([{ type: "contract", from: { version: 1 }, to: { version: 2 } }, {}]);
    expect(response(body.ticket.clocks)).toMatchObject({ dueAt: instant(morning + 2 * hour) });
    await replace(staffed);
  });

  test("a holiday more is a new version too", async () => {
    const [calendar] = staffed.calendars;
    if (!calendar) throw new Error("The fixture has a calendar");
    const holidays = [...calendar.holidays, { date: "2026-12-24", name: "Christmas Eve" }];
    const before = (await call("GET /v1/desk/setup", { headers: ada })).body.setup.contracts[0]?.version ?? 0;
    const saved = await replace({ ...staffed, calendars: [{ ...calendar, holidays }] });
    expect(saved.contracts[0]?.version).toBe(before + 1);
    await replace(staffed);
  });

  test("of another site, or on a ticket that began without one: refused beside the field", async () => {
    const { number } = await visitorWithTicket();
    expect((await change(number, { contract: "ctr_gone" })).problem?.issues).toEqual([
      { path: "body.contract", message: "This site has no such contract." },
    ]);
    const bank = await visitorWithTicket("pk_bankbank");
    expect((await change(bank.number, { contract: "ctr_gold" })).problem?.issues?.[0]?.path).toBe("body.contract");
  });
});

describe("the load of an agent", () => {
  test("never grows over their capacity, though many tickets come at once", async () => {
    const tickets = await Promise.all(Array.from({ length: 12 }, () => visitorWithTicket()));
    const desk = await Promise.all(tickets.map(({ number }) => read(number)));
    const held = desk.filter(({ ticket }) => ticket.assignee?.id === "agt_ann");
    expect(held).toHaveLength(3);
    for (const { ticket, events } of desk) {
      if (ticket.assignee === null) expect(events.at(-1)).toMatchObject({ type: "unplaced", why: "busy" });
    }
    const { results } = await env.DB.prepare("SELECT open FROM standings WHERE agent_id = 'agt_ann'").all();
    expect(results).toEqual([{ open: 3 }]);
  });

  test("falls with what is solved and grows with what is opened again", async () => {
    const open = async () =>
      (await env.DB.prepare("SELECT open FROM standings WHERE agent_id = 'agt_ada'").first<{ open: number }>())?.open ??
      0;
    const { number, headers } = await visitorWithTicket();
    const assign = async () => {
      const { ticket } = await read(number);
      await call("POST /v1/desk/tickets/:number/assign", {
        headers: { ...ada, "if-match": `"${ticket.seq}"` },
        path: { number },
        body: { agent: "agt_ada" },
      });
    };
    const before = await open();
    await assign();
    expect(await open()).toBe(before + 1);
    await call("POST /v1/desk/tickets/:number/reply", {
      headers: ada,
      path: { number },
      body: { text: "Done.", status: "solved" },
    });
    expect(await open()).toBe(before);
    await call("POST /v1/tickets/:number/reopen", { headers, path: { number } });
    expect(await open()).toBe(before + 1);
  });
});

test("a visitor's own words are facts for the rules: language, fields and how lately they wrote", async () => {
  await replace({
    ...staffed,
    sites: staffed.sites.map((site) =>
      site.id === "site_shop"
        ? {
            ...site,
            topics: [
              ...site.topics,
              {
                id: "top_parcel",
                label: "Parcel",
                fields: [{ type: "number", id: "weight", label: "Weight", required: true }],
              },
            ],
          }
        : site,
    ),
    rules: [
      {
        id: "rul_heavy",
        name: "Heavy parcels",
        when: { type: "field", field: "weight", test: { operator: "more_than", value: 30 } },
        outcome: { tags: ["heavy"] },
      },
      { id: "rul_again", name: "Again", when: { type: "repeat", withinDays: 1 }, outcome: { tags: ["again"] } },
      ...staffed.rules,
    ],
  });
  const submit = async (headers: Headers, more: Partial<Body<"POST /v1/tickets">>) =>
    call("POST /v1/tickets", {
      headers,
      body: { subject: "Parcel", topic: "top_parcel", message: { text: "Where is it?" }, ...more },
    });
  const lacking = await submit(page("pk_shopshop"), {});
  expect(lacking.problem?.issues).toEqual([{ path: "body.fields.weight", message: "“Weight” is needed." }]);

  const first = await submit(page("pk_shopshop"), { fields: { weight: 31 }, language: "de-AT" });
  const { ticket, events } = await read(first.body.ticket.number);
  expect(ticket).toMatchObject({ tags: ["heavy"], language: "de-AT", needs: { language: "de" } });
  expect(events[0] satisfies DeskEvent | undefined).toMatchObject({ type: "submitted", fields: { weight: 31 } });

  const again = await submit(page("pk_shopshop", first.body.visitorToken), { fields: { weight: 1 } });
  expect((await read(again.body.ticket.number)).ticket.tags).toEqual(["again"]);
  await replace(staffed);
});
