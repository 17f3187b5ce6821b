import { every, integer, nothing, type Query, text } from "./query.ts";

/** A page that asked for its site. `entry` is what let it in; empty: nothing did. `at` in ms. */
export interface StoredSighting {
  readonly entry: string;
  readonly origin: string;
  readonly at: number;
}

/** Pages of a site, and the last that no site of the desk allows; newest first. */
export const sightingsOf = (siteId: string): Query<StoredSighting[]> => ({
  sql: "SELECT entry, origin, seen_at FROM sightings WHERE site_id IN (?1, '')",
  values: [siteId],
  read: (rows) =>
    every((row) => ({ entry: text(row, "entry"), origin: text(row, "origin"), at: integer(row, "seen_at") }))(
      rows,
    ).sort((one, other) => other.at - one.at),
});

/** Notes a page in place of the one before it. The same page within an hour (another runner has noted it) changes nothing. */
export const noteSighting = (siteId: string, { entry, origin, at }: StoredSighting): Query<undefined> => ({
  sql: `INSERT INTO sightings (site_id, entry, origin, seen_at) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (site_id, entry) DO UPDATE SET origin = excluded.origin, seen_at = excluded.seen_at
    WHERE origin <> excluded.origin OR seen_at <= excluded.seen_at - 3600000`,
  values: [siteId, entry, origin, at],
  read: nothing,
});
