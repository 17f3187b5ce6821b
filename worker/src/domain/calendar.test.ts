import type { Calendar, DayRange, WeekHours } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import { compileCalendar } from "./calendar.ts";

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const iso = (instant: number | undefined) => (instant === undefined ? undefined : new Date(instant).toISOString());

/** `08:30-12:00 13:00-17:00` as ranges. */
const ranges = (text: string): DayRange[] =>
  text.split(" ").flatMap((range) => {
    const [from, to] = range.split("-");
    return from && to ? [{ from, to }] : [];
  });

const closedWeek: WeekHours = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

/** Monday to Friday alike, closed at weekends. */
function weekdaysOpen(text: string): WeekHours {
  const day = ranges(text);
  return { ...closedWeek, mon: day, tue: day, wed: day, thu: day, fri: day };
}

const calendar = (zone: string, hours: Calendar["hours"], holidays: Calendar["holidays"] = []) =>
  compileCalendar({ id: "cal_test", name: "Test", zone, hours, holidays });

const office = calendar("UTC", weekdaysOpen("08:30-12:00 13:00-17:00"));

describe("open or not", () => {
  // 23 November 2026 is a Monday.
  test.each([
    ["2026-11-23T08:29:59.999Z", false],
    ["2026-11-23T08:30:00Z", true],
    ["2026-11-23T11:59:59.999Z", true],
    ["2026-11-23T12:00:00Z", false],
    ["2026-11-23T12:59:59.999Z", false],
    ["2026-11-23T13:00:00Z", true],
    ["2026-11-23T17:00:00Z", false],
    ["2026-11-21T10:00:00Z", false],
  ])("at %s: %s", (instant, open) => {
    expect(office.isOpen(at(instant))).toBe(open);
  });

  test.each([
    ["2026-11-23T08:00:00Z", "2026-11-23T08:30:00.000Z"],
    ["2026-11-23T09:00:00Z", "2026-11-23T09:00:00.000Z"],
    ["2026-11-23T12:00:00Z", "2026-11-23T13:00:00.000Z"],
    ["2026-11-23T17:00:00Z", "2026-11-24T08:30:00.000Z"],
    ["2026-11-27T17:00:00Z", "2026-11-30T08:30:00.000Z"],
  ])("after %s it opens at %s", (instant, opening) => {
    expect(iso(office.nextOpening(at(instant)))).toBe(opening);
  });
});

describe("adding business time", () => {
  test.each([
    ["within a range", "2026-11-23T09:00:00Z", 1, "2026-11-23T10:00:00.000Z"],
    ["over the lunch break", "2026-11-23T11:30:00Z", 1, "2026-11-23T13:30:00.000Z"],
    ["to the very end of a range", "2026-11-23T11:00:00Z", 1, "2026-11-23T12:00:00.000Z"],
    ["to the very end of a day", "2026-11-23T16:00:00Z", 1, "2026-11-23T17:00:00.000Z"],
    ["from before opening", "2026-11-23T03:00:00Z", 1, "2026-11-23T09:30:00.000Z"],
    ["from closing on", "2026-11-23T17:00:00Z", 1, "2026-11-24T09:30:00.000Z"],
    ["over a weekend", "2026-11-27T16:00:00Z", 2, "2026-11-30T09:30:00.000Z"],
    ["a whole week", "2026-11-23T08:30:00Z", 37.5, "2026-11-27T17:00:00.000Z"],
    ["a whole week and a second", "2026-11-23T08:30:00Z", 37.5 + 1 / 3_600, "2026-11-30T08:30:01.000Z"],
    ["a whole year of weeks", "2026-11-23T08:30:00Z", 37.5 * 52, "2027-11-19T17:00:00.000Z"],
    ["nothing, while open", "2026-11-23T09:00:00Z", 0, "2026-11-23T09:00:00.000Z"],
    ["nothing, while closed", "2026-11-22T09:00:00Z", 0, "2026-11-22T09:00:00.000Z"],
  ])("%s", (_name, start, hours, due) => {
    expect(iso(office.addBusinessTime(at(start), hours * HOUR))).toBe(due);
  });

  test("is exact to the second, and to the millisecond", () => {
    const start = at("2026-11-23T11:59:58.750Z");
    expect(iso(office.addBusinessTime(start, 1_250))).toBe("2026-11-23T12:00:00.000Z");
    expect(iso(office.addBusinessTime(start, 1_251))).toBe("2026-11-23T13:00:00.001Z");
  });

  test("refuses less than nothing", () => {
    expect(() => office.addBusinessTime(at("2026-11-23T09:00:00Z"), -1)).toThrow(RangeError);
    expect(() => office.addBusinessTime(at("2026-11-23T09:00:00Z"), Number.NaN)).toThrow(RangeError);
  });
});

