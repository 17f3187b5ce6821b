import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { tidy } from "../src/jobs/tidy.ts";
import { spendBudgets } from "../src/store/budgets.ts";
import { insertLink, insertSession } from "../src/store/credentials.ts";
import { run } from "../src/store/query.ts";

const now = Date.UTC(2026, 10, 23, 12);
const hour = 3_600_000;

async function left(table: "links" | "sessions" | "budgets", column: "token_hash" | "name"): Promise<unknown[]> {
  const { results } = await env.DB.prepare(`SELECT ${column} AS name FROM ${table} ORDER BY 1`).all<{
    name: unknown;
  }>();
  return results.map(({ name }) => name);
}

test("what has run out is removed, what still counts stays", async () => {
  await run(env.DB, {
    oldLink: insertLink("link that ran out", "agt_ann", now - 1),
    link: insertLink("link", "agt_ann", now + 1),
    oldSession: insertSession("session that ran out", "agt_ann", now - hour, now - 1),
    session: insertSession("session", "agt_ann", now - hour, now + 1),
    oldBudget: spendBudgets("desk", [{ name: "a day and an hour ago", limit: 5 }], now - 25 * hour, "stay"),
    lastBudget: spendBudgets("desk", [{ name: "a day ago", limit: 5 }], now - 24 * hour, "stay"),
    budget: spendBudgets("desk", [{ name: "now", limit: 5 }], now, "stay"),
  });
  await tidy(env.DB, now);
  expect(await left("links", "token_hash")).toEqual(["link"]);
  expect(await left("sessions", "token_hash")).toEqual(["session"]);
  expect(await left("budgets", "name")).toEqual(["a day ago", "now"]);
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
