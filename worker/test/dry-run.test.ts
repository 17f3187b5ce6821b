import { env } from "cloudflare:test";
import type { Body, SupportContract } from "@firstline/sdk/wire";
import { beforeAll, describe, expect, test } from "vitest";
import { termsOf } from "../src/domain/lines.ts";
import { replayOf } from "../src/domain/replay.ts";
import { clockEventsOf } from "../src/store/events.ts";
import { run } from "../src/store/query.ts";
import { everything, type Trip, watched } from "./database.ts";
import { call, keyFor, visitorWithTicket } from "./desk.ts";
import { gold, office } from "./staffed.ts";
import { clear, day, hour, instant, morning, onStaffedDesk, setTime } from "./staffed-desk.ts";

const people = onStaffedDesk();

/** Answered within a quarter of an hour. */
const quick: SupportContract = {
  ...gold,
  id: "ctr_quick",
  targets: { low: {}, normal: { firstResponse: 15 }, high: {}, urgent: {} },
  tierBudgets: [],
};
const dryRun = (body: Body<"POST /v1/desk/contracts/dry-run">, headers = people.lea, database = env.DB) =>
  call("POST /v1/desk/contracts/dry-run", { headers, body, database });

const numbers: string[] = [];
beforeAll(async () => {
  await clear();
  // Answered after ten minutes, after twenty, and never, all on one morning; and one of the day before.
  setTime(morning - day);
  await visitorWithTicket();
  setTime(morning);
  for (const later of [10, 20, undefined]) {
    setTime(morning);
    const { number } = await visitorWithTicket();
    numbers.push(number);
    if (later === undefined) continue;
    setTime(morning + later * 60_000);
    await call("POST /v1/desk/tickets/:number/reply", {
      headers: people.ann,
      path: { number },
      body: { text: "It is on now." },
    });
  }
  setTime(morning + hour);
});

describe("a contract that is not saved", () => {
  test("is held against what happened in the days asked for, and nothing is written", async () => {
    // In a new hour a session is noted as seen, whatever it asks for.
    await dryRun({ contract: quick, days: 1 });
    const before = await everything();
    const { body, status } = await dryRun({ contract: quick, days: 1 });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      tickets: 3,
      more: false,
      from: instant(morning + hour - day),
      all: { kept: 1, atRisk: 0, broken: 2, open: 0 },
      metrics: [{ metric: "first_response", tally: { kept: 1, broken: 2 } }],
      tiers: [{ tier: 1 }],
    });
    expect(body.worst).toMatchObject([
      { number: numbers[2], lateBy: 45 * 60_000 },
      { number: numbers[1], lateBy: 5 * 60_000 },
    ]);
    expect((await dryRun({ contract: quick, days: 2 })).body.tickets).toBe(4);
    expect(await everything()).toBe(before);
  });

  test("counts what the domain counts, in a calendar of its own too", async () => {
    const always = { ...office, id: "cal_always", hours: "always" as const, holidays: [] };
    const contract = { ...quick, calendar: "cal_always" };
    const { body } = await dryRun({ contract, calendar: always, days: 2 });
    const sequences = [1, 2, 3, 4].map((each) => Number(numbers[0]?.slice(5, -1)) - 2 + each);
    const { events } = await run(env.DB, { events: clockEventsOf("site_shop", sequences) });
    const replay = replayOf(termsOf(contract, always), morning + hour);
    for (const sequence of sequences) {
      replay.add({ number: "SHOP-0", subject: "", events: events.get(sequence) ?? [] });
    }
    const { all, metrics, priorities, tiers } = replay.outcome();
    expect(body).toMatchObject({ all, metrics, priorities, tiers });
  });

  test("is for the tickets of its plan alone", async () => {
    await env.DB.prepare(
      `UPDATE contacts SET plan = 'best' WHERE site_id = 'site_shop' AND id =
        (SELECT contact_id FROM tickets WHERE site_id = 'site_shop' AND sequence = ?1)`,
    )
      .bind(Number(numbers[1]?.slice(5, -1)))
      .run();
    const best = await dryRun({ contract: { ...quick, plan: "best" }, days: 1 });
    expect(best.body).toMatchObject({ tickets: 1, all: { kept: 0, broken: 1 } });
    // As long as no contract is for that plan, the one for all is.
    expect(
      (await dryRun({ contract: { ...gold, targets: quick.targets, tierBudgets: [] }, days: 1 })).body.tickets,
    ).toBe(3);
  });

  test("reads pages, and at most five thousand tickets", async () => {
    const at = morning + hour;
    await env.DB.batch([
      env.DB.prepare(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5200)
        INSERT INTO tickets (site_id, sequence, contact_id, subject, channel, status, priority, tier, team_id, created_at,
          updated_at, public_at, seq, public_seq, seen_seq, unread, active, sorted_at, secret_hash, setup_version)
        SELECT 'site_shop', 100000 + i, (SELECT id FROM contacts WHERE site_id = 'site_shop' LIMIT 1), 'Many', 'web',
          'closed', 'normal', 1, 'team_front', ?1, ?1, ?1, 1, 1, 1, 0, 0, ?1, 'none', 1 FROM n`,
      ).bind(at),
      env.DB.prepare(
        `INSERT INTO events (site_id, ticket, seq, prev, public, at, actor_kind, actor_id, type, data)
        SELECT site_id, sequence, 1, 0, 1, ?1, 'contact', 'con_a', 'submitted', ?2 FROM tickets WHERE sequence > 100000`,
      ).bind(
        at,
        JSON.stringify({ subject: "Many", topic: null, channel: "web", priority: "normal", contact: "con_a" }),
      ),
    ]);
    const trips: Trip[] = [];
    const { body } = await dryRun({ contract: quick, days: 1 }, people.lea, watched(env.DB, trips));
    expect(body).toMatchObject({ tickets: 5_000, more: true });
    expect(trips.length).toBeLessThanOrEqual(2 * 25 + 1);
    for (const { statements } of trips) for (const { sql } of statements) expect(sql).toMatch(/^SELECT/);
    await env.DB.batch(
      ["events WHERE ticket", "tickets WHERE sequence"].map((from) => env.DB.prepare(`DELETE FROM ${from} > 100000`)),
    );
  }, 60_000);
});

describe("a contract that could not be saved", () => {
  test("is refused with a sentence", async () => {
    const unknown = await dryRun({ contract: { ...quick, calendar: "cal_none" } });
    expect(unknown.problem?.issues).toMatchObject([{ path: "body.contract.calendar" }]);
    const { problem } = await dryRun({
      contract: { ...quick, coverage: { rule: "overflow", team: "team_none" } },
      calendar: { ...office, zone: "Mars/Base" },
    });
    expect(problem?.issues?.map(({ path }) => path)).toEqual(["body.contract.coverage.team", "body.calendar.zone"]);
  });

  test("is not there for somebody who may not see its site", async () => {
    expect((await dryRun({ contract: quick }, people.ben)).problem?.code).toBe("not_found");
    expect((await dryRun({ contract: { ...quick, site: "site_none" } })).problem?.code).toBe("not_found");
    const other = await keyFor(["setup:read"], ["site_bank"]);
    expect((await dryRun({ contract: quick }, other)).problem?.code).toBe("not_found");
    expect((await dryRun({ contract: quick }, people.ann)).problem?.code).toBe("forbidden");
  });
});
