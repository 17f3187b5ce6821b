import type { Calendar, DayRange } from "@firstline/sdk/wire";
import { Temporal } from "temporal-polyfill";

/**
 * The calendar's rules once more, written in the plainest way on Temporal: walk the days one by one and sum up.
 * Shares no line with what it judges.
 */
export class Oracle {
  readonly #calendar: Calendar;
  readonly #days = new Map<string, readonly [from: number, to: number][]>();

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
  }

  isOpen(at: number): boolean {
    return this.#spansAround(at, at).some(([from, to]) => at >= from && at < to);
  }

  /** Looks this many days ahead. */
  nextOpening(at: number, days: number): number | undefined {
    let date = this.#dateOf(at).subtract({ days: 2 });
    for (let day = 0; day < days + 4; day++, date = date.add({ days: 1 })) {
      for (const [from, to] of this.#spansOf(date)) if (to > at) return Math.max(from, at);
    }
    return undefined;
  }

  addBusinessTime(start: number, amount: number, days: number): number | undefined {
    if (amount === 0) return start;
    let left = amount;
    let date = this.#dateOf(start).subtract({ days: 2 });
    for (let day = 0; day < days + 4; day++, date = date.add({ days: 1 })) {
      for (const [from, to] of this.#spansOf(date)) {
        const begin = Math.max(from, start);
        if (to <= begin) continue;
        if (left <= to - begin) return begin + left;
        left -= to - begin;
      }
    }
    return undefined;
  }

  businessTimeBetween(from: number, to: number): number {
    return this.openSpans(from, to).reduce((sum, span) => sum + span.to - span.from, 0);
  }

  openSpans(from: number, to: number): { from: number; to: number }[] {
    const found: { from: number; to: number }[] = [];
    for (const [opens, closes] of this.#spansAround(from, to)) {
      const begin = Math.max(opens, from);
      const end = Math.min(closes, to);
      if (end <= begin) continue;
      const last = found.at(-1);
      if (last?.to === begin) last.to = end;
      else found.push({ from: begin, to: end });
    }
    return found;
  }

  #spansAround(from: number, to: number): (readonly [number, number])[] {
    const spans: (readonly [number, number])[] = [];
    const last = this.#dateOf(Math.max(from, to)).add({ days: 2 });
    let date = this.#dateOf(from).subtract({ days: 2 });
    for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 }))
      spans.push(...this.#spansOf(date));
    return spans;
  }

  #dateOf(at: number): Temporal.PlainDate {
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.#calendar.zone).toPlainDate();
  }

  #spansOf(date: Temporal.PlainDate): readonly (readonly [number, number])[] {
    const name = date.toString();
    let spans = this.#days.get(name);
    if (!spans) {
      spans = this.#rangesOf(date)
        .map(({ from, to }): [number, number] => [this.#instant(date, from), this.#instant(date, to)])
        .filter(([from, to]) => from < to)
        .sort(([one], [other]) => one - other);
      this.#days.set(name, spans);
    }
    return spans;
  }

  #rangesOf(date: Temporal.PlainDate): readonly DayRange[] {
    const holiday = this.#calendar.holidays.find((candidate) => candidate.date === date.toString());
    if (holiday) return holiday.hours ?? [];
    const { hours } = this.#calendar;
    if (hours === "always") return [{ from: "00:00", to: "24:00" }];
    const { mon, tue, wed, thu, fri, sat, sun } = hours;
    return [mon, tue, wed, thu, fri, sat, sun][date.dayOfWeek - 1] ?? [];
  }

  #instant(date: Temporal.PlainDate, time: string): number {
    const reading =
      time === "24:00" ? date.add({ days: 1 }).toPlainDateTime() : date.toPlainDateTime(Temporal.PlainTime.from(time));
    return instantOf(this.#calendar.zone, reading);
  }
}

/** The first instant at which a clock shows a reading; for a skipped one, the instant of the change that skips it. */
export function instantOf(zone: string, reading: Temporal.PlainDateTime): number {
  const found = reading.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (found.toPlainDateTime().equals(reading)) return found.epochMilliseconds;
  const change = found.getTimeZoneTransition("next");
  if (!change) throw new Error(`${zone} skips ${reading.toString()} without a change`);
  return change.epochMilliseconds;
}

/** Every instant of some years at which a zone's clock changes. */
export function changesOf(zone: string, firstYear: number, lastYear: number): number[] {
  const changes: number[] = [];
  const end = Date.UTC(lastYear + 1, 0, 1);
  let at = Temporal.Instant.fromEpochMilliseconds(Date.UTC(firstYear, 0, 1) - 1).toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (!next || next.epochMilliseconds >= end) return changes;
    changes.push(next.epochMilliseconds);
    at = next;
  }
}
