import { expect, test } from "vitest";
import { readMinutes, writeMinutes } from "./minutes.ts";

test.each([
  ["90", 90],
  ["90 min", 90],
  ["1h 30", 90],
  ["1 h 30 min", 90],
  ["1:30", 90],
  ["1.5h", 90],
  ["1,5 godz.", 90],
  ["8h", 480],
  ["15m", 15],
  ["", undefined],
  ["soon", undefined],
  ["1.01 h", undefined],
  ["-5", undefined],
  ["2 d", undefined],
])("“%s” is %s minutes", (text, minutes) => {
  expect(readMinutes(text)).toBe(minutes);
});

test("what is written is read again", () => {
  for (const minutes of [1, 59, 60, 61, 480, 527_040]) expect(readMinutes(writeMinutes(minutes))).toBe(minutes);
});
