import { afterAll, beforeAll, expect, test } from "vitest";
import { createDesk, type Desk, isFirstlineError } from "../src/desk.ts";
import { type DeskServer, startDeskServer } from "./desk-server.ts";
import { deskTicketAt, number } from "./examples.ts";

const at = "2026-12-21T08:00:00.000Z";
const changed = { ticket: deskTicketAt(8), events: [] };
const handover = {
  summary: "Charged twice",
  tried: ["Read both receipts"],
  missing: "Access to the card processor",
  impact: "One customer, 480 €",
  publicReason: "Our payments team looks at it",
};
const absence = { agent: "agt_1", from: at, to: "2026-12-28T08:00:00.000Z" };
const contract = {
  id: "ctr_shop",
  name: "Shop",
  site: "site_shop",
  plan: null,
  calendar: "cal_office",
  targets: { low: {}, normal: { firstResponse: 240 }, high: {}, urgent: {} },
};
const file = { file: "BEGIN:VCALENDAR", firstYear: 2027, lastYear: 2028 };
const setup = {
  name: "Desk",
  tiers: [{ level: 1, label: "First line" }],
  teams: [{ id: "team_front", name: "Front desk", tier: 1, members: [] }],
  agents: [],
  sites: [],
  rules: [],
};

let server: DeskServer;
let desk: Desk;
beforeAll(async () => {
  server = await startDeskServer();
  desk = createDesk({ url: server.url, key: "sk_1" });
});
afterAll(() => server.stop());

interface Row {
  readonly name: string;
  readonly run: () => Promise<unknown>;
  readonly sent: string;
  readonly query?: string;
  readonly body?: unknown;
  readonly version?: string;
  readonly answer?: unknown;
  readonly gives?: unknown;
}

const rows: readonly Row[] = [
  {
    name: "tickets.escalate",
    run: () => desk.tickets.escalate({ number, seq: 7 }, { tier: 3, handover }),
    sent: `POST /v1/desk/tickets/${number}/escalate`,
    body: { tier: 3, handover },
    version: '"7"',
    answer: changed,
  },
  {
    name: "tickets.return",
    run: () => desk.tickets.return({ number, seq: 7 }, "Which card was it?"),
    sent: `POST /v1/desk/tickets/${number}/return`,
    body: { missing: "Which card was it?" },
    version: '"7"',
    answer: changed,
  },
  {
    name: "tickets.read",
    run: () => desk.tickets.read(number, 7),
    sent: `POST /v1/desk/tickets/${number}/read`,
    body: { seq: 7 },
  },
  {
    name: "tickets.list of what goes on from one",
    run: () => desk.tickets.list({ followUpOf: number }).toArray(),
    sent: "GET /v1/desk/tickets",
    query: `followUpOf=${number}`,
    answer: { items: [], next: null },
    gives: [],
  },
  {
    name: "consents.list",
    run: () => desk.consents.list("site_shop"),
    sent: "GET /v1/desk/sites/site_shop/consents",
    answer: { items: [{ version: "1", text: "Yes.", since: "2026-11-23T09:30:00.000Z" }] },
    gives: [{ version: "1", text: "Yes.", since: "2026-11-23T09:30:00.000Z" }],
  },
  {
    name: "tickets.solve with a playbook",
    run: () =>
      desk.tickets.solve(
        { number, seq: 7 },
        { playbook: { title: "Twice", signs: "Two receipts", steps: ["Refund"] } },
      ),
    sent: `POST /v1/desk/tickets/${number}/solve`,
    body: { playbook: { title: "Twice", signs: "Two receipts", steps: ["Refund"] } },
    version: '"7"',
    answer: changed,
  },
  {
    name: "tickets.solve without one",
    run: () => desk.tickets.solve({ number, seq: 7 }),
    sent: `POST /v1/desk/tickets/${number}/solve`,
    body: {},
    version: '"7"',
    answer: changed,
  },
  {
    name: "tickets.update to a contract",
    run: () => desk.tickets.update({ number, seq: 7 }, { contract: "ctr_gold" }),
    sent: `PATCH /v1/desk/tickets/${number}`,
    body: { contract: "ctr_gold" },
    version: '"7"',
    answer: changed,
  },
  {
    name: "contacts.update",
    run: () => desk.contacts.update("site_shop", "con_1", { plan: null }),
    sent: "PATCH /v1/desk/sites/site_shop/contacts/con_1",
    body: { plan: null },
    answer: { id: "con_1" },
  },
  {
    name: "routing.explain",
    run: () => desk.routing.explain({ ticket: { site: "site_shop", subject: "Refund" }, at }),
    sent: "POST /v1/desk/routing/explain",
    body: { ticket: { site: "site_shop", subject: "Refund" }, at },
    answer: { at },
  },
  {
    name: "setup.explain",
    run: () => desk.setup.explain({ setup, explain: { number: "SHOP-10019" } }),
    sent: "POST /v1/desk/setup/explain",
    body: { setup, explain: { number: "SHOP-10019" } },
    answer: { at },
  },
  {
    name: "coverage.at",
    run: () =>
      desk.coverage.at({
        site: "site_shop",
        tier: 2,
        skills: [
          { skill: "skl_cards", level: 3 },
          { skill: "skl_law", level: 1 },
        ],
        certificates: ["skl_pci"],
        at,
      }),
    sent: "GET /v1/desk/coverage",
    query: `at=${at}&certificate=skl_pci&site=site_shop&skill=skl_cards:3,skl_law:1&tier=2`,
    answer: { at },
  },
  {
    name: "coverage.at of the plainest need",
    run: () => desk.coverage.at({ site: "site_shop", skills: [] }),
    sent: "GET /v1/desk/coverage",
    query: "site=site_shop",
    answer: { at },
  },
  {
    name: "coverage.gaps",
    run: () => desk.coverage.gaps({ site: "site_shop", language: "de", days: 30 }),
    sent: "GET /v1/desk/coverage/gaps",
    query: "days=30&language=de&site=site_shop",
    answer: { gaps: [] },
  },
  {
    name: "standings.list",
    run: () => desk.standings.list(),
    sent: "GET /v1/desk/standings",
    answer: { items: [{ open: 3 }] },
    gives: [{ open: 3 }],
  },
  {
    name: "presence.set",
    run: () => desk.presence.set("away"),
    sent: "PUT /v1/desk/presence",
    body: { state: "away" },
    gives: undefined,
  },
  {
    name: "absences.list",
    run: () => desk.absences.list(),
    sent: "GET /v1/desk/absences",
    answer: { items: [{ id: "abs_1" }] },
    gives: [{ id: "abs_1" }],
  },
  {
    name: "absences.plan",
    run: () => desk.absences.plan(absence),
    sent: "POST /v1/desk/absences/plan",
    body: absence,
    answer: { moves: [], hidden: 0 },
  },
  {
    name: "absences.create",
    run: () => desk.absences.create(absence, { idempotencyKey: "my-own-key-of-16+" }),
    sent: "POST /v1/desk/absences",
    body: absence,
    answer: { absence: { id: "abs_1" } },
  },
  {
    name: "absences.delete",
    run: () => desk.absences.delete("abs_1"),
    sent: "DELETE /v1/desk/absences/abs_1",
    gives: undefined,
  },
  {
    name: "alarms.list",
    run: () => desk.alarms.list(),
    sent: "GET /v1/desk/alarms",
    answer: { items: [{ id: "alm_1" }] },
    gives: [{ id: "alm_1" }],
  },
  {
    name: "contracts.dryRun",
    run: () => desk.contracts.dryRun({ contract, days: 90 }),
    sent: "POST /v1/desk/contracts/dry-run",
    body: { contract, days: 90 },
    answer: { tickets: 0 },
  },
  {
    name: "calendars.readHolidays",
    run: () => desk.calendars.readHolidays(file),
    sent: "POST /v1/desk/calendars/holidays",
    body: file,
    answer: { holidays: [{ date: "2027-01-01", name: "New Year" }] },
    gives: [{ date: "2027-01-01", name: "New Year" }],
  },
  {
    name: "setup.diff",
    run: () => desk.setup.diff(setup),
    sent: "POST /v1/desk/setup/diff",
    body: setup,
    answer: { version: 3, changes: [], contracts: [] },
  },
];