describe("midnight", () => {
  const night = calendar("UTC", {
    ...closedWeek,
    fri: ranges("22:00-24:00"),
    sat: ranges("00:00-06:00"),
    sun: ranges("20:00-24:00"),
    mon: ranges("00:00-04:00"),
  });

  test("24:00 is the end of the day, not a minute before", () => {
    expect(night.isOpen(at("2026-11-27T23:59:59.999Z"))).toBe(true);
    expect(night.businessTimeBetween(at("2026-11-27T00:00:00Z"), at("2026-11-28T00:00:00Z"))).toBe(2 * HOUR);
    expect(iso(night.addBusinessTime(at("2026-11-27T22:00:00Z"), 2 * HOUR))).toBe("2026-11-28T00:00:00.000Z");
    expect(iso(night.addBusinessTime(at("2026-11-27T22:00:00Z"), 2 * HOUR + 1))).toBe("2026-11-28T00:00:00.001Z");
  });

  test("hours that meet at midnight are one stretch, over the end of a week too", () => {
    const spans = [...night.openSpans(at("2026-11-27T00:00:00Z"), at("2026-12-01T00:00:00Z"))];
    expect(spans.map(({ from, to }) => [iso(from), iso(to)])).toEqual([
      ["2026-11-27T22:00:00.000Z", "2026-11-28T06:00:00.000Z"],
      ["2026-11-29T20:00:00.000Z", "2026-11-30T04:00:00.000Z"],
    ]);
  });
});

describe("clock changes", () => {
  const berlin = calendar("Europe/Berlin", { ...closedWeek, sun: ranges("01:00-05:00") });

  test("real elapsed time counts", () => {
    expect(berlin.businessTimeBetween(at("2026-03-28T12:00:00Z"), at("2026-03-29T12:00:00Z"))).toBe(3 * HOUR);
    expect(berlin.businessTimeBetween(at("2026-10-24T12:00:00Z"), at("2026-10-25T12:00:00Z"))).toBe(5 * HOUR);
    expect(iso(berlin.addBusinessTime(at("2026-03-29T00:00:00Z"), 2 * HOUR))).toBe("2026-03-29T02:00:00.000Z");
  });

  test("the last hour of a lengthened week counts as it goes by", () => {
    const late = calendar("Europe/Berlin", { ...closedWeek, mon: ranges("00:00-02:00"), sun: ranges("23:00-24:00") });
    expect(late.businessTimeBetween(at("2026-10-25T12:00:00Z"), at("2026-10-25T22:30:00Z"))).toBe(HOUR / 2);
  });

  test("an hour of opening that comes twice counts twice", () => {
    // Jordan put its clocks back at 01:00 on a Friday, to 00:00.
    const amman = calendar("Asia/Amman", { ...closedWeek, thu: ranges("23:00-24:00"), fri: ranges("00:00-01:00") });
    const [from, to] = [at("2021-10-28T12:00:00Z"), at("2021-10-29T12:00:00Z")];
    expect(amman.businessTimeBetween(from, to)).toBe(3 * HOUR);
  });

  test("a range that lies within skipped time is empty, one that begins there begins at the change", () => {
    const gap = calendar("Europe/Berlin", { ...closedWeek, sun: ranges("02:10-02:50 02:55-04:00") });
    const spans = [...gap.openSpans(at("2026-03-28T12:00:00Z"), at("2026-03-29T12:00:00Z"))];
    expect(spans.map(({ from, to }) => [iso(from), iso(to)])).toEqual([
      ["2026-03-29T01:00:00.000Z", "2026-03-29T02:00:00.000Z"],
    ]);
  });

  test("24 hours a day stay without a hole in every zone", () => {
    for (const zone of ["Africa/Cairo", "America/Havana", "Australia/Lord_Howe", "America/Nuuk"]) {
      const [from, to] = [at("2024-01-01T00:00:00Z"), at("2030-01-01T00:00:00Z")];
      expect([...calendar(zone, "always").openSpans(from, to)]).toEqual([{ from, to }]);
    }
  });

  test("a week that is lengthened at its very end keeps the hour", () => {
    // Morocco put its clocks back at the end of Sunday, 31 August 2008.
    const morocco = calendar("Africa/Casablanca", { ...closedWeek, sun: ranges("12:00-24:00") });
    const [from, to] = [at("2008-08-25T00:00:00Z"), at("2008-09-03T00:00:00Z")];
    expect(morocco.businessTimeBetween(from, to)).toBe(13 * HOUR);
  });

  test("a day that a zone skipped was never open", () => {
    const apia = calendar("Pacific/Apia", { ...closedWeek, thu: ranges("09:00-17:00"), fri: ranges("09:00-17:00") });
    const [from, to] = [at("2011-12-28T00:00:00Z"), at("2012-01-03T00:00:00Z")];
    expect(apia.businessTimeBetween(from, to)).toBe(8 * HOUR);
  });
});

