import type { Calendar, DayRange, WeekHours } from "@firstline/sdk/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { zones } from "../../prove/calendar-cases.ts";
import { compileCalendar } from "./calendar.ts";

const two = (value: number) => String(value).padStart(2, "0");
const time = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** Ranges apart from each other: pairs of distinct minutes in order. */
const day: fc.Arbitrary<DayRange[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 1_440 }), { maxLength: 6 })
  .map((minutes) => minutes.sort((one, other) => one - other))
  .map((minutes) =>
    minutes.flatMap((to, index) => (index % 2 === 1 ? [{ from: time(minutes[index - 1] ?? 0), to: time(to) }] : [])),
  );
const week: fc.Arbitrary<WeekHours> = fc.record({
  mon: day,
  tue: day,
  wed: day,
  thu: day,
  fri: day,
  sat: day,
  sun: day,
});
const date = fc
  .date({ min: new Date("2026-01-01"), max: new Date("2028-12-31"), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 10));
const calendar: fc.Arbitrary<Calendar> = fc.record({
  id: fc.constant("cal_any"),
  name: fc.constant("Any"),
  zone: fc.constantFrom(...zones),
  // A Wednesday without hours would make a calendar that never opens.
  hours: fc.oneof(
    fc.constant("always" as const),
    week.map((hours) => ({ ...hours, wed: [{ from: "10:00", to: "10:20" }] })),
  ),
  holidays: fc.uniqueArray(
    fc.record({ date, name: fc.constant("Holiday"), hours: day }, { requiredKeys: ["date", "name"] }),
    { maxLength: 8, selector: (holiday) => holiday.date },
  ),
});
const instant = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2029, 0) });
const amount = fc.oneof(fc.integer({ min: 0, max: 4e8 }), fc.integer({ min: 0, max: 1_000 }));

const holds = (check: (calendar: Calendar, at: number, one: number, other: number) => void) =>
  fc.assert(fc.property(calendar, instant, amount, amount, check), { numRuns: 500 });

/** What adding gives in calendars that open again and again. */
function added(due: number | undefined): number {
  if (due === undefined) throw new Error("An amount found no end");
  return due;
}

test("adding and then measuring gives the amount back", () => {
  holds((any, at, one) => {
    const time = compileCalendar(any);
    expect(time.businessTimeBetween(at, added(time.addBusinessTime(at, one)))).toBe(one);
  });
});

test("what is due is the first instant that measures so much", () => {
  holds((any, at, one) => {
    const time = compileCalendar(any);
    const due = added(time.addBusinessTime(at, one));
    if (one > 0) expect(time.businessTimeBetween(at, due - 1)).toBe(one - 1);
  });
});

test("adding ends within hours, or at closing", () => {
  holds((any, at, one) => {
    const time = compileCalendar(any);
    if (one > 0) expect(time.isOpen(added(time.addBusinessTime(at, one)) - 1)).toBe(true);
  });
});

test("adding in two steps is adding at once", () => {
  holds((any, at, one, other) => {
    const time = compileCalendar(any);
    const first = added(time.addBusinessTime(at, one));
    expect(time.addBusinessTime(first, other)).toBe(time.addBusinessTime(at, one + other));
  });
});

test("more is never due earlier, and a later start never either", () => {
  holds((any, at, one, other) => {
    const time = compileCalendar(any);
    const due = added(time.addBusinessTime(at, one));
    expect(added(time.addBusinessTime(at, one + other))).toBeGreaterThanOrEqual(due);
    expect(added(time.addBusinessTime(at + other, one + 1))).toBeGreaterThanOrEqual(due);
  });
});

test("measures add up, and are the spans' lengths", () => {
  holds((any, at, one, other) => {
    const time = compileCalendar(any);
    const [middle, end] = [at + one, at + one + other];
    const whole = time.businessTimeBetween(at, end);
    expect(time.businessTimeBetween(at, middle) + time.businessTimeBetween(middle, end)).toBe(whole);
    const spans = [...time.openSpans(at, end)];
    expect(spans.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(whole);
    spans.forEach(({ from, to }, index) => {
      expect(from).toBeLessThan(to);
      expect(from).toBeGreaterThan(spans[index - 1]?.to ?? at - 1);
      expect(time.isOpen(from) && time.isOpen(to - 1)).toBe(true);
      if (to < end) expect(time.isOpen(to)).toBe(false);
    });
  });
});

test("it opens next at the first open instant", () => {
  holds((any, at) => {
    const time = compileCalendar(any);
    const opening = added(time.nextOpening(at));
    expect(time.isOpen(opening)).toBe(true);
    expect(time.businessTimeBetween(at, opening)).toBe(0);
  });
});
