import { WhyNobody } from "@firstline/sdk/wire";
import * as z from "zod";
import { type Alarm, type AlarmAbout, alarmEnds, alarmName } from "../domain/alarms.ts";
import { every, integer, nothing, type Query, text } from "./query.ts";

const About = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("gap"),
    site: z.string(),
    tier: z.int(),
    from: z.int(),
    to: z.int(),
    why: WhyNobody,
  }),
  z.object({ kind: z.literal("certificate"), agent: z.string(), skill: z.string(), expiresAt: z.int() }),
  z.object({
    kind: z.literal("webhook"),
    webhook: z.string(),
    because: z.enum(["gone", "failed"]),
    since: z.int(),
  }),
]) satisfies z.ZodType<AlarmAbout>;

/** The alarms that are not over by an instant (ms), the next to be over first. */
export const alarmsAfter = (now: number): Query<Alarm[]> => ({
  sql: "SELECT id, raised_at, data FROM alarms WHERE ends_at > ?1 ORDER BY ends_at, id",
  values: [now],
  read: every((row) => ({
    id: text(row, "id"),
    raisedAt: integer(row, "raised_at"),
    about: About.parse(JSON.parse(text(row, "data"))),
  })),
});

/** Puts alarms in the place of all that are not over by an instant (ms). */
export const replaceAlarms = (alarms: readonly Alarm[], now: number) => ({
  vanished: {
    sql: `DELETE FROM alarms WHERE ends_at > ?1 AND id NOT IN (SELECT value FROM json_each(?2))`,
    values: [now, JSON.stringify(alarms.map(({ id }) => id))],
    read: nothing,
  } satisfies Query<undefined>,
  raised: {
    sql: `INSERT INTO alarms (id, name, raised_at, ends_at, data)
      SELECT value ->> 'id', value ->> 'name', value ->> 'raisedAt', value ->> 'endsAt', value ->> 'data'
      FROM json_each(?1) WHERE true
      ON CONFLICT DO UPDATE SET ends_at = excluded.ends_at, data = excluded.data`,
    values: [JSON.stringify(alarms.map(rowOf))],
    read: nothing,
  } satisfies Query<undefined>,
});

const rowOf = ({ id, raisedAt, about }: Alarm) => ({
  id,
  name: alarmName(about),
  raisedAt,
  endsAt: alarmEnds(about),
  data: JSON.stringify(about),
});

/** Removes alarms that were over before an instant (ms), at most so many. */
export const removeOldAlarms = (before: number, most: number): Query<undefined> => ({
  sql: "DELETE FROM alarms WHERE id IN (SELECT id FROM alarms WHERE ends_at < ?1 ORDER BY ends_at LIMIT ?2)",
  values: [before, most],
  read: nothing,
});
