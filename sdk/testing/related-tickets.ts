import type { SiteSetup, TicketNumber } from "@firstline/sdk/wire";
import { sitesSeen } from "../../worker/src/domain/directory.ts";
import { link, unlink } from "../../worker/src/domain/links.ts";
import { macrosFor } from "../../worker/src/domain/macros.ts";
import { merge } from "../../worker/src/domain/merge.ts";
import { actorOf, sitesOf } from "../../worker/src/http/caller.ts";
import { otherPlaceOf, placeOf, settled } from "../../worker/src/http/place.ts";
import { Refused } from "../../worker/src/http/refused.ts";
import type { DeskContext, Handlers } from "./door.ts";
import { ticketAt } from "./memory.ts";
import { actOnPair, type DecidePair, forAgents } from "./shell.ts";

/** What relates two tickets, and the texts that a site's agents write often. */
export const relatedTickets = {
  "POST /v1/desk/tickets/:number/merge": ({ context, params, body, version }) => ({
    status: 200,
    body: does(context, params.number, { number: body.into, path: "body.into" }, merge, version),
  }),

  "POST /v1/desk/tickets/:number/links": ({ context, params, body }) => ({
    status: 200,
    body: does(context, params.number, { number: body.to, path: "body.to" }, (one, other, ...rest) =>
      link(one, other, body.relation, ...rest),
    ),
  }),

  "DELETE /v1/desk/tickets/:number/links/:other": ({ context, params }) => ({
    status: 200,
    body: does(context, params.number, { number: params.other, path: "path.other" }, unlink),
  }),

  "GET /v1/desk/macros": ({ context, query }) => {
    const { directory } = context.memory;
    const sites = sitesSeen(directory, sitesOf(context.caller), query.site);
    if (query.site !== undefined && sites.length === 0) throw new Refused("not_found");
    return { status: 200, body: { items: macrosFor(directory.setup.macros, sites) } };
  },
} satisfies Handlers;

/** Does something to a ticket and another one of its site. */
function does(
  context: DeskContext,
  number: TicketNumber,
  other: { readonly number: TicketNumber; readonly path: string },
  decide: DecidePair,
  version?: number,
) {
  const { memory, caller } = context;
  const { site, sequence } = placeOf(memory.directory, caller, number);
  const second = otherPlaceOf(memory.directory, caller, site, other.number, other.path);
  const [one, two] = [ticketOf(context, site, sequence), ticketOf(context, site, second.sequence)];
  if (version !== undefined && version !== one.state.seq) throw new Refused("version_mismatch");
  const events = settled(actOnPair(context, one, two, decide, actorOf(caller)));
  return forAgents(memory, one, events);
}

function ticketOf({ memory }: DeskContext, site: SiteSetup, sequence: number) {
  const ticket = ticketAt(memory, { site, sequence });
  if (!ticket) throw new Refused("not_found");
  return ticket;
}
