import { every, integer, type Query, text, textOrNull } from "./query.ts";

/** A ticket as a replay looks for it. */
export interface PastTicketRow {
  readonly sequence: number;
  readonly subject: string;
  readonly createdAt: number;
  /** The plan of its contact today. */
  readonly plan: string | null;
}

/** Tickets of a site with a number before one, the newest first. */
export const pastTickets = (siteId: string, before: number, limit: number): Query<PastTicketRow[]> => ({
  sql: `SELECT t.sequence, t.subject, t.created_at, c.plan FROM tickets t
    JOIN contacts c ON c.site_id = t.site_id AND c.id = t.contact_id
    WHERE t.site_id = ?1 AND t.sequence < ?2 ORDER BY t.sequence DESC LIMIT ?3`,
  values: [siteId, before, limit],
  read: every((row) => ({
    sequence: integer(row, "sequence"),
    subject: text(row, "subject"),
    createdAt: integer(row, "created_at"),
    plan: textOrNull(row, "plan"),
  })),
});
