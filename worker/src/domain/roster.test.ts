import type { Rotation } from "@firstline/sdk/wire";
import { AgentRoster, Certificate } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import { absence, type Person, rosterOf, type Sample, shift, staffOf } from "../../prove/staff.ts";
import { compileRosters, holidaysOf, OFFLINE_ALLOWANCE } from "./roster.ts";

const at = (text: string) => Date.parse(text);
const HOUR = 3_600_000;

function colleague(person: Person, more: Partial<Sample> = {}) {
  const found = staffOf({ people: { agt_ann: person }, teams: {}, ...more }).rosters.agent("agt_ann");
  if (!found) throw new Error("Ann has a roster");
  return found;
}

describe("on shift", () => {
  // 23 November 2026 is a Monday.
  const office = { zone: "Europe/Berlin", shifts: [shift("mon-fri 09:00-12:00"), shift("mon-fri 13:00-17:00")] };
  const night = { zone: "Europe/Berlin", shifts: [shift("fri-sun 22:00-06:00")] };
  const late = { zone: "UTC", shifts: [shift("mon 18:00-00:00")] };

  test.each([
    ["before the day", office, "2026-11-23T07:59:59.999Z", false],
    ["at its very beginning", office, "2026-11-23T08:00:00Z", true],
    ["in the lunch break", office, "2026-11-23T11:00:00Z", false],
    ["at its very end", office, "2026-11-23T16:00:00Z", false],
    ["at the weekend", office, "2026-11-22T10:00:00Z", false],
    ["an hour earlier in summer", office, "2026-07-06T07:00:00Z", true],
    ["before midnight", night, "2026-11-22T22:59:59Z", true],
    ["after midnight, on the day after its last", night, "2026-11-23T04:59:59Z", true],
    ["when the night is over", night, "2026-11-23T05:00:00Z", false],
    ["in the night to its first day", night, "2026-11-20T02:00:00Z", false],
    ["up to midnight", late, "2026-11-23T23:59:59.999Z", true],
    ["not past midnight", late, "2026-11-24T00:00:00Z", false],
    ["always", {}, "2026-11-22T03:00:00Z", true],
    ["never, only on call", { shifts: [] }, "2026-11-23T10:00:00Z", false],
  ])("%s", (_, person: Person, instant, on) => {
    expect(colleague(person).isOnShift(at(instant))).toBe(on);
  });

  test("the night in which clocks are put back is an hour longer, and the other an hour shorter", () => {
    const hours = (from: string, to: string) =>
      colleague(night)
        .shifts(at(from), at(to))
        .map((span) => (span.to - span.from) / HOUR);
    expect(hours("2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z")).toEqual([9]);
    expect(hours("2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z")).toEqual([7]);
    expect(hours("2026-11-21T12:00:00Z", "2026-11-22T12:00:00Z")).toEqual([8]);
  });

  test("holidays leave nobody on shift but within their hours", () => {
    const holidays = holidaysOf({
      id: "cal_de",
      name: "Germany",
      zone: "Europe/Berlin",
      hours: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
      holidays: [
        { date: "2026-12-25", name: "Christmas" },
        { date: "2026-12-24", name: "Christmas Eve", hours: [{ from: "09:00", to: "11:00" }] },
      ],
    });
    for (const person of [office, {}]) {
      const ann = colleague(person);
      expect(ann.isOnShift(at("2026-12-24T09:00:00Z"), holidays)).toBe(true);
      expect(ann.isOnShift(at("2026-12-24T10:00:00Z"), holidays)).toBe(false);
      expect(ann.isOnShift(at("2026-12-25T09:00:00Z"), holidays)).toBe(false);
      expect(ann.isOnShift(at("2026-12-28T09:00:00Z"), holidays)).toBe(true);
      expect(ann.shifts(at("2026-12-24T06:00:00Z"), at("2026-12-25T22:00:00Z"), holidays)).toEqual([
        { from: at("2026-12-24T08:00:00Z"), to: at("2026-12-24T10:00:00Z") },
      ]);
    }
  });
});

