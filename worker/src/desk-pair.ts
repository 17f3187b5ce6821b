import type { DeskThread, SiteSetup } from "@firstline/sdk/wire";
import { announce, type Desk, forAgents, loads, type Outcome, surroundingsOf, twice } from "./desk.ts";
import { tellWebhooks } from "./desk-webhooks.ts";
import type { Surroundings } from "./domain/decision.ts";
import type { TicketActor } from "./domain/event.ts";
import type { Numbered, PairDecision } from "./domain/links.ts";
import type { View } from "./domain/projection.ts";
import type { Refusal } from "./domain/refusal.ts";
import { scheduleOf } from "./domain/schedule.ts";
import { termsFor } from "./store/contracts.ts";
import { appendEvents } from "./store/events.ts";
import { type Queries, type Query, run } from "./store/query.ts";
import { type StoredTicket, ticketsAt, updateTicket } from "./store/tickets.ts";

/** Decides about two tickets of one site. */
export type DecidePair = (
  one: Numbered,
  other: Numbered,
  actor: TicketActor,
  surroundings: Surroundings,
) => PairDecision | Refusal;

/** Which two tickets of a site: the one that is asked about and the other one, by their sequences. */
export interface Pair {
  readonly site: SiteSetup;
  readonly one: number;
  readonly other: number;
  /** The event number of the first that the caller last saw, where it has to be the last one still. */
  readonly version?: number | undefined;
}

/**
 * Does something to two tickets of a site at once: one read batch, one write batch. Answers with the first of them. A
 * ticket that is not there is `not_found`, whichever it is.
 */
export function actOnPair(
  desk: Desk,
  { site, one, other, version }: Pair,
  decide: DecidePair,
  actor: TicketActor,
  load: (asked: { readonly tickets: Query<StoredTicket[]> }) => Promise<{ readonly tickets: readonly StoredTicket[] }>,
): Promise<DeskThread | Refusal> {
  const keys = [...new Set([one, other])].map((sequence) => ({ siteId: site.id, sequence }));
  return twice(async () => {
    const { tickets } = await load({ tickets: ticketsAt(keys) });
    const [first, second] = [one, other].map((sequence) => tickets.find((ticket) => ticket.sequence === sequence));
    if (!first || !second) return { refused: "not_found" };
    if (version !== undefined && version !== first.state.seq) return { refused: "version_mismatch" };
    const termsOf = await termsFor(
      desk.database,
      desk.directory,
      tickets.map(({ state }) => state.clocks?.contract),
    );
    const decided = decide(first, second, actor, surroundingsOf(desk, site.id, termsOf));
    if ("refused" in decided) return decided;

    const view: View = { directory: desk.directory, termsOf, now: desk.now };
    const outcomeOf = ({ sequence, requester }: StoredTicket, decision: PairDecision["one"]): Outcome => ({
      ...decision,
      place: { site, sequence },
      requester,
    });
    const done = [
      { name: "one", found: first, outcome: outcomeOf(first, decided.one) },
      { name: "other", found: second, outcome: outcomeOf(second, decided.other) },
    ].filter(({ outcome }) => outcome.events.length > 0);
    const queries: Record<string, Queries[string]> = {};
    for (const { name, found, outcome } of done) {
      const { ticket, events } = outcome;
      queries[`${name} events`] = appendEvents(site.id, found.sequence, events);
      queries[name] = updateTicket(site.id, found.sequence, ticket, scheduleOf(ticket, termsOf, desk.now));
      const { loads: moved } = loads(desk, found.state, outcome);
      if (moved) queries[`${name} loads`] = moved;
    }
    const telling = tellWebhooks(
      desk,
      view,
      done.map(({ outcome }) => outcome),
    );
    if (telling.writes.webhooks) queries.webhooks = telling.writes.webhooks;
    const results = done.length === 0 ? {} : await run(desk.database, queries);
    for (const { name, outcome } of done) announce(desk, view, outcome, results[name] === true);
    telling.send();
    return forAgents.show(view, outcomeOf(first, decided.one));
  });
}
