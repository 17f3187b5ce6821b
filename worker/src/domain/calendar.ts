import type { Calendar, DayRange, Weekday } from "@firstline/sdk/wire";
import { DAY, instantOfWall, offsetAt, steadyAt, weekdays } from "./zone.ts";

/**
 * Business time: when a calendar is open, and how much open time lies between two instants.
 *
 * The rules, each held by a test:
 *
 * 1. Instants and amounts are in milliseconds and nothing is rounded.
 * 2. A range is open from its first instant up to, but not including, its last. 24:00 is midnight at the day's end.
 * 3. A day's ranges are read on the wall clock of the calendar's zone; a holiday replaces the ranges of its date.
 * 4. Real elapsed time counts: hours in which the clock is changed are longer or shorter by the change. A range that
 *    begins or ends at a skipped or doubled time does so where `instantOf` says.
 * 5. An amount that starts outside hours counts from the next opening.
 * 6. An amount that ends exactly at closing is due at closing, not at the next opening.
 * 7. An amount of nothing is due at its start, wherever that is. So adding in two steps is adding at once.
 */
export interface BusinessTime {
  /** Whether it is open at an instant. */
  isOpen(at: number): boolean;
  /** The first open instant from `at` on, which is `at` itself while open; undefined if none comes before 2200. */
  nextOpening(at: number): number | undefined;
  /** The instant at which `amount` milliseconds of open time have gone by; undefined if that is not before 2200. */
  addBusinessTime(start: number, amount: number): number | undefined;
  /** The open time from `from` up to `to`, in milliseconds; 0 if `to` is not later. */
  businessTimeBetween(from: number, to: number): number;
  /** The stretches of open time from `from` up to `to`: in order, cut to these ends, none touching the next. */
  openSpans(from: number, to: number): Generator<Span, void, void>;
}

/** A stretch of time, from `from` up to, but not including, `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is open in a week: spans, counted from the week's start, in order and apart; and what they add up to. */
interface Hours {
  readonly spans: readonly Span[];
  readonly total: number;
}

/** Weeks on end with the same hours. More than one are each exactly `WEEK` long. */
interface Run {
  /** The first week's number: weeks are counted from the one of 1 January 1970, and begin on Mondays at 00:00. */
  readonly number: number;
  readonly count: number;
  readonly hours: Hours;
  readonly start: number;
  readonly end: number;
}

const MINUTE = 60_000;
const WEEK = 7 * DAY;
/** What can be asked about: from the first of these up to, but not including, the second. */
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);
/** How many weeks with a holiday or a clock change are remembered for each calendar: twenty years of nothing else. */
const MOST_WEEKS = 1_024;

const wholeDay: readonly DayRange[] = [{ from: "00:00", to: "24:00" }];

/**
 * Prepares a calendar for counting; keep the result for as long as the calendar stays the same.
 *
 * Almost every week is plain: no holiday, no clock change. Its hours are the calendar's week moved to where it
 * starts, and a run of such weeks is skipped by one division. The others are worked out day by day, and remembered.
 *
 * Expects a calendar that `calendarIssues` finds nothing wrong with. Its functions throw a RangeError when they are
 * asked about an instant outside of the years 1970 to 2199 or given an amount below zero.
 */
