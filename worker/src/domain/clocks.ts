import type {
  ClockAlarm,
  ClockMetric,
  ContractVersion,
  LadderStep,
  PausingStatus,
  Priority,
  Status,
} from "@firstline/sdk/wire";
import { begin, type Clock, enter, type Phase, retarget, type Terms, untoldOf } from "./clock.ts";
import { type ClockHappening, type Happening, isActive, type TicketEvent } from "./event.ts";
import { stepsFor, targetOf } from "./support-contract.ts";

/**
 * All clocks of a ticket, as what its events add up to under its contract. What one clock shows is in `clock.ts`.
 *
 * The rules, each held by a test:
 *
 * 1. `first_response` begins when the ticket is submitted, by whomever. It ends with the first public message of an
 *    agent or a key. The desk's own automatic messages answer nobody.
 * 2. `next_response` begins a new cycle with the requester's first message after an answer, or when the requester
 *    opens a solved ticket again. An answer ends it. Further messages before that answer move nothing.
 * 3. `resolution` begins when the ticket is submitted and ends when it is solved.
 * 4. `tier` has one clock for each tier, which runs while that tier holds the ticket. A ticket that comes back to a
 *    tier goes on with what is left of that tier's budget. Another team of the same tier changes nothing.
 * 5. In a status that the contract pauses, every clock that would run is paused.
 * 6. Solving is no answer: a question that is still open has its clock cancelled, not met. Opening again, by whomever,
 *    lets all of these go on with what they had spent.
 * 7. Closing ends everything. What was not met is cancelled, and nothing alarms any more.
 * 8. Another priority or contract gives the clocks that have not ended new targets at once, and the ended ones when
 *    they go on. What was spent, was spent under the calendar of its time.
 * 9. An event that claims to be earlier than the one before it counts as simultaneous.
 *
 * A value is plain JSON, so that it can be stored beside the ticket and carried on event by event. It does not grow
 * with the ticket: of the next responses only the latest cycle is kept (`everyClock` has them all).
 */
export interface Clocks {
  readonly contract: ContractVersion;
  readonly status: Status;
  readonly priority: Priority;
  /** The tier that holds the ticket, and since when; null before it is routed. */
  readonly held: { readonly tier: number; readonly since: number } | null;
  /** The instant of the last event. */
  readonly at: number;
  readonly list: readonly Clock[];
}

/** Finds what a contract's version says; throws if it is not there. */
export type TermsOf = (contract: ContractVersion) => Terms;

/** What the clocks are told of: the ticket's events and their own. */
export type ClockEvent = Happening & Pick<TicketEvent, "at" | "actor">;

/** The clocks of a ticket that was just submitted. */
export function startClocks(
  submitted: Extract<ClockEvent, { type: "submitted" }>,
  contract: ContractVersion,
  termsOf: TermsOf,
): Clocks {
  const { at, priority } = submitted;
  const blank: Clocks = { contract, status: "new", priority, held: null, at, list: [] };
  return withClock(withClock(blank, "first_response", 1, termsOf), "resolution", 1, termsOf);
}

/** The clocks after one more event. */
export function evolveClocks(clocks: Clocks, event: ClockEvent, termsOf: TermsOf): Clocks {
  const next = { ...clocks, at: Math.max(clocks.at, event.at) };
  switch (event.type) {
    case "submitted":
      throw new Error("A ticket is submitted once; its clocks are started by startClocks");
    case "message":
      if (event.actor.kind === "contact") return isOwed(next) ? next : withQuestion(next, termsOf);
      return event.actor.kind === "system" ? next : withAnswer(next, termsOf);
    case "status": {
      const moved = placed({ ...next, status: event.to }, termsOf(clocks.contract));
      const reopened = event.actor.kind === "contact" && !isActive(event.from) && isActive(event.to);
      return reopened && !isOwed(moved) ? withQuestion(moved, termsOf) : moved;
    }
    case "routed": {
      if (event.tier === clocks.held?.tier) return next;
      const moved = placed({ ...next, held: { tier: event.tier, since: next.at } }, termsOf(clocks.contract));
      const known = moved.list.some(({ metric, cycle }) => metric === "tier" && cycle === event.tier);
      return known ? moved : withClock(moved, "tier", event.tier, termsOf);
    }
    case "priority":
      return placed({ ...next, priority: event.to }, termsOf(clocks.contract));
    case "contract":
      return placed({ ...next, contract: event.to, list: booked(next, termsOf(event.from)) }, termsOf(event.to));
    case "clock":
      return { ...next, list: next.list.map((clock) => (isAbout(event, clock) ? told(clock, event.alarm) : clock)) };
    case "note":
    case "assigned":
    case "unplaced":
    case "given_back":
    case "escalated":
    case "returned":
    case "lead_called":
    case "playbook":
    case "rated":
    case "snoozed":
    case "edited":
    case "merged":
    case "absorbed":
    case "linked":
    case "unlinked":
    case "erased":
      return next;
  }
}

