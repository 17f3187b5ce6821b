import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Setup } from "@firstline/sdk/wire";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Directory } from "../src/domain/directory.ts";
import { decideRoute } from "../src/domain/rules.ts";
import { setupIssues } from "../src/domain/setup.ts";
import { blank, evolve, holderOf } from "../src/domain/ticket.ts";
import { dueAt } from "../src/domain/wake.ts";
import { ticketsDue } from "../src/store/due-tickets.ts";
import { eventsAfter } from "../src/store/events.ts";
import { run } from "../src/store/query.ts";
import { readDirectory } from "../src/store/setup.ts";
import { standings } from "../src/store/standings.ts";
import { type StoredTicket, ticketsAt } from "../src/store/tickets.ts";
import { built } from "./build.ts";
import { migrate, splitStatements } from "./migrate.ts";

// A desk that was filled before there were lines of support, and has been migrated since.

/** What the old set-up said about where tickets go. */
const OldSetup = z.object({
  sites: z.array(
    z.object({
      id: z.string(),
      defaultTeam: z.string(),
      topics: z.array(z.object({ id: z.string(), team: z.string().optional() })),
    }),
  ),
});

const folder = mkdtempSync(join(tmpdir(), "firstline-upgrade-"));
const miniflare = new Miniflare(
  convertV4MiniflareOptions({ modules: true, script: "export default {}", d1Databases: { DB: "firstline" } }),
);
const now = Date.UTC(2026, 10, 20, 12);
let database: Awaited<ReturnType<Miniflare["getD1Database"]>>;
let old: z.infer<typeof OldSetup>;
let directory: Directory;
let tickets: readonly StoredTicket[];

beforeAll(async () => {
  database = await miniflare.getD1Database("DB");
  cpSync(join(built.migrations, "0001_desk.sql"), join(folder, "0001_desk.sql"));
  await migrate(database, folder);
  const rows = splitStatements(readFileSync(join(import.meta.dirname, "desk-0001.sql"), "utf8"));
  await database.batch(rows.map((row) => database.prepare(row)));
  const before = await database.prepare("SELECT setup FROM desk").first<string>("setup");
  old = OldSetup.parse(JSON.parse(before ?? ""));

  await migrate(database, built.migrations);
  const read = await readDirectory(database, now);
  if (!read) throw new Error("The set-up is gone");
  directory = read;
  const { results } = await database.prepare("SELECT site_id AS siteId, sequence FROM tickets").all<{
    siteId: string;
    sequence: number;
  }>();
  ({ tickets } = await run(database, { tickets: ticketsAt(results) }));
});
afterAll(async () => {
  await miniflare.dispose();
  rmSync(folder, { recursive: true });
});

/** No ticket of this desk is under a contract. */
const termsOf = () => {
  throw new Error("There are no contracts");
};

test("its set-up is a good one, and has another version", () => {
  const { setup, version } = directory;
  expect(setupIssues(setup)).toEqual([]);
  expect(version).toBe(2);
  expect(setup.calendars).toEqual([]);
  expect(setup.contracts).toEqual([]);
  expect(directory.lines.handsOut).toBe(false);
});

test("every topic of every site goes where it went", () => {
  const { setup, lines } = directory;
  const routeOf = (site: Setup["sites"][number]["id"], topic: string | null) =>
    decideRoute(lines.rules, {
      site,
      topic,
      channel: "web",
      fields: new Map(),
      priority: "normal",
      language: null,
      plan: null,
      verified: false,
      tags: [],
      subject: "Help",
      body: "Please",
      at: now,
      lastContactAt: null,
    }).routing.team;
  const cases = old.sites.flatMap(({ id, topics, defaultTeam }) =>
    [...topics, { id: null, team: undefined }].map((topic) => ({
      site: id,
      topic: topic.id,
      team: topic.team ?? defaultTeam,
    })),
  );
  expect(cases.length).toBeGreaterThan(8);
  expect(cases.map(({ site, topic }) => ({ site, topic, team: routeOf(site, topic) }))).toEqual(cases);
  expect(setup.sites.map(({ topics }) => topics.length)).toEqual(old.sites.map(({ topics }) => topics.length));
});

test("its tickets are what their events add up to", async () => {
  expect(new Set(tickets.map(({ state }) => state.status))).toEqual(
    new Set(["new", "open", "pending", "on_hold", "solved", "closed"]),
  );
  for (const { siteId, sequence, state } of tickets) {
    const { events } = await run(database, { events: eventsAfter(siteId, sequence, 0, "desk") });
    const told = events.reduce((ticket, event) => evolve(ticket, event, termsOf), blank);
    // What the requester has read is no event, and when the old desk's tickets were solved is only known roughly.
    const { seenSeq, unread } = state;
    const solvedAt = state.status === "solved" ? told.solvedAt : state.solvedAt;
    // An old desk did not count how often a ticket was opened again.
    expect(state).toEqual({ ...told, seenSeq, unread, solvedAt, way: state.way });
  }
});

test("they are woken when silence closes them, and count among their agents' loads", async () => {
  const expected = tickets.flatMap(({ siteId, sequence, state }) => {
    const at = dueAt(state, termsOf, now);
    return at === null ? [] : [{ siteId, sequence, dueAt: at }];
  });
  const { due, situation } = await run(database, {
    due: ticketsDue(Number.MAX_SAFE_INTEGER, undefined, 100),
    situation: standings(now),
  });
  expect(expected).toHaveLength(1);
  expect(due).toEqual(expected);
  for (const agent of directory.setup.agents) {
    const held = tickets.filter(({ state }) => holderOf(state) === agent.id).length;
    expect(situation.get(agent.id)?.open ?? 0).toBe(held);
  }
});

test("every ticket has its place in a list, and a document of its own to be found by", async () => {
  const { results } = await database
    .prepare(
      `SELECT t.subject, t.active, t.position, t.updated_at AS updatedAt, t.risk_at AS riskAt,
        (SELECT count(*) FROM documents d JOIN search s ON s.rowid = d.id
          WHERE d.site_id = t.site_id AND d.ticket = t.sequence AND s.subject IS t.subject) AS found
      FROM tickets t`,
    )
    .all();
  const rows = z
    .array(
      z.object({
        subject: z.string(),
        active: z.literal([0, 1]),
        position: z.int(),
        updatedAt: z.int(),
        riskAt: z.null(),
        found: z.literal(1),
      }),
    )
    .parse(results);
  expect(rows).toHaveLength(tickets.length);
  const solved = rows.filter(({ active }) => active === 0);
  expect(solved.every(({ position, updatedAt }) => position === 4e15 - updatedAt)).toBe(true);
  // None of them is under a contract, so what is active waits or is quiet.
  const active = rows.filter((row) => row.active === 1);
  expect(active.every(({ position }) => position >= 1e15 && position < 3e15)).toBe(true);
  expect(Math.min(solved.length, active.length)).toBeGreaterThan(0);
});
