import { integer, nothing, type Query, text } from "./query.ts";

/** A name to count under, how often it may happen within an hour, and for how many this one counts (1). */
export interface Budget {
  readonly name: string;
  readonly limit: number;
  readonly cost?: number;
}

const hourMs = 3_600_000;

/** Whether one of these budgets does not hold what it is asked for in this hour. */
export const budgetsSpent = (siteId: string, budgets: readonly Budget[], now: number): Query<boolean> => ({
  sql: "SELECT name, used FROM budgets WHERE site_id = ?1 AND hour = ?2 AND name IN (SELECT value FROM json_each(?3))",
  values: [siteId, Math.floor(now / hourMs), JSON.stringify(budgets.map((budget) => budget.name))],
  read: (rows) => {
    const used = new Map(rows.map((row) => [text(row, "name"), integer(row, "used")]));
    return budgets.some(({ name, limit, cost = 1 }) => (used.get(name) ?? 0) + cost > limit);
  },
});

/**
 * Counts a use of each budget. Others may have used one up since it was read: then either the batch fails as a clash,
 * so that nothing over the budget is written, or the count stays where it is.
 */
export const spendBudgets = (
  siteId: string,
  budgets: readonly Budget[],
  now: number,
  whenSpent: "fail" | "stay",
): Query<undefined> => ({
  sql: `INSERT INTO budgets (site_id, hour, name, used, most)
    SELECT ?1, ?2, value ->> 'name', coalesce(value ->> 'cost', 1), value ->> 'limit' FROM json_each(?3) WHERE true
    ON CONFLICT (site_id, name, hour) DO UPDATE SET most = excluded.most,
      used = ${whenSpent === "fail" ? "used + excluded.used" : "min(used + excluded.used, excluded.most)"}`,
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
