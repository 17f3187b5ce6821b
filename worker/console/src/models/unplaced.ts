import type { DeskEvent, DeskTicket, WhyNobody } from "@firstline/sdk/wire";
import { isActive } from "./views.ts";

/** Why nobody has a ticket, and from when on somebody can; `until` is null if nobody comes on duty for it. */
export interface Unplaced {
  readonly why: WhyNobody | undefined;
  readonly until: string | null;
}

/** Says of a ticket that nobody can take why that is; undefined if somebody has it, or could. */
export function unplacedOf(ticket: DeskTicket, events: readonly DeskEvent[], now: number): Unplaced | undefined {
  if (ticket.assignee !== null || !isActive(ticket.status)) return undefined;
  const last = events.findLast(
    (event) => event.type === "unplaced" || (event.type === "assigned" && event.agent !== null),
  );
  const why = last?.type === "unplaced" ? last.why : undefined;
  const until = ticket.staffedAt ?? (last?.type === "unplaced" ? last.until : null);
  // By then somebody is on duty, and the desk is about to say who has it.
  if (until !== null && Date.parse(until) <= now) return undefined;
  return why === undefined && until === null ? undefined : { why, until };
}
