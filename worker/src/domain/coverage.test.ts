import type { CoverageRule } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import { absence, need, type Sample, shift, staffOf } from "../../prove/staff.ts";
import { gaps, type Placement, place, whoTakes } from "./coverage.ts";
import { type Need, planned, type Situation, type Standing } from "./eligibility.ts";
import { holidaysOf } from "./roster.ts";

const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16);
const wait: CoverageRule = { rule: "wait" };
const standIn: CoverageRule = { rule: "stand_in" };
const nextTier: CoverageRule = { rule: "next_tier" };

/** A placement in a line. */
function said(placement: Placement | undefined): string {
  switch (placement?.kind) {
    case undefined:
      return "nothing";
    case "agent":
      return `${placement.taker.agent} via ${placement.via}`;
    case "wait":
      return `wait for ${placement.next.taker.agent} at ${iso(placement.next.at)}${placement.why === "busy" ? ", busy" : ""}`;
    case "nobody": {
      const { why, next } = placement;
      return `nobody: ${why}${next ? `, then ${next.taker.agent} at ${iso(next.at)}` : ""}`;
    }
  }
}

const asks = (
  sample: Sample,
  rule: CoverageRule,
  instant: string,
  asked: Partial<Need> = {},
  situation: Situation = planned,
) => said(place(staffOf(sample), need(asked), rule, at(instant), situation).placement);

const gapsOf = (sample: Sample, rule: CoverageRule, from: string, to: string, asked: Partial<Need> = {}) =>
  gaps(staffOf(sample), need(asked), rule, at(from), at(to)).map((gap) => `${iso(gap.from)} ${iso(gap.to)} ${gap.why}`);

const day = { shifts: [shift("mon-fri 09:00-17:00")] };
const asOpen = (open: number): Standing => ({ open, lastAssignedAt: null, presence: null });

/** Ann and Bob by day in tier 1, Cem day and night in tier 2, Dana at night elsewhere. 23 November 2026 is a Monday. */
const desk: Sample = {
  people: { agt_ann: day, agt_bob: day, agt_cem: {}, agt_dana: { shifts: [shift("mon-sun 17:00-09:00")] } },
  teams: { team_first: [1, "agt_ann", "agt_bob"], team_second: [2, "agt_cem"], team_night: [3, "agt_dana"] },
};

describe("at night", () => {
  const night = "2026-11-23T03:00:00Z";
  test.each<[string, CoverageRule, string]>([
    ["it waits for the morning", wait, "wait for agt_ann at 2026-11-23T09:00"],
    [
      "nobody stands in for somebody who is only off duty",
      standIn,
      "nobody: off_duty, then agt_ann at 2026-11-23T09:00",
    ],
    ["the next tier takes it", nextTier, "agt_cem via next_tier"],
    ["another team takes it", { rule: "overflow", team: "team_night" }, "agt_dana via overflow"],
    [
      "or its team of none",
      { rule: "overflow", team: "team_gone" },
      "nobody: off_duty, then agt_ann at 2026-11-23T09:00",
    ],
  ])("%s", (_, rule, expected) => {
    expect(asks(desk, rule, night)).toBe(expected);
  });

  test("by day none of these rules matter", () => {
    for (const rule of [wait, standIn, nextTier]) {
      expect(asks(desk, rule, "2026-11-23T09:00:00Z")).toBe("agt_ann via team");
    }
  });

  test("the weekend is one gap, and the next tier fills it", () => {
    expect(gapsOf(desk, wait, "2026-11-27T12:00:00Z", "2026-12-01T12:00:00Z")).toEqual([
      "2026-11-27T17:00 2026-11-30T09:00 off_duty",
      "2026-11-30T17:00 2026-12-01T09:00 off_duty",
    ]);
    expect(gapsOf(desk, nextTier, "2026-11-27T12:00:00Z", "2026-12-01T12:00:00Z")).toEqual([]);
  });

  test("the tier after the next is not asked", () => {
    const tired = { ...desk, people: { ...desk.people, agt_cem: { shifts: [] } } };
    expect(asks(tired, nextTier, night)).toBe("nobody: off_duty, then agt_ann at 2026-11-23T09:00");
  });

  test("the next tier is the next that has teams, and above the last is none", () => {
    expect(asks({ ...desk, teams: { team_a: [1, "agt_ann"], team_c: [4, "agt_cem"] } }, nextTier, night)).toBe(
      "agt_cem via next_tier",
    );
    expect(asks(desk, nextTier, "2026-11-23T12:00:00Z", { tier: 3 })).toBe(
      "nobody: off_duty, then agt_dana at 2026-11-23T17:00",
    );
  });

  test("on call takes it at any hour, for the own team alone", () => {
    const rotations = [
      {
        id: "rot_first",
        team: "team_first",
        agents: ["agt_bob", "agt_ann"],
        zone: "UTC",
        starts: "2026-11-16",
        handover: { weekday: "mon" as const, at: "00:00" },
      },
    ];
    expect(asks({ ...desk, rotations }, wait, "2026-11-22T03:00:00Z")).toBe("agt_bob via team");
    expect(asks({ ...desk, rotations }, wait, night)).toBe("agt_ann via team");
    expect(gapsOf({ ...desk, rotations }, wait, "2026-11-10T00:00:00Z", "2027-03-01T00:00:00Z").at(-1)).toBe(
      "2026-11-13T17:00 2026-11-16T00:00 off_duty",
    );
  });
});

