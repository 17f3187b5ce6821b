import { env } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { relieve } from "../src/jobs/relieve.ts";
import { run } from "../src/store/query.ts";
import { forgetStandings, setPresence } from "../src/store/standings.ts";
import { call, visitorWithTicket } from "./desk.ts";
import { clear, day, desk, hour, morning, onStaffedDesk, save, setTime } from "./staffed-desk.ts";

const people = onStaffedDesk();
beforeEach(async () => {
  setTime(morning);
  await clear();
});

const minute = 60_000;
const runAt = (now: number) => {
  setTime(now);
  forgetStandings();
  return relieve({ database: env.DB, rooms: env.ROOMS, now, defer: () => {} });
};
const read = async (number: string) =>
  (await call("GET /v1/desk/tickets/:number", { headers: people.ada, path: { number } })).body;
const holder = async (number: string) => (await read(number)).ticket.assignee?.id ?? null;
const givenBack = async (number: string) =>
  (await read(number)).events.flatMap((event) => (event.type === "given_back" ? [event.why] : []));
const say = (agent: string, state: "online" | "away" | "offline", now: number) =>
  run(env.DB, { presence: setPresence(agent, state, now) });
const open = async (agent: string) =>
  env.DB.prepare("SELECT open FROM standings WHERE agent_id = ?1").bind(agent).first("open");

async function annsTicket(): Promise<string> {
  const { number } = await visitorWithTicket();
  expect(await holder(number)).toBe("agt_ann");
  return number;
}

describe("gone from the desk", () => {
  test("gives everything back, whatever else is known of them", async () => {
    const number = await annsTicket();
    await save({
      ...desk,
      agents: desk.agents.filter(({ id }) => id !== "agt_ann"),
      teams: desk.teams.map((team) => ({ ...team, members: team.members.filter((id) => id !== "agt_ann") })),
      roster: { ...desk.roster, agents: desk.roster.agents.filter(({ agent }) => agent !== "agt_ann") },
    });
    expect(await runAt(morning + 2 * hour)).toBe(1);
    expect([await holder(number), await givenBack(number)]).toEqual(["agt_lea", ["gone"]]);
    expect([await open("agt_ann"), await open("agt_lea")]).toEqual([0, 1]);
    expect(await runAt(morning + 2 * hour)).toBe(0);
    await save(desk);
  });
});

describe("offline in their shift", () => {
  test("keeps tickets for as long as the team allows, and gives them back after that", async () => {
    const number = await annsTicket();
    await say("agt_ann", "offline", morning);
    // The team of the front allows ten minutes.
    expect(await runAt(morning + 10 * minute - 1)).toBe(0);
    expect(await runAt(morning + 10 * minute)).toBe(1);
    expect([await holder(number), await givenBack(number)]).toEqual([null, ["offline"]]);
    expect((await read(number)).ticket.staffedAt).toBe("2026-12-22T11:00:00.000Z");
    expect(await runAt(morning + 11 * minute)).toBe(0);
  });

  test("counts from when the console was last heard, also after the clock has jumped", async () => {
    const number = await annsTicket();
    await say("agt_ann", "online", morning);
    expect(await runAt(morning + minute)).toBe(0);
    // Back before anything was heard: nobody is offline yet.
    expect(await runAt(morning - 5 * hour)).toBe(0);
    expect(await runAt(morning + 3 * hour)).toBe(1);
    expect([await holder(number), await givenBack(number)]).toEqual(["agt_lea", ["offline"]]);
    expect(await runAt(morning + minute)).toBe(0);
  });

  test("does not count before so much of the shift has gone by, nor off duty, nor on call", async () => {
    const number = await annsTicket();
    const evening = Date.UTC(2026, 11, 22, 17);
    await say("agt_ann", "online", evening - minute);
    expect(await runAt(evening + 5 * hour)).toBe(0);
    expect(await runAt(evening + 16 * hour + 10 * minute - 1)).toBe(0);
    expect(await runAt(evening + 16 * hour + 10 * minute)).toBe(1);
    expect(await givenBack(number)).toEqual(["offline"]);

    const lab = await visitorWithTicket();
    const { ticket } = await read(lab.number);
    await call("POST /v1/desk/tickets/:number/assign", {
      headers: { ...people.ada, "if-match": `"${ticket.seq}"` },
      path: { number: lab.number },
      body: { agent: "agt_max" },
    });
    await say("agt_max", "offline", morning);
    expect(await runAt(morning + 3 * day)).toBe(0);
    expect(await holder(lab.number)).toBe("agt_max");
  });

  test("on a holiday of the ticket's contract nobody is on shift", async () => {
    const number = await annsTicket();
    await say("agt_ann", "offline", morning);
    expect(await runAt(Date.UTC(2026, 11, 25, 12))).toBe(0);
    expect(await holder(number)).toBe("agt_ann");
  });

  test("whose presence was never heard of, or who is away, keeps tickets", async () => {
    const number = await annsTicket();
    expect(await runAt(morning + 5 * hour)).toBe(0);
    await say("agt_ann", "away", morning + 5 * hour);
    expect(await runAt(morning + 5 * hour + minute)).toBe(0);
    expect(await holder(number)).toBe("agt_ann");
  });
});

describe("absent", () => {
  test("since a moment ago gives back what they were given by hand after that, too", async () => {
    await call("POST /v1/desk/absences", {
      headers: people.lea,
      body: {
        agent: "agt_ann",
        from: new Date(morning).toISOString(),
        to: new Date(morning + day).toISOString(),
        standIn: "agt_lea",
      },
    });
    const { number, ticket } = await visitorWithTicket();
    expect(ticket.assignee).toMatchObject({ name: "Lea Lead" });
    const { seq } = (await read(number)).ticket;
    await call("POST /v1/desk/tickets/:number/assign", {
      headers: { ...people.ada, "if-match": `"${seq}"` },
      path: { number },
      body: { agent: "agt_ann" },
    });
    expect(await runAt(morning + minute)).toBe(1);
    expect([await holder(number), await givenBack(number)]).toEqual(["agt_lea", ["absent"]]);
  });
});

test("two runners at once, again and again, give each ticket back once and nobody too many", async () => {
  const numbers = [await annsTicket(), await annsTicket(), await annsTicket()];
  await say("agt_ann", "offline", morning);
  await visitorWithTicket();
  const now = morning + 2 * hour;
  setTime(now);
  await visitorWithTicket();
  forgetStandings();
  const runner = { database: env.DB, rooms: env.ROOMS, now, defer: () => {} };
  await Promise.all([relieve(runner), relieve(runner), relieve({ ...runner, now: now - minute })]);
  await relieve(runner);
  for (const number of numbers) expect(await givenBack(number)).toEqual(["offline"]);
  const held = await Promise.all(numbers.map(holder));
  // Lea had one already, and takes three at most.
  expect(held.filter((agent) => agent === "agt_lea")).toHaveLength(2);
  expect(held.filter((agent) => agent === null)).toHaveLength(1);
  expect([await open("agt_ann"), await open("agt_lea")]).toEqual([0, 3]);
});
