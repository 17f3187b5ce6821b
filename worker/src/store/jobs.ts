import { first, integer, nothing, type Query } from "./query.ts";

/** Jobs that run once a day. */
export type JobName = "alarms";

/** The last day (days since 1970) that a job is done for; undefined: it is due. */
export const jobDay = (name: JobName): Query<number | undefined> => ({
  sql: "SELECT day FROM jobs WHERE name = ?1",
  values: [name],
  read: first((row) => integer(row, "day")),
});

/**
 * Notes that a job is done for a day, in the batch that writes what it came to. If it is done already, or the set-up it
 * rests on has moved, the batch fails as a clash: of two runners one writes.
 */
export const finishJob = (name: JobName, day: number, setupVersion: number): Query<undefined> => ({
  sql: `INSERT INTO jobs (name, day) VALUES (?1, (SELECT ?2 FROM desk WHERE id = 1 AND version = ?3))
    ON CONFLICT (name) DO UPDATE SET day = iif(day <> excluded.day, excluded.day, NULL)`,
  values: [name, day, setupVersion],
  read: nothing,
});

/** Makes a job due again, since what it rests on has changed. */
export const jobAgain = (name: JobName): Query<undefined> => ({
  sql: "DELETE FROM jobs WHERE name = ?1",
  values: [name],
  read: nothing,
});