test("on a holiday it waits for the day after, and that is a gap", () => {
  const holidays = holidaysOf({
    id: "cal_shop",
    name: "Shop",
    zone: "UTC",
    hours: "always",
    holidays: [{ date: "2026-11-24", name: "Founders' Day" }],
  });
  expect(asks(desk, wait, "2026-11-24T10:00:00Z", { holidays })).toBe("wait for agt_ann at 2026-11-25T09:00");
  expect(gapsOf(desk, wait, "2026-11-23T12:00:00Z", "2026-11-25T12:00:00Z", { holidays })).toEqual([
    "2026-11-23T17:00 2026-11-25T09:00 off_duty",
  ]);
  // Even who is always on shift has the holiday off.
  expect(asks(desk, wait, "2026-11-24T10:00:00Z", { holidays, tier: 2 })).toBe("wait for agt_cem at 2026-11-25T00:00");
});

describe("illness", () => {
  const noon = "2026-11-24T12:00:00Z";
  const ill = (absences: Sample["absences"], more: Partial<Sample> = {}): Sample => ({
    ...desk,
    teams: { team_first: [1, "agt_ann"], team_other: [5, "agt_bob", "agt_dana"] },
    absences: absences ?? [],
    ...more,
  });
  const annToBob = absence("ann", "agt_ann", "2026-11-23", "2026-11-27", "agt_bob");
  const bobToCem = absence("bob", "agt_bob", "2026-11-24", "2026-11-26", "agt_cem");

  test.each<[string, Sample, string]>([
    ["with a stand-in", ill([annToBob]), "agt_bob via stand_in"],
    [
      "without one",
      ill([absence("a", "agt_ann", "2026-11-23", "2026-11-27")]),
      "nobody: off_duty, then agt_ann at 2026-11-27T09:00",
    ],
    ["the stand-in is ill too, with one of their own", ill([annToBob, bobToCem]), "agt_cem via stand_in"],
    [
      "the stand-in is ill too, without one",
      ill([annToBob, absence("b", "agt_bob", "2026-11-24", "2026-11-26")]),
      // Bob is back at midnight, but takes Ann's place in her hours.
      "nobody: off_duty, then agt_bob at 2026-11-26T09:00",
    ],
    [
      "a ring is no way out",
      ill([annToBob, absence("b", "agt_bob", "2026-11-24", "2026-11-26", "agt_ann")]),
      "nobody: off_duty, then agt_bob at 2026-11-26T09:00",
    ],
    [
      "the stand-in lacks what Ann has",
      ill([annToBob], { people: { ...desk.people, agt_bob: { ...day, sites: ["site_bank"] } } }),
      "nobody: off_duty, then agt_ann at 2026-11-27T09:00",
    ],
    [
      "nobody stands in for what Ann could not take herself",
      ill([annToBob], { people: { ...desk.people, agt_ann: { ...day, sites: ["site_bank"] } } }),
      "nobody: not_qualified",
    ],
    [
      "a chain ends with somebody who could not take it",
      ill([annToBob, bobToCem], { people: { ...desk.people, agt_bob: { ...day, sites: ["site_bank"] } } }),
      "nobody: off_duty, then agt_ann at 2026-11-27T09:00",
    ],
  ])("%s", (_, sample, expected) => {
    expect(asks(sample, standIn, noon)).toBe(expected);
  });

  test("a stand-in counts only where the coverage rule says so, and in the hours of the absent", () => {
    expect(asks(ill([annToBob]), wait, noon)).toBe("wait for agt_ann at 2026-11-27T09:00");
    expect(gapsOf(ill([annToBob]), standIn, "2026-11-23T12:00:00Z", "2026-11-25T12:00:00Z")).toEqual([
      "2026-11-23T17:00 2026-11-24T09:00 off_duty",
      "2026-11-24T17:00 2026-11-25T09:00 off_duty",
    ]);
  });

  test("who is ill and offline and full is stood in for all the same", () => {
    const situation = new Map<string, Standing>([
      ["agt_ann", { open: 9, lastAssignedAt: null, presence: { state: "offline", since: 0 } }],
    ]);
    expect(asks(ill([annToBob]), standIn, noon, {}, situation)).toBe("agt_bob via stand_in");
  });

  test("a colleague of the team comes before any stand-in", () => {
    expect(
      asks({ ...desk, absences: [absence("a", "agt_ann", "2026-11-23", "2026-11-27", "agt_cem")] }, standIn, noon),
    ).toBe("agt_bob via team");
  });
});

