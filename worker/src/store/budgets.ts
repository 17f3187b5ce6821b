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

/**
 * Counts one use of each budget. Others may have used one up since it was read: then either the batch fails as a clash,
 * so that nothing over the budget is written, or the count stays where it is.
 */
export const spendBudgets = (
  siteId: string,
  budgets: readonly Budget[],
  now: number,
  whenSpent: "fail" | "stay",
): Query<undefined> => ({
  sql: `INSERT INTO budgets (site_id, hour, name, used, most)
    SELECT ?1, ?2, value ->> 'name', 1, value ->> 'limit' FROM json_each(?3) WHERE true
    ON CONFLICT (site_id, name, hour) DO UPDATE SET most = excluded.most,
      used = ${whenSpent === "fail" ? "used + 1" : "min(used + 1, excluded.most)"}`,
  values: [siteId, Math.floor(now / hourMs), JSON.stringify(budgets)],
  read: nothing,
});

/** Removes what was counted in hours before `before` (ms), at most so many rows. */
export const removeOldBudgets = (before: number, most: number): Query<undefined> => ({
  sql: `DELETE FROM budgets WHERE (site_id, name, hour) IN
    (SELECT site_id, name, hour FROM budgets WHERE hour < ?1 ORDER BY hour LIMIT ?2)`,
  values: [Math.floor(before / hourMs), most],
  read: nothing,
});

/** How many seconds are left of this hour. */
export const secondsLeft = (now: number): number => Math.ceil((hourMs - (now % hourMs)) / 1000);
