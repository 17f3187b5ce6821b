import { env } from "cloudflare:test";
import type { Body } from "@firstline/sdk/wire";
import { beforeEach, describe, expect, test } from "vitest";
import { relieve } from "../src/jobs/relieve.ts";
import { randomSecret } from "../src/secrets.ts";
import { everything, rowCounts } from "./database.ts";
import { call, keyFor, visitorWithTicket } from "./desk.ts";
import { clear, day, desk, hour, instant, morning, onStaffedDesk, save, setTime } from "./staffed-desk.ts";

const people = onStaffedDesk();
beforeEach(async () => {
  setTime(morning);
  await clear();
});

type NewAbsence = Body<"POST /v1/desk/absences">;
const plan = (body: NewAbsence, headers = people.lea) => call("POST /v1/desk/absences/plan", { headers, body });
const create = (body: NewAbsence, headers = people.lea) => call("POST /v1/desk/absences", { headers, body });
const list = async (headers = people.lea) => (await call("GET /v1/desk/absences", { headers })).body.items;
const read = async (number: string) =>
  (await call("GET /v1/desk/tickets/:number", { headers: people.ada, path: { number } })).body;
const holders = async (numbers: readonly string[]) =>
  Promise.all(numbers.map(async (number) => (await read(number)).ticket.assignee?.id ?? null));

/** Ann is ill from this instant on for a day. */
const ill = (from: number, more: Partial<NewAbsence> = {}): NewAbsence => ({
  agent: "agt_ann",
  from: instant(from),
  to: instant(from + day),
  ...more,
});

/** Tickets that Ann gets, for there is nobody else. */
async function annsTickets(count: number): Promise<string[]> {
  const numbers: string[] = [];
  for (let more = 0; more < count; more++) numbers.push((await visitorWithTicket()).number);
  expect(new Set(await holders(numbers))).toEqual(new Set(["agt_ann"]));
  return numbers;
}

describe("planning", () => {
  test("shows which tickets move to whom and what is at risk, most pressing first, and writes nothing", async () => {
    const numbers = await annsTickets(2);
    setTime(morning + 2 * hour);
    // In a new hour a session is noted as seen, whatever it asks for.
    await plan(ill(morning + 2 * hour));
    const before = await everything();
    const { body, status } = await plan(ill(morning + 2 * hour));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      hidden: 0,
      moves: numbers.map((number) => ({
        number,
        site: { id: "site_shop" },
        priority: "normal",
        placement: { kind: "agent", taker: { agent: { id: "agt_lea" } }, via: "team" },
        atRisk: [
          { metric: "first_response", state: "breached" },
          { metric: "tier", state: "at_risk" },
        ],
      })),
    });
    expect(await everything()).toBe(before);
  });

  test("of an absence ahead goes by the plan of its beginning, and the named stand-in comes first", async () => {
    await annsTickets(1);
    // Lea begins at eleven; at ten nobody else is there.
    const nobody = await plan(ill(morning + hour / 2));
    expect(nobody.body.moves).toMatchObject([
      { placement: { kind: "nobody", next: { at: "2026-12-22T11:00:00.000Z" } } },
    ]);
    const named = await plan(ill(morning + hour / 2, { standIn: "agt_lea" }));
    expect(named.body.moves).toMatchObject([
      { placement: { taker: { agent: { id: "agt_lea" }, standsInFor: { id: "agt_ann" } }, via: "stand_in" } },
    ]);
  });

  test("counts tickets of sites that the caller may not see, and shows none of them", async () => {
    const bank = await visitorWithTicket("pk_bankbank");
    const { ticket } = await read(bank.number);
    await call("POST /v1/desk/tickets/:number/assign", {
      headers: { ...people.ada, "if-match": `"${ticket.seq}"` },
      path: { number: bank.number },
      body: { agent: "agt_max" },
    });
    const absence = ill(morning, { agent: "agt_max" });
    expect((await plan(absence)).body).toEqual({ moves: [], hidden: 1 });
    expect((await plan(absence, people.ben)).body).toMatchObject({ moves: [{ number: bank.number }], hidden: 0 });
    const created = await create(absence);
    expect(created.body.plan).toEqual({ moves: [], hidden: 1 });
    expect(created.text).not.toContain(bank.number);
    expect((await read(bank.number)).ticket.assignee?.id).not.toBe("agt_max");
  });
});

