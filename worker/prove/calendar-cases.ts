import type { Calendar, DayRange, Holiday } from "@firstline/sdk/wire";
import { Temporal } from "temporal-polyfill";
import { type BusinessTime, compileCalendar } from "../src/domain/calendar.ts";
import { DAY, instantOf, wallClock, weekdays } from "../src/domain/zone.ts";
import { changesOf, Oracle, instantOf as oracleInstantOf } from "./oracle.ts";
import { Random } from "./random.ts";

/** Zones that between them have every oddity: half hours, quarter hours, two hours, Ramadan, midnight changes, none. */
export const zones = [
  "UTC",
  "Europe/Berlin",
  "Europe/London",
  "Europe/Dublin",
  "Atlantic/Azores",
  "America/New_York",
  "America/St_Johns",
  "America/Sao_Paulo",
  "America/Santiago",
  "America/Havana",
  "America/Nuuk",
  "Africa/Casablanca",
  "Africa/Cairo",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Asia/Tokyo",
  "Asia/Beirut",
  "Asia/Gaza",
  "Asia/Tehran",
  "Australia/Lord_Howe",
  "Australia/Adelaide",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
  "Antarctica/Troll",
] as const;

export interface Comparison {
  readonly cases: number;
  /** The first few cases in which the calendar and the oracle differ, in words. */
  readonly mismatches: readonly string[];
}

const HOUR = 3_600_000;
const MOST_MISMATCHES = 10;

/** Compares random calendars at random instants, until so many cases have been seen. */
export function compareRandom(cases: number, seed: number, among: readonly string[] = zones): Comparison {
  const random = new Random(seed);
  const judge = new Judge();
  while (judge.cases < cases) {
    const zone = random.pick(among);
    const around = momentWorthLooking(random, zone);
    const subject = new Subject(judge, randomCalendar(random, zone, around));
    for (let count = 0; count < 12; count++) compareOnce(random, subject, around);
    if (random.chance(0.02)) compareYears(random, subject, around);
    for (let count = 0; count < 3; count++) compareWallClock(random, judge, zone, around);
  }
  return judge;
}

/** Compares the hours around every clock change that the zones have in some years. */
export function compareChanges(firstYear: number, lastYear: number, among: readonly string[] = zones): Comparison {
  const judge = new Judge();
  for (const zone of among) {
    const subjects = [...calendarsOverChanges(zone)].map((calendar) => new Subject(judge, calendar));
    for (const change of changesOf(zone, firstYear, lastYear)) {
      for (const subject of subjects) {
        for (const away of [-26 * HOUR, -HOUR, -1, 0, 1, HOUR / 2, 2 * HOUR, 25 * HOUR]) {
          subject.compareAll(change + away, change + away + 30 * HOUR, 7 * HOUR);
        }
        for (let hours = 0; hours < 30; hours++) {
          subject.businessTimeBetween(change - 26 * HOUR, change + hours * HOUR + 1_000);
        }
      }
      const random = new Random(change / 1_000);
      for (let count = 0; count < 6; count++) compareWallClock(random, judge, zone, change);
    }
  }
  return judge;
}

class Judge implements Comparison {
  cases = 0;
  readonly mismatches: string[] = [];

  compare(what: () => string, ours: unknown, theirs: unknown): void {
    this.cases++;
    const [one, other] = [JSON.stringify(ours), JSON.stringify(theirs)];
    if (one !== other && this.mismatches.length < MOST_MISMATCHES) {
      this.mismatches.push(`${what()} is ${one} by the calendar, ${other} by the oracle`);
    }
  }
}

/** A calendar beside its oracle. */
class Subject {
  readonly oracle: Oracle;
  readonly #judge: Judge;
  readonly #calendar: Calendar;
  readonly #time: BusinessTime;
  /** How far the oracle has to look: what opens on holidays alone may be closed for long. */
  readonly #days: number;

  constructor(judge: Judge, calendar: Calendar) {
    this.#judge = judge;
    this.#calendar = calendar;
    this.#time = compileCalendar(calendar);
    this.oracle = new Oracle(calendar);
    const never = calendar.hours !== "always" && Object.values(calendar.hours).every((ranges) => ranges.length === 0);
    this.#days = never ? 500 : 100;
  }