describe("on call", () => {
  const rotation: Rotation = {
    id: "rot_nights",
    team: "team_core",
    agents: ["agt_ann", "agt_bob", "agt_cem"],
    zone: "Europe/Berlin",
    starts: "2026-11-24",
    handover: { weekday: "mon", at: "09:00" },
  };
  const people = { agt_ann: {}, agt_bob: {}, agt_cem: {} };
  const holder = (rotations: readonly Rotation[], instant: string) =>
    Object.keys(people).filter((agent) =>
      staffOf({ people, teams: {}, rotations }).rosters.isOnCall("team_core", agent, at(instant)),
    );

  test.each([
    ["before the first handover on or after its date", "2026-11-30T07:59:59.999Z", []],
    ["from the first handover on", "2026-11-30T08:00:00Z", ["agt_ann"]],
    ["to the second", "2026-12-07T07:59:59Z", ["agt_ann"]],
    ["the second", "2026-12-07T08:00:00Z", ["agt_bob"]],
    ["the third", "2026-12-14T08:00:00Z", ["agt_cem"]],
    ["and round again", "2026-12-21T08:00:00Z", ["agt_ann"]],
    ["at the wall clock's time in summer too", "2027-04-05T07:00:00Z", ["agt_ann"]],
    ["and not before it", "2027-04-05T06:59:59Z", ["agt_cem"]],
  ])("%s", (_, instant, agents) => {
    expect(holder([rotation], instant)).toEqual(agents);
  });

  test("begins on its date if that is a day of handover", () => {
    expect(holder([{ ...rotation, starts: "2026-11-23" }], "2026-11-23T08:00:00Z")).toEqual(["agt_ann"]);
    expect(holder([{ ...rotation, starts: "2026-11-23" }], "2026-11-23T07:59:59Z")).toEqual([]);
  });

  test("is handed over once where the clock is put back over the handover, or forward over it", () => {
    const early = (at: string): Rotation => ({ ...rotation, starts: "2026-03-01", handover: { weekday: "sun", at } });
    // On 25 October 02:30 comes twice, and the first counts; on 29 March it is skipped.
    expect(holder([early("02:30")], "2026-10-25T00:29:59Z")).toEqual(["agt_ann"]);
    expect(holder([early("02:30")], "2026-10-25T00:30:00Z")).toEqual(["agt_bob"]);
    expect(holder([early("02:30")], "2026-10-25T01:15:00Z")).toEqual(["agt_bob"]);
    expect(holder([early("02:30")], "2026-03-29T00:59:59Z")).toEqual(["agt_ann"]);
    expect(holder([early("02:30")], "2026-03-29T01:00:00Z")).toEqual(["agt_bob"]);
  });

  test("keeps to its daily hours, over midnight too", () => {
    const nightly = { ...rotation, hours: { from: "20:00", to: "08:00" } };
    expect(holder([nightly], "2026-12-01T18:59:59Z")).toEqual([]);
    expect(holder([nightly], "2026-12-01T19:00:00Z")).toEqual(["agt_ann"]);
    expect(holder([nightly], "2026-12-02T06:59:59Z")).toEqual(["agt_ann"]);
    expect(holder([nightly], "2026-12-02T07:00:00Z")).toEqual([]);
  });

  test("is for its team alone, and several rotations of a team add up", () => {
    const { rosters } = staffOf({ people, teams: {}, rotations: [rotation] });
    expect(rosters.isOnCall("team_other", "agt_ann", at("2026-12-01T12:00:00Z"))).toBe(false);
    const second = { ...rotation, id: "rot_second", agents: ["agt_cem", "agt_ann", "agt_bob"] };
    expect(holder([rotation, second], "2026-12-01T12:00:00Z")).toEqual(["agt_ann", "agt_cem"]);
  });

  test("spans are what the instants say, and one agent's turns are one span", () => {
    const { rosters } = staffOf({ people, teams: {}, rotations: [{ ...rotation, agents: ["agt_ann"] }] });
    const [from, to] = [at("2026-11-01T00:00:00Z"), at("2027-06-01T00:00:00Z")];
    expect(rosters.onCall("team_core", "agt_ann", from, to)).toEqual([{ from: at("2026-11-30T08:00:00Z"), to }]);
    expect(rosters.onCall("team_core", "agt_bob", from, to)).toEqual([]);
  });
});

