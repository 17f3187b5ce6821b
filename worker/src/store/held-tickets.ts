import { every, integer, type Query, text } from "./query.ts";
import type { TicketKey } from "./tickets.ts";

/** The unsolved tickets that some agents have on some sites, the most pressing first: by when they are to be woken. */
export const ticketsHeldBy = (
  sites: readonly string[],
  agents: readonly string[],
  limit: number,
): Query<TicketKey[]> => ({
  sql: `SELECT t.site_id, t.sequence FROM json_each(?1) AS s CROSS JOIN json_each(?2) AS a
    CROSS JOIN tickets t INDEXED BY tickets_by_assignee
      ON t.site_id = s.value AND t.assignee_id = a.value AND t.active = 1
    ORDER BY t.next_due_at IS NULL, t.next_due_at, t.site_id, t.sequence LIMIT ?3`,
  values: [JSON.stringify(sites), JSON.stringify(agents), limit],
  read: every((row) => ({ siteId: text(row, "site_id"), sequence: integer(row, "sequence") })),
});
