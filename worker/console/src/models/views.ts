import type { DeskTicket, Status, View } from "@firstline/sdk/wire";

/** Who looks: the agent's id and the ids of the teams they belong to. */
export interface Me {
  readonly id: string;
  readonly teams: ReadonlySet<string>;
}

/** Whether a ticket still needs somebody. */
export const isActive = (status: Status): boolean => status !== "solved" && status !== "closed";

/** Whether a ticket stands in a view, so that a live change can be shown without asking the desk again. */
export function belongs(ticket: DeskTicket, view: View, me: Me): boolean {
  if (view === "solved") return !isActive(ticket.status);
  if (!isActive(ticket.status)) return false;
  if (view === "mine") return ticket.assignee?.id === me.id;
  if (view === "team") return ticket.assignee === null && me.teams.has(ticket.team.id);
  if (view === "unassigned") return ticket.assignee === null;
  return true;
}

/** The desk's order of every view: since when somebody waits, else when it last changed, newest first. */
export function compare(left: DeskTicket, right: DeskTicket): number {
  const sortedAt = (ticket: DeskTicket) => ticket.waitingSince ?? ticket.updatedAt;
  return (
    descending(sortedAt(left), sortedAt(right)) ||
    descending(left.site.id, right.site.id) ||
    sequenceOf(right) - sequenceOf(left)
  );
}

const descending = (left: string, right: string): number => (left < right ? 1 : left > right ? -1 : 0);
const sequenceOf = (ticket: DeskTicket): number => Number(ticket.number.split("-")[1]);
