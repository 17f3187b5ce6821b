import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Setup } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import { setupIssues } from "../../src/domain/setup.ts";
import { built } from "../build.ts";
import { openFolder } from "../folder.ts";
import { type Database, serve } from "../server.ts";
import { fill } from "./fill.ts";
import { demoSetup, emptySetup } from "./setup.ts";

test.each([
  ["demo", demoSetup],
  ["empty", emptySetup()],
])("the %s set-up is a good one", (_, setup) => {
  expect(Setup.parse(setup)).toEqual(setup);
  expect(setupIssues(setup)).toEqual([]);
});

test("the demo fills a desk with about forty tickets over every status, the same way with any clock", async () => {
  const data = mkdtempSync(join(tmpdir(), "firstline-fill-"));
  const folder = await openFolder(data);
  const now = Date.UTC(2030, 0, 1, 3);
  const read: Record<string, unknown[]> = {};
  const all = async (database: Database, name: string, sql: string) => {
    read[name] = (await database.prepare(sql).all()).results;
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
      await all(database, "late", `SELECT * FROM events WHERE at > ${now} OR at < ${now} - 8 * 24 * 60 * 60 * 1000`);
      await all(
        database,
        "broken",
        `SELECT * FROM tickets t WHERE seq <> (SELECT max(seq) FROM events e WHERE (e.site_id, e.ticket) =
          (t.site_id, t.sequence)) OR contact_id NOT IN (SELECT id FROM contacts c WHERE c.site_id = t.site_id)`,
      );
    },
  });
  await served.close();
  folder.release();
  rmSync(data, { recursive: true });
  expect(read).toEqual({
    statuses: ["closed", "new", "on_hold", "open", "pending", "solved"].map((status) => ({ status, several: 1 })),
    tickets: [
      { site_id: "site_shop", count: 23 },
      { site_id: "site_tally", count: 16 },
    ],
    tiers: [{ tier: 1 }, { tier: 2 }, { tier: 3 }],
    late: [],
    broken: [],
  });
});

const noWorker = `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {}
export default { fetch: () => new Response("") };`;
