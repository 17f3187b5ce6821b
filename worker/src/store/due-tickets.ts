import type { Schedule } from "../domain/schedule.ts";
import { every, integer, nothing, type Query, text } from "./query.ts";
import type { TicketKey } from "./tickets.ts";

/** Moves on when a ticket is woken and where it stands, unless something happened to it since its event `seq`. */
export const postpone = (
  siteId: string,
  sequence: number,
  seq: number,
  { wakeAt, position, riskAt }: Schedule,
): Query<undefined> => ({
  sql: `UPDATE tickets SET next_due_at = ?4, position = ?5, risk_at = ?6
    WHERE site_id = ?1 AND sequence = ?2 AND seq = ?3`,
  values: [siteId, sequence, seq, wakeAt, position, riskAt],
  read: nothing,
});

/** A ticket that is to be woken, and since when. */
export interface Due extends TicketKey {
  readonly dueAt: number;
}

/** The tickets that are to be woken by now, the oldest first, from where another page has ended. */
export const ticketsDue = (now: number, after: Due | undefined, limit: number): Query<Due[]> => ({
  sql: `SELECT site_id, sequence, next_due_at FROM tickets
    WHERE next_due_at <= ?1 AND next_due_at >= ?2 AND (next_due_at, site_id, sequence) > (?2, ?3, ?4)
    ORDER BY next_due_at, site_id, sequence LIMIT ?5`,
  values: [now, after?.dueAt ?? 0, after?.siteId ?? "", after?.sequence ?? 0, limit],
  read: every((row) => ({
    siteId: text(row, "site_id"),
    sequence: integer(row, "sequence"),
    dueAt: integer(row, "next_due_at"),
  })),
});
