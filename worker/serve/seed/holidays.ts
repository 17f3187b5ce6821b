import type { Holiday } from "@firstline/sdk/wire";

const DAY = 86_400_000;

/**
 * Easter Sunday of a year as an instant at midnight UTC, by the anonymous Gregorian algorithm (J. Meeus, Astronomical
 * Algorithms, chapter 8).
 */
function easter(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const skipped = Math.floor((8 * century + 13) / 25);
  const moon = (19 * golden + century - Math.floor(century / 4) - skipped + 15) % 30;
  const leaps = Math.floor(ofCentury / 4);
  const weekday = (32 + 2 * (century % 4) + 2 * leaps - moon - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
  const days = moon + weekday - 7 * late + 114;
  return Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1);
}

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const weekdayOf = (at: number): number => new Date(at).getUTCDay();

/** The first Monday on or after a date. */
const mondayFrom = (at: number): number => at + ((8 - weekdayOf(at)) % 7) * DAY;

/** A bank holiday at a weekend is given back on the next day that is neither. */
function givenBack(days: readonly number[], name: string, taken: Set<number>): Holiday[] {
  return days.flatMap((day) => {
    let free = day;
    while ([0, 6].includes(weekdayOf(free)) || taken.has(free)) free += DAY;
    taken.add(free);
    return free === day
      ? [{ date: dateOf(day), name }]
      : [
          { date: dateOf(day), name },
          { date: dateOf(free), name: `${name} (substitute day)` },
        ];
  });
}

/** The bank holidays of England and Wales, and the shop's short Christmas Eve. */
export function shopHolidays(year: number): Holiday[] {
  const sunday = easter(year);
  const taken = new Set<number>();
  const at = (month: number, day: number) => Date.UTC(year, month - 1, day);
  return [
    ...givenBack([at(1, 1)], "New Year’s Day", taken),
    { date: dateOf(sunday - 2 * DAY), name: "Good Friday" },
    { date: dateOf(sunday + DAY), name: "Easter Monday" },
    { date: dateOf(mondayFrom(at(5, 1))), name: "Early May bank holiday" },
    { date: dateOf(mondayFrom(at(5, 25))), name: "Spring bank holiday" },
    { date: dateOf(mondayFrom(at(8, 25))), name: "Summer bank holiday" },
    { date: dateOf(at(12, 24)), name: "Christmas Eve", hours: [{ from: "09:00", to: "14:00" }] },
    ...givenBack([at(12, 25)], "Christmas Day", taken),
    ...givenBack([at(12, 26)], "Boxing Day", taken),
  ];
}

/** The holidays that all of Germany has. */
export function germanHolidays(year: number): Holiday[] {
  const sunday = easter(year);
  const on = (date: string, name: string): Holiday => ({ date: `${year}-${date}`, name });
  return [
    on("01-01", "Neujahr"),
    { date: dateOf(sunday - 2 * DAY), name: "Karfreitag" },
    { date: dateOf(sunday + DAY), name: "Ostermontag" },
    on("05-01", "Tag der Arbeit"),
    { date: dateOf(sunday + 39 * DAY), name: "Christi Himmelfahrt" },
    { date: dateOf(sunday + 50 * DAY), name: "Pfingstmontag" },
    on("10-03", "Tag der Deutschen Einheit"),
    on("12-25", "Erster Weihnachtstag"),
    on("12-26", "Zweiter Weihnachtstag"),
  ];
}
