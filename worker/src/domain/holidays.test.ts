import { Holiday } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import { readHolidays } from "./holidays.ts";

const years = { first: 2026, last: 2028 };

/** A calendar file of events, each given by its lines. */
const file = (...events: string[][]) =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Test//EN",
    ...events.flatMap((lines) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"]),
    "END:VCALENDAR",
    "",
  ].join("\r\n");

const read = (...events: string[][]) => readHolidays(file(...events), years);
const named = (summary: string) => read(["DTSTART;VALUE=DATE:20261225", `SUMMARY:${summary}`]);

describe("an event", () => {
  test("of one day is a holiday", () => {
    expect(
      read(["UID:1", "DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261226", "SUMMARY:Christmas Day"]),
    ).toEqual({
      holidays: [{ date: "2026-12-25", name: "Christmas Day" }],
    });
  });

  test("without an end lasts one day, and with an end on its own day too", () => {
    const expected = { holidays: [{ date: "2026-05-01", name: "Labour Day" }] };
    expect(read(["DTSTART:20260501", "SUMMARY:Labour Day"])).toEqual(expected);
    expect(read(["DTSTART:20260501", "DTEND:20260501", "SUMMARY:Labour Day"])).toEqual(expected);
  });

  test("of several days ends before its DTEND, also over the end of a year", () => {
    expect(read(["DTSTART;VALUE=DATE:20261230", "DTEND;VALUE=DATE:20270102", "SUMMARY:Closed"])).toEqual({
      holidays: [
        { date: "2026-12-30", name: "Closed" },
        { date: "2026-12-31", name: "Closed" },
        { date: "2027-01-01", name: "Closed" },
      ],
    });
  });

  test.each([
    ["P2D", 2],
    ["P1W", 7],
  ])("may have a duration of %s", (duration, days) => {
    const result = read(["DTSTART;VALUE=DATE:20260713", `DURATION:${duration}`, "SUMMARY:Works holiday"]);
    expect("holidays" in result && result.holidays).toHaveLength(days);
  });

  test("outside of the years is left out", () => {
    const result = read(
      ["DTSTART:20251225", "SUMMARY:Past"],
      ["DTSTART:20260101", "SUMMARY:New Year"],
      ["DTSTART:20290101", "SUMMARY:Future"],
    );
    expect(result).toEqual({ holidays: [{ date: "2026-01-01", name: "New Year" }] });
  });

  test("that is cancelled is left out", () => {
    const result = read(["DTSTART:20260101", "SUMMARY:New Year"], ["DTSTART:20260102", "STATUS:CANCELLED"]);
    expect(result).toEqual({ holidays: [{ date: "2026-01-01", name: "New Year" }] });
  });

  test("on the day of another shares it", () => {
    const result = read(
      ["DTSTART:20260503", "SUMMARY:Sunday"],
      ["DTSTART:20260501", "SUMMARY:Labour Day"],
      ["DTSTART:20260501", "SUMMARY:Town fair"],
      ["DTSTART:20260501", "SUMMARY:Labour Day"],
    );
    expect(result).toEqual({
      holidays: [
        { date: "2026-05-01", name: "Labour Day / Town fair" },
        { date: "2026-05-03", name: "Sunday" },
      ],
    });
  });
});