test("an expired certificate makes a gap from that day on", () => {
  const certificates = [{ skill: "skl_gas", issuer: "TÜV", number: "7", validUntil: "2026-11-24" }];
  const sample = { ...desk, people: { ...desk.people, agt_ann: { ...day, certificates } } };
  const asked = { certificates: ["skl_gas"] };
  expect(asks(sample, wait, "2026-11-24T16:59:00Z", asked)).toBe("agt_ann via team");
  expect(asks(sample, wait, "2026-11-25T12:00:00Z", asked)).toBe("nobody: not_qualified");
  expect(gapsOf(sample, wait, "2026-11-24T12:00:00Z", "2026-12-01T00:00:00Z", asked)).toEqual([
    "2026-11-24T17:00 2026-12-01T00:00 off_duty",
  ]);
  const nightly = { shifts: "always" as const, certificates };
  expect(
    gapsOf(
      { ...sample, people: { ...desk.people, agt_ann: nightly } },
      wait,
      "2026-11-24T12:00:00Z",
      "2026-12-01T00:00:00Z",
      asked,
    ),
  ).toEqual(["2026-11-25T00:00 2026-12-01T00:00 not_qualified"]);
});

describe("capacity full", () => {
  const noon = "2026-11-23T12:00:00Z";
  test("of one is the other's ticket, of both is nobody's", () => {
    expect(asks(desk, wait, noon, {}, new Map([["agt_ann", asOpen(5)]]))).toBe("agt_bob via team");
    const both = new Map([
      ["agt_ann", asOpen(5)],
      ["agt_bob", asOpen(7)],
    ]);
    expect(asks(desk, nextTier, noon, {}, both)).toBe("agt_cem via next_tier");
    // Nobody knows when one of them solves something.
    expect(asks(desk, wait, noon, {}, both)).toBe("nobody: busy");
  });

  test("waits for the next who comes on duty with room, not for those who are there", () => {
    const late = { ...desk, people: { ...desk.people, agt_bob: { shifts: [shift("mon 14:00-16:00")] } } };
    expect(asks(late, wait, noon, {}, new Map([["agt_ann", asOpen(5)]]))).toBe(
      "wait for agt_bob at 2026-11-23T14:00, busy",
    );
  });

  test("away passes, so it waits for the next duty", () => {
    const away = new Map<string, Standing>(
      ["agt_ann", "agt_bob"].map((agent) => [
        agent,
        { open: 0, lastAssignedAt: null, presence: { state: "away" as const, since: at(noon) } },
      ]),
    );
    expect(asks(desk, wait, noon, {}, away)).toBe("wait for agt_ann at 2026-11-24T09:00, busy");
  });
});

