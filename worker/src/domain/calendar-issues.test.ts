import { Calendar, type DayRange } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import { calendarIssues } from "./calendar-issues.ts";

const closedWeek = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const good: Calendar = {
  id: "cal_office",
  name: "Office",
  zone: "Europe/Berlin",
  hours: { ...closedWeek, mon: [{ from: "09:00", to: "17:00" }] },
  holidays: [],
};
const monday = (...mon: DayRange[]): Calendar => ({ ...good, hours: { ...closedWeek, mon } });

/** What reads through the wire's schema, and so must be told here. */
function issuesOf(calendar: Calendar) {
  expect(Calendar.parse(calendar)).toEqual(calendar);
  return calendarIssues(calendar);
}

test.each([
  ["one range", good],
  ["24 hours a day", { ...good, hours: "always" as const }],
  ["ranges that touch, in any order", monday({ from: "13:00", to: "24:00" }, { from: "00:00", to: "13:00" })],
  [
    "a shortened, a closed and an opened day",
    {
      ...good,
      holidays: [
        { date: "2026-12-24", name: "Eve", hours: [{ from: "09:00", to: "12:00" }] },
        { date: "2026-12-25", name: "Day" },
        { date: "2026-12-26", name: "Open", hours: [{ from: "00:00", to: "24:00" }] },
      ],
    },
  ],
  [
    "hours on a special day alone",
    {
      ...good,
      hours: closedWeek,
      holidays: [{ date: "2027-06-01", name: "Fair", hours: [{ from: "10:00", to: "10:15" }] }],
    },
  ],
])("a calendar with %s has none", (_what, calendar) => {
  expect(issuesOf(calendar)).toEqual([]);
});

describe("a calendar is told", () => {
  test.each([
    [
      "an unknown zone",
      { ...good, zone: "Europe/Belin" },
      "zone",
      "“Europe/Belin” is not a time zone. Use a name such as Europe/Berlin or America/New_York.",
    ],
    ["a bare offset", { ...good, zone: "+02:00" }, "zone", "“+02:00” is not a time zone."],
    [
      "overlapping ranges",
      monday({ from: "12:00", to: "17:00" }, { from: "09:00", to: "12:01" }),
      "hours.mon.0",
      "Monday: 09:00 to 12:01 and 12:00 to 17:00 overlap.",
    ],
    [
      "a range within another that is not its neighbour",
      monday({ from: "09:00", to: "18:00" }, { from: "10:00", to: "11:00" }, { from: "12:00", to: "13:00" }),
      "hours.mon.2",
      "Monday: 09:00 to 18:00 and 12:00 to 13:00 overlap.",
    ],
    [
      "the same range twice",
      monday({ from: "09:00", to: "12:00" }, { from: "09:00", to: "12:00" }),
      "hours.mon.1",
      "Monday: 09:00 to 12:00 and 09:00 to 12:00 overlap.",
    ],
    [
      "a range without length",
      monday({ from: "09:00", to: "09:00" }),
      "hours.mon.0",
      "Monday: 09:00 to 09:00 has no length.",
    ],
    [
      "a range over midnight",
      monday({ from: "22:00", to: "06:00" }),
      "hours.mon.0",
      "Monday: 22:00 to 06:00 ends before it begins. Hours over midnight are two ranges",
    ],
    [
      "midnight written as 00:00",
      monday({ from: "18:00", to: "00:00" }),
      "hours.mon.0",
      "Monday: 18:00 to 00:00 ends before it begins. Midnight at the day’s end is 24:00.",
    ],
    ["that it never opens", { ...good, hours: closedWeek }, "hours", "Office never opens: no day has any hours."],
    [
      "a holiday listed twice",
      {
        ...good,
        holidays: [
          { date: "2026-12-25", name: "Christmas" },
          { date: "2026-12-25", name: "Noël" },
        ],
      },
      "holidays.1.date",
      "2026-12-25 is listed twice, as “Christmas” and as “Noël”.",
    ],
    [
      "a holiday's hours",
      { ...good, holidays: [{ date: "2026-12-24", name: "Eve", hours: [{ from: "12:00", to: "09:00" }] }] },
      "holidays.0.hours.0",
      "Eve on 2026-12-24: 12:00 to 09:00 ends before it begins.",
    ],
  ])("%s", (_what, calendar, path, message) => {
    expect(issuesOf(calendar)).toContainEqual({ path, message: expect.stringContaining(message) });
  });
});

describe("the wire refuses", () => {
  test.each([
    ["25:00", "to"],
    ["9:00", "from"],
    ["24:00", "from"],
    ["24:01", "to"],
    ["12:60", "to"],
    ["noon", "to"],
  ])("%s as `%s`", (time, end) => {
    const range = { from: "00:00", to: "24:00", [end]: time };
    expect(Calendar.safeParse(monday(range)).success).toBe(false);
  });

  test.each(["2027-02-29", "2026-13-01", "1969-12-31", "2200-01-01", "26-01-01", "2026-1-1"])(
    "%s as a date",
    (date) => {
      expect(Calendar.safeParse({ ...good, holidays: [{ date, name: "Day" }] }).success).toBe(false);
    },
  );

  test("a week with a day missing", () => {
    expect(Calendar.safeParse({ ...good, hours: { mon: [] } }).success).toBe(false);
  });
});
