import { integer, nothing, type Query, text } from "./query.ts";

/** A name to count under and how often it may happen within an hour. */
export interface Budget {
  readonly name: string;
  readonly limit: number;
}

const hourMs = 3_600_000;

/** Whether one of these budgets is used up in this hour. */
export const budgetsSpent = (siteId: string, budgets: readonly Budget[], now: number): Query<boolean> => ({
  sql: "SELECT name, used FROM budgets WHERE site_id = ?1 AND hour = ?2 AND name IN (SELECT value FROM json_each(?3))",
  values: [siteId, Math.floor(now / hourMs), JSON.stringify(budgets.map((budget) => budget.name))],
  read: (rows) => {
    const limits = new Map(budgets.map((budget) => [budget.name, budget.limit]));
    return rows.some((row) => integer(row, "used") >= (limits.get(text(row, "name")) ?? 0));
  },
});

/** Counts one use of each budget. */
export const spendBudgets = (siteId: string, budgets: readonly Budget[], now: number): Query<undefined> => ({
  sql: `INSERT INTO budgets (site_id, hour, name, used) SELECT ?1, ?2, value, 1 FROM json_each(?3) WHERE true
    ON CONFLICT (site_id, name, hour) DO UPDATE SET used = used + 1`,
  values: [siteId, Math.floor(now / hourMs), JSON.stringify(budgets.map((budget) => budget.name))],
  read: nothing,
});

/** How many seconds are left of this hour. */
export const secondsLeft = (now: number): number => Math.ceil((hourMs - (now % hourMs)) / 1000);
