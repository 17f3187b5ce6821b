import { integer, type Query, text } from "./query.ts";
import { columns, paged, type StoredTicket, stored, withContact } from "./tickets.ts";

/** Control characters, which no text of anybody's holds: where a hit begins, and where it ends. */
export const marks = ["\u0002", "\u0003"] as const;

/** How many words a passage has. */
const WORDS = 14;

/** A passage of a column of what is searched. */
const passage = (column: number) => `snippet(search, ${column}, ?4, ?5, '…', ${WORDS})`;

/** A ticket that was found, its place among all that can be, and a passage with what was looked for between the marks. */
export interface FoundTicket {
  readonly document: number;
  readonly ticket: StoredTicket;
  readonly passage: string;
}

/**
 * The first `limit` + 1 tickets that a query finds, the newest first, from before a place on. The sites stand in the query
 * itself, so that nothing of another one is read; as the index knows no case, they are held against the tickets too.
 */
export const searchTickets = (
  query: string,
  sites: readonly string[],
  before: number | undefined,
  limit: number,
): Query<FoundTicket[]> =>
  paged(
    {
      sql: `WITH hit AS MATERIALIZED (SELECT rowid AS id, ${passage(3)} AS in_text, ${passage(1)} AS in_subject,
          ${passage(2)} AS in_contact
        FROM search WHERE search MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC LIMIT ?3)
      SELECT ${columns}, hit.id AS document, CASE WHEN instr(in_text, ?4) THEN in_text
        WHEN instr(in_subject, ?4) THEN in_subject ELSE in_contact END AS passage
      FROM hit JOIN documents d ON d.id = hit.id AND d.site_id IN (SELECT value FROM json_each(?6))
      JOIN tickets t ON t.site_id = d.site_id AND t.sequence = d.ticket ${withContact} ORDER BY hit.id DESC`,
      values: [query, before ?? Number.MAX_SAFE_INTEGER, limit + 1, ...marks, JSON.stringify(sites)],
      read: (rows) =>
        rows.map((row) => ({ document: integer(row, "document"), ticket: stored(row), passage: text(row, "passage") })),
    },
    ["document", "passage"],
  );

/** What is found where there is nothing to look for. */
export const nothingFound: Query<FoundTicket[]> = { sql: "SELECT 1 WHERE false", values: [], read: () => [] };
