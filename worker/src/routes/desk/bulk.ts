import type { BulkItem, BulkOutcome, ProblemCode } from "@firstline/sdk/wire";
import { actOnMany } from "../../desk-batch.ts";
import { cannotTake } from "../../domain/assignment.ts";
import { decideBulk, undoOf } from "../../domain/bulk.ts";
import { deskTicketFor, type TicketPlace } from "../../domain/projection.ts";
import type { Handlers } from "../../http/bind.ts";
import { actorOf } from "../../http/caller.ts";
import { type DeskContext, deskOf, viewOf } from "../../http/context.ts";
import { placeOf } from "../../http/place.ts";
import { Refused } from "../../http/refused.ts";

export const deskBulk = {
  "POST /v1/desk/tickets/bulk": async ({ context, body }) => {
    await context.read({});
    const actor = actorOf(context.caller);
    const asked = body.items.map((item) => ({ item, at: seek(context, item) }));
    const known = asked.flatMap(({ item, at }) => (typeof at === "string" ? [] : [{ item, at }]));
    const refused = new Map<string, ProblemCode>();
    const done = await actOnMany(
      deskOf(context),
      known.map(({ at: { site, sequence } }) => ({ siteId: site.id, sequence })),
      ({ siteId, sequence, state }, surroundings) => {
        const key = `${siteId} ${sequence}`;
        const item = known.find(({ at }) => at.site.id === siteId && at.sequence === sequence)?.item;
        if (!item) return { refused: "not_found" };
        const decision =
          item.seq !== undefined && item.seq !== state.seq
            ? ({ refused: "version_mismatch" } as const)
            : decideBulk(state, item.change, actor, surroundings);
        // What is decided and then not written, whatever the tries, has to be tried again.
        refused.set(key, "refused" in decision ? decision.refused : "unavailable");
        return decision;
      },
    );
    const view = await viewOf(
      context,
      done.map(({ ticket }) => ({ state: ticket })),
    );
    const outcomes = new Map(done.map((one) => [`${one.place.site.id} ${one.place.sequence}`, one]));
    const items = asked.map(({ item: { number, change }, at }): BulkOutcome => {
      if (typeof at === "string") return { outcome: "refused", number, code: at };
      const key = `${at.site.id} ${at.sequence}`;
      const one = outcomes.get(key);
      // What was not even read is not there.
      if (!one) return { outcome: "refused", number, code: refused.get(key) ?? "not_found" };
      const undo =
        one.events.length === 0 ? null : { number, seq: one.ticket.seq, change: undoOf(one.found.state, change) };
      return { outcome: "done", number, ticket: deskTicketFor(view, one.place, one.ticket, one.requester), undo };
    });
    return { status: 200, body: { items } };
  },
} satisfies Partial<Handlers>;

/** Where a ticket is that may be changed so by the caller, or why it may not. */
function seek({ directory, caller }: DeskContext, { number, change }: BulkItem): TicketPlace | ProblemCode {
  try {
    const place = placeOf(directory, caller, number);
    if (change.type === "claim" && caller.kind !== "agent") return "forbidden";
    const agent = change.type === "assign" || change.type === "team" ? change.agent : undefined;
    const isGood =
      agent === undefined || agent === null || cannotTake(directory.agent.get(agent), place.site.id) === undefined;
    return isGood ? place : "invalid";
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}
