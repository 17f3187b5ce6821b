import type { ClockMetric, Priority, Replay, Tally } from "@firstline/sdk/wire";
import { type Clock, type ClockState, stateOf, type Terms, wasAtRisk } from "./clock.ts";
import { type ClockEvent, everyClock } from "./clocks.ts";

/** A ticket as it went, oldest event first, from its submission on. */
export interface PastTicket {
  readonly number: string;
  readonly subject: string;
  readonly events: readonly ClockEvent[];
}

/** Takes tickets one by one, and tells what they have come to. Holds counts and the ten latest, never the tickets. */
export interface ContractReplay {
  add(ticket: PastTicket): void;
  outcome(): Pick<Replay, "tickets" | "all" | "metrics" | "priorities" | "tiers" | "worst">;
}

/** In the order in which they are told. */
const metrics = ["first_response", "next_response", "resolution", "tier"] as const satisfies readonly ClockMetric[];
const priorities = ["urgent", "high", "normal", "low"] as const satisfies readonly Priority[];
const MOST_WORST = 10;

/**
 * Holds a contract that tickets were not under against what happened to them: what their clocks would have come to at
 * an instant (ms) which is not before any event.
 *
 * What counts, each point held by a test:
 *
 * 1. The contract holds from the submission on. What the log says of other contracts and of their alarms is passed
 *    over.
 * 2. Everything else is taken as it happened: answers, pauses by status, tiers and priorities. So what the contract
 *    would have caused is not known: an alarm of its ladder that would have raised or hurried a ticket raises nothing,
 *    while what another contract's alarm has raised stays raised; and a ticket that silence has closed closes when it
 *    did. People might have answered otherwise, too. A replay tells what the same work would have been worth.
 * 3. Every clock with a target counts once, each cycle of the next response too. `broken` was late once, whatever came
 *    after. `kept` ended in time, and `open` has not ended; either is `atRisk` instead if it had come into the warning
 *    span. A clock that was cancelled in time, as of a question that was solved without an answer, counts nowhere.
 * 4. A clock counts for the priority, and for the tier, that the ticket had until the clock ended, or has now. A `tier`
 *    clock counts for its own tier.
 * 5. The worst are those whose time by any wall clock beyond the due instant is the longest, pauses left out.
 */
export function replayOf(terms: Terms, now: number): ContractReplay {
  const { id, version } = terms.contract;
  let tickets = 0;
  const all = blank();
  const byMetric = new Map<ClockMetric, Tally>();
  const byPriority = new Map<Priority, Tally>();
  const byTier = new Map<number, Tally>();
  let worst: Miss[] = [];

  return {
    add({ number, subject, events }) {
      tickets += 1;
      const happened = events.filter(({ type }) => type !== "clock" && type !== "contract");
      const stages = stagesOf(happened);
      for (const clock of everyClock(happened, { id, version }, () => terms)) {
        const state = stateOf(clock, terms, now);
        const result = resultOf(clock, state, terms);
        if (result === null) continue;
        const { priority, tier } = stageOf(clock, stages);
        all[result] += 1;
        tallyIn(byMetric, clock.metric)[result] += 1;
        tallyIn(byPriority, priority)[result] += 1;
        tallyIn(byTier, clock.metric === "tier" ? clock.cycle : tier)[result] += 1;
        if (state.state !== "breached") continue;
        const miss = { number, subject, metric: clock.metric, dueAt: state.dueAt, lateBy: state.lateBy };
        worst = [...worst, miss].sort(latestFirst).slice(0, MOST_WORST);
      }
    },

    outcome: () => ({
      tickets,
      all: { ...all },
      metrics: inOrder(byMetric, metrics).map(([metric, tally]) => ({ metric, tally })),
      priorities: inOrder(byPriority, priorities).map(([priority, tally]) => ({ priority, tally })),
      tiers: inOrder(
        byTier,
        [...byTier.keys()].sort((one, other) => one - other),
      ).map(([tier, tally]) => ({ tier, tally })),
      worst: worst.map((miss) => ({ ...miss, dueAt: new Date(miss.dueAt).toISOString() })),
    }),
  };
}

interface Miss {
  readonly number: string;
  readonly subject: string;
  readonly metric: ClockMetric;
  readonly dueAt: number;
  readonly lateBy: number;
}

/** The latest first; of the same lateness, whatever comes first by date, number and metric. */
const latestFirst = (one: Miss, other: Miss): number =>
  other.lateBy - one.lateBy ||
  one.dueAt - other.dueAt ||
  compare(one.number, other.number) ||
  compare(one.metric, other.metric);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const blank = (): Tally => ({ kept: 0, atRisk: 0, broken: 0, open: 0 });

function tallyIn<Key>(tallies: Map<Key, Tally>, key: Key): Tally {
  const tally = tallies.get(key) ?? blank();
  tallies.set(key, tally);
  return tally;
}

const inOrder = <Key>(tallies: ReadonlyMap<Key, Tally>, keys: readonly Key[]): [Key, Tally][] =>
  keys.flatMap((key): [Key, Tally][] => {
    const tally = tallies.get(key);
    return tally ? [[key, { ...tally }]] : [];
  });

/** What a clock counts as; null if it does not count. */
function resultOf(clock: Clock, state: ClockState, { contract }: Terms): keyof Tally | null {
  if (clock.target === null) return null;
  switch (state.state) {
    case "breached":
      return "broken";
    case "at_risk":
      return "atRisk";
    case "running":
      return "open";
    case "paused":
      return wasAtRisk(clock, contract) ? "atRisk" : "open";
    case "met":
      return wasAtRisk(clock, contract) ? "atRisk" : "kept";
    case "cancelled":
      return null;
  }
}

/** A stretch of a ticket's life in which its priority and tier stayed the same; it lasts until the next one's `from`. */
interface Stage {
  readonly from: number;
  readonly priority: Priority;
  readonly tier: number;
}

/** The stages of a ticket in order. Before it was routed it counts for the tier that it was routed to. */
function stagesOf(events: readonly ClockEvent[]): Stage[] {
  const first = events.find((event) => event.type === "routed");
  const stages: Stage[] = [];
  let now: Stage = { from: 0, priority: "normal", tier: first?.tier ?? 1 };
  for (const event of events) {
    const from = Math.max(now.from, event.at);
    if (event.type === "submitted") now = { ...now, from, priority: event.priority };
    else if (event.type === "priority") now = { ...now, from, priority: event.to };
    else if (event.type === "routed") now = { ...now, from, tier: event.tier };
    else {
      now = { ...now, from };
      continue;
    }
    stages.push(now);
  }
  return stages;
}

/** The stage in which a clock ended, which is the one before an event that ended it; the last for one that has not. */
function stageOf({ phase }: Clock, stages: readonly Stage[]): Stage {
  const ended = phase.is === "ended" ? stages.findLast(({ from }) => from < phase.since) : stages.at(-1);
  const stage = ended ?? stages[0];
  if (!stage) throw new Error("A ticket's first event is its submission");
  return stage;
}
