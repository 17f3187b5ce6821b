import type { Clock, DeskTicket } from "@firstline/sdk/wire";

type Paused = Extract<Clock, { state: "paused" }>;
type Breached = Extract<Clock, { state: "breached" }>;

/** A clock as it stands now. All amounts are milliseconds. */
export type ShownClock = Pick<Clock, "metric" | "cycle"> &
  (
    | { readonly is: "running"; readonly dueAt: string | null; readonly left: number | null }
    | { readonly is: "at_risk"; readonly dueAt: string; readonly left: number }
    /** `left` is working time that may still be spent once it runs again. */
    | ({ readonly is: "paused" } & Pick<Paused, "since" | "reason" | "left">)
    | { readonly is: "missed"; readonly dueAt: string; readonly lateBy: number; readonly since: Breached["since"] }
    | { readonly is: "met"; readonly at: string }
    | { readonly is: "cancelled"; readonly at: string }
  );

/**
 * A clock of the desk at the instant `now`, as it comes to be at risk and missed by itself. `readAt` is when the desk
 * told it. What a miss leads to is the desk's to say: until it does there is no new date.
 */
export function clockAt(clock: Clock, now: number, readAt: number): ShownClock {
  const { metric, cycle } = clock;
  switch (clock.state) {
    case "running":
    case "at_risk": {
      if (clock.dueAt === null) return { metric, cycle, is: "running", dueAt: null, left: null };
      const left = Date.parse(clock.dueAt) - now;
      const { dueAt } = clock;
      if (left < 0) {
        return { metric, cycle, is: "missed", dueAt, lateBy: -left, since: { is: "running", newDate: null } };
      }
      const atRisk = clock.state === "at_risk" || (clock.riskAt !== null && now >= Date.parse(clock.riskAt));
      return { metric, cycle, is: atRisk ? "at_risk" : "running", dueAt, left };
    }
    case "paused":
      return { metric, cycle, is: "paused", since: clock.since, reason: clock.reason, left: clock.left };
    case "breached": {
      const { dueAt, since } = clock;
      if (since.is !== "running") return { metric, cycle, is: "missed", dueAt, lateBy: clock.lateBy, since };
      const passed = since.newDate !== null && Date.parse(since.newDate) < now;
      return {
        metric,
        cycle,
        is: "missed",
        dueAt,
        lateBy: clock.lateBy + Math.max(0, now - readAt),
        since: passed ? { is: "running", newDate: null } : since,
      };
    }
    case "met":
    case "cancelled":
      return { metric, cycle, is: clock.state, at: clock.at };
  }
}

/** The clocks that say how a ticket stands: those of tiers that had it before have told their story in the timeline. */
export const clocksOf = (ticket: DeskTicket, now: number, readAt: number): ShownClock[] =>
  ticket.clocks
    .filter(({ metric, cycle }) => metric !== "tier" || cycle === ticket.tier.level)
    .map((clock) => clockAt(clock, now, readAt));

/**
 * The clock that presses most: what was missed and is not done, then what is due first, then what is paused. Undefined
 * if none of them waits for anything.
 */
export const mostPressing = (clocks: readonly ShownClock[]): ShownClock | undefined =>
  clocks.filter((clock) => pressure(clock) !== undefined).sort(byPressure)[0];

const byPressure = (left: ShownClock, right: ShownClock): number => (pressure(left) ?? 0) - (pressure(right) ?? 0);

/** The less, the sooner somebody has to act: the instant it was or is due, moved behind all others while paused. */
function pressure(clock: ShownClock): number | undefined {
  switch (clock.is) {
    case "running":
    case "at_risk":
      return clock.dueAt === null ? undefined : Date.parse(clock.dueAt);
    case "missed":
      return clock.since.is === "ended" ? undefined : Date.parse(clock.dueAt);
    case "paused":
      return Number.MAX_VALUE;
    case "met":
    case "cancelled":
      return undefined;
  }
}
