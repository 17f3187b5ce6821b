import type { DayRange, Shift, Weekday } from "@firstline/sdk/wire";

/** The days of a week, from Monday on. */
export const weekdays: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const DAY = 1_440;
const WEEK = 7 * DAY;

/** A part of the week in minutes since Monday 00:00, from `from` up to, but not including, `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How people write a time of day, such as `9`, `9.30` or `930`, as `09:30`; what is none stays as it is. */
export function tidyTime(text: string): string {
  const match = /^(\d{1,2})(?:[:.,h ]?([0-5]\d))?$/.exec(text.trim());
  if (!match || Number(match[1]) > 24) return text;
  return `${(match[1] ?? "").padStart(2, "0")}:${match[2] ?? "00"}`;
}

/** Whether a range can be saved as far as one can see: two times, of which the last may be 24:00. */
export const isRange = ({ from, to }: DayRange): boolean =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(from) && /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(to);

export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const timeAt = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** The hours of shifts, in order and without doubles. A night from Sunday to Monday is at both ends of the week. */
export function spansOf(shifts: "always" | readonly Shift[]): Span[] {
  if (shifts === "always") return [{ from: 0, to: WEEK }];
  const spans = shifts.filter(isRange).flatMap(({ days, from, to }) =>
    days.flatMap((day) => {
      const start = weekdays.indexOf(day) * DAY + minuteOf(from);
      const length = minuteOf(to) - minuteOf(from);
      const end = start + (length > 0 ? length : length + DAY);
      return end <= WEEK
        ? [{ from: start, to: end }]
        : [
            { from: start, to: WEEK },
            { from: 0, to: end - WEEK },
          ];
    }),
  );
  return joined(spans);
}

/** Shifts with just these hours. What runs over midnight is one shift, as long as it is shorter than a day. */
export function shiftsOf(spans: readonly Span[]): "always" | Shift[] {
  const days = new Map<string, Set<Weekday>>();
  const add = (start: number, end: number) => {
    const day = weekdays[Math.floor(start / DAY) % 7];
    const to = end % DAY === 0 ? "24:00" : timeAt(end % DAY);
    const key = `${timeAt(start % DAY)}-${to}`;
    if (day) days.set(key, (days.get(key) ?? new Set()).add(day));
  };
  const [first, ...rest] = joined(spans);
  if (!first) return [];
  if (first.from === 0 && first.to === WEEK) return "always";
  const last = rest.at(-1);
  const wraps = first.from === 0 && last?.to === WEEK;
  const whole = wraps ? [...rest.slice(0, -1), { from: last.from, to: WEEK + first.to }] : [first, ...rest];
  for (const { from, to } of whole) {
    let start = from;
    while (to - start >= DAY) {
      const midnight = (Math.floor(start / DAY) + 1) * DAY;
      add(start, midnight);
      start = midnight;
    }
    if (start < to) add(start, to);
  }
  return [...days]
    .map(([key, on]) => ({
      days: weekdays.filter((day) => on.has(day)),
      from: key.slice(0, 5),
      to: key.slice(6),
    }))
    .sort((one, other) => firstMinute(one) - firstMinute(other));
}

const firstMinute = ({ days: [day], from }: Shift): number =>
  (day === undefined ? 0 : weekdays.indexOf(day) * DAY) + minuteOf(from);

/** The same hours with some put in or taken out. */
export function withSpan(spans: readonly Span[], { from, to }: Span, on: boolean): Span[] {
  const left = spans.flatMap((span) =>
    [
      { from: span.from, to: Math.min(span.to, from) },
      { from: Math.max(span.from, to), to: span.to },
    ].filter((part) => part.from < part.to),
  );
  return joined(on ? [...left, { from, to }] : left);
}

/** How much of a span is among these hours: all of it, a part or none. */
export function cover(spans: readonly Span[], { from, to }: Span): "all" | "part" | "none" {
  const minutes = spans.reduce((sum, span) => sum + Math.max(0, Math.min(span.to, to) - Math.max(span.from, from)), 0);
  return minutes === 0 ? "none" : minutes === to - from ? "all" : "part";
}

/** The hours of one day, as ranges of it. */
export function rangesOn(spans: readonly Span[], day: number): DayRange[] {
  return spans
    .map(({ from, to }) => ({ from: Math.max(from - day * DAY, 0), to: Math.min(to - day * DAY, DAY) }))
    .filter(({ from, to }) => from < to)
    .map(({ from, to }) => ({ from: timeAt(from), to: timeAt(to) }));
}

/** In order, with those that touch or overlap made one. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last && span.from <= last.to) all.splice(-1, 1, { from: last.from, to: Math.max(last.to, span.to) });
    else all.push(span);
  }
  return all;
}
