import type { AbsencePlan, Move } from "@firstline/sdk/wire";
import { clocksFor } from "./clock-projection.ts";
import type { Placement } from "./coverage.ts";
import { placementFor } from "./coverage-projection.ts";
import { maySee } from "./directory.ts";
import { formatNumber } from "./number.ts";
import type { TicketPlace, View } from "./projection.ts";
import type { TicketState } from "./ticket.ts";

/** A ticket that moves, and where to. */
export interface Moved {
  readonly place: TicketPlace;
  readonly ticket: TicketState;
  readonly placement: Placement;
}

/**
 * What an absence leads to, as somebody who may see these sites sees it. `view.now` is when the tickets move: the clocks
 * are shown as they will be then, if nothing else happens.
 */
export const absencePlanFor = (view: View, moved: readonly Moved[], sites: "all" | readonly string[]): AbsencePlan => {
  const seen = moved.filter(({ place }) => maySee(sites, place.site.id));
  return { moves: seen.map((each) => moveFor(view, each)), hidden: moved.length - seen.length };
};

function moveFor({ directory, termsOf, now }: View, { place, ticket, placement }: Moved): Move {
  const { site, sequence } = place;
  return {
    number: formatNumber(site.prefix, sequence),
    site: { id: site.id, name: site.name },
    subject: ticket.subject,
    priority: ticket.priority,
    placement: placementFor(directory, placement),
    atRisk: clocksFor(ticket, termsOf, now).filter(
      (clock) => clock.state === "at_risk" || (clock.state === "breached" && clock.since.is !== "ended"),
    ),
  };
}
