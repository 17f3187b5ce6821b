import type { Shift } from "@firstline/sdk/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cover, rangesOn, shiftsOf, spansOf, tidyTime, weekdays, withSpan } from "./hours.ts";

const office: Shift = { days: ["mon", "tue"], from: "09:00", to: "17:00" };

test.each([
  ["9", "09:00"],
  ["930", "09:30"],
  ["17.30", "17:30"],
  ["24", "24:00"],
  [" 8:05 ", "08:05"],
  ["25", "25"],
  ["9:75", "9:75"],
  ["noon", "noon"],
])("%s is the time %s", (typed, time) => {
  expect(tidyTime(typed)).toBe(time);
});

test("a shift over midnight belongs to the day on which it begins, on Sunday as well", () => {
  expect(spansOf([{ days: ["sun"], from: "22:00", to: "06:00" }])).toEqual([
    { from: 0, to: 360 },
    { from: 6 * 1_440 + 1_320, to: 7 * 1_440 },
  ]);
  expect(shiftsOf(spansOf([{ days: ["sat", "sun"], from: "22:00", to: "06:00" }]))).toEqual([
    { days: ["sat", "sun"], from: "22:00", to: "06:00" },
  ]);
});

test("an hour is put in and taken out", () => {
  const spans = spansOf([office]);
  const longer = withSpan(spans, { from: 17 * 60, to: 18 * 60 }, true);
  expect(shiftsOf(longer)).toEqual([
    { days: ["mon"], from: "09:00", to: "18:00" },
    { days: ["tue"], from: "09:00", to: "17:00" },
  ]);
  expect(shiftsOf(withSpan(longer, { from: 17 * 60, to: 18 * 60 }, false))).toEqual([office]);
  expect(rangesOn(withSpan(spans, { from: 12 * 60, to: 13 * 60 }, false), 0)).toEqual([
    { from: "09:00", to: "12:00" },
    { from: "13:00", to: "17:00" },
  ]);
});

test("an hour is covered wholly, in part or not at all", () => {
  const spans = spansOf([{ days: ["mon"], from: "09:30", to: "11:00" }]);
  const hour = (at: number) => cover(spans, { from: at * 60, to: at * 60 + 60 });
  expect([8, 9, 10, 11].map(hour)).toEqual(["none", "part", "all", "none"]);
});

test("a whole week is always, and nothing is no shift", () => {
  expect(shiftsOf(spansOf("always"))).toBe("always");
  expect(shiftsOf([])).toEqual([]);
  expect(shiftsOf(spansOf([{ days: [...weekdays], from: "00:00", to: "24:00" }]))).toBe("always");
});

test("whatever is painted, the shifts have just those hours", () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 10_079 }), fc.integer({ min: 1, max: 4_000 }))
    .map(([from, length]) => ({ from, to: Math.min(from + length, 10_080) }));
  fc.assert(
    fc.property(fc.array(fc.tuple(span, fc.boolean()), { maxLength: 8 }), (strokes) => {
      const spans = strokes.reduce<{ from: number; to: number }[]>((all, [one, on]) => withSpan(all, one, on), []);
      const shifts = shiftsOf(spans);
      expect(spansOf(shifts)).toEqual(spans);
      if (shifts !== "always") for (const { from, to } of shifts) expect(from).not.toBe(to);
    }),
  );
});
