import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Setup } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import { stateOf } from "../../src/domain/clock.ts";
import { directoryOf } from "../../src/domain/directory.ts";
import type { Standing } from "../../src/domain/eligibility.ts";
import { isActive } from "../../src/domain/event.ts";
import { open } from "../../src/domain/open.ts";
import { absenceIssues } from "../../src/domain/roster-issues.ts";
import { setupIssues } from "../../src/domain/setup.ts";
import type { Sender } from "../../src/store/query.ts";
import { built } from "../build.ts";
import { openFolder } from "../folder.ts";
import { serve } from "../server.ts";
import { emptySetup } from "./empty-setup.ts";
import { demoPast, fill } from "./fill.ts";
import { demoSetup } from "./setup.ts";

/** Clocks at which a demo is hard to fill: nights, weekends, holidays, clock changes, minutes around opening and closing. */
const clocks = [
  "2026-11-26T15:00:00Z",
  "2026-11-28T02:00:00Z",
  "2026-11-30T08:05:00Z",
  "2026-12-25T12:00:00Z",
  "2027-03-28T01:30:00Z",
  "2027-03-29T10:00:00Z",
  "2028-02-29T18:59:59Z",
  "2030-01-01T03:00:00Z",
].map((when) => Date.parse(when));

test.each([
  ["demo", demoSetup(Date.UTC(2027, 0, 1))],
  ["empty", emptySetup()],
])("the %s set-up is a good one", (_, setup) => {
  expect(Setup.parse(setup)).toEqual(setup);
  expect(setupIssues(setup)).toEqual([]);
});

describe.each(clocks)("filled at %d", (now) => {
  const { setup, absences, past } = demoPast(now);
  const directory = directoryOf(1, setup, [], absences);
  const { lines } = directory;
  const termsOf = ({ id }: { id: string }) => {
    const terms = lines.terms.get(id);
    if (!terms) throw new Error(`There is no contract ${id}`);
    return terms;
  };
  const tickets = past.played.map(({ ticket }) => ticket);
  const events = past.played.flatMap((one) => one.events);

  test("the set-up and the absences are good ones", () => {
    expect(setupIssues(setup)).toEqual([]);
    expect(absenceIssues(absences, setup.agents)).toEqual([]);
  });

  test("most promises are kept, some are at risk, and two were missed", () => {
    const states = tickets.flatMap(({ clocks }) =>
      (clocks?.list ?? [])
        .filter(({ target }) => target !== null)
        .map((clock) => stateOf(clock, termsOf(clocks?.contract ?? { id: "" }), now).state),
    );
    const count = (state: string) => states.filter((one) => one === state).length;
    expect({ breached: count("breached"), atRisk: count("at_risk") }).toEqual({ breached: 2, atRisk: 5 });
    expect(count("met")).toBeGreaterThan(50);
    expect(past.played.filter(({ schedule: { wakeAt } }) => wakeAt !== null && wakeAt <= now)).toEqual([]);
  });

  test("tickets went their ways by the desk's own commands", () => {
    const told = events.map(({ type }) => type);
    const kinds = ["escalated", "returned", "lead_called", "playbook", "clock", "unplaced"] as const;
    expect(kinds.filter((kind) => !told.includes(kind))).toEqual([]);
    expect(tickets.filter(({ way }) => way.bounces >= 3)).toHaveLength(1);
    const waiting = tickets.filter(({ assignee, status }) => assignee === null && isActive(status));
    expect(waiting.map(({ language }) => language)).toContain("da");
    expect(waiting.length).toBeLessThan(4);
  });

  test("Amara has what is newest in the shop, and gets what comes next", () => {
    const newest = past.played.filter(({ site }) => site === "site_shop").slice(-4);
    expect(newest.map(({ ticket }) => [ticket.status, ticket.assignee])).toEqual(Array(4).fill(["new", "agt_amara"]));
    const situation = new Map<string, Standing>();
    for (const { agent, by } of past.loads) {
      situation.set(agent, { open: (situation.get(agent)?.open ?? 0) + by, lastAssignedAt: 0, presence: null });
    }
    const { ticket } = open(
      {
        subject: "Is the Wren washable?",
        topic: "top_advice",
        channel: "web",
        priority: "normal",
        contact: "con_new",
        language: "en-GB",
        fields: {},
        tags: [],
        message: { id: "msg_new", text: "At 30 degrees?" },
        plan: null,
        verified: false,
        lastContactAt: null,
      },
      { kind: "contact", id: "con_new" },
      { now, site: "site_shop", lines, situation, termsOf },
    );
    expect(ticket.assignee).toBe("agt_amara");
  });
});

