import type { Weekday } from "@firstline/sdk/wire";

/**
 * Wall clocks and instants. All knowledge of time zones comes from the platform's `Intl`; this file only remembers
 * what it was told, because asking `Intl` costs microseconds and a calendar asks hundreds of times.
 *
 * An instant is in milliseconds since 1970-01-01T00:00Z, as `Date.now()` counts. An offset is what the wall clock
 * shows minus UTC, in milliseconds, positive east of Greenwich. `Intl` knows offsets to the second.
 */

/** What a clock on the wall of a zone shows at an instant. */
export interface WallClock {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: Weekday;
}

/** A date on the wall's calendar: month 1–12, day 1–31. */
export type WallDate = Pick<WallClock, "year" | "month" | "day">;

/** A stretch of time, from `from` up to, but not including, `until`, throughout which a zone keeps one offset. */
export interface Steady {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/** The days of a week, from Monday on as calendars print them. */
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const satisfies readonly Weekday[];

/** A day of 24 hours, in milliseconds. */
export const DAY = 86_400_000;

/**
 * Clock changes are looked for between probes four days apart: since 1970 no two changes of any zone were closer
 * than a week (Brazil's north, October 2000).
 */
const PROBE = 4 * DAY;
/** What is remembered, and forgotten, as one piece. */
const PIECE = 64 * PROBE;
/**
 * Each piece is looked at this much beyond both its ends, so that a steady stretch found near an end is known to go
 * on for a while.
 */
const MARGIN = 2 * PROBE;

const MOST_ZONES = 64;
/** Pieces of one zone: about 360 years. */
const MOST_PIECES = 512;

interface Timeline {
  readonly format: Intl.DateTimeFormat;
  /** The steady stretches of each piece, by the piece's index; in order, without gaps. */
  readonly pieces: Map<number, readonly Steady[]>;
}

const timelines = new Map<string, Timeline>();

/** Whether a name is a time zone that this platform knows, such as `Europe/Berlin`. Bare offsets (`+02:00`) are not. */
export function isZone(name: string): boolean {
  if (timelines.has(name)) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What the wall clock of a zone shows at an instant. Throws a RangeError for an unknown zone or no instant. */
export function wallClock(zone: string, at: number): WallClock {
  const wall = new Date(at + offsetAt(zone, at));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    weekday: weekdays[(wall.getUTCDay() + 6) % 7] ?? "sun",
  };
}

/**
 * The instant at which the wall clock of a zone shows a time of a date. `minuteOfDay` counts from 0; 1440 is midnight
 * at the day's end. Where the clock changes:
 *
 * - A time that comes twice is the first of the two.
 * - A time that is skipped is the instant of the change. A later time of day is therefore never an earlier instant,
 *   and a day that a zone skipped whole (Apia, 30 December 2011) has no length. (Temporal's "compatible" would move
 *   a skipped time on by the length of the gap, which puts 02:30 after 03:15.)
 */
export function instantOf(zone: string, date: WallDate, minuteOfDay: number): number {
  return instantOfWall(zone, Date.UTC(date.year, date.month - 1, date.day) + minuteOfDay * 60_000);
}

/** The same for a wall clock's reading given as the instant at which UTC's clock shows it. */
export function instantOfWall(zone: string, wall: number): number {
  // No offset is as long as a day, so nothing earlier than this shows the reading.
  let steady = steadyAt(zone, wall - DAY);
  while (steady.until + steady.offset <= wall) {
    const next = steadyAt(zone, steady.until);
    if (steady.until + next.offset > wall) return steady.until;
    steady = next;
  }
  return wall - steady.offset;
}

/** What the wall clock of a zone is ahead of UTC at an instant, in milliseconds. */
export function offsetAt(zone: string, at: number): number {
  return steadyAt(zone, at).offset;
}

/**
 * The stretch around an instant in which a zone's clock does not change. It may end before the next change: a
 * stretch is known for a limited time at once, but from at least 8 days before the instant, or from a change, on.
 */
export function steadyAt(zone: string, at: number): Steady {
  const timeline = timelineOf(zone);
  const index = Math.floor(at / PIECE);
  let piece = timeline.pieces.get(index);
  if (!piece) {
    piece = explore(timeline.format, index * PIECE - MARGIN, (index + 1) * PIECE + MARGIN);
    if (timeline.pieces.size >= MOST_PIECES) timeline.pieces.clear();
    timeline.pieces.set(index, piece);
  }
  for (const steady of piece) if (at < steady.until) return steady;
  throw new RangeError(`${at} is not an instant`);
}

function timelineOf(zone: string): Timeline {
  const known = timelines.get(zone);
  if (known) return known;
  if (!isZone(zone)) throw new RangeError(`${zone} is not a time zone`);
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  const timeline = { format, pieces: new Map() };
  for (const oldest of timelines.keys()) {
    if (timelines.size < MOST_ZONES) break;
    timelines.delete(oldest);
  }
  timelines.set(zone, timeline);
  return timeline;
}

/** The steady stretches between two instants, in order. */
function explore(format: Intl.DateTimeFormat, from: number, to: number): Steady[] {
  const found: Steady[] = [];
  let start = from;
  let offset = ask(format, from);
  for (let probe = from + PROBE; probe <= to; probe += PROBE) {
    const next = ask(format, probe);
    if (next === offset) continue;
    const until = changeBetween(format, probe - PROBE, probe, offset);
    found.push({ from: start, until, offset });
    start = until;
    offset = next;
  }
  found.push({ from: start, until: to, offset });
  return found;
}

/** The first whole second after `before` at which the offset is no longer what it was there. */
function changeBetween(format: Intl.DateTimeFormat, before: number, after: number, offset: number): number {
  let low = before / 1_000;
  let high = after / 1_000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (ask(format, middle * 1_000) === offset) low = middle;
    else high = middle;
  }
  return high * 1_000;
}

/** Asks the platform for an offset. It writes `11/23/2026, GMT+05:30`, with seconds where a zone has them. */
function ask(format: Intl.DateTimeFormat, at: number): number {
  const written = format.format(at);
  const read = /GMT(?:(?<sign>[+-])(?<hours>\d\d):(?<minutes>\d\d)(?::(?<seconds>\d\d))?)?$/.exec(written);
  if (!read) throw new Error(`The platform wrote an offset as “${written}”`);
  const { sign, hours, minutes, seconds } = read.groups ?? {};
  if (sign === undefined) return 0;
  const offset = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1_000;
  return sign === "-" ? -offset : offset;
}
