import type { Absence } from "@firstline/sdk/wire";
import type { Desk } from "./desk.ts";
import { actOnMany } from "./desk-batch.ts";
import { planAbsence } from "./domain/absence-plan.ts";
import type { Moved } from "./domain/absence-projection.ts";
import type { Placement } from "./domain/coverage.ts";
import { decide } from "./domain/decide.ts";
import { undecided } from "./domain/decision.ts";
import type { Situation } from "./domain/eligibility.ts";
import { system } from "./domain/event.ts";
import { coverageRuleOf, currentPlace, needOf, seek } from "./domain/placement.ts";
import type { View } from "./domain/projection.ts";
import { whyNotKept } from "./domain/relief.ts";
import { termsFor } from "./store/contracts.ts";
import { run } from "./store/query.ts";
import { type TicketKey, ticketsAt } from "./store/tickets.ts";

/** Where the tickets of an absence go, in the order given, and what they are shown with at the instant they move. */
export interface Relief {
  readonly moved: readonly Moved[];
  readonly view: View;
}

const nameOf = ({ siteId, sequence }: TicketKey): string => `${siteId} ${sequence}`;
const keyOf = ({ place }: Moved): TicketKey => ({ siteId: place.site.id, sequence: place.sequence });

/**
 * Plans where tickets go that somebody absent has: nothing is written. The desk's directory is one that knows of the
 * absence; what the agent no longer has by now is left out.
 */
export async function planRelief(
  { database, directory, now }: Desk,
  absence: Pick<Absence, "agent" | "from">,
  keys: readonly TicketKey[],
  situation: Situation,
): Promise<Relief> {
  const { tickets } = keys.length === 0 ? { tickets: [] } : await run(database, { tickets: ticketsAt(keys) });
  const found = new Map(tickets.map((ticket) => [nameOf(ticket), ticket]));
  const { lines, siteById } = directory;
  const versions = tickets.map(({ state }) => state.clocks?.contract);
  const termsOf = await termsFor(database, directory, versions);
  const held = keys.flatMap((key) => {
    const [ticket, site] = [found.get(nameOf(key))?.state, siteById.get(key.siteId)];
    if (!site || ticket?.assignee !== absence.agent) return [];
    const need = needOf(ticket, currentPlace(ticket, lines), { site: site.id, termsOf });
    const rule = coverageRuleOf(ticket, { termsOf });
    return [{ number: nameOf(key), team: ticket.team, need, rule, ticket, place: { site, sequence: key.sequence } }];
  });
  const moves = planAbsence(lines.staff, absence, held, now, situation);
  return {
    view: { directory, termsOf, now: Math.max(now, Date.parse(absence.from)) },
    moved: moves.flatMap(({ placement }, index) => {
      const each = held[index];
      return each ? [{ place: each.place, ticket: each.ticket, placement }] : [];
    }),
  };
}

/**
 * Takes tickets from whoever is not there for them. Each goes where it was planned to, or, without a plan or where
 * somebody was quicker, to whoever can take it now. Doing it twice, late or beside another runner changes nothing more.
 * Resolves with where those went that were moved, by the names of their keys.
 */
export async function relieve(
  desk: Omit<Desk, "directory">,
  keys: readonly TicketKey[],
  planned: readonly Moved[],
): Promise<ReadonlyMap<string, Placement>> {
  const plan = new Map(planned.map((each) => [nameOf(keyOf(each)), each.placement]));
  const done = new Map<string, Placement>();
  await actOnMany(desk, keys, (found, surroundings, again) => {
    const { state } = found;
    done.delete(nameOf(found));
    const why = whyNotKept(state, surroundings);
    if (why === undefined) return undecided(state);
    const { lines } = surroundings;
    const meant = again ? undefined : plan.get(nameOf(found));
    const sought = meant ? { placement: meant } : seek(state, currentPlace(state, lines), surroundings);
    done.set(nameOf(found), sought.placement);
    return decide(state, { type: "give_back", why, ...(lines.handsOut && { sought }) }, system, surroundings);
  });
  return done;
}

/** Moves what was planned, and tells where each ticket has gone; what somebody else has taken meanwhile is left out. */
export async function moveAsPlanned(desk: Omit<Desk, "directory">, { view, moved }: Relief): Promise<Relief> {
  const done = await relieve(desk, moved.map(keyOf), moved);
  return {
    view,
    moved: moved.flatMap((each) => {
      const placement = done.get(nameOf(keyOf(each)));
      return placement ? [{ ...each, placement }] : [];
    }),
  };
}