  isOpen(at: number): void {
    this.#compare(`isOpen(${at})`, this.#time.isOpen(at), this.oracle.isOpen(at));
  }

  nextOpening(at: number): void {
    this.#compare(`nextOpening(${at})`, this.#time.nextOpening(at), this.oracle.nextOpening(at, this.#days));
  }

  addBusinessTime(start: number, amount: number, days = 0): void {
    const ours = this.#time.addBusinessTime(start, amount);
    const theirs = this.oracle.addBusinessTime(start, amount, days + this.#days);
    this.#compare(`addBusinessTime(${start}, ${amount})`, ours, theirs);
  }

  businessTimeBetween(from: number, to: number): void {
    const ours = this.#time.businessTimeBetween(from, to);
    this.#compare(`businessTimeBetween(${from}, ${to})`, ours, this.oracle.businessTimeBetween(from, to));
  }

  openSpans(from: number, to: number): void {
    this.#compare(`openSpans(${from}, ${to})`, [...this.#time.openSpans(from, to)], this.oracle.openSpans(from, to));
  }

  compareAll(from: number, to: number, amount: number): void {
    this.isOpen(from);
    this.nextOpening(from);
    this.addBusinessTime(from, amount);
    this.businessTimeBetween(from, to);
    this.openSpans(from, to);
  }

  #compare(call: string, ours: unknown, theirs: unknown): void {
    this.#judge.compare(() => `${call} of ${JSON.stringify(this.#calendar)}`, ours, theirs);
  }
}

function compareOnce(random: Random, subject: Subject, around: number): void {
  const near = subject.oracle.openSpans(around - 3 * DAY, around + 3 * DAY).flatMap(({ from, to }) => [from, to]);
  const moment = () =>
    near.length > 0 && random.chance(0.4)
      ? random.pick(near) + random.pick([-1_000, -1, 0, 0, 0, 1, 1_000])
      : around + random.whole(-5 * 86_400, 5 * 86_400) * 1_000 + random.pick([0, 0, random.whole(0, 999)]);
  const at = moment();
  const later = at + random.whole(0, 25 * 86_400_000);
  const kind = random.whole(0, 5);
  if (kind === 0) subject.isOpen(at);
  else if (kind === 1) subject.nextOpening(at);
  else if (kind === 2) subject.businessTimeBetween(at, random.chance(0.5) ? later : moment());
  else if (kind === 3) subject.openSpans(at, later);
  else {
    // Often to the very end of a span, or a millisecond to either side of it.
    const end = near.length > 0 && random.chance(0.5) ? random.pick(near) : later;
    const amount = subject.oracle.businessTimeBetween(at, end) + random.pick([-1, 0, 0, 0, 1]);
    subject.addBusinessTime(at, Math.max(0, amount));
  }
}

/** Years of business time, which the calendar skips by division and the oracle walks. */
function compareYears(random: Random, subject: Subject, around: number): void {
  const days = random.whole(300, 1_500);
  const to = Math.min(around + days * DAY + random.whole(-DAY, DAY), Date.UTC(2199, 11, 1));
  subject.businessTimeBetween(around, to);
  subject.addBusinessTime(around, subject.oracle.businessTimeBetween(around, to), days);
}

/** Conversions both ways, to the minute and near a moment. */
function compareWallClock(random: Random, judge: Judge, zone: string, around: number): void {
  const at = around + random.whole(-2 * 86_400, 2 * 86_400) * 1_000;
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const { year, month, day, hour, minute, second } = zoned;
  const weekday = weekdays[zoned.dayOfWeek - 1];
  judge.compare(() => `wallClock(${zone}, ${at})`, wallClock(zone, at), {
    year,
    month,
    day,
    hour,
    minute,
    second,
    weekday,
  });
  const minuteOfDay = random.chance(0.3) ? random.whole(0, 24) * 60 : random.whole(0, 1_440);
  const reading = zoned
    .toPlainDate()
    .toPlainDateTime()
    .add({ days: Math.floor(minuteOfDay / 1_440), minutes: minuteOfDay % 1_440 });
  judge.compare(
    () => `instantOf(${zone}, ${year}-${month}-${day}, ${minuteOfDay})`,
    instantOf(zone, { year, month, day }, minuteOfDay),
    oracleInstantOf(zone, reading),
  );
}