describe("an event that comes every year", () => {
  const dates = (...lines: string[]) => {
    const result = read([...lines, "SUMMARY:Yearly"]);
    return "holidays" in result ? result.holidays.map((holiday) => holiday.date) : result.issues;
  };

  test.each([
    ["FREQ=YEARLY", ["2026-12-25", "2027-12-25", "2028-12-25"]],
    ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25;WKST=MO", ["2026-12-25", "2027-12-25", "2028-12-25"]],
    ["FREQ=YEARLY;INTERVAL=2", ["2026-12-25", "2028-12-25"]],
    ["FREQ=YEARLY;COUNT=8", ["2026-12-25", "2027-12-25"]],
    ["FREQ=YEARLY;UNTIL=20271225", ["2026-12-25", "2027-12-25"]],
    ["FREQ=YEARLY;UNTIL=20271224T235959Z", ["2026-12-25"]],
  ])("by %s", (rule, expected) => {
    expect(dates("DTSTART;VALUE=DATE:20201225", `RRULE:${rule}`)).toEqual(expected);
  });

  test("leaves its exceptions out", () => {
    const lines = ["DTSTART:20201225", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20261225,20281225"];
    expect(dates(...lines)).toEqual(["2027-12-25"]);
  });

  test("on 29 February comes in leap years only, and only those count", () => {
    expect(dates("DTSTART:20200229", "RRULE:FREQ=YEARLY")).toEqual(["2028-02-29"]);
    expect(dates("DTSTART:20200229", "RRULE:FREQ=YEARLY;COUNT=3")).toEqual(["2028-02-29"]);
  });

  test("and lasts over the end of the year reaches into the first one", () => {
    expect(dates("DTSTART:20201231", "DTEND:20210102", "RRULE:FREQ=YEARLY;UNTIL=20261231")).toEqual([
      "2026-01-01",
      "2026-12-31",
      "2027-01-01",
    ]);
  });
});

describe("the name of an event", () => {
  test.each([
    ["Peter\\, Paul\\; and \\\\ Mary", "Peter, Paul; and \\ Mary"],
    ["Two\\nlines\\Nmore", "Two lines more"],
    ["  wide \t apart  ", "wide apart"],
    ["", "Holiday"],
    ["Ostern 🐣: Montag", "Ostern 🐣: Montag"],
  ])("%j is read as %j", (written, name) => {
    expect(named(written)).toEqual({ holidays: [{ date: "2026-12-25", name }] });
  });

  test("is cut to what a holiday takes, between characters", () => {
    const result = named("🎄".repeat(60));
    const name = "holidays" in result ? result.holidays[0]?.name : undefined;
    expect(name).toBe(`${"🎄".repeat(39)}…`);
    expect(Holiday.safeParse({ date: "2026-12-25", name }).success).toBe(true);
  });

  test("may be folded over lines, with a language and quoted parameters", () => {
    const result = read([
      "DTSTART;VALUE=DATE:2026",
      " 1225",
      'SUMMARY;X-FROM="a:b;c";LANGUAGE=de:Erster Weih',
      "\tnachtstag",
    ]);
    expect(result).toEqual({ holidays: [{ date: "2026-12-25", name: "Erster Weihnachtstag" }] });
  });
});

describe("the file", () => {
  const expected = { holidays: [{ date: "2026-12-25", name: "Christmas" }] };
  const whole = file(["DTSTART:20261225", "SUMMARY:Christmas"]);

  test.each([
    ["line feeds alone", whole.replaceAll("\r\n", "\n")],
    ["carriage returns alone", whole.replaceAll("\r\n", "\r")],
    ["a byte order mark", `\uFEFF${whole}`],
    ["empty lines and lower case", whole.replaceAll("BEGIN", "\r\nbegin").replaceAll("VEVENT", "vevent")],
    ["no last line break", whole.trimEnd()],
  ])("may have %s", (_what, text) => {
    expect(readHolidays(text, years)).toEqual(expected);
  });

  test("may hold alarms, zones and tasks, which are passed over", () => {
    const inner = ["BEGIN:VALARM", "DTSTART:20260101T000000Z", "SUMMARY:Wake up", "END:VALARM"];
    const zone =
      "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    const text = file(["DTSTART:20261225", ...inner, "SUMMARY:Christmas"]);
    expect(readHolidays(text.replace("BEGIN:VEVENT", `${zone}BEGIN:VEVENT`), years)).toEqual(expected);
  });
});

describe("what cannot be read is said, and nothing is taken", () => {
  const good = ["DTSTART:20261225", "SUMMARY:Christmas"];

  test.each([
    ["a time of day", ["DTSTART:20261225T090000Z", "SUMMARY:Party"], "“Party” does not begin on a whole day"],
    ["a date that is none", ["DTSTART:20260230", "SUMMARY:Party"], "“Party” does not begin on a whole day"],
    ["no date", ["SUMMARY:Party"], "“Party” has no DTSTART"],
    ["an end before the beginning", ["DTSTART:20261225", "DTEND:20261224"], "“Holiday” has an end that is no date"],
    ["an end with a time", ["DTSTART:20261225", "DTEND:20261226T090000"], "“Holiday” has an end that is no date"],
    ["a duration of hours", ["DTSTART:20261225", "DURATION:PT8H"], "“Holiday” has an end that is no date"],
    ["a month and more", ["DTSTART:20260101", "DTEND:20260202"], "“Holiday” lasts 32 days; 31 are the most."],
    ["a moving feast", ["DTSTART:20261126", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"], "repeats by a rule"],
    ["another month", ["DTSTART:20261126", "RRULE:FREQ=YEARLY;BYMONTH=12"], "repeats by a rule"],
    ["a weekly rule", ["DTSTART:20261126", "RRULE:FREQ=WEEKLY"], "repeats by a rule"],
    ["a broken interval", ["DTSTART:20261126", "RRULE:FREQ=YEARLY;INTERVAL=0"], "repeats by a rule"],
    ["half an interval", ["DTSTART:20261126", "RRULE:FREQ=YEARLY;INTERVAL=1.5"], "repeats by a rule"],
    ["a broken end", ["DTSTART:20261126", "RRULE:FREQ=YEARLY;UNTIL=soon"], "repeats by a rule"],
    ["two rules", ["DTSTART:20261126", "RRULE:FREQ=YEARLY", "RRULE:FREQ=YEARLY"], "repeats by a rule"],
    ["further dates", ["DTSTART:20261126", "RDATE:20270101"], "“Holiday” uses RDATE"],
    ["an exception that is none", ["DTSTART:20261126", "EXDATE:never"], "leaves out something that is no date"],
  ])("%s", (_what, event, message) => {
    const result = read(good, event);
    expect(result).toEqual({
      issues: [{ path: expect.stringMatching(/^line \d+$/), message: expect.stringContaining(message) }],
    });
  });

  test("with the line where it stands", () => {
    expect(read(good, ["SUMMARY:Party", "DESCRIPTION:a", " b", "DTSTART:20261225T090000Z"])).toMatchObject({
      issues: [{ path: "line 12" }],
    });
  });

  test.each([
    ["nothing", "", "holds no event"],
    ["a page", "<!doctype html>\n<title>Sign in</title>", "This is no calendar file"],
    ["an empty calendar", file(), "holds no event"],
    ["half a file", file(good).slice(0, -15), "The file ends too early"],
    ["a wrong end", file(good).replace("END:VEVENT", "END:VTODO"), "END:VTODO closes nothing that was begun."],
    ["an end too many", `${file(good)}END:VCALENDAR\r\n`, "This is no calendar file"],
    ["other years", file(["DTSTART:20200101"]), "None of its days lies in the years 2026 to 2028."],
    ["half a megabyte", file(["DTSTART:20261225", `DESCRIPTION:${"x".repeat(524_288)}`]), "The file is too large"],
    ["a crowd of events", file(...Array.from({ length: 2_001 }, () => good)), "too many events"],
  ])("%s", (_what, text, message) => {
    expect(readHolidays(text, years)).toMatchObject({ issues: [{ message: expect.stringContaining(message) }] });
  });

  test("more holidays than a calendar takes", () => {
    const events = Array.from({ length: 12 }, (_, month) => {
      const two = String(month + 1).padStart(2, "0");
      return [`DTSTART:2026${two}01`, "DURATION:P31D", "RRULE:FREQ=YEARLY", `SUMMARY:Month ${two}`];
    });
    const result = readHolidays(file(...events), { first: 2026, last: 2035 });
    expect(result).toMatchObject({ issues: [{ message: "These are 3652 holidays; 2000 are the most." }] });
  });

  test("at most twenty issues at once", () => {
    const result = read(...Array.from({ length: 50 }, () => ["SUMMARY:Party"]));
    expect("issues" in result && result.issues).toHaveLength(20);
  });

  test("years that are no span are a fault", () => {
    for (const [first, last] of [
      [2027, 2026],
      [2026, 2036],
      [Number.NaN, 2026],
    ] as const) {
      expect(() => readHolidays(file(good), { first, last })).toThrow(RangeError);
    }
  });
});

test("the largest file is read in a moment", () => {
  const events = Array.from({ length: 2_000 }, (_, index) => [
    "DTSTART:19000101",
    "DURATION:P31D",
    "RRULE:FREQ=YEARLY",
    `SUMMARY:${index}`,
  ]);
  const begun = performance.now();
  const result = readHolidays(file(...events), { first: 2026, last: 2035 });
  expect("holidays" in result && result.holidays).toHaveLength(310);
  expect(performance.now() - begun).toBeLessThan(3_000);
});