describe("an absence that cannot be", () => {
  test.each<[string, NewAbsence, string, string]>([
    ["ends before it begins", ill(morning, { to: instant(morning) }), "body", "ends before it begins"],
    ["ends after all calendars", ill(morning, { to: "9999-12-31T23:59:59.999Z" }), "body.to", "1970 to 2197"],
    ["begins before all calendars", ill(morning, { from: "0001-01-01T00:00:00.000Z" }), "body.from", "1970 to 2197"],
    ["is over", ill(morning - 2 * day), "body.to", "over already"],
    ["has a stand-in who is not there", ill(morning, { standIn: "agt_none" }), "body", "agt_none stands in"],
    ["has itself for a stand-in", ill(morning, { standIn: "agt_ann" }), "body", "cannot stand in for themselves"],
  ])("%s", async (_name, absence, path, words) => {
    const before = await rowCounts();
    for (const ask of [plan, create]) {
      const { problem } = await ask(absence);
      expect(problem).toMatchObject({ code: "invalid", issues: [{ path, message: expect.stringContaining(words) }] });
    }
    expect(await rowCounts()).toEqual(before);
  });

  test("closes a ring of stand-ins", async () => {
    await create(ill(morning + day, { agent: "agt_lea", standIn: "agt_ann" }));
    const { problem } = await create(ill(morning + day, { standIn: "agt_lea" }));
    expect(problem?.issues?.[0]?.message).toContain("in a ring");
    expect(await list()).toHaveLength(1);
  });
});

