import type { DailyFigures, OpenCount } from "../domain/board.ts";
import { every, integer, type Query, text } from "./query.ts";

/** How many unsolved tickets of these sites who has, by team. Reads a row for each site, team and agent. */
export const openCounts = (sites: readonly string[]): Query<OpenCount[]> => ({
  sql: `SELECT team_id, holder_id, sum(open) AS open FROM json_each(?1) AS s
    JOIN open_counts ON site_id = s.value AND open > 0 GROUP BY team_id, holder_id`,
  values: [JSON.stringify(sites)],
  read: every((row) => ({
    team: text(row, "team_id"),
    agent: text(row, "holder_id") || null,
    count: integer(row, "open"),
  })),
});

/** What each day (days since 1970) since one came to on these sites. Reads a row for each site and day. */
export const dailyFigures = (sites: readonly string[], since: number): Query<DailyFigures[]> => ({
  sql: `SELECT day, sum(opened) AS opened, sum(solved) AS solved, sum(kept) AS kept, sum(missed) AS missed,
      sum(ratings) AS ratings, sum(rated) AS rated
    FROM json_each(?1) AS s JOIN daily_figures ON site_id = s.value AND day >= ?2 GROUP BY day`,
  values: [JSON.stringify(sites), since],
  read: every((row) => ({
    day: integer(row, "day"),
    opened: integer(row, "opened"),
    solved: integer(row, "solved"),
    kept: integer(row, "kept"),
    missed: integer(row, "missed"),
    ratings: integer(row, "ratings"),
    rated: integer(row, "rated"),
  })),
});
