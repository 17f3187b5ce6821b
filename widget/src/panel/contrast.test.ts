import fc from "fast-check";
import { expect, test } from "vitest";
import { luminance, readableOn } from "./contrast.ts";

test.each([
  ["#ffffff", 1],
  ["#000000", 0],
  ["#ff0000", 0.2126],
  ["#808080", 0.2159],
])("the luminance of %s is %d", (color, expected) => {
  expect(luminance(color)).toBeCloseTo(expected, 4);
});

test.each([
  ["#2f6b4f", "#fff"],
  ["#3457d5", "#fff"],
  ["#ffd400", "#000"],
  ["#e6e6e6", "#000"],
])("on %s one writes in %s", (color, expected) => {
  expect(readableOn(color)).toBe(expected);
});

test("what is written on any accent has a contrast of 4.5 or more", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
      const accent = `#${value.toString(16).padStart(6, "0")}`;
      const text = readableOn(accent) === "#fff" ? 1 : 0;
      const [dark = 0, light = 0] = [luminance(accent), text].sort((a, b) => a - b);
      expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(4.5);
    }),
    { numRuns: 5_000 },
  );
});
