import type { Calendar, WeekHours } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import { compileCalendar } from "./calendar.ts";
import { hoursAt } from "./hours.ts";

const day = [{ from: "09:00", to: "17:00" }];
const closed: WeekHours = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const weekdays: WeekHours = { ...closed, mon: day, tue: day, wed: day, thu: day, fri: day };
const late: WeekHours = { ...closed, fri: [{ from: "18:00", to: "24:00" }], sat: [{ from: "00:00", to: "02:00" }] };
const allWeek = [{ from: "00:00", to: "24:00" }];
const sundayNight: WeekHours = { ...closed, sat: allWeek, sun: allWeek };

const christmas: Calendar["holidays"] = [
  { date: "2026-12-25", name: "Christmas Day" },
  { date: "2026-12-24", name: "Christmas Eve", hours: [{ from: "09:00", to: "12:00" }] },
];

// 23 November 2026 is a Monday. In Berlin it is one hour later than UTC then, and two in summer.
test.each<[name: string, zone: string, hours: Calendar["hours"], at: string, expected: string]>([
  ["before opening", "UTC", weekdays, "2026-11-23T08:59:59.999Z", "closed 2026-11-23T09:00:00.000Z"],
  ["the first instant", "UTC", weekdays, "2026-11-23T09:00:00.000Z", "open 2026-11-23T17:00:00.000Z"],
  ["the last instant", "UTC", weekdays, "2026-11-23T16:59:59.999Z", "open 2026-11-23T17:00:00.000Z"],
  ["closing", "UTC", weekdays, "2026-11-23T17:00:00.000Z", "closed 2026-11-24T09:00:00.000Z"],
  ["Friday evening", "UTC", weekdays, "2026-11-27T20:00:00.000Z", "closed 2026-11-30T09:00:00.000Z"],
  ["another zone", "Europe/Berlin", weekdays, "2026-11-23T08:30:00.000Z", "open 2026-11-23T16:00:00.000Z"],
  ["over midnight", "UTC", late, "2026-11-27T23:00:00.000Z", "open 2026-11-28T02:00:00.000Z"],
  ["before a holiday", "UTC", weekdays, "2026-12-24T12:00:00.000Z", "closed 2026-12-28T09:00:00.000Z"],
  ["a shorter holiday", "UTC", weekdays, "2026-12-24T10:00:00.000Z", "open 2026-12-24T12:00:00.000Z"],
  // The night of 29 March 2026 has one hour less, that of 25 October one more.
  ["a short night", "Europe/Berlin", sundayNight, "2026-03-28T12:00:00.000Z", "open 2026-03-29T22:00:00.000Z"],
  ["a long night", "Europe/Berlin", sundayNight, "2026-10-24T12:00:00.000Z", "open 2026-10-25T23:00:00.000Z"],
  ["after a clock change", "Europe/Berlin", weekdays, "2026-03-27T17:00:00.000Z", "closed 2026-03-30T07:00:00.000Z"],
  ["always, but for a holiday", "UTC", "always", "2026-11-23T09:00:00.000Z", "open 2026-12-24T00:00:00.000Z"],
  ["never", "UTC", closed, "2026-12-28T09:00:00.000Z", "closed null"],
])("%s: %s %j at %s is %s", (_name, zone, hours, at, expected) => {
  const time = compileCalendar({ id: "cal_test", name: "Test", zone, hours, holidays: christmas });
  const shown = hoursAt(time, Date.parse(at));
  expect(`${shown.is} ${shown.is === "open" ? shown.until : shown.opensAt}`).toBe(expected);
});

test("around the clock without an end in sight has none", () => {
  const always = { id: "cal_test", name: "Test", zone: "Europe/Berlin", hours: "always", holidays: [] } as const;
  expect(hoursAt(compileCalendar({ ...always, holidays: [] }), Date.parse("2026-03-01T00:00:00Z"))).toEqual({
    is: "open",
    until: null,
  });
  const inTwoYears = [{ date: "2028-12-25", name: "Christmas Day" }];
  expect(hoursAt(compileCalendar({ ...always, holidays: inTwoYears }), Date.parse("2026-03-01T00:00:00Z"))).toEqual({
    is: "open",
    until: null,
  });
});
