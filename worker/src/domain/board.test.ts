import { expect, test } from "vitest";
import { figuresFor, firstDay } from "./board.ts";
import { DAY } from "./zone.ts";

/** A Wednesday. */
const now = Date.UTC(2026, 10, 25, 13);
const today = Math.floor(now / DAY);
const on = (day: number, figures: Partial<Parameters<typeof figuresFor>[0][number]> = {}) => ({
  day,
  opened: 0,
  solved: 0,
  kept: 0,
  missed: 0,
  ratings: 0,
  rated: 0,
  ...figures,
});

test("the days are the last thirty, today included, and a day without figures came to nothing", () => {
  const { days } = figuresFor([on(today, { opened: 3, solved: 1 }), on(today - 30, { opened: 9 })], now);
  expect(days).toHaveLength(30);
  expect(days[0]).toEqual({ date: "2026-10-27", opened: 0, solved: 0 });
  expect(days.at(-1)).toEqual({ date: "2026-11-25", opened: 3, solved: 1 });
  expect(days.some(({ opened }) => opened === 9)).toBe(false);
});

test("the weeks are the last twelve, each from its Monday, and the first day is the first Monday", () => {
  const monday = today - 2;
  const { weeks } = figuresFor([on(monday, { kept: 2 }), on(today, { missed: 1 }), on(monday - 1, { kept: 5 })], now);
  expect(weeks).toHaveLength(12);
  expect(weeks.slice(-2)).toEqual([
    { begins: "2026-11-16", kept: 5, missed: 0 },
    { begins: "2026-11-23", kept: 2, missed: 1 },
  ]);
  expect(new Date(firstDay(now) * DAY).toISOString()).toBe("2026-09-07T00:00:00.000Z");
  expect(weeks[0]?.begins).toBe("2026-09-07");
});

test("a miss that a later week takes back never shows as less than none", () => {
  expect(figuresFor([on(today, { missed: -1, kept: 1 })], now).weeks.at(-1)).toMatchObject({ kept: 1, missed: 0 });
});

test("the rating is the average of the last thirty days; without any there is none", () => {
  expect(figuresFor([], now).rating).toEqual({ average: null, count: 0 });
  const figures = [
    on(today, { ratings: 1, rated: 5 }),
    on(today - 29, { ratings: 3, rated: 9 }),
    on(today - 30, { ratings: 1, rated: 1 }),
  ];
  expect(figuresFor(figures, now).rating).toEqual({ average: 3.5, count: 4 });
});