test("the demo fills a desk with about forty tickets over every status", async () => {
  const data = mkdtempSync(join(tmpdir(), "firstline-fill-"));
  const folder = await openFolder(data);
  const now = Date.UTC(2030, 0, 1, 3);
  const read: Record<string, unknown[]> = {};
  const all = async (database: Sender, name: string, sql: string) => {
    read[name] = (await database.send([{ sql, values: [] }]))[0]?.results ?? [];
  };
  writeFileSync(join(data, "worker.js"), noWorker);
  mkdirSync(join(data, "assets"));
  const served = await serve({
    port: 0,
    worker: join(data, "worker.js"),
    assets: join(data, "assets"),
    migrations: built.migrations,
    state: folder.state,
    runtimeId: folder.runtimeId,
    secret: folder.secret,
    fill: async (database) => {
      await fill(database, "demo", now);
      await all(database, "statuses", "SELECT status, count(*) > 3 AS several FROM tickets GROUP BY status ORDER BY 1");
      await all(database, "tickets", "SELECT site_id, count(*) AS count FROM tickets GROUP BY site_id ORDER BY 1");
      await all(database, "tiers", "SELECT DISTINCT tier FROM tickets WHERE active = 1 ORDER BY 1");
      await all(database, "contracts", "SELECT id, version FROM contracts ORDER BY 1");
      await all(database, "figures", "SELECT site_id FROM figures WHERE usual_answer > 60000 ORDER BY 1");
      await all(
        database,
        "ratings",
        "SELECT count(*) AS rated, count(rating_comment) AS words FROM tickets WHERE rating > 0",
      );
      await all(database, "late", `SELECT * FROM events WHERE at > ${now} OR at < ${now} - 21 * 24 * 60 * 60 * 1000`);
      await all(
        database,
        "broken",
        `SELECT * FROM tickets t WHERE seq <> (SELECT max(seq) FROM events e WHERE (e.site_id, e.ticket) =
          (t.site_id, t.sequence)) OR contact_id NOT IN (SELECT id FROM contacts c WHERE c.site_id = t.site_id)`,
      );
      await all(
        database,
        "miscounted",
        `SELECT agent_id FROM standings s WHERE open <>
          (SELECT count(*) FROM tickets WHERE assignee_id = s.agent_id AND active = 1)`,
      );
    },
  });
  await served.close();
  folder.release();
  rmSync(data, { recursive: true });
  expect(read).toEqual({
    statuses: ["closed", "new", "on_hold", "open", "pending", "solved"].map((status) => ({ status, several: 1 })),
    tickets: [
      { site_id: "site_shop", count: 24 },
      { site_id: "site_tally", count: 18 },
    ],
    tiers: [{ tier: 1 }, { tier: 2 }, { tier: 3 }],
    contracts: ["ctr_business", "ctr_larkmoor", "ctr_tally"].map((id) => ({ id, version: 1 })),
    figures: [{ site_id: "site_shop" }, { site_id: "site_tally" }],
    ratings: [{ rated: 7, words: 4 }],
    late: [],
    broken: [],
    miscounted: [],
  });
});

const noWorker = `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {}
export default { fetch: () => new Response("") };`;