describe("certificates", () => {
  const certificate = (validUntil: string) => ({ skill: "skl_gas", issuer: "TÜV", number: "7", validUntil });

  test("are valid to the end of their last day where the agent is", () => {
    const until = (zone: string) =>
      colleague({ zone, certificates: [certificate("2026-12-31")] }).certifiedUntil("skl_gas");
    expect(until("Europe/Berlin")).toBe(at("2026-12-31T23:00:00Z"));
    expect(until("Pacific/Kiritimati")).toBe(at("2026-12-31T10:00:00Z"));
    expect(until("America/New_York")).toBe(at("2027-01-01T05:00:00Z"));
  });

  test("of several for a skill the last counts, in any order", () => {
    const dates = ["2026-01-31", "2027-12-31", "2026-06-30"];
    const ann = colleague({ certificates: dates.map(certificate) });
    expect(ann.certifiedUntil("skl_gas")).toBe(at("2028-01-01T00:00:00Z"));
    expect(ann.certifiedUntil("skl_other")).toBeUndefined();
  });

  test("that expire are told once, soonest first, renewed ones not", () => {
    const { rosters } = staffOf({
      people: {
        agt_ann: { certificates: [certificate("2026-12-20"), certificate("2027-12-20")] },
        agt_bob: { certificates: [certificate("2026-12-20")] },
        agt_cem: { certificates: [certificate("2026-12-10"), certificate("2026-12-01")] },
      },
      teams: {},
    });
    expect(rosters.expiries(at("2026-11-23T00:00:00Z"), at("2026-12-23T00:00:00Z"))).toEqual([
      { agent: "agt_cem", skill: "skl_gas", at: at("2026-12-11T00:00:00Z") },
      { agent: "agt_bob", skill: "skl_gas", at: at("2026-12-21T00:00:00Z") },
    ]);
  });

  test("without an expiry are refused with a sentence", () => {
    const { validUntil: _, ...endless } = certificate("2026-12-31");
    expect(Certificate.safeParse(endless).error?.issues.map(({ message }) => message)).toEqual([
      "A certificate needs the last day on which it is valid, such as 2027-06-30.",
    ]);
    expect(Certificate.safeParse({ ...endless, validUntil: "2026-12-31", evidence: "javascript:1" }).success).toBe(
      false,
    );
  });
});

test.each([
  ["pt", "pt", true],
  ["pt", "pt-BR", true],
  ["pt-BR", "pt", true],
  ["pt-PT", "pt-BR", false],
  ["PT-br", "pt-BR", true],
  ["fi", "fil", false],
  ["de", "sv", false],
])("who speaks %s takes %s: %s", (spoken, asked, takes) => {
  expect(colleague({ languages: ["en-GB", spoken] }).speaks(asked)).toBe(takes);
});

test("absences are in the order in which they begin, without their reasons", () => {
  const absences = [
    { ...absence("later", "agt_ann", "2026-12-01", "2026-12-05"), reason: "Operation" },
    absence("sooner", "agt_ann", "2026-11-01", "2026-12-03", "agt_bob"),
    absence("other", "agt_bob", "2026-11-01", "2026-12-03"),
  ];
  expect(colleague({}, { absences }).absences).toEqual([
    { from: at("2026-11-01T00:00:00Z"), to: at("2026-12-03T00:00:00Z"), standIn: "agt_bob" },
    { from: at("2026-12-01T00:00:00Z"), to: at("2026-12-05T00:00:00Z"), standIn: undefined },
  ]);
});

test("a team allows its agents to be offline for what it says, or for a quarter of an hour", () => {
  const rosters = compileRosters(
    { skills: [], agents: [], rotations: [], teams: [{ team: "team_core", offlineMinutes: 2 }] },
    [],
  );
  expect(rosters.offlineAllowance("team_core")).toBe(120_000);
  expect(rosters.offlineAllowance("team_other")).toBe(OFFLINE_ALLOWANCE);
  expect(rosters.agent("agt_ann")).toBeUndefined();
});

test("the samples are rosters as the wire has them", () => {
  expect(AgentRoster.safeParse(rosterOf("agt_ann", { shifts: [shift("mon-fri 09:00-24:00")] })).success).toBe(true);
});
