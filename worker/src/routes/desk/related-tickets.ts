import type { TicketNumber } from "@firstline/sdk/wire";
import { actOnPair, type DecidePair } from "../../desk-pair.ts";
import { link, unlink } from "../../domain/links.ts";
import { merge } from "../../domain/merge.ts";
import type { Handlers } from "../../http/bind.ts";
import { actorOf } from "../../http/caller.ts";
import { type DeskContext, deskOf } from "../../http/context.ts";
import { otherPlaceOf, placeOf, settled } from "../../http/place.ts";

export const deskRelatedTickets = {
  "POST /v1/desk/tickets/:number/merge": async ({ context, params, body, version }) => ({
    status: 200,
    body: await does(context, params.number, { number: body.into, path: "body.into" }, merge, version),
  }),

  "POST /v1/desk/tickets/:number/links": async ({ context, params, body }) => ({
    status: 200,
    body: await does(context, params.number, { number: body.to, path: "body.to" }, (one, other, ...rest) =>
      link(one, other, body.relation, ...rest),
    ),
  }),

  "DELETE /v1/desk/tickets/:number/links/:other": async ({ context, params }) => ({
    status: 200,
    body: await does(context, params.number, { number: params.other, path: "path.other" }, unlink),
  }),
} satisfies Partial<Handlers>;

/** Does something to a ticket and another one of its site. */
async function does(
  context: DeskContext,
  number: TicketNumber,
  other: { readonly number: TicketNumber; readonly path: string },
  decide: DecidePair,
  version?: number,
) {
  const { directory, caller } = context;
  const { site, sequence } = placeOf(directory, caller, number);
  const second = otherPlaceOf(directory, caller, site, other.number, other.path);
  const pair = { site, one: sequence, other: second.sequence, version };
  return settled(await actOnPair(deskOf(context), pair, decide, actorOf(caller), (asked) => context.read(asked)));
}