test("two zones hand over to each other without a gap", () => {
  const sun: Sample = {
    people: {
      agt_berlin: { zone: "Europe/Berlin", shifts: [shift("mon-sun 08:00-20:00")] },
      agt_auckland: { zone: "Pacific/Auckland", shifts: [shift("mon-sun 08:00-20:00")] },
    },
    teams: { team_europe: [1, "agt_berlin"], team_pacific: [1, "agt_auckland"] },
  };
  // In November they are twelve hours apart; in July ten, which leaves two hours of evening and doubles two.
  expect(gapsOf(sun, wait, "2026-11-23T00:00:00Z", "2026-12-20T00:00:00Z")).toEqual([]);
  expect(asks(sun, wait, "2026-11-23T18:59:59Z")).toBe("agt_berlin via team");
  expect(asks(sun, wait, "2026-11-23T19:00:00Z")).toBe("agt_auckland via team");
  expect(gapsOf(sun, wait, "2026-07-06T00:00:00Z", "2026-07-07T00:00:00Z")).toEqual([
    "2026-07-06T18:00 2026-07-06T20:00 off_duty",
  ]);
});

describe("who is next", () => {
  const next = (sample: Sample, rule: CoverageRule, instant: string) => {
    const { placement, otherwise } = whoTakes(staffOf(sample), need(), rule, at(instant));
    return [said(placement), said(otherwise)];
  };
  test("a colleague, else whom the coverage rule finds, else nobody", () => {
    const noon = "2026-11-23T12:00:00Z";
    expect(next(desk, wait, noon)).toEqual(["agt_ann via team", "agt_bob via team"]);
    const alone = { ...desk, teams: { ...desk.teams, team_first: [1, "agt_ann"] as const } };
    expect(next(alone, nextTier, noon)).toEqual(["agt_ann via team", "agt_cem via next_tier"]);
    expect(next(alone, wait, noon)).toEqual(["agt_ann via team", "nobody: no_members"]);
    expect(next(desk, wait, "2026-11-23T03:00:00Z")).toEqual(["wait for agt_ann at 2026-11-23T09:00", "nothing"]);
  });
});

test("without members, or with nobody who ever can, the search ends", () => {
  expect(asks(desk, wait, "2026-11-23T12:00:00Z", { tier: 7 })).toBe("nobody: no_members");
  expect(asks(desk, wait, "2026-11-23T12:00:00Z", { language: "fi" })).toBe("nobody: not_qualified");
  const never = { ...desk, people: { ...desk.people, agt_ann: { shifts: [] }, agt_bob: { shifts: [] } } };
  expect(asks(never, wait, "2026-11-23T12:00:00Z")).toBe("nobody: off_duty");
  expect(gapsOf(never, wait, "2026-11-23T12:00:00Z", "2026-11-23T12:00:00Z")).toEqual([]);
});

test("what is a year away is still found", () => {
  const gone = {
    ...desk,
    absences: ["agt_ann", "agt_bob"].map((one) => absence(one, one, "2026-11-01", "2027-11-01")),
  };
  expect(asks(gone, wait, "2026-11-23T12:00:00Z")).toBe("wait for agt_ann at 2027-11-01T09:00");
});

test("everybody who was looked at is told, those of the rule last", () => {
  const { considered } = place(staffOf(desk), need(), nextTier, at("2026-11-23T03:00:00Z"), planned);
  expect(considered.map(({ agent, eligible }) => `${agent} ${eligible}`)).toEqual([
    "agt_ann false",
    "agt_bob false",
    "agt_cem true",
  ]);
});
