import type { CoverageCalendar, CoverageLane, Gap } from "@firstline/sdk/desk";

/** A part of a day's cell: `from` and `to` as shares of the day, from 0 to 1, and the instants it stands for. */
export interface Part {
  readonly kind: "shift" | "on_call" | "absent" | "gap";
  readonly from: number;
  readonly to: number;
  readonly begins: number;
  readonly ends: number;
}

/** A day on the reader's wall clock, which may have 23 or 25 hours. */
export interface Day {
  readonly begins: number;
  readonly ends: number;
}

/** So many days from the one on that an instant lies in, in the browser's time zone. */
export function daysFrom(instant: number, count: number): Day[] {
  const first = new Date(instant);
  const midnight = (ahead: number) =>
    new Date(first.getFullYear(), first.getMonth(), first.getDate() + ahead).getTime();
  return Array.from({ length: count }, (_, index) => ({ begins: midnight(index), ends: midnight(index + 1) }));
}

interface Written {
  readonly from: string;
  readonly to: string;
}

const partsOf = (kind: Part["kind"], spans: readonly Written[], { begins, ends }: Day): Part[] =>
  spans.flatMap((span) => {
    const from = Math.max(begins, Date.parse(span.from));
    const to = Math.min(ends, Date.parse(span.to));
    const share = (at: number) => (at - begins) / (ends - begins);
    return from < to ? [{ kind, from: share(from), to: share(to), begins: from, ends: to }] : [];
  });

/** What an agent's day holds: absences last, so that they lie over the duties. */
export const partsOfLane = (lane: CoverageLane, day: Day): Part[] => [
  ...partsOf("shift", lane.shifts, day),
  ...partsOf("on_call", lane.onCall, day),
  ...partsOf("absent", lane.absences, day),
];

export const partsOfGaps = (gaps: readonly Gap[], day: Day): Part[] => partsOf("gap", gaps, day);

/** The gap that a part of a day belongs to. */
export const gapOf = ({ gaps }: Pick<CoverageCalendar, "gaps">, part: Part): Gap | undefined =>
  gaps.find(({ from, to }) => Date.parse(from) <= part.begins && part.ends <= Date.parse(to));