/** The clocks that a ticket's events add up to, from its submission on. */
export function foldClocks(events: readonly ClockEvent[], contract: ContractVersion, termsOf: TermsOf): Clocks {
  return events
    .slice(1)
    .reduce(
      (clocks, event) => evolveClocks(clocks, event, termsOf),
      startClocks(submissionOf(events), contract, termsOf),
    );
}

/** Every clock that a ticket ever had, earlier cycles of the next response included: what a report counts. */
export function everyClock(events: readonly ClockEvent[], contract: ContractVersion, termsOf: TermsOf): Clock[] {
  let clocks = startClocks(submissionOf(events), contract, termsOf);
  const earlier: Clock[] = [];
  for (const event of events.slice(1)) {
    const next = evolveClocks(clocks, event, termsOf);
    const [before, after] = [latest(clocks, "next_response"), latest(next, "next_response")];
    if (before && before.cycle !== after?.cycle) earlier.push(before);
    clocks = next;
  }
  return [...earlier, ...clocks.list];
}

/** An alarm that is to be told now, and what the contract's ladder does about it. */
export interface Alarm {
  readonly happening: ClockHappening;
  readonly steps: readonly LadderStep["step"][];
}

/**
 * The earliest alarm that is to be told by an instant; null if there is none. Record it, do what it says, and ask
 * again until there is none: each answer rests on what the one before has changed, so a sweep that comes late, twice
 * or beside another one raises no ticket twice.
 *
 * Of alarms at the same instant the clock that began first has its turn first. A ticket is not raised from a tier for
 * what was due before that tier had it, or when it came.
 */
export function nextAlarm(clocks: Clocks, terms: Terms, now: number): Alarm | null {
  const first = earliest(clocks, terms, now);
  if (!first || first.from > now) return null;
  const { metric, cycle, alarm, about } = first;
  const late = clocks.held !== null && about <= clocks.held.since;
  const steps = stepsFor(terms.contract, alarm, metric).filter((step) => !(late && step === "next_tier"));
  return { happening: { type: "clock", metric, cycle, alarm, about }, steps };
}

/** The instant from which on `nextAlarm` has something to tell, if nothing else happens; null if never. */
export const nextDueAt = (clocks: Clocks, terms: Terms, now: number): number | null =>
  earliest(clocks, terms, now)?.from ?? null;

function earliest(clocks: Clocks, terms: Terms, now: number) {
  const untold = clocks.list.flatMap((clock) => {
    const next = untoldOf(clock, terms, now);
    return next ? [{ ...next, metric: clock.metric, cycle: clock.cycle }] : [];
  });
  return untold.reduce<(typeof untold)[number] | null>(
    (first, each) => (first === null || each.from < first.from ? each : first),
    null,
  );
}

/** The latest clock of the responses: the one of the open question, or of the last one that was answered. */
export const responseOf = (clocks: Clocks): Clock | undefined =>
  latest(clocks, "next_response") ?? latest(clocks, "first_response");

/** Whether the first answer was in time; undefined while that is open, and where none is promised. */
export function firstAnswerKept(clocks: Clocks): boolean | undefined {
  const clock = latest(clocks, "first_response");
  if (!clock || clock.target === null) return undefined;
  if (clock.missed || (clock.told !== null && clock.told !== "at_risk")) return false;
  return isAnswered(clock) ? true : undefined;
}

export const resolutionOf = (clocks: Clocks): Clock | undefined => latest(clocks, "resolution");

const latest = (clocks: Clocks, metric: ClockMetric): Clock | undefined =>
  clocks.list.find((clock) => clock.metric === metric);

