import type { DeskTicket, View } from "@firstline/sdk/wire";
import { deskTicketFor, type TicketPlace } from "../domain/projection.ts";
import type { Shelves } from "../store/desk-lists.ts";
import type { StoredTicket } from "../store/tickets.ts";
import { type DeskContext, viewOf } from "./context.ts";

/** Where a view's tickets stand. A key is nobody's colleague: it has no tickets and no team of its own, and is never called. */
export function shelvesOf({ caller, directory }: DeskContext, view: View, sites: readonly string[]): Shelves {
  switch (view) {
    case "open":
      return { kind: "unsolved", sites, holders: anybody };
    case "mentions":
      return { kind: "mentions", sites, holders: caller.kind === "agent" ? [caller.agent.id] : [] };
    case "mine":
      return { kind: "assigned", sites, holders: caller.kind === "agent" ? [caller.agent.id] : [] };
    case "team": {
      const mine = directory.setup.teams.filter(
        (team) => caller.kind === "agent" && team.members.includes(caller.agent.id),
      );
      return { kind: "team", sites, holders: mine.map((team) => team.id) };
    }
    case "at_risk":
      return { kind: "atRisk", sites, holders: anybody };
    case "unassigned":
    case "breached":
    case "waiting":
    case "solved":
      return { kind: view, sites, holders: anybody };
  }
}

/** What goes on from a ticket, on its own site. */
export const followUpsOf = ({ site, sequence }: TicketPlace, sites: readonly string[]): Shelves => ({
  kind: "followUps",
  sites: sites.filter((one) => one === site.id),
  holders: [sequence],
});

/** One shelf a site, whoever has the tickets on it. */
export const anybody = [""];

/** Tickets as agents see them. */
export async function shownTickets(context: DeskContext, tickets: readonly StoredTicket[]): Promise<DeskTicket[]> {
  const view = await viewOf(context, tickets);
  return tickets.flatMap(({ siteId, sequence, state, requester }) => {
    const site = context.directory.siteById.get(siteId);
    return site ? [deskTicketFor(view, { site, sequence }, state, requester)] : [];
  });
}
