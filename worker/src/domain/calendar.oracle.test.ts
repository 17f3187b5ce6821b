import { describe, expect, test } from "vitest";
import { compareChanges, compareRandom } from "../../prove/calendar-cases.ts";

// A short run of what `npm run prove:calendar` does at length.
describe("the calendar and its oracle agree", () => {
  test("at random", { timeout: 30_000 }, () => {
    const { cases, mismatches } = compareRandom(10_000, 20_261_123);
    expect(mismatches).toEqual([]);
    expect(cases).toBeGreaterThanOrEqual(10_000);
  });

  test("at every clock change from 2024 to 2030", { timeout: 30_000 }, () => {
    const { cases, mismatches } = compareChanges(2024, 2030);
    expect(mismatches).toEqual([]);
    expect(cases).toBeGreaterThan(30_000);
  });
});
