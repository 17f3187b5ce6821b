import type { Absence, CoverageRule } from "@firstline/sdk/wire";
import { type Placement, place } from "./coverage.ts";
import { type Need, pick, replacements, type Situation, type Staff, withoutPresence } from "./eligibility.ts";

/** An absent agent's ticket that is not solved. */
export interface HeldTicket {
  readonly number: string;
  readonly team: string;
  readonly need: Need;
  readonly rule: CoverageRule;
}

/** Where a ticket goes. */
export interface Move {
  readonly number: string;
  readonly placement: Placement;
}

/**
 * Which tickets of an agent who will be absent go to whom: the dry run, and what is then done. `staff` is prepared
 * with the absence in it.
 *
 * Each goes to the named stand-in, or where that one is absent too to theirs, if they can take it; being on duty is
 * not asked of them, for the tickets are theirs from the agent's next duty on. All others are placed like new ones, at
 * the beginning of the absence or now if it has begun. Tickets are dealt in the order given, most pressing first, and
 * every one counts against the capacity for the next. Before the absence begins nobody's presence counts.
 */
export function planAbsence(
  staff: Staff,
  absence: Pick<Absence, "agent" | "from">,
  tickets: readonly HeldTicket[],
  now: number,
  situation: Situation,
): Move[] {
  const begins = Date.parse(absence.from);
  const at = Math.max(now, begins);
  const dealt = new Map<string, number>();
  const current: Situation = {
    get(agent) {
      const standing = situation.get(agent);
      const more = dealt.get(agent);
      if (more === undefined) return standing;
      return { open: (standing?.open ?? 0) + more, lastAssignedAt: at, presence: standing?.presence ?? null };
    },
  };
  const later = withoutPresence(current);
  return tickets.map(({ number, team, need, rule }) => {
    const named = pick(replacements(staff, need, at, later, { agent: absence.agent, team }, "shift"));
    const placement: Placement = named
      ? { kind: "agent", taker: named, via: "stand_in" }
      : place(staff, need, rule, at, begins > now ? later : current).placement;
    if (placement.kind === "agent") {
      const { agent } = placement.taker;
      dealt.set(agent, (dealt.get(agent) ?? 0) + 1);
    }
    return { number, placement };
  });
}
