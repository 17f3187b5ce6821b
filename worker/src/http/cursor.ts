import { sortedAt } from "../domain/ticket.ts";
import type { Cursor, StoredTicket } from "../store/tickets.ts";
import { Refused } from "./refused.ts";

/** Reads a list's cursor. */
export function cursorOf(text: string): Cursor {
  const [, at, siteId, sequence] = /^(\d{1,16})\.(site_[A-Za-z0-9]{1,32})\.(\d{1,16})$/.exec(text) ?? [];
  if (at === undefined || siteId === undefined || sequence === undefined) {
    throw new Refused("invalid", { issues: [{ path: "query.cursor", message: "This is not a cursor of this list." }] });
  }
  return { sortedAt: Number(at), siteId, sequence: Number(sequence) };
}

/** The cursor after a page of which one ticket too many was read, or null on the last page. */
export function nextCursor(found: readonly StoredTicket[], limit: number): string | null {
  const last = found.length > limit ? found[limit - 1] : undefined;
  return last ? `${sortedAt(last.state)}.${last.siteId}.${last.sequence}` : null;
}
