import type { CoverageLane } from "@firstline/sdk/desk";
import { expect, test } from "vitest";
import { daysFrom, gapOf, partsOfGaps, partsOfLane } from "./coverage-days.ts";

const hour = 3_600_000;
const midnight = Date.UTC(2026, 10, 30);
const day = { begins: midnight, ends: midnight + 24 * hour };
/** The day on which a clock goes back. */
const longDay = { begins: midnight, ends: midnight + 25 * hour };
const span = (from: number, to: number) => ({
  from: new Date(midnight + from * hour).toISOString(),
  to: new Date(midnight + to * hour).toISOString(),
});
const lane: CoverageLane = {
  agent: { id: "agt_1", name: "Anna" },
  team: { id: "team_1", name: "Front" },
  via: "team",
  qualification: { is: "qualified", until: null },
  shifts: [span(-4, 6), span(12, 18), span(30, 36)],
  onCall: [],
  absences: [{ ...span(15, 40), standIn: null }],
};

test("a day holds the shares of what lies in it, cut at its midnights, absences last", () => {
  expect(partsOfLane(lane, day).map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ["shift", 0, 0.25],
    ["shift", 0.5, 0.75],
    ["absent", 0.625, 1],
  ]);
});

test("a day of 25 hours is shared by 25", () => {
  expect(partsOfGaps([{ ...span(5, 10), why: "off_duty" }], longDay)).toMatchObject([{ from: 0.2, to: 0.4 }]);
});

test("a part of a gap over midnight belongs to the whole of it", () => {
  const gaps = [
    { ...span(-5, 3), why: "busy" as const },
    { ...span(20, 30), why: "off_duty" as const },
  ];
  expect(partsOfGaps(gaps, day).map((part) => gapOf({ gaps }, part)?.why)).toEqual(["busy", "off_duty"]);
});

test("days follow one another without a hole, from the midnight before the instant on", () => {
  const days = daysFrom(Date.UTC(2026, 2, 1, 15, 30), 60);
  expect(days).toHaveLength(60);
  expect(days[0]?.begins).toBeLessThanOrEqual(Date.UTC(2026, 2, 1, 15, 30));
  expect(new Date(days[0]?.begins ?? 0).getHours()).toBe(0);
  expect(days.slice(1).map(({ begins }) => begins)).toEqual(days.slice(0, -1).map(({ ends }) => ends));
});
