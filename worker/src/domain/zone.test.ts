import { describe, expect, test } from "vitest";
import { instantOf, isZone, offsetAt, steadyAt, wallClock } from "./zone.ts";

const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString();

/** The instant of `2026-03-29` and `02:30` on a zone's wall clock, as UTC. */
function utc(zone: string, date: string, time: string): string {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return iso(instantOf(zone, { year, month, day }, hour * 60 + minute));
}

describe("a zone's name", () => {
  test.each(["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5"])("%s is one", (name) => {
    expect(isZone(name)).toBe(true);
  });

  test.each(["", "Europe/Atlantis", "+02:00", "-0800", "UTC+3", " UTC", "Europe/Berlin\0", "Berlin"])(
    "%j is none",
    (name) => {
      expect(isZone(name)).toBe(false);
      expect(() => offsetAt(name, 0)).toThrow(RangeError);
    },
  );
});

describe("the wall clock", () => {
  test.each([
    ["UTC", "2028-02-29T23:59:59.999Z", [2028, 2, 29, 23, 59, 59, "tue"]],
    ["Asia/Kathmandu", "2026-11-22T18:15:00Z", [2026, 11, 23, 0, 0, 0, "mon"]],
    ["America/St_Johns", "2026-01-01T03:29:59Z", [2025, 12, 31, 23, 59, 59, "wed"]],
    ["Australia/Lord_Howe", "2026-07-01T00:00:00Z", [2026, 7, 1, 10, 30, 0, "wed"]],
    ["Australia/Lord_Howe", "2026-01-01T00:00:00Z", [2026, 1, 1, 11, 0, 0, "thu"]],
    ["Africa/Monrovia", "1971-06-01T00:00:00Z", [1971, 5, 31, 23, 15, 30, "mon"]],
  ])("of %s at %s", (zone, instant, [year, month, day, hour, minute, second, weekday]) => {
    expect(wallClock(zone, at(instant))).toEqual({ year, month, day, hour, minute, second, weekday });
  });

  test("throws for what is no instant", () => {
    expect(() => wallClock("UTC", Number.NaN)).toThrow(RangeError);
    expect(() => wallClock("Europe/Berlin", 8.64e15)).toThrow(RangeError);
  });
});

describe("the instant of a wall clock's reading", () => {
  test.each([
    ["UTC", "2026-11-23", "09:30", "2026-11-23T09:30:00.000Z"],
    ["Europe/Berlin", "2026-11-23", "09:30", "2026-11-23T08:30:00.000Z"],
    ["Europe/Berlin", "2026-12-31", "24:00", "2026-12-31T23:00:00.000Z"],
    ["Pacific/Kiritimati", "2026-01-01", "00:00", "2025-12-31T10:00:00.000Z"],
  ])("%s %s %s", (zone, date, time, expected) => {
    expect(utc(zone, date, time)).toBe(expected);
  });

  test.each([
    // 02:00 to 03:00 is skipped.
    ["Europe/Berlin", "2026-03-29", "01:59", "2026-03-29T00:59:00.000Z"],
    ["Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T01:00:00.000Z"],
    ["Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00:00.000Z"],
    ["Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T01:00:00.000Z"],
    ["Europe/Berlin", "2026-03-29", "03:01", "2026-03-29T01:01:00.000Z"],
    // Midnight is skipped: the day begins at 01:00, and the one before ends there.
    ["Africa/Cairo", "2026-04-24", "00:00", "2026-04-23T22:00:00.000Z"],
    ["Africa/Cairo", "2026-04-23", "24:00", "2026-04-23T22:00:00.000Z"],
    // Half an hour.
    ["Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30:00.000Z"],
    // A whole day: Samoa went from the 29th to the 31st.
    ["Pacific/Apia", "2011-12-30", "00:00", "2011-12-30T10:00:00.000Z"],
    ["Pacific/Apia", "2011-12-30", "12:00", "2011-12-30T10:00:00.000Z"],
    ["Pacific/Apia", "2011-12-31", "00:00", "2011-12-30T10:00:00.000Z"],
  ])("%s %s %s, which is skipped or next to it, is no later than what follows", (zone, date, time, expected) => {
    expect(utc(zone, date, time)).toBe(expected);
  });

  test.each([
    // 02:00 to 03:00 comes twice.
    ["Europe/Berlin", "2026-10-25", "02:00", "2026-10-25T00:00:00.000Z"],
    ["Europe/Berlin", "2026-10-25", "02:59", "2026-10-25T00:59:00.000Z"],
    ["Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T02:00:00.000Z"],
    // 23:00 to 24:00 comes twice; midnight is after the second.
    ["Africa/Cairo", "2026-10-29", "23:30", "2026-10-29T20:30:00.000Z"],
    ["Africa/Cairo", "2026-10-29", "24:00", "2026-10-29T22:00:00.000Z"],
    ["Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45:00.000Z"],
  ])("%s %s %s, which comes twice or is next to it, is the first", (zone, date, time, expected) => {
    expect(utc(zone, date, time)).toBe(expected);
  });
});

describe("a steady stretch", () => {
  test("begins and ends with the second of the clock change", () => {
    const summer = steadyAt("Europe/Berlin", at("2026-03-29T01:00:00Z"));
    expect(iso(summer.from)).toBe("2026-03-29T01:00:00.000Z");
    expect(summer.offset).toBe(7_200_000);
    expect(iso(steadyAt("Europe/Berlin", at("2026-10-25T00:59:59.999Z")).until)).toBe("2026-10-25T01:00:00.000Z");
  });

  test("holds the instant it was asked for, and a week before it or a change, over a hundred years", () => {
    const week = 7 * 86_400_000;
    for (let day = at("1990-01-01T00:00:00Z"); day < at("2090-01-01T00:00:00Z"); day += 4.7 * 86_400_000) {
      const { from, until, offset } = steadyAt("Africa/Casablanca", day);
      expect(from <= day && day < until).toBe(true);
      if (from > day - week) expect(offsetAt("Africa/Casablanca", from - 1)).not.toBe(offset);
    }
  });

  test("is the same after more zones and years were asked for than are remembered", () => {
    const asked = at("2026-07-01T00:00:00Z");
    const before = steadyAt("America/St_Johns", asked);
    for (const zone of Intl.supportedValuesOf("timeZone").slice(0, 100)) offsetAt(zone, asked);
    for (let year = 1000; year < 1600; year++) offsetAt("America/St_Johns", Date.UTC(year, 0));
    expect(steadyAt("America/St_Johns", asked)).toEqual(before);
  });
});
