import { expect, test } from "vitest";
import { instantOf, presetsAt } from "./snooze.ts";

/** Local times, so that the table reads the same in every zone. */
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();
const iso = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();

// 23 November 2026 is a Monday.
test.each([
  ["a Monday morning", at(23, 9, 30), { laterToday: iso(23, 12), tomorrow: iso(24, 9), monday: iso(30, 9) }],
  ["late on a Tuesday", at(24, 16), { tomorrow: iso(25, 9), monday: iso(30, 9) }],
  ["a Friday at noon", at(27, 12), { laterToday: iso(27, 15), tomorrow: iso(28, 9), monday: iso(30, 9) }],
  ["a Sunday, when tomorrow is Monday", at(29, 23), { tomorrow: iso(30, 9) }],
])("%s", (_name, now, presets) => {
  expect(Object.fromEntries(presetsAt(now).map(({ name, at: until }) => [name, until]))).toEqual(presets);
});

test("a field holds an instant only if that is in the future", () => {
  expect(instantOf("2026-11-24T09:00", at(23, 9))).toBe(iso(24, 9));
  expect(instantOf("2026-11-23T09:00", at(23, 9))).toBeUndefined();
  expect(instantOf("", at(23, 9))).toBeUndefined();
});
