import type { ClockAlarm, ClockMetric, PausingStatus, SupportContract } from "@firstline/sdk/wire";
import type { BusinessTime } from "./calendar.ts";

/**
 * One running target on one ticket. `clocks.ts` says when clocks begin, pause and end; this file says what a clock
 * shows.
 *
 * The rules, each held by a test:
 *
 * 1. A clock spends business time while it runs, and nothing while it is paused or has ended. It is due when it has
 *    spent its target. All of `calendar.ts` holds: nothing is rounded; a start outside hours counts from the next
 *    opening; what ends exactly at closing is due at closing.
 * 2. What ends at the due instant is on time. A clock is breached from the first millisecond after.
 * 3. It is at risk from the instant on at which the contract's warning share of the target has been spent.
 * 4. A miss stays a miss: a clock that was late once is breached whether it runs, pauses or ends. Only a new target
 *    that is longer than what has been spent takes the miss back, for then the promise itself is another.
 * 5. A new target counts what was spent before. If that is more than the new target, the clock is due at the change
 *    itself: nobody was late before there was something to be late for. A miss that the new target does not take back
 *    stays where it was.
 * 6. After a miss, the new date is when the target has been spent once more, and so on after each new date missed.
 * 7. A clock tells each alarm once for a target, and only while it runs.
 */
export interface Clock {
  readonly metric: ClockMetric;
  /** Which of its metric: next responses count from 1, `tier` has the tier's level, and the others have 1. */
  readonly cycle: number;
  /** When it first began. All instants are milliseconds since 1970, all amounts milliseconds. */
  readonly startedAt: number;
  /** The business time that is promised; null if nothing is. */
  readonly target: number | null;
  /** How much has been spent when it is due: the target, or more where rule 5 says so. */
  readonly limit: number | null;
  /** The business time it had spent when its phase began. */
  readonly spent: number;
  readonly missed: Missed | null;
  /** The last alarm that was told. */
  readonly told: ClockAlarm | null;
  readonly phase: Phase;
}

export type Phase =
  | { readonly is: "running"; readonly since: number }
  | { readonly is: "paused"; readonly since: number; readonly reason: PausingStatus }
  | { readonly is: "ended"; readonly since: number; readonly how: "met" | "cancelled" };

/** When a clock was due in vain, and for how long it has not run since, as far as that is over. */
export interface Missed {
  readonly at: number;
  readonly excused: number;
}

/** What a ticket's clocks are counted with: a version of a contract, and its calendar made ready. */
export interface Terms {
  readonly contract: SupportContract;
  readonly time: BusinessTime;
  /** Open at all times but on the calendar's holidays: when its agents are on shift. */
  readonly holidays: BusinessTime;
}

/** What a clock shows at an instant. `dueAt` is null if nothing is promised or the calendar opens no more. */
export type ClockState =
  | { readonly state: "running"; readonly dueAt: number | null; readonly riskAt: number | null }
  | { readonly state: "at_risk"; readonly dueAt: number }
  /** `left`: what may still be spent once it runs again. */
  | { readonly state: "paused"; readonly since: number; readonly reason: PausingStatus; readonly left: number | null }
  /** `lateBy`: the time by any wall clock from the due instant to the end, or to now, without the pauses in it. */
  | { readonly state: "breached"; readonly dueAt: number; readonly lateBy: number; readonly since: Late }
  | { readonly state: "met"; readonly at: number }
  | { readonly state: "cancelled"; readonly at: number };

/** What a clock does after its miss: it runs towards a new date, is paused, or has ended: met late, or cancelled. */
export type Late =
  | { readonly is: "running"; readonly newDate: number | null }
  | { readonly is: "paused"; readonly since: number; readonly reason: PausingStatus }
  | { readonly is: "ended"; readonly at: number; readonly how: "met" | "cancelled" };

/** A clock that begins to run. */
export const begin = (metric: ClockMetric, cycle: number, target: number | null, at: number): Clock => ({
  metric,
  cycle,
  startedAt: at,
  target,
  limit: target,
  spent: 0,
  missed: null,
  told: null,
  phase: { is: "running", since: at },
});

/** The clock after its phase has changed; entering `running` anew only books what was spent up to then. */
export function enter(clock: Clock, phase: Phase, time: BusinessTime): Clock {
  const at = phase.since;
  if (clock.phase.is !== "running") {
    const excused = at - clock.phase.since;
    return { ...clock, phase, missed: clock.missed && { ...clock.missed, excused: clock.missed.excused + excused } };
  }
  const due = dueOf(clock, time);
  return {
    ...clock,
    phase,
    spent: clock.spent + time.businessTimeBetween(clock.phase.since, at),
    missed: clock.missed ?? (due !== null && at > due ? { at: due, excused: 0 } : null),
  };
}

/** The clock with another target from the instant on at which its phase began. */
export function retarget(clock: Clock, target: number | null): Clock {
  if (target === clock.target) return clock;
  if (clock.missed && target !== null && target <= clock.spent) return { ...clock, target };
  const limit = target === null ? null : Math.max(target, clock.spent);
  return { ...clock, target, limit, missed: null, told: null };
}

