import { signal } from "@preact/signals-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createClock } from "./clock.ts";

const noon = Date.parse("2026-11-23T12:00:00.000Z");
const visible = signal(true);
let clock: ReturnType<typeof createClock>;

beforeEach(() => {
  vi.useFakeTimers({ now: noon });
  visible.value = true;
  clock = createClock(visible);
});
afterEach(() => {
  clock.stop();
  vi.useRealTimers();
});

/** An answer that left the desk at this time of its own. */
const answerAt = (time: number) => ({ date: new Date(time).toUTCString() });

test("ticks every ten seconds while it is looked at, and at once when somebody looks again", () => {
  vi.advanceTimersByTime(35_000);
  expect(clock.now.value).toBe(noon + 30_000);
  visible.value = false;
  vi.advanceTimersByTime(3_600_000);
  expect(clock.now.value).toBe(noon + 30_000);
  expect(vi.getTimerCount()).toBe(0);
  visible.value = true;
  vi.advanceTimersByTime(0);
  expect(clock.now.value).toBe(noon + 3_635_000);
});

test.each([
  ["an hour behind", 3_600_000],
  ["an hour ahead", -3_600_000],
])("a computer that is %s goes by the desk's time", (_, difference) => {
  clock.set(answerAt(noon + difference));
  expect(clock.read()).toBe(noon + difference);
  vi.advanceTimersByTime(10_000);
  expect(clock.now.value).toBe(noon + difference + 10_000);
});

test("what the way of the answer took is no difference, and an answer without a date says nothing", () => {
  clock.set(answerAt(noon - 2_400));
  expect(clock.read()).toBe(noon);
  clock.set(answerAt(noon + 3_600_000));
  clock.set({ date: undefined });
  expect(clock.read()).toBe(noon + 3_600_000);
});

test("stopped, it leaves no timer", () => {
  clock.stop();
  expect(vi.getTimerCount()).toBe(0);
});
