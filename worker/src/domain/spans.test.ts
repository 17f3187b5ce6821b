import fc from "fast-check";
import { expect, test } from "vitest";
import { difference, holds, intersection, type Spans, spanOf, union } from "./spans.ts";

const LAST = 30;
const loose = fc.array(fc.record({ from: fc.nat(LAST), to: fc.nat(LAST) }), { maxLength: 8 });
const instants = (spans: Spans) => Array.from({ length: LAST + 1 }, (_, at) => at).filter((at) => holds(spans, at));

function expectApart(spans: Spans): void {
  spans.forEach(({ from, to }, index) => {
    expect(from).toBeLessThan(to);
    expect(from).toBeGreaterThan(spans[index - 1]?.to ?? -1);
  });
}

test("spans are the sets of instants they say", () => {
  fc.assert(
    fc.property(loose, loose, (some, more) => {
      const [one, other] = [union(some), union(more)];
      expect(instants(one)).toEqual(instants(some));
      const both = intersection(one, other);
      expect(instants(both)).toEqual(instants(one).filter((at) => holds(other, at)));
      const left = difference(one, other);
      expect(instants(left)).toEqual(instants(one).filter((at) => !holds(other, at)));
      for (const spans of [one, both, left]) expectApart(spans);
    }),
    { numRuns: 1_000, seed: 20_261_123 },
  );
});

test("a span that ends where it begins, or before, is nothing", () => {
  expect(spanOf(5, 5)).toEqual([]);
  expect(spanOf(6, 5)).toEqual([]);
  expect(spanOf(5, 6)).toEqual([{ from: 5, to: 6 }]);
});
