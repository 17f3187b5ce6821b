import { createExecutionContext, env, waitOnExecutionContext } from "cloudflare:test";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Desk } from "../src/desk.ts";
import { sweep } from "../src/jobs/sweep.ts";
import { forgetStandings } from "../src/store/standings.ts";
import { type Fault, type Trip, watched } from "./database.ts";
import { call, consoleOf, visitorWithTicket } from "./desk.ts";
import { staffed } from "./staffed.ts";

type Headers = Readonly<Record<string, string>>;

const hour = 3_600_000;
/** A Tuesday at half past nine. */
const morning = Date.UTC(2026, 11, 22, 9, 30);
let ada: Headers;

/** Sweeps as the cron does, at an instant; resolves with how many tickets changed. */
async function sweepAt(now: number, database: D1Database = env.DB): Promise<number> {
  const context = createExecutionContext();
  const desk: Omit<Desk, "directory"> = {
    database,
    rooms: env.ROOMS,
    now,
    defer: (work) => context.waitUntil(work),
  };
  const changed = await sweep(desk);
  await waitOnExecutionContext(context);
  return changed;
}

const read = async (number: string) =>
  (await call("GET /v1/desk/tickets/:number", { headers: ada, path: { number } })).body;

const types = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: morning });
  ada = await consoleOf("agt_ada", morning + 100 * 24 * hour);
  const { body } = await call("GET /v1/desk/setup", { headers: ada });
  await call("PUT /v1/desk/setup", {
    headers: { ...ada, "if-match": `"${body.version}"` },
    body: { ...staffed, roster: { ...staffed.roster, agents: staffed.roster.agents.map(roomy) } },
  });
});
afterAll(() => void vi.useRealTimers());

/** Everybody has room for whatever these tests bring. */
const roomy = <Roster extends { capacity: number }>(roster: Roster): Roster => ({ ...roster, capacity: 1_000 });

beforeEach(async () => {
  vi.setSystemTime(morning);
  await env.DB.batch([
    env.DB.prepare("UPDATE tickets SET active = 0, assignee_id = NULL, next_due_at = NULL"),
    env.DB.prepare("UPDATE standings SET open = 0"),
  ]);
  forgetStandings();
});

describe("a ticket that nobody touches", () => {
  test("warns, then goes up, and in the end is given to a lead", async () => {
    const { number } = await visitorWithTicket();
    expect(await sweepAt(morning + hour / 2)).toBe(0);
    // Three quarters of the hour for a first response have gone by.
    expect(await sweepAt(morning + 0.75 * hour)).toBe(1);
    expect(types((await read(number)).events).slice(4)).toEqual(["clock"]);
    expect(await sweepAt(morning + hour)).toBe(0);
    expect(await sweepAt(morning + hour + 1)).toBe(1);
    const late = await read(number);
    expect(types(late.events).slice(5)).toEqual(["clock", "escalated", "routed", "assigned"]);
    expect(late.ticket).toMatchObject({ tier: { level: 2 }, assignee: { id: "agt_ada" } });
    expect(late.events[6]).toMatchObject({ cause: "clock", handover: { publicReason: expect.any(String) } });

    await sweepAt(morning + 4 * hour);
    const { ticket, events } = await read(number);
    expect(types(events)).toContain("lead_called");
    expect(ticket.assignee?.id).toBe("agt_lea");
  });

  test("closes after a week of silence once it is solved, and never alarms again", async () => {
    const { number } = await visitorWithTicket();
    await call("POST /v1/desk/tickets/:number/reply", {
      headers: ada,
      path: { number },
      body: { text: "Done.", status: "solved" },
    });
    const week = morning + 7 * 24 * hour;
    expect(await sweepAt(week - 1)).toBe(0);
    expect(await sweepAt(week)).toBe(1);
    expect((await read(number)).ticket.status).toBe("closed");
    expect(await sweepAt(week + 300 * 24 * hour)).toBe(0);
  });

  test("is given to whoever comes on duty, once they do", async () => {
    vi.setSystemTime(morning - 5 * hour);
    const { number, ticket } = await visitorWithTicket("pk_bankbank");
    expect(ticket).toMatchObject({ assignee: null, promise: { staffedAt: "2026-12-22T09:00:00.000Z" } });
    expect(await sweepAt(morning - hour / 2 - 1)).toBe(0);
    expect(await sweepAt(morning - hour / 2)).toBe(1);
    expect((await read(number)).ticket.assignee?.id).toBe("agt_bob");
  });
});