const changesKnown = new Map<string, readonly number[]>();

function momentWorthLooking(random: Random, zone: string): number {
  let changes = changesKnown.get(zone);
  if (!changes) {
    changes = changesOf(zone, 1971, 2037);
    changesKnown.set(zone, changes);
  }
  if (changes.length > 0 && random.chance(0.5)) return random.pick(changes);
  if (random.chance(0.2)) return Date.UTC(random.pick([2000, 2024, 2028, 2096]), 1, 29, 12);
  if (random.chance(0.1)) return Date.UTC(random.whole(2000, 2090), 0, 1);
  return Date.UTC(random.whole(1990, 2090), random.whole(0, 11), random.whole(1, 28), random.whole(0, 23));
}

function randomCalendar(random: Random, zone: string, around: number): Calendar {
  const base = { id: "cal_random", name: "Random", zone, holidays: randomHolidays(random, zone, around) };
  if (random.chance(0.1)) return { ...base, hours: "always" };
  const kind = random.whole(0, 9);
  const ranges = (weekend: boolean): DayRange[] => {
    if (kind === 0) return [];
    if (kind === 1) return weekend ? [] : [rangeOf("09:00-17:00")];
    if (kind === 2) return weekend ? [] : ["08:30-12:00", "13:00-17:30"].map(rangeOf);
    if (kind === 3) return ["00:00-06:00", "22:00-24:00"].map(rangeOf);
    if (kind === 4) return [rangeOf("00:00-24:00")];
    return randomRanges(random);
  };
  const [mon, tue, wed, thu, fri] = [ranges(false), ranges(false), ranges(false), ranges(false), ranges(false)];
  return { ...base, hours: { mon, tue, wed, thu, fri, sat: ranges(true), sun: ranges(true) } };
}

/** Up to three ranges, which may touch each other and both ends of the day, in any order. */
function randomRanges(random: Random): DayRange[] {
  const step = random.pick([1, 15, 30, 60, 60]);
  const most = random.chance(0.4) ? 300 : 1_440;
  const times = Array.from({ length: 2 * random.whole(0, 3) }, () => random.whole(0, most / step) * step);
  const sorted = times.sort((one, other) => one - other);
  const ranges: DayRange[] = [];
  for (let index = 0; index + 1 < sorted.length; index += 2) {
    const [from, to] = [sorted[index] ?? 0, sorted[index + 1] ?? 0];
    if (from < to) ranges.push({ from: timeOf(from), to: timeOf(to) });
  }
  return random.chance(0.5) ? ranges : ranges.reverse();
}

function randomHolidays(random: Random, zone: string, around: number): Holiday[] {
  const today = Temporal.Instant.fromEpochMilliseconds(around).toZonedDateTimeISO(zone).toPlainDate();
  const far = random.chance(0.2) ? 200 : 6;
  const dates = Array.from({ length: random.whole(0, 6) }, () =>
    today.add({ days: random.whole(-far, far) }).toString(),
  );
  return [...new Set(dates)].map((date) => {
    const holiday = { date, name: "Holiday" };
    return random.chance(0.4) ? { ...holiday, hours: randomRanges(random) } : holiday;
  });
}

/** Hours that begin, end or lie within what a clock change skips or doubles. */
function* calendarsOverChanges(zone: string): Generator<Calendar> {
  const days = [
    ["00:00-24:00"],
    ["00:10-00:40", "01:20-02:30", "02:45-02:50", "03:00-05:00", "22:30-23:20", "23:40-24:00"],
    ["00:00-02:00", "03:00-23:00"],
  ].map((day) => day.map(rangeOf));
  const base = { id: "cal_change", name: "Over changes", zone, holidays: [] };
  yield { ...base, hours: "always" };
  for (const day of days) {
    yield { ...base, hours: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day } };
  }
}

function rangeOf(written: string): DayRange {
  return { from: written.slice(0, 5), to: written.slice(6) };
}

function timeOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
