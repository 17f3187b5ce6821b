import { nothing, type Query, run } from "../store/query.ts";

/** At most this many rows of a kind are removed at a time, so that a run stays short. */
const batch = 1000;

const dayMs = 86_400_000;

const remove = (table: "links" | "sessions", now: number): Query<undefined> => ({
  sql: `DELETE FROM ${table} WHERE token_hash IN
    (SELECT token_hash FROM ${table} WHERE expires_at < ?1 ORDER BY expires_at LIMIT ${batch})`,
  values: [now],
  read: nothing,
});

/** Removes what has run out: sign-in links, sessions, budgets of more than a day ago. `now` in ms. */
export async function tidy(database: D1Database, now: number): Promise<void> {
  await run(database, {
    links: remove("links", now),
    sessions: remove("sessions", now),
    budgets: {
      sql: `DELETE FROM budgets WHERE (site_id, name, hour) IN
        (SELECT site_id, name, hour FROM budgets WHERE hour < ?1 ORDER BY hour LIMIT ${batch})`,
      values: [Math.floor((now - dayMs) / 3_600_000)],
      read: nothing,
    },
  });
}
