import { env } from "cloudflare:test";
import type { Query } from "@firstline/sdk/wire";
import { beforeEach, describe, expect, test } from "vitest";
import { sweep } from "../src/jobs/sweep.ts";
import { call, keyFor, page, visitorWithTicket } from "./desk.ts";
import { clear, day, desk, hour, instant, morning, onStaffedDesk, save, setTime } from "./staffed-desk.ts";

const people = onStaffedDesk();
beforeEach(async () => {
  setTime(morning);
  await clear();
  await env.DB.batch(["daily_figures", "open_counts"].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
  await save(desk);
});

const board = async (headers = people.ada, query: Query<"GET /v1/desk/board"> = {}) =>
  (await call("GET /v1/desk/board", { headers, query })).body;
const of = async (agent: string, headers = people.ada) =>
  (await board(headers)).agents.find((load) => load.agent.id === agent);
const runner = (now: number) => ({ database: env.DB, rooms: env.ROOMS, now, defer: () => {} });
/** A ticket of the shop, which Ann has. */
const annsTicket = () => visitorWithTicket();
const solve = async (number: string) => {
  const { body } = await call("GET /v1/desk/tickets/:number", { headers: people.ada, path: { number } });
  return call("POST /v1/desk/tickets/:number/solve", {
    headers: { ...people.ada, "if-match": `"${body.ticket.seq}"` },
    path: { number },
    body: {},
  });
};
const answer = (number: string) =>
  call("POST /v1/desk/tickets/:number/reply", { headers: people.ada, path: { number }, body: { text: "Yes." } });

describe("loads", () => {
  test("follow a ticket from hand to hand until it is solved", async () => {
    const { number } = await annsTicket();
    expect(await of("agt_ann")).toMatchObject({ open: 1, capacity: 3, onShift: true, atRisk: 0, breached: 0 });
    const { body } = await call("GET /v1/desk/tickets/:number", { headers: people.ada, path: { number } });
    await call("POST /v1/desk/tickets/:number/assign", {
      headers: { ...people.ada, "if-match": `"${body.ticket.seq}"` },
      path: { number },
      body: { agent: "agt_lea" },
    });
    expect([(await of("agt_ann"))?.open, (await of("agt_lea"))?.open]).toEqual([0, 1]);
    expect((await board()).teams.find(({ team }) => team.id === "team_front")).toMatchObject({
      open: 1,
      unassigned: 0,
    });
    await solve(number);
    expect((await board()).teams.every(({ open }) => open === 0)).toBe(true);
    expect((await of("agt_lea"))?.open).toBe(0);
  });

  test("say what is at risk from the warning on, and what is breached from the miss on", async () => {
    const { number } = await annsTicket();
    setTime(morning + hour - 1);
    expect(await of("agt_ann")).toMatchObject({ atRisk: 1, breached: 0 });
    expect((await board()).atRisk).toMatchObject([{ number }]);
    setTime(morning + hour + 1);
    const late = await board();
    expect(late.breached).toMatchObject([{ number }]);
    expect(late.atRisk).toEqual([]);
    expect(late.teams.find(({ team }) => team.id === "team_front")).toMatchObject({ atRisk: 0, breached: 1 });
  });
});

test("what nobody has is told with the reason and from when on somebody can take it", async () => {
  setTime(morning - 9 * hour);
  const { number } = await annsTicket();
  const { unassigned, teams } = await board();
  expect(unassigned).toMatchObject([
    { ticket: { number }, why: "off_duty", until: instant(Date.UTC(2026, 11, 22, 9)) },
  ]);
  expect(teams.find(({ team }) => team.id === "team_front")?.unassigned).toBe(1);
});

test("what was sent back three times is listed", async () => {
  const { number } = await annsTicket();
  const other = await annsTicket();
  const bounced = `UPDATE tickets SET details = json_set(details, '$.way.bounces', ?1)
    WHERE site_id = 'site_shop' AND sequence = ?2`;
  const sequenceOf = (of: string) => Number(of.split("-")[1]?.slice(0, -1));
  await env.DB.prepare(bounced).bind(3, sequenceOf(number)).run();
  await env.DB.prepare(bounced).bind(2, sequenceOf(other.number)).run();
  expect((await board()).bounced).toMatchObject([{ number, bounces: 3 }]);
});

describe("figures", () => {
  const today = async () => (await board()).days.at(-1);
  const week = async () => (await board()).weeks.at(-1);

  test("count what came in and what was solved, each on its day", async () => {
    const { number } = await annsTicket();
    await annsTicket();
    expect(await today()).toEqual({ date: "2026-12-22", opened: 2, solved: 0 });
    setTime(morning + day);
    await solve(number);
    expect((await board()).days.slice(-2)).toEqual([
      { date: "2026-12-22", opened: 2, solved: 0 },
      { date: "2026-12-23", opened: 0, solved: 1 },
    ]);
  });

  test("count a first answer once: kept in time, missed once the clock has run out, answered or not", async () => {
    const { number } = await annsTicket();
    await answer(number);
    await answer(number);
    expect(await week()).toMatchObject({ kept: 1, missed: 0 });
    const late = await annsTicket();
    setTime(morning + hour + 1);
    await sweep(runner(morning + hour + 1));
    expect(await week()).toMatchObject({ kept: 1, missed: 1 });
    await answer(late.number);
    expect(await week()).toMatchObject({ kept: 1, missed: 1 });
  });

  test("average the ratings, each ticket with its last", async () => {
    const { number, headers } = await annsTicket();
    await solve(number);
    for (const score of [2, 4]) {
      await call("POST /v1/tickets/:number/rating", { headers, path: { number }, body: { score } });
    }
    expect((await board()).rating).toEqual({ average: 4, count: 1 });
  });
});

describe("who asks", () => {
  test("a lead of one site sees nothing of another in any number", async () => {
    await annsTicket();
    await visitorWithTicket("pk_bankbank");
    setTime(morning + 4 * hour);
    const seen = await board(people.ben);
    const [all, shop] = [await board(), await board(people.ada, { site: "site_shop" })];
    expect(JSON.stringify(seen)).not.toContain("site_shop");
    expect(seen.days.at(-1)).toMatchObject({ opened: 1 });
    expect(all.days.at(-1)).toMatchObject({ opened: 2 });
    expect(shop.days.at(-1)).toMatchObject({ opened: 1 });
    const open = ({ teams }: typeof all) => teams.reduce((sum, team) => sum + team.open, 0);
    expect([open(seen), open(all), open(shop)]).toEqual([1, 2, 1]);
    expect(seen.agents.some(({ agent }) => agent.id === "agt_ann")).toBe(false);
    expect(seen.breached.every(({ site }) => site.id === "site_bank")).toBe(true);
    expect(all.breached.some(({ site }) => site.id === "site_shop")).toBe(true);
  });

  test("another site, an agent and a key without the scope are refused", async () => {
    const asked = (headers: Record<string, string>, query = {}) =>
      call("GET /v1/desk/board", { headers, query }).then(({ problem }) => problem?.code);
    expect(await asked(people.ben, { site: "site_shop" })).toBe("not_found");
    expect(await asked(people.ada, { site: "site_none" })).toBe("not_found");
    expect(await asked(people.ann)).toBe("forbidden");
    expect(await asked(page("pk_shopshop"))).toBe("credentials_missing");
    expect(await asked(await keyFor(["setup:read"]))).toBe("forbidden");
    expect(await asked(await keyFor(["tickets:read"]))).toBeUndefined();
  });
});

describe("coverage calendar", () => {
  const calendar = (headers = people.lea, query = {}) =>
    call("GET /v1/desk/coverage/calendar", { headers, query: { site: "site_shop", team: "team_front", ...query } });

  test("tells shifts, absences with their stand-ins, and the same gaps as coverage", async () => {
    const [from, to] = ["2026-12-23T00:00:00.000Z", "2026-12-24T00:00:00.000Z"];
    await call("POST /v1/desk/absences", {
      headers: people.lea,
      body: { agent: "agt_ann", from, to, standIn: "agt_lea", reason: "Flu" },
    });
    const { body } = await calendar(people.lea, { days: 60 });
    const ann = body.lanes.find(({ agent }) => agent.id === "agt_ann");
    expect(ann).toMatchObject({
      team: { id: "team_front" },
      via: "team",
      qualification: { is: "qualified", until: null },
      absences: [{ from, to, standIn: { name: "Lea Lead" } }],
    });
    expect(ann?.shifts[0]).toEqual({ from: instant(morning), to: "2026-12-22T17:00:00.000Z" });
    expect(JSON.stringify(body)).not.toContain("Flu");
    const query = { site: "site_shop", team: "team_front", days: 60 };
    const { body: found } = await call("GET /v1/desk/coverage/gaps", { headers: people.ann, query });
    expect(body.gaps).toEqual(found.gaps);
  });

  test("says who is on call, who lacks what is asked for, and until when a certificate holds", async () => {
    const lab = await calendar(people.ada, { team: "team_lab", from: "2027-01-01T00:00:00.000Z", days: 2 });
    expect(lab.body).toMatchObject({ lanes: [{ agent: { id: "agt_max" }, shifts: [] }], gaps: [] });
    expect(lab.body.lanes[0]?.onCall).toEqual([{ from: "2027-01-01T00:00:00.000Z", to: "2027-01-03T00:00:00.000Z" }]);
    const cards = await calendar(people.lea, { certificate: "skl_cards" });
    expect(cards.body.lanes.map(({ agent, qualification }) => [agent.id, qualification])).toEqual([
      ["agt_ann", { is: "lacking" }],
      ["agt_lea", { is: "qualified", until: "2026-12-31T23:00:00.000Z" }],
    ]);
  });

  test("of another site is not there, of what is wrong is refused, and it is for leads", async () => {
    expect((await calendar(people.ben)).problem?.code).toBe("not_found");
    expect((await calendar(people.ann)).problem?.code).toBe("forbidden");
    expect((await calendar(await keyFor(["tickets:read"]))).problem?.code).toBe("forbidden");
    expect((await calendar(people.lea, { days: 63 })).problem?.code).toBe("invalid");
    expect((await calendar(people.lea, { team: "team_none" })).problem?.issues).toMatchObject([{ path: "query.team" }]);
    const theirs = await calendar(people.ben, { site: "site_bank", team: "team_front" });
    expect(theirs.body.lanes.map(({ agent }) => agent.id)).toEqual([]);
  });
});
