import * as z from "zod";
import { every, integerOrNull, nothing, type Query, text } from "./query.ts";

/** How long a site's first answer usually takes, in milliseconds; null with too few to tell, and before it was counted. */
export const usualAnswerOf = (siteId: string): Query<number | null> => ({
  sql: "SELECT usual_answer FROM figures WHERE site_id = ?1",
  values: [siteId],
  read: ([row]) => (row ? integerOrNull(row, "usual_answer") : null),
});

/** When (ms) figures were last counted; null for never. */
export const lastCounted: Query<number | null> = {
  sql: "SELECT max(counted_at) AS last FROM figures",
  values: [],
  read: ([row]) => (row ? integerOrNull(row, "last") : null),
};

const Waits = z.array(z.int());

/** How long (ms) the last `most` tickets of each of these sites waited for their first answer that got it since an instant (ms). */
export const firstAnswers = (
  sites: readonly string[],
  since: number,
  most: number,
): Query<{ site: string; waits: number[] }[]> => ({
  sql: `SELECT s.value AS site, (SELECT json_group_array(wait) FROM (
      SELECT answered_at - created_at AS wait FROM tickets WHERE site_id = s.value AND answered_at >= ?2
      ORDER BY answered_at DESC LIMIT ?3)) AS waits FROM json_each(?1) AS s`,
  values: [JSON.stringify(sites), since, most],
  read: every((row) => ({ site: text(row, "site"), waits: Waits.parse(JSON.parse(text(row, "waits"))) })),
});

/** Keeps what was counted of some sites at an instant (ms). */
export const keepUsualAnswers = (
  figures: readonly { readonly site: string; readonly usualAnswer: number | null }[],
  now: number,
): Query<undefined> => ({
  sql: `INSERT INTO figures (site_id, usual_answer, counted_at)
    SELECT value ->> 'site', value ->> 'usualAnswer', ?2 FROM json_each(?1) WHERE true
    ON CONFLICT (site_id) DO UPDATE SET usual_answer = excluded.usual_answer, counted_at = excluded.counted_at`,
  values: [JSON.stringify(figures), now],
  read: nothing,
});