test.each(rows)("$name", async ({ run, sent, query = "", body, version, answer, ...row }) => {
  const create = sent === "POST /v1/desk/absences";
  server.answer(() => (answer === undefined ? { status: 204 } : { status: create ? 201 : 200, json: answer }));
  expect(await run()).toEqual("gives" in row ? row.gives : answer);
  const [arrival, ...others] = server.arrivals;
  expect(others).toEqual([]);
  expect(`${arrival?.method} ${arrival?.path}`).toBe(sent);
  arrival?.query.sort();
  expect(decodeURIComponent(arrival?.query.toString() ?? "")).toBe(query);
  expect(arrival?.text === "" ? undefined : JSON.parse(arrival?.text ?? "")).toEqual(body);
  expect(arrival?.headers["if-match"]).toBe(version);
  expect(arrival?.headers["idempotency-key"]).toBe(create ? "my-own-key-of-16+" : undefined);
  expect(arrival?.headers.authorization).toBe("Bearer sk_1");
});

test("a handover that is not whole names what it lacks", async () => {
  const issues = [{ path: "body.handover.impact", message: "Say who is affected, and how badly." }];
  server.answer(() => ({
    status: 422,
    headers: { "Content-Type": "application/problem+json" },
    json: { type: "", title: "Some fields are not right.", status: 422, code: "invalid", requestId: "req_1", issues },
  }));
  const fault: unknown = await desk.tickets.escalate({ number, seq: 7 }, { handover: {} }).catch((error) => error);
  expect(isFirstlineError(fault) && fault.issues).toEqual(issues);
  expect(server.arrivals).toHaveLength(1);
});

test("what only looks, and what changes, is never repeated by itself", async () => {
  server.answer(() => "cut");
  await expect(desk.absences.plan(absence)).rejects.toMatchObject({ code: "network" });
  await expect(desk.presence.set("online")).rejects.toMatchObject({ code: "network" });
  await expect(desk.tickets.return({ number, seq: 7 }, "More")).rejects.toMatchObject({ code: "network" });
  expect(server.arrivals).toHaveLength(3);
});
