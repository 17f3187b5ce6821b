import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { distance, duration, moment } from "./time.ts";

const minute = 60_000;
const hour = 60 * minute;

beforeEach(() => {
  // Ten in the morning in the zone of whoever runs this.
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 10, 0) });
});
afterEach(() => vi.useRealTimers());

const at = (days: number, hours: number) => moment(new Date(2026, 10, 23 + days, hours, 5).toISOString());

test("a moment is as short as its distance allows", () => {
  expect(at(0, 14)).toMatch(/^\D*\d+:05\D*$/);
  expect(at(1, 14)).toMatch(/^Tue\D+\d+:05/);
  expect(at(-3, 14)).toMatch(/^Fri\D+\d+:05/);
  expect(at(14, 14)).toMatch(/^Mon.+Dec.+:05/);
});

test.each([
  [0, "1 minute"],
  [20_000, "1 minute"],
  [89 * minute, "89 minutes"],
  [90 * minute, "2 hours"],
  [35 * hour, "35 hours"],
  [36 * hour, "2 days"],
  [9 * 24 * hour, "9 days"],
])("%i milliseconds are %s", (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});

test("a distance is said the same way", () => {
  expect(distance(3 * hour)).toBe("in 3 hours");
  expect(distance(2 * 24 * hour)).toBe("in 2 days");
  expect(distance(10_000)).toBe("this minute");
});
