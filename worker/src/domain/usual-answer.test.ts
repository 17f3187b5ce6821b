import fc from "fast-check";
import { expect, test } from "vitest";
import { usualAnswer } from "./usual-answer.ts";

test.each<[number[], number | null]>([
  [[], null],
  [[1, 2, 3, 4], null],
  [[5, 1, 4, 2, 3], 3],
  [[10, 1, 2, 3, 4, 1_000_000], 4],
  [[1, 1, 2, 3, 9, 9], 3],
  [[7, 7, 7, 7, 7], 7],
])("of %j it is %s", (waits, expected) => {
  expect(usualAnswer(waits)).toBe(expected);
});

test("as many waits are not longer as are not shorter, in whatever order they come", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000_000), { minLength: 5, maxLength: 100 }), (waits) => {
      const usual = usualAnswer(waits) ?? Number.NaN;
      expect(usualAnswer(waits.toReversed())).toBe(usual);
      const half = waits.length / 2;
      expect(waits.filter((wait) => wait <= usual).length).toBeGreaterThanOrEqual(Math.floor(half));
      expect(waits.filter((wait) => wait >= usual).length).toBeGreaterThanOrEqual(Math.floor(half));
    }),
  );
});
