import type { Holiday, Issue } from "@firstline/sdk/wire";
import { DAY } from "./zone.ts";

/** The first and the last year that holidays are wanted of. */
export interface Years {
  readonly first: number;
  readonly last: number;
}

/** The most of everything that a file may hold; a country's holidays of a decade are a tenth of it. */
const MOST_CHARACTERS = 512 * 1024;
const MOST_EVENTS = 2_000;
const MOST_HOLIDAYS = 2_000;
const MOST_DAYS_OF_EVENT = 31;
const MOST_NAME = 80;
const MOST_ISSUES = 20;
const MOST_YEARS = 10;

/** One line of the file, with what was folded put back together: `NAME;PARAMETER=…:value`. */
interface Line {
  readonly number: number;
  readonly name: string;
  readonly parameters: string;
  readonly value: string;
}

type Note = (line: number, message: string) => void;

/**
 * Reads the holidays of some years out of an iCalendar file (.ics, RFC 5545): its all-day events, each day of those
 * that last several, once or repeated on the same date every year. Days that two events share get both names.
 * Cancelled events are left out, alarms and whatever else the file holds are passed over.
 *
 * The answer is the holidays, in order, without a doubled date; or, if anything in the file cannot be read rightly,
 * what and where, because a holiday that is silently missing would break promises. At most 10 years at once.
 */
export function readHolidays(file: string, years: Years): { holidays: Holiday[] } | { issues: Issue[] } {
  if (!(years.first <= years.last && years.last - years.first < MOST_YEARS))
    throw new RangeError("Not a span of years");
  const issues: Issue[] = [];
  const note: Note = (line, message) => issues.push({ path: `line ${line}`, message });

  const events = eventsOf(file, note);
  const names = new Map<number, Set<string>>();
  for (const event of events) {
    if (issues.length >= MOST_ISSUES) break;
    for (const { day, name } of daysOf(event, years, note)) {
      const shared = names.get(day) ?? new Set();
      names.set(day, shared.add(name));
    }
  }
  if (issues.length === 0) {
    if (events.length === 0) note(1, "This calendar holds no event.");
    else if (names.size === 0) note(1, `None of its days lies in the years ${years.first} to ${years.last}.`);
    if (names.size > MOST_HOLIDAYS) note(1, `These are ${names.size} holidays; ${MOST_HOLIDAYS} are the most.`);
  }
  if (issues.length > 0) return { issues: issues.slice(0, MOST_ISSUES) };
  const inOrder = [...names].sort(([one], [other]) => one - other);
  return { holidays: inOrder.map(([day, shared]) => ({ date: dateOf(day), name: shorten([...shared].join(" / ")) })) };
}

/** The events that stand in the calendar itself, each as its own lines without what is nested in it. */
function eventsOf(file: string, note: Note): Line[][] {
  const events: Line[][] = [];
  if (file.length > MOST_CHARACTERS) {
    note(1, `The file is too large: ${MOST_CHARACTERS / 1024} KB are the most.`);
    return events;
  }
  const open: string[] = [];
  let last = 1;
  for (const line of linesOf(file)) {
    last = line.number;
    const part = line.value.trim().toUpperCase();
    if (open.length === 0 && !(line.name === "BEGIN" && part === "VCALENDAR")) {
      note(line.number, "This is no calendar file: BEGIN:VCALENDAR is missing.");
      return [];
    }
    if (line.name === "BEGIN") {
      open.push(part);
      if (open.length === 2 && part === "VEVENT") events.push([]);
    } else if (line.name === "END") {
      if (open.pop() !== part) {
        note(line.number, `END:${shorten(part)} closes nothing that was begun.`);
        return [];
      }
    } else if (open.length === 2 && open[1] === "VEVENT") {
      events.at(-1)?.push(line);
    }
    if (events.length > MOST_EVENTS) {
      note(line.number, `The file holds too many events: ${MOST_EVENTS} are the most.`);
      return [];
    }
  }
  if (open.length > 0) note(last, "The file ends too early: END:VCALENDAR is missing.");
  return events;
}

/** The lines of a file. A line that begins with a space or a tab goes on with the one before. */
function* linesOf(file: string): Generator<Line, void, void> {
  let number = 0;
  let text = "";
  for (const [index, next] of file
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (next.startsWith(" ") || next.startsWith("\t")) text += next.slice(1);
    else {
      if (text !== "") yield lineOf(number, text);
      number = index + 1;
      text = next;
    }
  }
  if (text !== "") yield lineOf(number, text);
}

/** Divides a line at its first colon outside of quotes. */
function lineOf(number: number, text: string): Line {
  let quoted = false;
  let colon = 0;
  for (; colon < text.length && (quoted || text[colon] !== ":"); colon++) if (text[colon] === '"') quoted = !quoted;
  const head = text.slice(0, colon).toUpperCase();
  const name = head.split(";", 1)[0] ?? "";
  return { number, name, parameters: head.slice(name.length), value: text.slice(colon + 1) };
}

