import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import type { Alarm } from "../src/domain/alarms.ts";
import { tidy } from "../src/jobs/tidy.ts";
import { insertAbsence } from "../src/store/absences.ts";
import { replaceAlarms } from "../src/store/alarms.ts";
import { spendBudgets } from "../src/store/budgets.ts";
import { insertChallenge } from "../src/store/challenges.ts";
import { insertGrant, insertIdentifiedVisitor, insertVisitor } from "../src/store/credentials.ts";
import { run } from "../src/store/query.ts";
import { insertLink, insertSession } from "../src/store/sessions.ts";
import { insertPing } from "../src/store/webhook-deliveries.ts";

const now = Date.UTC(2026, 10, 23, 12);
const hour = 3_600_000;

async function left(
  table:
    | "links"
    | "sessions"
    | "budgets"
    | "alarms"
    | "absences"
    | "visitors"
    | "grants"
    | "challenges"
    | "webhook_deliveries",
  column: "token_hash" | "name" | "id" | "hash",
): Promise<unknown[]> {
  const { results } = await env.DB.prepare(`SELECT ${column} AS name FROM ${table} ORDER BY 1`).all<{
    name: unknown;
  }>();
  return results.map(({ name }) => name);
}

const begun = { agentId: "agt_ann", method: "link", browser: null, createdAt: now - hour } as const;

test("what has run out is removed, what still counts stays", async () => {
  await run(env.DB, {
    oldLink: insertLink("link that ran out", "agt_ann", now - 1),
    link: insertLink("link", "agt_ann", now + 1),
    oldSession: insertSession({ ...begun, tokenHash: "session that ran out", expiresAt: now - 1 }),
    session: insertSession({ ...begun, tokenHash: "session", expiresAt: now + 1 }),
    oldChallenge: insertChallenge("challenge that ran out", "passkey", "", now - 1),
    challenge: insertChallenge("challenge", "passkey", "", now + 1),
    oldBudget: spendBudgets("desk", [{ name: "a day and an hour ago", limit: 5 }], now - 25 * hour, "stay"),
    lastBudget: spendBudgets("desk", [{ name: "a day ago", limit: 5 }], now - 24 * hour, "stay"),
    budget: spendBudgets("desk", [{ name: "now", limit: 5 }], now, "stay"),
  });
  await tidy(env.DB, now);
  expect(await left("links", "token_hash")).toEqual(["link"]);
  expect(await left("sessions", "token_hash")).toEqual(["session"]);
  expect(await left("challenges", "hash")).toEqual(["challenge"]);
  expect(await left("budgets", "name")).toEqual(["a day ago", "now"]);
});

test("a visitor whose identity ran out a month ago is removed with what links had opened; an anonymous one stays", async () => {
  const day = 24 * hour;
  const identified = (token: string, expiresAt: number) =>
    insertIdentifiedVisitor("site_shop", token, "con_1", [], expiresAt - hour, expiresAt);
  await run(env.DB, {
    old: identified("31 days ago", now - 31 * day),
    oldGrant: insertGrant("site_shop", "31 days ago", 1001),
    recent: identified("29 days ago", now - 29 * day),
    recentGrant: insertGrant("site_shop", "29 days ago", 1001),
    anonymous: insertVisitor("site_shop", "anonymous", "con_2", now - 400 * day),
    anonymousGrant: insertGrant("site_shop", "anonymous", 1001),
  });
  await tidy(env.DB, now);
  expect(await left("visitors", "token_hash")).toEqual(["29 days ago", "anonymous"]);
  expect(await left("grants", "token_hash")).toEqual(["29 days ago", "anonymous"]);
});

test("alarms that are over go, and absences with their reasons a day after they have ended", async () => {
  const absence = (id: string, end: number) =>
    insertAbsence({
      id,
      agent: "agt_ann",
      from: new Date(end - hour).toISOString(),
      to: new Date(end).toISOString(),
      reason: "Broke a leg",
    });
  const alarm = (id: string, expiresAt: number): Alarm => ({
    id,
    raisedAt: now - 48 * hour,
    about: { kind: "certificate", agent: "agt_ann", skill: "skl_cards", expiresAt },
  });
  await run(env.DB, {
    old: absence("abs_old", now - 24 * hour - 1),
    last: absence("abs_last", now - 24 * hour),
    ahead: absence("abs_ahead", now + hour),
    ...replaceAlarms([alarm("alm_over", now - 1), alarm("alm_now", now)], 0),
  });
  await tidy(env.DB, now);
  expect(await left("absences", "id")).toEqual(["abs_ahead", "abs_last"]);
  expect(await left("alarms", "id")).toEqual(["alm_now"]);
});

test("what webhooks were sent goes after 30 days", async () => {
  const ping = (id: string, at: number) => insertPing({ siteId: "desk", webhookId: "whk_1", id }, at, "{}");
  await run(env.DB, {
    old: ping("whm_old", now - 30 * 24 * hour - 1),
    recent: ping("whm_recent", now - 30 * 24 * hour),
  });
  await tidy(env.DB, now);
  expect(await left("webhook_deliveries", "id")).toEqual(["whm_recent"]);
});

test("a run is short: at most a thousand of a kind, the oldest first", async () => {
  await env.DB.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1003)
      INSERT INTO links (token_hash, agent_id, expires_at) SELECT 'old ' || i, 'agt_ann', i FROM n`,
  ).run();
  await tidy(env.DB, now);
  expect(await left("links", "token_hash")).toEqual(["link", "old 1001", "old 1002", "old 1003"]);
  await tidy(env.DB, now);
  expect(await left("links", "token_hash")).toEqual(["link"]);
});