describe("sweeps that come twice, late or beside each other", () => {
  test("a thousand of them escalate each ticket once", async () => {
    const tickets: string[] = [];
    for (let index = 0; index < 20; index++) tickets.push((await visitorWithTicket()).number);
    const due = morning + hour + 1;
    // Fifty rounds of twenty at once, each round a little later, some of them behind the clock.
    for (let round = 0; round < 50; round++) {
      const delays = Array.from({ length: 20 }, (_, index) => (index % 3 === 0 ? -round : round) * 1_000);
      await Promise.all(delays.map((delay) => sweepAt(due + delay)));
    }
    for (const number of tickets) {
      const { events } = await read(number);
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      expect(types(events).filter((type) => type === "escalated")).toHaveLength(1);
      const alarms = events.flatMap((event) => (event.type === "clock" ? [`${event.metric} ${event.alarm}`] : []));
      expect(new Set(alarms).size).toBe(alarms.length);
    }
    const { results } = await env.DB.prepare("SELECT sum(open) AS open FROM standings").all();
    expect(results).toEqual([{ open: tickets.length }]);
  }, 120_000);

  test.each<[string, (trip: number) => Fault | undefined]>(
    [1, 2, 3, 4].flatMap((trip) =>
      (["before", "after"] as const).map((when) => [
        `one whose trip ${trip} fails ${when} its commit`,
        (count: number) => (count === trip ? { message: "Network connection lost.", when } : undefined),
      ]),
    ),
  )("%s leaves nothing half done, and the next does the rest", async (_name, faultOn) => {
    const { number } = await visitorWithTicket();
    const due = morning + hour + 1;
    const trips: Trip[] = [];
    await sweepAt(due, watched(env.DB, trips, faultOn)).catch(() => 0);
    await sweepAt(due + 60_000);
    const { events } = await read(number);
    expect(types(events).filter((type) => type === "escalated")).toHaveLength(1);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  });
});

test("ten thousand that are due in the same minute are all woken, the oldest first, in bounded batches", async () => {
  const { number } = await visitorWithTicket();
  const sequence = Number(number.slice("SHOP-".length, -1));
  const copies = 10_000;
  // As many copies of one real ticket, due one millisecond after the other.
  const columns = (
    await env.DB.prepare("SELECT name FROM pragma_table_info('tickets')").all<{ name: string }>()
  ).results
    .map(({ name }) => name)
    .filter((name) => !["sequence", "next_due_at"].includes(name))
    .join(", ");
  await env.DB.batch([
    env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
        INSERT INTO tickets (${columns}, sequence, next_due_at)
        SELECT ${columns}, 500000 + i, ?3 + i FROM tickets, n WHERE site_id = 'site_shop' AND sequence = ?2`,
    ).bind(copies, sequence, morning),
    env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
        INSERT INTO events (site_id, ticket, seq, prev, public, at, actor_kind, actor_id, type, data, text)
        SELECT site_id, 500000 + i, seq, prev, public, at, actor_kind, actor_id, type, data, text
        FROM events, n WHERE site_id = 'site_shop' AND ticket = ?2`,
    ).bind(copies, sequence),
    env.DB.prepare("UPDATE standings SET open = ?1, most = 1000000 WHERE agent_id = 'agt_ann'").bind(copies + 1),
  ]);
  const trips: Trip[] = [];
  // Past the warning: each is told of once.
  expect(await sweepAt(morning + 0.75 * hour, watched(env.DB, trips))).toBe(copies + 1);
  const { results } = await env.DB.prepare(
    "SELECT count(*) AS told FROM events WHERE site_id = 'site_shop' AND ticket > 500000 AND type = 'clock'",
  ).all();
  expect(results).toEqual([{ told: copies }]);

  const written = trips.flatMap(({ statements }) =>
    statements.flatMap(({ sql, values }) =>
      sql.startsWith("UPDATE tickets") && Number(values[1]) > 500_000 ? [Number(values[1])] : [],
    ),
  );
  expect(written).toEqual(written.toSorted((one, other) => one - other));
  expect(Math.max(...trips.map(({ statements }) => statements.length))).toBeLessThanOrEqual(3 * 50);
  expect(Math.max(...trips.map(({ rowsRead }) => rowsRead))).toBeLessThanOrEqual(1_100);
  expect(await sweepAt(morning + 0.75 * hour)).toBe(0);
}, 120_000);