export function compileCalendar(calendar: Calendar): BusinessTime {
  const { zone } = calendar;
  const rangesOf = (weekday: Weekday) => (calendar.hours === "always" ? wholeDay : calendar.hours[weekday]);
  const holidays = new Map(calendar.holidays.map(({ date, hours }) => [Date.parse(date) / DAY, hours ?? []]));
  const holidayWeeks = [...new Set([...holidays.keys()].map(weekOf))].sort((one, other) => one - other);
  const plain = hoursOf(
    weekdays.flatMap((weekday, index) => rangesOf(weekday).map((range) => spanOf(range, index * DAY))),
  );
  const special = new Map<number, Run>();

  const startOf = (number: number) => instantOfWall(zone, mondayOf(number) * DAY);

  /** The run that begins with a week, which starts at an instant. */
  function runFrom(number: number, start: number): Run {
    const steady = steadyAt(zone, start);
    // A clock put back at the very end of a week makes that week longer.
    const untilChange = Math.ceil((steady.until - start) / WEEK) - 1;
    const count = Math.min(untilChange, firstFrom(holidayWeeks, number) - number);
    // In the first day after the clock was put back, some times may have been shown before.
    if (count > 0 && steady.from <= start - DAY) {
      return { number, count, hours: plain, start, end: start + count * WEEK };
    }
    const known = special.get(number);
    if (known) return known;
    if (special.size >= MOST_WEEKS) special.clear();
    const run = { number, count: 1, hours: specialHours(number, start), start, end: startOf(number + 1) };
    special.set(number, run);
    return run;
  }

  function specialHours(number: number, start: number): Hours {
    const spans = weekdays.flatMap((weekday, index) => {
      const day = mondayOf(number) + index;
      return (holidays.get(day) ?? rangesOf(weekday)).map((range) => {
        const wall = spanOf(range, day * DAY);
        return { from: instantOfWall(zone, wall.from) - start, to: instantOfWall(zone, wall.to) - start };
      });
    });
    return hoursOf(spans);
  }

  /** The runs from the week that holds an instant on, up to the year 2200. */
  function* runs(at: number): Generator<Run, void, void> {
    const number = weekOf(Math.floor((at + offsetAt(zone, at)) / DAY));
    let run = runFrom(number, startOf(number));
    for (; run.end < LATEST; run = runFrom(run.number + run.count, run.end)) yield run;
    yield run;
  }

  /** The open spans that end after an instant; the last of a week may touch the first of the next. */
  function* spansFrom(at: number): Generator<Span, void, void> {
    for (const { hours, start, count } of runs(at)) {
      if (hours.total === 0) continue;
      for (let index = 0; index < count; index++) {
        const monday = start + index * WEEK;
        for (const span of hours.spans) {
          if (monday + span.to > at) yield { from: monday + span.from, to: monday + span.to };
        }
      }
    }
  }

  // Everybody of a team is asked about at the same instant, and most share their hours.
  let asked = Number.NaN;
  let answered = false;

  function isOpen(at: number): boolean {
    if (at !== asked) {
      answered = nextOpening(at) === at;
      asked = at;
    }
    return answered;
  }

  function nextOpening(at: number): number | undefined {
    requireInstant(at);
    for (const span of spansFrom(at)) return span.from < LATEST ? Math.max(span.from, at) : undefined;
    return undefined;
  }

  function addBusinessTime(start: number, amount: number): number | undefined {
    requireInstant(start);
    if (!(amount >= 0)) throw new RangeError(`${amount} is not an amount of time`);
    if (amount === 0) return start;
    let left = amount;
    for (const run of runs(start)) {
      const { hours, count } = run;
      if (hours.total === 0) continue;
      // The first week is counted from its Monday, like all others.
      if (run.start <= start) left += openBefore(hours, start - run.start);
      const weeks = Math.ceil(left / hours.total) - 1;
      if (weeks < count) {
        const due = run.start + weeks * WEEK + reach(hours, left - weeks * hours.total);
        return due < LATEST ? due : undefined;
      }
      left -= count * hours.total;
    }
    return undefined;
  }

  function businessTimeBetween(from: number, to: number): number {
    requireInstant(from);
    requireInstant(to);
    let sum = 0;
    if (to <= from) return sum;
    for (const { hours, count, start, end } of runs(from)) {
      if (start <= from) sum -= openBefore(hours, from - start);
      if (to < end) {
        const weeks = Math.min(Math.floor((to - start) / WEEK), count - 1);
        return sum + weeks * hours.total + openBefore(hours, to - start - weeks * WEEK);
      }
      sum += count * hours.total;
    }
    return sum;
  }

  function* openSpans(from: number, to: number): Generator<Span, void, void> {
    requireInstant(from);
    requireInstant(to);
    if (to <= from) return;
    let last: Span | undefined;
    for (const span of spansFrom(from)) {
      if (span.from >= to) break;
      if (last?.to === span.from) last = { from: last.from, to: span.to };
      else {
        if (last) yield last;
        last = { from: Math.max(span.from, from), to: span.to };
      }
    }
    if (last) yield { from: last.from, to: Math.min(last.to, to) };
  }

  return {
    isOpen,
    nextOpening,
    addBusinessTime,
    businessTimeBetween,
    openSpans,
  };
}

function requireInstant(at: number): void {
  if (!(at >= EARLIEST && at < LATEST)) throw new RangeError(`${at} is not an instant of the years 1970 to 2199`);
}

/** A range of a day as a span of the wall clock, for the day that begins at `midnight`. */
function spanOf({ from, to }: DayRange, midnight: number): Span {
  return { from: midnight + minuteOf(from) * MINUTE, to: midnight + minuteOf(to) * MINUTE };
}

/** The minute of the day that a time such as `09:30` names; 1440 for `24:00`. */
function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Puts spans in order, drops those without length and joins those that touch. */
function hoursOf(spans: readonly Span[]): Hours {
  const joined: Span[] = [];
  for (const span of spans.filter(({ from, to }) => from < to).sort((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else joined.push(span);
  }
  return { spans: joined, total: joined.reduce((sum, { from, to }) => sum + to - from, 0) };
}

/** How much is open in a week before a moment of it. */
function openBefore({ spans }: Hours, moment: number): number {
  let sum = 0;
  for (const { from, to } of spans) {
    if (from >= moment) break;
    sum += Math.min(to, moment) - from;
  }
  return sum;
}

/** The moment of a week at which an amount, more than nothing and at most the week's total, has been open. */
function reach({ spans }: Hours, amount: number): number {
  let left = amount;
  for (const { from, to } of spans) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  throw new Error("A week was asked for more than it holds");
}

/** Days are counted from 1 January 1970, a Thursday. */
const weekOf = (day: number): number => Math.floor((day + 3) / 7);
const mondayOf = (number: number): number => number * 7 - 3;

/** The first of some numbers in order that is not below another; Infinity if there is none. */
function firstFrom(numbers: readonly number[], least: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) < least) low = middle + 1;
    else high = middle;
  }
  return numbers[low] ?? Infinity;
}
