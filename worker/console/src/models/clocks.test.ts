import type { Clock } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import { clockAt, mostPressing, type ShownClock } from "./clocks.ts";

const now = Date.parse("2026-11-26T14:00:00.000Z");
const minute = 60_000;
const at = (minutes: number) => new Date(now + minutes * minute).toISOString();
const answer = { metric: "first_response", cycle: 1 } as const;

test.each<[string, Clock, Partial<ShownClock>]>([
  [
    "a running clock has time left",
    { ...answer, state: "running", dueAt: at(30), riskAt: at(20) },
    { is: "running", left: 30 * minute },
  ],
  [
    "it comes to be at risk by itself, at that very instant",
    { ...answer, state: "running", dueAt: at(30), riskAt: at(0) },
    { is: "at_risk", left: 30 * minute },
  ],
  [
    "what ends at the due instant is on time",
    { ...answer, state: "at_risk", dueAt: at(0) },
    { is: "at_risk", left: 0 },
  ],
  [
    "it is missed from then on, and the desk has yet to say the new date",
    { ...answer, state: "at_risk", dueAt: at(-1) },
    { is: "missed", lateBy: minute, since: { is: "running", newDate: null } },
  ],
  [
    "a calendar that opens no more leaves nothing to count",
    { ...answer, state: "running", dueAt: null, riskAt: null },
    { is: "running", left: null },
  ],
  [
    "a paused clock stands still, with its reason",
    { ...answer, state: "paused", since: at(-90), reason: "on_hold", left: 5 * minute },
    { is: "paused", reason: "on_hold", left: 5 * minute },
  ],
  [
    "a missed one grows later from when it was read, not from when it was due: pauses are out of it",
    { ...answer, state: "breached", dueAt: at(-100), lateBy: 20 * minute, since: { is: "running", newDate: at(40) } },
    { is: "missed", lateBy: 23 * minute, since: { is: "running", newDate: at(40) } },
  ],
  [
    "a new date that has passed is none",
    { ...answer, state: "breached", dueAt: at(-100), lateBy: 20 * minute, since: { is: "running", newDate: at(-1) } },
    { is: "missed", since: { is: "running", newDate: null } },
  ],
  [
    "what was done late grows no later",
    {
      ...answer,
      state: "breached",
      dueAt: at(-100),
      lateBy: 20 * minute,
      since: { is: "ended", at: at(-80), how: "met" },
    },
    { is: "missed", lateBy: 20 * minute },
  ],
  ["what was kept is kept", { ...answer, state: "met", at: at(-3) }, { is: "met", at: at(-3) }],
])("%s", (_, clock, shown) => {
  // The desk told it three minutes ago.
  expect(clockAt(clock, now, now - 3 * minute)).toMatchObject({ ...answer, ...shown });
});

test("what presses most is missed, then due first, then paused; what is done presses nobody", () => {
  const shown = (clock: Clock) => clockAt(clock, now, now);
  const done = shown({ ...answer, state: "met", at: at(-3) });
  const late = shown({
    ...answer,
    state: "breached",
    dueAt: at(-9),
    lateBy: minute,
    since: { is: "ended", at: at(-8), how: "met" },
  });
  const paused = shown({ metric: "resolution", cycle: 1, state: "paused", since: at(-9), reason: "pending", left: 1 });
  const soon = shown({ metric: "tier", cycle: 1, state: "running", dueAt: at(9), riskAt: at(5) });
  const sooner = shown({ metric: "next_response", cycle: 2, state: "at_risk", dueAt: at(4) });
  const missed = shown({ ...answer, state: "at_risk", dueAt: at(-2) });
  expect(mostPressing([done, late])).toBeUndefined();
  expect(mostPressing([done, paused, late])).toBe(paused);
  expect(mostPressing([paused, soon, done])).toBe(soon);
  expect(mostPressing([paused, soon, sooner])).toBe(sooner);
  expect(mostPressing([sooner, missed, paused])).toBe(missed);
});