describe("creating", () => {
  test("moves the tickets as planned, keeps the reason to people who lead, and tells what was done", async () => {
    const numbers = await annsTickets(3);
    setTime(morning + 2 * hour);
    const absence = ill(morning + 2 * hour, { reason: "Broke a leg" });
    const planned = await plan(absence);
    const { body, status } = await create(absence);
    expect(status).toBe(201);
    expect(body.absence).toMatchObject({ agent: "agt_ann", reason: "Broke a leg" });
    expect(body.plan).toEqual(planned.body);
    expect(await holders(numbers)).toEqual(["agt_lea", "agt_lea", "agt_lea"]);
    const { events } = await read(numbers[0] ?? "");
    expect(events.slice(-2)).toMatchObject([
      { type: "given_back", agent: { id: "agt_ann" }, why: "absent", actor: { kind: "system" } },
      { type: "assigned", agent: { id: "agt_lea" } },
    ]);
    expect(await list()).toEqual([body.absence]);
    const asKey = await call("GET /v1/desk/absences", { headers: people.key });
    expect(asKey.body.items).toHaveLength(1);
    expect(asKey.text).not.toContain("leg");
    const standings = await call("GET /v1/desk/standings", { headers: people.lea });
    expect(standings.text).not.toContain("leg");
    expect(standings.body.items.find(({ agent }) => agent.id === "agt_ann")).toMatchObject({
      open: 0,
      absentUntil: absence.to,
    });
    const coverage = await call("GET /v1/desk/coverage", { headers: people.ann, query: { site: "site_shop" } });
    expect(coverage.text).not.toContain("leg");
    expect(coverage.body.considered[0]).toMatchObject({ reasons: [{ why: "absent", until: absence.to }] });
  });

  test("is done once however often it is sent, and another absence needs another key", async () => {
    await annsTickets(2);
    const headers = { ...people.lea, "idempotency-key": randomSecret() };
    const absence = ill(morning, { reason: "Broke a leg", standIn: "agt_lea" });
    const first = await create(absence, headers);
    const rows = await rowCounts();
    const again = await create(absence, headers);
    expect(again.text).toBe(first.text);
    expect((await create({ ...absence, reason: "Another" }, headers)).problem?.code).toBe("idempotency_key_reused");
    expect(await rowCounts()).toEqual(rows);
    // The reason is where the absence is, and goes with it.
    const path = { absence: first.body.absence.id };
    await call("DELETE /v1/desk/absences/:absence", { headers: people.lea, path });
    expect(await everything()).not.toContain("Broke a leg");
    expect((await create(absence, headers)).text).toBe(first.text);
  });

  test("at the same time by two leads leaves no ticket behind and moves none twice", async () => {
    const numbers = await annsTickets(3);
    setTime(morning + 2 * hour);
    const answers = await Promise.all([create(ill(morning + 2 * hour)), create(ill(morning + 2 * hour), people.ada)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(await holders(numbers)).toEqual(["agt_lea", "agt_lea", "agt_lea"]);
    for (const number of numbers) {
      expect((await read(number)).events.filter(({ type }) => type === "given_back")).toHaveLength(1);
    }
    const moved = answers.flatMap(({ body }) => body.plan.moves.map(({ number }) => number));
    expect(moved.sort()).toEqual([...numbers].sort());
  });

  test("ahead of time moves nothing until it begins, and then by the same plan", async () => {
    const numbers = await annsTickets(1);
    const absence = ill(morning + hour, { standIn: "agt_lea" });
    const { body } = await create(absence);
    expect(body.plan.moves).toMatchObject([{ placement: { via: "stand_in" } }]);
    const runner = { database: env.DB, rooms: env.ROOMS, now: morning + hour - 1, defer: () => {} };
    expect(await relieve(runner)).toBe(0);
    expect(await holders(numbers)).toEqual(["agt_ann"]);
    expect(await relieve({ ...runner, now: morning + hour })).toBe(1);
    expect(await holders(numbers)).toEqual(["agt_lea"]);
  });

  test("of somebody without a roster frees their tickets", async () => {
    await save({ ...desk, roster: { skills: desk.roster.skills, agents: [], rotations: [], teams: [] } });
    const { number } = await visitorWithTicket();
    await call("POST /v1/desk/tickets/:number/claim", { headers: people.ann, path: { number } });
    await create(ill(morning));
    const { ticket, events } = await read(number);
    expect([ticket.assignee, ticket.staffedAt]).toEqual([null, null]);
    expect(events.map(({ type }) => type).slice(-2)).toEqual(["given_back", "assigned"]);
    await save(desk);
  });
});

describe("taking one back", () => {
  test("lets the agent take tickets again; what moved stays where it is", async () => {
    const numbers = await annsTickets(1);
    const { body } = await create(ill(morning, { standIn: "agt_lea" }));
    const path = { absence: body.absence.id };
    const remove = (headers = people.lea) => call("DELETE /v1/desk/absences/:absence", { headers, path });
    expect((await remove(people.ben)).problem?.code).toBe("not_found");
    expect((await remove()).status).toBe(204);
    expect((await remove()).problem?.code).toBe("not_found");
    expect(await list()).toEqual([]);
    expect(await holders(numbers)).toEqual(["agt_lea"]);
    expect(await holders([(await visitorWithTicket()).number])).toEqual(["agt_ann"]);
  });
});

describe("who may know", () => {
  test("the lead of another site sees nothing of an agent who does not work there", async () => {
    await create(ill(morning, { reason: "Broke a leg" }));
    await create(ill(morning, { agent: "agt_max" }));
    expect((await list(people.ben)).map(({ agent }) => agent)).toEqual(["agt_max"]);
    for (const ask of [plan, create]) {
      expect((await ask(ill(morning), people.ben)).problem?.code).toBe("not_found");
      expect((await ask(ill(morning, { agent: "agt_none" }))).problem?.code).toBe("not_found");
      expect((await ask(ill(morning), people.ann)).problem?.code).toBe("forbidden");
    }
    expect((await call("GET /v1/desk/absences", { headers: people.ann })).problem?.code).toBe("forbidden");
    expect(await list(await keyFor(["setup:read"], ["site_bank"]))).toHaveLength(1);
    const reader = await keyFor(["setup:read"]);
    expect((await create(ill(morning), reader)).problem?.code).toBe("forbidden");
  });
});
