import type { Span } from "./calendar.ts";

/**
 * Sets of instants, written as spans in order and apart: none empty, none touching the next. Every function here
 * expects that of lists it names so, and gives it back.
 */
export type Spans = readonly Span[];

/** The span from one instant to another as a set: empty if `to` is not later. */
export const spanOf = (from: number, to: number): Spans => (from < to ? [{ from, to }] : []);

/** What lies in any of some spans, which may come in any order, overlap or be empty. */
export function union(spans: readonly Span[]): Spans {
  const joined: Span[] = [];
  for (const span of spans.filter(({ from, to }) => from < to).sort((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else joined.push(span);
  }
  return joined;
}

/** What lies in both. */
export function intersection(one: Spans, other: Spans): Spans {
  const shared: Span[] = [];
  let index = 0;
  for (const span of one) {
    while ((other[index]?.to ?? Infinity) <= span.from) index++;
    for (let next = index; ; next++) {
      const against = other[next];
      if (!against || against.from >= span.to) break;
      shared.push({ from: Math.max(span.from, against.from), to: Math.min(span.to, against.to) });
    }
  }
  return shared;
}

/** What lies in the first and not in the second. */
export function difference(one: Spans, other: Spans): Spans {
  const left: Span[] = [];
  let index = 0;
  for (const span of one) {
    while ((other[index]?.to ?? Infinity) <= span.from) index++;
    let from = span.from;
    for (let next = index; ; next++) {
      const without = other[next];
      if (!without || without.from >= span.to) break;
      if (from < without.from) left.push({ from, to: without.from });
      from = without.to;
    }
    if (from < span.to) left.push({ from, to: span.to });
  }
  return left;
}

/** Whether an instant lies in some spans, which may come in any order. */
export const holds = (spans: readonly Span[], at: number): boolean =>
  spans.some(({ from, to }) => from <= at && at < to);