describe("holidays", () => {
  const christmas = calendar("UTC", weekdaysOpen("09:00-17:00"), [
    { date: "2026-12-24", name: "Christmas Eve", hours: ranges("09:00-12:00") },
    { date: "2026-12-25", name: "Christmas Day" },
    { date: "2026-12-26", name: "Stocktaking", hours: ranges("10:00-11:00") },
    { date: "2028-02-29", name: "Leap day" },
  ]);

  test("close a day, shorten it, or open one that is closed otherwise", () => {
    const spans = [...christmas.openSpans(at("2026-12-24T00:00:00Z"), at("2026-12-28T12:00:00Z"))];
    expect(spans.map(({ from, to }) => [iso(from), iso(to)])).toEqual([
      ["2026-12-24T09:00:00.000Z", "2026-12-24T12:00:00.000Z"],
      ["2026-12-26T10:00:00.000Z", "2026-12-26T11:00:00.000Z"],
      ["2026-12-28T09:00:00.000Z", "2026-12-28T12:00:00.000Z"],
    ]);
  });

  test("end an amount exactly at the shortened closing", () => {
    expect(iso(christmas.addBusinessTime(at("2026-12-24T09:00:00Z"), 3 * HOUR))).toBe("2026-12-24T12:00:00.000Z");
    expect(iso(christmas.addBusinessTime(at("2026-12-24T09:00:00Z"), 5 * HOUR))).toBe("2026-12-28T10:00:00.000Z");
  });

  test("may fall on a leap day", () => {
    expect(iso(christmas.nextOpening(at("2028-02-28T17:00:00Z")))).toBe("2028-03-01T09:00:00.000Z");
  });

  test("are dates of the calendar's zone", () => {
    const tokyo = calendar("Asia/Tokyo", "always", [{ date: "2027-01-01", name: "New Year" }]);
    expect(tokyo.isOpen(at("2026-12-31T14:59:59Z"))).toBe(true);
    expect(iso(tokyo.nextOpening(at("2026-12-31T15:00:00Z")))).toBe("2027-01-01T15:00:00.000Z");
  });
});

describe("the ends of time", () => {
  const never = calendar("Europe/Berlin", closedWeek);
  const once = calendar("Europe/Berlin", closedWeek, [
    { date: "2149-06-01", name: "Open day", hours: ranges("12:00-12:15") },
  ]);
  const now = at("2026-11-23T09:00:00Z");

  test("a calendar that never opens says so", () => {
    expect(never.nextOpening(now)).toBeUndefined();
    expect(never.addBusinessTime(now, 1)).toBeUndefined();
    expect(never.businessTimeBetween(now, at("2199-01-01T00:00:00Z"))).toBe(0);
    expect([...never.openSpans(now, at("2199-01-01T00:00:00Z"))]).toEqual([]);
  });

  test("a single quarter of an hour, far away, is found", () => {
    expect(iso(once.nextOpening(now))).toBe("2149-06-01T10:00:00.000Z");
    expect(iso(once.addBusinessTime(now, HOUR / 4))).toBe("2149-06-01T10:15:00.000Z");
    expect(once.addBusinessTime(now, HOUR / 4 + 1)).toBeUndefined();
    expect(once.businessTimeBetween(now, at("2199-01-01T00:00:00Z"))).toBe(HOUR / 4);
  });

  test("an amount that the years to 2200 do not hold is undefined", () => {
    expect(office.addBusinessTime(now, 1e15)).toBeUndefined();
    expect(calendar("UTC", "always").addBusinessTime(now, 1e15)).toBeUndefined();
    expect(office.addBusinessTime(now, Number.POSITIVE_INFINITY)).toBeUndefined();
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, Date.UTC(2200, 0)])("%s is no instant", (instant) => {
    expect(() => office.isOpen(instant)).toThrow(RangeError);
    expect(() => office.nextOpening(instant)).toThrow(RangeError);
    expect(() => office.addBusinessTime(instant, HOUR)).toThrow(RangeError);
    expect(() => office.businessTimeBetween(now, instant)).toThrow(RangeError);
    expect(() => office.businessTimeBetween(instant, now)).toThrow(RangeError);
    expect(() => [...office.openSpans(instant, now)]).toThrow(RangeError);
  });

  test("nothing lies between an instant and an earlier one", () => {
    expect(office.businessTimeBetween(now, now - HOUR)).toBe(0);
    expect([...office.openSpans(now, now - HOUR)]).toEqual([]);
    expect([...office.openSpans(now, now)]).toEqual([]);
  });
});

test("ranges may be written in any order, and touch", () => {
  const mixed = calendar("UTC", weekdaysOpen("13:00-17:00 08:30-10:00 10:00-12:00"));
  const [from, to] = [at("2026-11-01T00:00:00Z"), at("2026-12-01T00:00:00Z")];
  expect([...mixed.openSpans(from, to)]).toEqual([...office.openSpans(from, to)]);
});
