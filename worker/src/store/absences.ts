import { Absence } from "@firstline/sdk/wire";
import { every, nothing, type Query, type Row } from "./query.ts";

const absenceOf = (row: Row): Absence =>
  Absence.parse({
    id: row.id,
    agent: row.agent_id,
    from: new Date(Number(row.starts_at)).toISOString(),
    to: new Date(Number(row.ends_at)).toISOString(),
    ...(row.stand_in !== null && { standIn: row.stand_in }),
    ...(row.reason !== null && { reason: row.reason }),
  });

/** The absences that have not ended by an instant (ms), in order. */
export const absencesAfter = (now: number): Query<Absence[]> => ({
  sql: `SELECT id, agent_id, starts_at, ends_at, stand_in, reason FROM absences WHERE ends_at > ?1
    ORDER BY ends_at, id`,
  values: [now],
  read: every(absenceOf),
});

export const insertAbsence = (absence: Absence): Query<undefined> => ({
  sql: "INSERT INTO absences (id, agent_id, starts_at, ends_at, stand_in, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
  values: [
    absence.id,
    absence.agent,
    Date.parse(absence.from),
    Date.parse(absence.to),
    absence.standIn ?? null,
    absence.reason ?? null,
  ],
  read: nothing,
});

export const deleteAbsence = (id: string): Query<undefined> => ({
  sql: "DELETE FROM absences WHERE id = ?1",
  values: [id],
  read: nothing,
});

/** Removes absences that had ended before an instant (ms), reasons and all, at most so many. */
export const removeOldAbsences = (before: number, most: number): Query<undefined> => ({
  sql: "DELETE FROM absences WHERE id IN (SELECT id FROM absences WHERE ends_at < ?1 ORDER BY ends_at LIMIT ?2)",
  values: [before, most],
  read: nothing,
});