/** The days of an event that lie in the years, with its name. */
function daysOf(event: readonly Line[], years: Years, note: Note): { day: number; name: string }[] {
  const find = (name: string) => event.find((line) => line.name === name);
  const name = nameOf(find("SUMMARY")?.value ?? "");
  const begin = find("DTSTART");
  const where = begin?.number ?? event[0]?.number ?? 1;
  const refuse = (line: number, what: string): [] => {
    note(line, `“${name}” ${what}`);
    return [];
  };
  if (find("STATUS")?.value.trim().toUpperCase() === "CANCELLED") return [];
  if (!begin) return refuse(where, "has no DTSTART, so its date is unknown.");
  const start = dayOf(begin.value);
  if (start === undefined) return refuse(where, "does not begin on a whole day; only all-day events are holidays.");

  const length = lengthOf(start, find("DTEND"), find("DURATION"));
  if (length === undefined) return refuse(where, "has an end that is no date after its beginning.");
  if (length > MOST_DAYS_OF_EVENT) return refuse(where, `lasts ${length} days; ${MOST_DAYS_OF_EVENT} are the most.`);

  const odd = event.find((line) => ["RDATE", "EXRULE", "RECURRENCE-ID"].includes(line.name));
  if (odd) return refuse(odd.number, `uses ${odd.name}, which cannot be read here. List its dates one by one.`);
  const rules = event.filter((line) => line.name === "RRULE");
  const starts = rules.length > 1 ? undefined : startsOf(start, rules[0]?.value, years);
  if (!starts) {
    const advice = "Only the same date every year can; list the dates of other rules one by one.";
    return refuse(rules[0]?.number ?? where, `repeats by a rule that cannot be read here. ${advice}`);
  }
  const left = new Set<number>();
  for (const line of event.filter((candidate) => candidate.name === "EXDATE")) {
    for (const value of line.value.split(",")) {
      const day = dayOf(value);
      if (day === undefined) return refuse(line.number, "leaves out something that is no date.");
      left.add(day);
    }
  }

  const [from, to] = [Date.UTC(years.first, 0, 1) / DAY, Date.UTC(years.last + 1, 0, 1) / DAY];
  return starts
    .filter((day) => !left.has(day))
    .flatMap((day) => Array.from({ length }, (_, index) => day + index))
    .filter((day) => day >= from && day < to)
    .map((day) => ({ day, name }));
}

/** How many days an event lasts. DTEND is the day after the last; some programs write the first day itself. */
function lengthOf(start: number, end: Line | undefined, duration: Line | undefined): number | undefined {
  if (end) {
    const day = dayOf(end.value);
    return day === undefined || day < start ? undefined : Math.max(1, day - start);
  }
  if (!duration) return 1;
  const { count, unit } = /^\+?P(?<count>\d{1,3})(?<unit>[DW])$/i.exec(duration.value.trim())?.groups ?? {};
  const length = Number(count) * (unit?.toUpperCase() === "W" ? 7 : 1);
  return length > 0 ? length : undefined;
}

/**
 * The days on which an event begins, as far as they can reach into the years; undefined if its rule is another than
 * the same date every year. A 29 February comes in leap years only, and only these count.
 */
function startsOf(start: number, rule: string | undefined, years: Years): number[] | undefined {
  if (rule === undefined) return [start];
  const first = new Date(start * DAY);
  const [year, month, date] = [first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate()];
  const known = new Map<string, string>();
  for (const part of rule.trim().toUpperCase().split(";")) {
    const [key = "", value = ""] = part.split("=");
    known.set(key, value);
  }
  const {
    FREQ,
    INTERVAL = "1",
    COUNT = "9999",
    UNTIL = "99991231",
    BYMONTH,
    BYMONTHDAY,
    WKST: _,
    ...others
  } = Object.fromEntries<string | undefined>(known);
  const until = dayOf(UNTIL.slice(0, 8));
  const [interval, count] = [Number(INTERVAL), Number(COUNT)];
  const plain =
    FREQ === "YEARLY" &&
    Object.keys(others).length === 0 &&
    (BYMONTH === undefined || Number(BYMONTH) === month + 1) &&
    (BYMONTHDAY === undefined || Number(BYMONTHDAY) === date);
  if (!plain || until === undefined || !isCount(interval) || !isCount(count)) return undefined;

  const starts: number[] = [];
  let seen = 0;
  for (let next = year; next <= years.last && seen < count; next += interval) {
    const day = new Date(0).setUTCFullYear(next, month, date) / DAY;
    if (new Date(day * DAY).getUTCMonth() !== month) continue;
    if (day > until) break;
    seen++;
    // An event of the last days of a year may reach into the first one wanted.
    if (next >= years.first - 1) starts.push(day);
  }
  return starts;
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;

/** The day, counted from 1 January 1970, of a date such as `20261225`; undefined for what is none. */
function dayOf(value: string): number | undefined {
  const { year, month, date } = /^(?<year>\d{4})(?<month>\d\d)(?<date>\d\d)$/.exec(value.trim())?.groups ?? {};
  const day = Date.parse(`${year}-${month}-${date}T00:00:00Z`) / DAY;
  return Number.isNaN(day) || dateOf(day) !== `${year}-${month}-${date}` ? undefined : day;
}

const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** An event's name as one line of text. */
function nameOf(summary: string): string {
  const text = summary.replace(/\\([\\;,nN])/g, (_, escaped: string) => (/n/i.test(escaped) ? " " : escaped));
  return shorten(text.replace(/[\s\p{Cc}]+/gu, " ").trim()) || "Holiday";
}

/** Text of at most 80 UTF-16 units, cut between characters. */
function shorten(text: string): string {
  if (text.length <= MOST_NAME) return text;
  let cut = "";
  for (const character of text) {
    if (cut.length + character.length > MOST_NAME - 1) break;
    cut += character;
  }
  return `${cut}…`;
}
