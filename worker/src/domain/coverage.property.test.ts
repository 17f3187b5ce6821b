import type { Absence, CoverageRule, Rotation, Shift } from "@firstline/sdk/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { need, type Sample, staffOf } from "../../prove/staff.ts";
import { gaps, type Placement, place, whoTakes } from "./coverage.ts";
import { eligibility, type Need, standIns } from "./eligibility.ts";
import { holidaysOf } from "./roster.ts";
import { holds } from "./spans.ts";
import { weekdays } from "./zone.ts";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
// Lord Howe's clock goes back by half an hour on 5 April, Berlin's by an hour on 25 October.
const spring = Date.UTC(2026, 3, 4);
const autumn = Date.UTC(2026, 9, 24);
const LENGTH = 2;

const ids = ["agt_a", "agt_b", "agt_c", "agt_d", "agt_e"] as const;
const zone = fc.constantFrom("UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns");
const quarter = fc.integer({ min: 0, max: 95 });
const time = (quarters: number) =>
  `${String(Math.floor(quarters / 4)).padStart(2, "0")}:${String((quarters % 4) * 15).padStart(2, "0")}`;

const shift: fc.Arbitrary<Shift> = fc
  .record({
    days: fc.subarray([...weekdays], { minLength: 1 }),
    from: quarter,
    length: fc.integer({ min: 1, max: 40 }),
  })
  .map(({ days, from, length }) => ({ days, from: time(from), to: time((from + length) % 96) }));
const date = fc
  .integer({ min: -2, max: LENGTH })
  .map((ahead) => new Date(autumn + ahead * DAY).toISOString().slice(0, 10));
const person = fc.record({
  zone,
  shifts: fc.oneof(fc.constant("always" as const), fc.array(shift, { maxLength: 2 })),
  skills: fc.subarray([{ skill: "skl_cards", level: 3 }]),
  certificates: fc.array(
    date.map((validUntil) => ({ skill: "skl_gas", issuer: "TÜV", number: "7", validUntil })),
    { maxLength: 1 },
  ),
});
const rotation: fc.Arbitrary<Rotation> = fc.record(
  {
    id: fc.constant("rot_any"),
    team: fc.constantFrom("team_first", "team_second"),
    agents: fc.array(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 }),
    zone,
    starts: fc.constantFrom("2026-01-01", "2026-10-20"),
    handover: fc.record({ weekday: fc.constantFrom(...weekdays), at: quarter.map(time) }),
    hours: fc.tuple(quarter, quarter).map(([from, to]) => ({ from: time(from), to: from === to ? "24:00" : time(to) })),
  },
  { requiredKeys: ["id", "team", "agents", "zone", "starts", "handover"] },
);
/** An absence of one of the agents, in half hours around the days looked at. */
const absenceOf = (agent: string) =>
  fc
    .record({
      from: fc.integer({ min: -20, max: 48 * LENGTH }),
      length: fc.integer({ min: 1, max: 100 }),
      standIn: fc.option(fc.constantFrom(...ids.filter((id) => id !== agent)), { nil: undefined }),
    })
    .map(
      ({ from, length, standIn }): Absence => ({
        id: `abs_${agent.slice(4)}${from + 100}`,
        agent,
        from: new Date(autumn + from * 30 * MINUTE).toISOString(),
        to: new Date(autumn + (from + length) * 30 * MINUTE).toISOString(),
        ...(standIn !== undefined && { standIn }),
      }),
    );
const absences = fc
  .tuple(...ids.map((agent) => fc.array(absenceOf(agent), { maxLength: 2 })))
  .map((lists) => lists.flat());
const sample: fc.Arbitrary<Sample> = fc.record({
  people: fc.record({ agt_a: person, agt_b: person, agt_c: person, agt_d: person, agt_e: person }),
  teams: fc.constant({
    team_first: [1, "agt_a", "agt_b"] as const,
    team_other: [1, "agt_b", "agt_c"] as const,
    team_second: [2, "agt_d", "agt_e"] as const,
  }),
  rotations: fc.array(rotation, { maxLength: 2 }),
  absences,
});
const rule: fc.Arbitrary<CoverageRule> = fc.constantFrom(
  { rule: "wait" },
  { rule: "stand_in" },
  { rule: "next_tier" },
  { rule: "overflow", team: "team_second" },
);
const holidays = holidaysOf({
  id: "cal_any",
  name: "Any",
  zone: "Europe/Berlin",
  hours: "always",
  holidays: [
    { date: "2026-10-24", name: "Half", hours: [{ from: "10:00", to: "14:00" }] },
    { date: "2026-10-25", name: "Whole" },
  ],
});
const asked: fc.Arbitrary<Need> = fc
  .record({
    team: fc.constantFrom(undefined, undefined, "team_first"),
    skills: fc.constantFrom([], [], [{ skill: "skl_cards", level: 2 }]),
    certificates: fc.constantFrom([], [], ["skl_gas"]),
    holidays: fc.constantFrom(undefined, holidays),
  })
  .map(need);

