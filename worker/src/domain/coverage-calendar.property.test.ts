import type { CoverageRule } from "@firstline/sdk/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { need, type Sample, staffOf } from "../../prove/staff.ts";
import { gaps } from "./coverage.ts";
import { type Lane, lanesOf } from "./coverage-calendar.ts";
import { eligibility, type Need, planned } from "./eligibility.ts";
import { difference, intersection, spanOf, union } from "./spans.ts";

const HOUR = 3_600_000;
const monday = Date.UTC(2026, 9, 19);
const end = monday + 7 * 24 * HOUR;
const ids = ["agt_a", "agt_b", "agt_c", "agt_d"] as const;

const clock = (at: number) => `${String(at).padStart(2, "0")}:00`;
const person = fc.record({
  zone: fc.constantFrom("UTC", "Europe/Berlin"),
  shifts: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 14 }))
    .map(([from, length]) => [
      { days: ["mon" as const, "wed" as const, "sat" as const], from: clock(from), to: clock((from + length) % 24) },
    ]),
  skills: fc.subarray([{ skill: "skl_cards", level: 3 }]),
  certificates: fc.array(
    fc
      .integer({ min: 17, max: 27 })
      .map((date) => ({ skill: "skl_gas", issuer: "TÜV", number: "7", validUntil: `2026-10-${date}` })),
    { maxLength: 1 },
  ),
});
const absence = fc
  .tuple(fc.constantFrom(...ids), fc.integer({ min: -10, max: 160 }), fc.integer({ min: 1, max: 60 }))
  .map(([agent, from, length]) => ({
    id: `abs_${agent.slice(4)}${from + 100}`,
    agent,
    from: new Date(monday + from * HOUR).toISOString(),
    to: new Date(monday + (from + length) * HOUR).toISOString(),
  }));
const sample: fc.Arbitrary<Sample> = fc.record({
  people: fc.record({ agt_a: person, agt_b: person, agt_c: person, agt_d: person }),
  teams: fc.constant({
    team_first: [1, "agt_a", "agt_b"] as const,
    team_other: [1, "agt_b", "agt_c"] as const,
    team_second: [2, "agt_d"] as const,
  }),
  rotations: fc.constantFrom(
    [],
    [
      {
        id: "rot_any",
        team: "team_other",
        agents: ["agt_c", "agt_b"],
        zone: "UTC",
        starts: "2026-10-01",
        handover: { weekday: "wed" as const, at: "09:00" },
      },
    ],
  ),
  absences: fc.array(absence, { maxLength: 4 }),
});
const rule: fc.Arbitrary<CoverageRule> = fc.constantFrom(
  { rule: "wait" },
  { rule: "next_tier" },
  { rule: "overflow", team: "team_second" },
);
const asked: fc.Arbitrary<Need> = fc
  .record({
    team: fc.constantFrom(undefined, "team_first"),
    skills: fc.constantFrom([], [{ skill: "skl_cards", level: 2 }]),
    certificates: fc.constantFrom([], ["skl_gas"]),
  })
  .map(need);

/** When the holder of a lane takes such a ticket by what the calendar shows. */
function taking({ shifts, onCall, absences, qualifiedUntil = -Infinity }: Lane) {
  const there = difference(union([...shifts, ...onCall]), union(absences));
  return intersection(there, spanOf(monday, Math.min(end, qualifiedUntil)));
}

test("what the calendar shows leaves the gaps that coverage finds", () => {
  fc.assert(
    fc.property(sample, asked, rule, (some, want, how) => {
      const staff = staffOf(some);
      const taken = union(lanesOf(staff, want, how, monday, end).flatMap(taking));
      const found = gaps(staff, want, how, monday, end).map(({ from, to }) => ({ from, to }));
      expect(found).toEqual(difference(spanOf(monday, end), taken));
    }),
    { numRuns: 300, seed: 20_261_127 },
  );
});

test("a lane says of its holder what eligibility does, at every hour", () => {
  fc.assert(
    fc.property(sample, asked, fc.nat(7 * 24 - 1), (some, want, hour) => {
      const staff = staffOf(some);
      const at = monday + hour * HOUR;
      const lanes = lanesOf(staff, want, { rule: "wait" }, monday, end);
      const candidates = eligibility(staff, want, at, planned);
      expect(lanes.map(({ agent, team }) => [agent, team])).toEqual(candidates.map(({ agent, team }) => [agent, team]));
      lanes.forEach((lane, index) => {
        const takes = taking(lane).some(({ from, to }) => from <= at && at < to);
        expect(takes).toBe(candidates[index]?.eligible);
      });
    }),
    { numRuns: 300, seed: 20_261_127 },
  );
});
