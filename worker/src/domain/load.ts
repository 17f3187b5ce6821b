import type { TicketEvent } from "./event.ts";
import type { Lines } from "./lines.ts";
import { holderOf, type TicketState } from "./ticket.ts";

/** How an agent's number of open tickets changes with a ticket. */
export interface LoadChange {
  readonly agent: string;
  readonly by: 1 | -1;
  /** How many they may have after it: their capacity where the desk chose, else as many as anybody gives them. */
  readonly most: number;
  /** When (ms) they were given it; null if they had it before. */
  readonly assignedAt: number | null;
}

/** What somebody may be given by hand. */
export const BY_HAND = 1_000_000;

/** What a ticket's events change in the loads of those who had it and have it. */
export function loadChanges(
  before: Pick<TicketState, "status" | "assignee"> | undefined,
  after: TicketState,
  events: readonly TicketEvent[],
  lines: Lines,
): LoadChange[] {
  const [from, to] = [before ? holderOf(before) : null, holderOf(after)];
  if (from === to) return [];
  const assigned = events.findLast(({ type }) => type === "assigned");
  const called = events.some(({ type }) => type === "lead_called");
  const chosen = assigned?.actor.kind === "system" && !called;
  const capacity = to === null || !chosen ? undefined : lines.staff.rosters.agent(to)?.capacity;
  return [
    ...(from === null ? [] : [{ agent: from, by: -1, most: BY_HAND, assignedAt: null } as const]),
    ...(to === null
      ? []
      : [{ agent: to, by: 1, most: capacity ?? BY_HAND, assignedAt: assigned?.at ?? null } as const]),
  ];
}
