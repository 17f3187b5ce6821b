import { every, integer, type Query, text } from "./query.ts";
import type { Due } from "./tickets.ts";

/** The unsolved tickets that some agents have on some sites, the most pressing first: by when they are to be woken. */
export const ticketsHeldBy = (
  sites: readonly string[],
  agents: readonly string[],
  limit: number,
): Query<Pick<Due, "siteId" | "sequence">[]> => ({
  sql: `SELECT site_id, sequence FROM tickets
    WHERE site_id IN (SELECT value FROM json_each(?1)) AND assignee_id IN (SELECT value FROM json_each(?2)) AND active = 1
    ORDER BY next_due_at IS NULL, next_due_at, site_id, sequence LIMIT ?3`,
  values: [JSON.stringify(sites), JSON.stringify(agents), limit],
  read: every((row) => ({ siteId: text(row, "site_id"), sequence: integer(row, "sequence") })),
});