const runs = (numRuns: number) => ({ numRuns, seed: 20_261_123 });
const isTaken = ({ kind }: Placement): boolean => kind === "agent";
const end = autumn + LENGTH * DAY;

test("gaps are where nobody takes a ticket, asked at every quarter of an hour", () => {
  // Every boundary of these samples falls on a quarter of an hour, so the quarters tell all.
  fc.assert(
    fc.property(sample, asked, rule, (some, want, how) => {
      const staff = staffOf(some);
      const found = gaps(staff, want, how, autumn, end);
      for (let at = autumn; at < end; at += 15 * MINUTE) {
        if (isTaken(whoTakesNow(staff, want, how, at)) === holds(found, at)) {
          throw new Error(`${new Date(at).toISOString()} is judged otherwise by the gaps`);
        }
      }
      found.forEach((gap, index) => {
        expect(gap.from).toBeLessThan(gap.to);
        expect(gap.from).toBeGreaterThan(found[index - 1]?.to ?? autumn - 1);
      });
    }),
    runs(50),
  );
});

/** The decision without its look ahead, which the sampling would only slow down. */
function whoTakesNow(staff: ReturnType<typeof staffOf>, want: Need, how: CoverageRule, at: number): Placement {
  return place(staff, want, how, at, new Map()).placement;
}

test("whoTakes waits to the very end of a gap, and an agent is found just outside of every gap", () => {
  fc.assert(
    fc.property(sample, asked, rule, (some, want, how) => {
      const staff = staffOf(some);
      for (const gap of gaps(staff, want, how, autumn, end)) {
        const { placement } = whoTakes(staff, want, how, gap.from);
        expect(isTaken(whoTakesNow(staff, want, how, gap.to - 1))).toBe(false);
        if (gap.from > autumn) expect(isTaken(whoTakesNow(staff, want, how, gap.from - 1))).toBe(true);
        if (gap.to === end) continue;
        expect(isTaken(whoTakesNow(staff, want, how, gap.to))).toBe(true);
        if (placement.kind === "agent") throw new Error("A gap begins while somebody takes tickets");
        expect(placement.next?.at).toBe(gap.to);
      }
    }),
    runs(300),
  );
});

test("who is picked is eligible, on duty or standing in, and has the least load of all who are", () => {
  const standing = fc.record({
    open: fc.integer({ min: 0, max: 6 }),
    lastAssignedAt: fc.option(fc.nat(5), { nil: null }),
    presence: fc.option(
      fc.record({ state: fc.constantFrom("online", "away", "offline"), since: fc.constantFrom(autumn, end) }),
      { nil: null },
    ),
  });
  const situation = fc.array(fc.tuple(fc.constantFrom(...ids), standing)).map((entries) => new Map(entries));
  fc.assert(
    fc.property(sample, asked, rule, situation, fc.nat(LENGTH * 1_440), (some, want, how, now, minute) => {
      const staff = staffOf(some);
      const at = autumn + minute * MINUTE;
      const { placement, considered } = place(staff, want, how, at, now);
      const team = eligibility(staff, want, at, now);
      const able = considered.filter((candidate) => candidate.eligible);
      expect(able.length > 0).toBe(placement.kind === "agent");
      if (placement.kind !== "agent") return;
      expect(able).toContain(placement.taker);
      const { taker, via } = placement;
      expect(taker.open).toBeLessThan(taker.capacity);
      expect(team.some(({ eligible }) => eligible)).toBe(via === "team");
      for (const other of able) {
        expect(taker.open * other.capacity).toBeLessThanOrEqual(other.open * taker.capacity);
      }
      if (via === "stand_in") expect(standIns(staff, want, at, now, team)).toContainEqual(taker);
      expect(taker.standsInFor !== null).toBe(via === "stand_in");
    }),
    runs(500),
  );
});

test("one more absence never makes coverage better", () => {
  const more = fc.constantFrom(...ids).chain((agent) => absenceOf(agent));
  fc.assert(
    fc.property(sample, asked, rule, more, (some, want, how, added) => {
      // Somebody who is away already may get a stand-in later, and that is meant to help.
      const present = (some.absences ?? []).filter(({ agent }) => added.standIn === undefined || agent !== added.agent);
      const before = gaps(staffOf({ ...some, absences: present }), want, how, autumn, end);
      const after = gaps(staffOf({ ...some, absences: [...present, added] }), want, how, autumn, end);
      for (const gap of before) {
        expect(after.some(({ from, to }) => from <= gap.from && gap.to <= to)).toBe(true);
      }
    }),
    runs(500),
  );
});

test("the clock changes of spring leave gaps that agree too", () => {
  fc.assert(
    fc.property(sample, asked, fc.nat(LENGTH * 96), (some, want, quarters) => {
      const staff = staffOf({ ...some, absences: [] });
      const at = spring + quarters * 15 * MINUTE;
      const found = gaps(staff, want, { rule: "wait" }, spring, spring + (LENGTH + 1) * DAY);
      expect(isTaken(whoTakesNow(staff, want, { rule: "wait" }, at))).toBe(!holds(found, at));
    }),
    runs(300),
  );
});
