import { fitsFilter, nextDueOf, standingOf } from "@firstline/sdk/desk";
import type { DeskTicket, Status, TicketFilter, TicketOrder, View } from "@firstline/sdk/wire";

/** Who looks: the agent's id and the ids of the teams they belong to. */
export interface Me {
  readonly id: string;
  readonly teams: ReadonlySet<string>;
}

/** What a list shows: a view, of one site or of all, narrowed by a filter, in an order; or what a search finds. */
export interface Listing {
  readonly view: View;
  readonly site: string | undefined;
  readonly filter: TicketFilter;
  readonly order: TicketOrder;
  readonly search: string | undefined;
}

/** Whether a ticket still needs somebody. */
export const isActive = (status: Status): boolean => status !== "solved" && status !== "closed";

/** Whether a list stays as the desk gave it: what a search finds, and who is called, a ticket does not say of itself. */
export const isGiven = ({ view, search }: Pick<Listing, "view" | "search">): boolean =>
  search !== undefined || view === "mentions";

/** Whether a ticket stands in a list at an instant (ms), so that a live change can be shown without asking the desk again. */
export const belongs = (ticket: DeskTicket, { view, site, filter }: Listing, me: Me, now: number): boolean =>
  isIn(ticket, view, me, now) && (site === undefined || ticket.site.id === site) && fitsFilter(ticket, filter, now);

function isIn(ticket: DeskTicket, view: View, me: Me, now: number): boolean {
  if (view === "mentions") return true;
  if (view === "solved") return !isActive(ticket.status);
  if (!isActive(ticket.status)) return false;
  switch (view) {
    case "mine":
      return ticket.assignee?.id === me.id;
    case "team":
      return ticket.assignee === null && me.teams.has(ticket.team.id);
    case "unassigned":
      return ticket.assignee === null;
    case "at_risk":
    case "breached":
      return standingOf(ticket, now) === view;
    case "waiting":
      return ticket.status === "pending" || ticket.status === "on_hold";
    case "open":
      return true;
  }
}

/** Where a ticket stands in a list; the least comes first. */
export interface Position {
  /** First what has a running clock, then what somebody waits for, then what is quiet, then what is solved. */
  readonly band: number;
  readonly at: number;
  readonly site: string;
  readonly sequence: number;
}

const alwaysByDue: ReadonlySet<View> = new Set(["at_risk", "breached", "waiting"]);

/** Whether a view has one order only. */
export const hasOneOrder = (view: View): boolean => alwaysByDue.has(view) || view === "mentions";

/** A ticket's position in the desk's order of a list. */
export function positionOf(ticket: DeskTicket, { view, order }: Pick<Listing, "view" | "order">): Position {
  const { site, number, status, waitingSince, updatedAt } = ticket;
  const sequence = Number(number.split("-")[1]);
  const place = (band: number, at: number) => ({ band, at, site: site.id, sequence });
  if (order === "newest" && !alwaysByDue.has(view)) return place(-1, Date.parse(waitingSince ?? updatedAt));
  if (!isActive(status)) return place(3, -Date.parse(updatedAt));
  const due = nextDueOf(ticket);
  if (due !== undefined) return place(0, due);
  return waitingSince === null ? place(2, Date.parse(updatedAt)) : place(1, Date.parse(waitingSince));
}

/** The desk's order. The newest of a list stand the other way round. */
export function compare(left: Position, right: Position): number {
  const ascending =
    left.band - right.band ||
    left.at - right.at ||
    (left.site === right.site ? left.sequence - right.sequence : left.site < right.site ? -1 : 1);
  return left.band === -1 ? -ascending : ascending;
}