const isResponse = ({ metric }: Clock): boolean => metric === "first_response" || metric === "next_response";

/** Whether an answer has ended it: a response that ended by solving or closing was cancelled. */
const isAnswered = ({ phase }: Clock): boolean => phase.is === "ended" && phase.how === "met";

/** Whether the requester's last question has had no answer. */
const isOwed = (clocks: Clocks): boolean => clocks.list.some((clock) => isResponse(clock) && !isAnswered(clock));

const isAbout = (happening: ClockHappening, { metric, cycle }: Clock): boolean =>
  happening.metric === metric && happening.cycle === cycle;

const rank = { at_risk: 1, breached: 2, breached_again: 3 } as const satisfies Record<ClockAlarm, number>;

/** Doubled and belated news change nothing. */
const told = (clock: Clock, alarm: ClockAlarm): Clock =>
  clock.told !== null && rank[clock.told] >= rank[alarm] ? clock : { ...clock, told: alarm };

/** Begins a clock in the phase that it belongs in. */
function withClock(clocks: Clocks, metric: ClockMetric, cycle: number, termsOf: TermsOf): Clocks {
  const terms = termsOf(clocks.contract);
  const clock = begin(metric, cycle, targetOf(terms.contract, clocks.priority, metric, cycle), clocks.at);
  return { ...clocks, list: [...clocks.list, place(clock, clocks, terms)] };
}

function withQuestion(clocks: Clocks, termsOf: TermsOf): Clocks {
  const cycle = (latest(clocks, "next_response")?.cycle ?? 0) + 1;
  const others = clocks.list.filter(({ metric }) => metric !== "next_response");
  return withClock({ ...clocks, list: others }, "next_response", cycle, termsOf);
}

function withAnswer(clocks: Clocks, termsOf: TermsOf): Clocks {
  const { time } = termsOf(clocks.contract);
  const answered: Phase = { is: "ended", since: clocks.at, how: "met" };
  return {
    ...clocks,
    list: clocks.list.map((clock) => (isResponse(clock) && !isAnswered(clock) ? enter(clock, answered, time) : clock)),
  };
}

/** The list with everything that runs booked up to now, under the terms that held until now. */
const booked = (clocks: Clocks, { time }: Terms): Clock[] =>
  clocks.list.map((clock) =>
    clock.phase.is === "running" ? enter(clock, { is: "running", since: clocks.at }, time) : clock,
  );

/** The clocks with each one in the phase, and with the target, that the ticket now asks for. */
const placed = (clocks: Clocks, terms: Terms): Clocks => ({
  ...clocks,
  list: clocks.list.map((clock) => place(clock, clocks, terms)),
});

function place(clock: Clock, clocks: Clocks, terms: Terms): Clock {
  const phase = phaseOf(clock, clocks, terms);
  const moved = isSame(clock.phase, phase) ? clock : enter(clock, phase, terms.time);
  if (moved.phase.is === "ended") return moved;
  const target = targetOf(terms.contract, clocks.priority, clock.metric, clock.cycle);
  if (target === moved.target) return moved;
  return retarget(moved.phase.is === "running" ? enter(moved, phase, terms.time) : moved, target);
}

/** The phase that a clock belongs in. What has ended for the same reason stays as it ended. */
function phaseOf(clock: Clock, { status, held, at }: Clocks, { contract }: Terms): Phase {
  if (isResponse(clock) && isAnswered(clock)) return clock.phase;
  if (status === "closed") return { is: "ended", since: at, how: "cancelled" };
  if (status === "solved") return { is: "ended", since: at, how: isResponse(clock) ? "cancelled" : "met" };
  if (clock.metric === "tier" && clock.cycle !== held?.tier) return { is: "ended", since: at, how: "met" };
  const reason = contract.pauses.find((pausing): pausing is PausingStatus => pausing === status);
  return reason === undefined ? { is: "running", since: at } : { is: "paused", since: at, reason };
}

const isSame = (one: Phase, other: Phase): boolean =>
  one.is === other.is && (one.is !== "paused" || other.is !== "paused" || one.reason === other.reason);

function submissionOf([first]: readonly ClockEvent[]): Extract<ClockEvent, { type: "submitted" }> {
  if (first?.type !== "submitted") throw new Error("A ticket's first event is its submission");
  return first;
}