/** What a clock shows at an instant, which is not before its last event. */
export function stateOf(clock: Clock, { contract, time }: Terms, now: number): ClockState {
  const { phase, missed } = clock;
  if (phase.is === "running") {
    const dueAt = dueOf(clock, time);
    if (dueAt === null) return { state: "running", dueAt, riskAt: null };
    if (now > dueAt) {
      const lateBy = now - dueAt - (missed?.excused ?? 0);
      return { state: "breached", dueAt, lateBy, since: { is: "running", newDate: newDateOf(clock, time, now) } };
    }
    const riskAt = riskOf(clock, contract, time);
    return riskAt !== null && now >= riskAt ? { state: "at_risk", dueAt } : { state: "running", dueAt, riskAt };
  }
  const at = phase.since;
  if (missed) {
    const lateBy = at - missed.at - missed.excused;
    const since: Late = phase.is === "paused" ? phase : { is: "ended", at, how: phase.how };
    return { state: "breached", dueAt: missed.at, lateBy, since };
  }
  if (phase.is === "ended") return { state: phase.how, at };
  const left = clock.limit === null ? null : clock.limit - clock.spent;
  return { state: "paused", since: at, reason: phase.reason, left };
}

/** Whether a clock was at risk when it was paused or ended: what `stateOf` no longer shows. */
export function wasAtRisk(clock: Clock, contract: SupportContract): boolean {
  const riskLimit = riskLimitOf(clock, contract);
  return riskLimit !== null && clock.spent >= riskLimit;
}

/** An alarm that has not been told, and the instant that it is about: the warning's, the due one, or the new date. */
export interface Untold {
  readonly alarm: ClockAlarm;
  readonly about: number;
  /** From when on it is to be told. */
  readonly from: number;
}

/** The next alarm of a clock, now or later. Once it is due, there is no more use in a warning. */
export function untoldOf(clock: Clock, { contract, time }: Terms, now: number): Untold | null {
  const dueAt = clock.phase.is === "running" ? dueOf(clock, time) : null;
  if (dueAt === null) return null;
  switch (clock.told) {
    case null: {
      const riskAt = riskOf(clock, contract, time);
      if (riskAt !== null && now <= dueAt) return { alarm: "at_risk", about: riskAt, from: riskAt };
      return { alarm: "breached", about: dueAt, from: dueAt + 1 };
    }
    case "at_risk":
      return { alarm: "breached", about: dueAt, from: dueAt + 1 };
    case "breached": {
      const newDate = reachedAt(clock, again(clock, 1), time);
      return newDate === null ? null : { alarm: "breached_again", about: newDate, from: newDate + 1 };
    }
    case "breached_again":
      return null;
  }
}

/** When a clock is due and from when on it is at risk; null while it does not run, and where nothing is promised. */
export function datesOf(clock: Clock, { contract, time }: Terms): { dueAt: number; riskAt: number } | null {
  if (clock.phase.is !== "running") return null;
  const dueAt = dueOf(clock, time);
  const riskAt = riskOf(clock, contract, time);
  return dueAt === null || riskAt === null ? null : { dueAt, riskAt };
}

/** The instant at which a running clock is due, or was when it was missed. */
const dueOf = (clock: Clock, time: BusinessTime): number | null =>
  clock.missed?.at ?? reachedAt(clock, clock.limit, time);

/** The instant at which a running clock comes to be at risk. */
const riskOf = (clock: Clock, contract: SupportContract, time: BusinessTime): number | null =>
  reachedAt(clock, riskLimitOf(clock, contract), time);

/** What a clock has spent when it comes to be at risk. */
const riskLimitOf = ({ limit, target }: Clock, { warning }: SupportContract): number | null =>
  limit === null || target === null ? null : limit - Math.round(target * (1 - warning));

/** What a clock has spent at the date so many targets after it was due. */
const again = ({ limit, target }: Clock, times: number): number | null =>
  limit === null || target === null ? null : limit + times * target;

/** The first of the dates after a miss that has not passed. */
function newDateOf(clock: Clock, time: BusinessTime, now: number): number | null {
  const { limit, target, phase } = clock;
  if (limit === null || target === null) return null;
  const spent = clock.spent + time.businessTimeBetween(phase.since, now);
  const times = Math.ceil((spent - limit) / target);
  const date = reachedAt(clock, again(clock, times), time);
  // A date that fell on closing has passed, though nothing was spent since.
  return date !== null && date < now ? reachedAt(clock, again(clock, times + 1), time) : date;
}

/** The instant at which a running clock has spent an amount; when it began to run, if it had by then. */
const reachedAt = ({ spent, phase }: Clock, amount: number | null, time: BusinessTime): number | null =>
  amount === null ? null : (time.addBusinessTime(phase.since, Math.max(0, amount - spent)) ?? null);
