import { describe, expect, test } from "vitest";
import { absence, need, type Person, type Sample, shift, staffOf } from "../../prove/staff.ts";
import { type Candidate, type Eligible, eligibility, type Need, pick, planned, type Standing } from "./eligibility.ts";

const at = (text: string) => Date.parse(text);
// A Monday.
const now = at("2026-11-23T10:00:00Z");

function ann(person: Person, asked: Partial<Need> = {}, more: Partial<Sample> = {}, standing?: Standing) {
  const staff = staffOf({ people: { agt_ann: person }, teams: { team_first: [1, "agt_ann"] }, ...more });
  const situation = new Map(standing && [["agt_ann", standing]]);
  const [candidate] = eligibility(staff, need(asked), now, situation);
  if (!candidate) throw new Error("Ann is in the team");
  return candidate;
}
const reasons = (candidate: Candidate) => (candidate.eligible ? [] : candidate.reasons);

describe("each reason by itself", () => {
  const gas = (validUntil: string) => ({
    certificates: [{ skill: "skl_gas", issuer: "TÜV", number: "7", validUntil }],
  });
  const asksGas = { certificates: ["skl_gas"] };
  const cards = (level: number) => ({ skills: [{ skill: "skl_cards", level }] });

  test.each<[string, Person, Partial<Need>, object[]]>([
    ["somebody plain", {}, {}, []],
    ["the site allowed", { sites: ["site_shop"] }, {}, []],
    ["another site", { sites: ["site_bank"] }, {}, [{ why: "site" }]],
    ["no site", { sites: [] }, {}, [{ why: "site" }]],
    ["the skill at its level", cards(3), cards(3), []],
    ["the skill above it", cards(4), cards(3), []],
    ["the skill below it", cards(2), cards(3), [{ why: "skill", skill: "skl_cards", needed: 3, level: 2 }]],
    ["no such skill", {}, cards(1), [{ why: "skill", skill: "skl_cards", needed: 1, level: 0 }]],
    ["a certificate on its last day", gas("2026-11-23"), asksGas, []],
    [
      "one that was valid to yesterday",
      gas("2026-11-22"),
      asksGas,
      [{ why: "certificate", skill: "skl_gas", expired: at("2026-11-23T00:00:00Z") }],
    ],
    ["none ever", {}, asksGas, [{ why: "certificate", skill: "skl_gas", expired: null }]],
    ["the language", {}, { language: "en-GB" }, []],
    ["another language", {}, { language: "de" }, [{ why: "language" }]],
    ["on shift", { shifts: [shift("mon 10:00-11:00")] }, {}, []],
    ["off duty", { shifts: [shift("mon 09:00-10:00")] }, {}, [{ why: "off_duty" }]],
  ])("%s", (_, person, asked, expected) => {
    expect(reasons(ann(person, asked))).toEqual(expected);
  });

  test("all of them at once", () => {
    const person = { sites: [], languages: [], shifts: [], capacity: 1 };
    const asked = { language: "en", ...cards(1), ...asksGas };
    const absences = [
      absence("one", "agt_ann", "2026-11-20", "2026-11-25"),
      absence("two", "agt_ann", "2026-11-23T10:00", "2026-11-24"),
      absence("over", "agt_ann", "2026-11-01", "2026-11-23T10:00"),
    ];
    const standing: Standing = { open: 3, lastAssignedAt: null, presence: { state: "offline", since: 0 } };
    expect(reasons(ann(person, asked, { absences }, standing))).toEqual([
      { why: "site" },
      { why: "skill", skill: "skl_cards", needed: 1, level: 0 },
      { why: "language" },
      { why: "certificate", skill: "skl_gas", expired: null },
      { why: "off_duty" },
      { why: "absent", until: at("2026-11-25T00:00:00Z") },
      { why: "full", open: 3, capacity: 1 },
    ]);
  });

  test("no roster", () => {
    const staff = staffOf({ people: {}, teams: { team_first: [1, "agt_ann", "agt_gone"] } });
    const known = { ...staff, agents: new Map([["agt_ann", { sites: "all" as const }]]) };
    expect(eligibility(known, need(), now, planned).map(reasons)).toEqual([[{ why: "no_roster" }]]);
  });
});

describe("capacity", () => {
  const open = (count: number): Standing => ({ open: count, lastAssignedAt: null, presence: null });
  test("one below is room, at it is full", () => {
    expect(ann({ capacity: 2 }, {}, {}, open(1)).eligible).toBe(true);
    expect(reasons(ann({ capacity: 2 }, {}, {}, open(2)))).toEqual([{ why: "full", open: 2, capacity: 2 }]);
  });
});

describe("presence", () => {
  const day = { shifts: [shift("mon-fri 09:50-17:00")] };
  const long = { shifts: [shift("mon-fri 09:45-17:00")] };
  const is = (state: "online" | "away" | "offline", since: string): Standing => ({
    open: 0,
    lastAssignedAt: null,
    presence: { state, since: at(since) },
  });
  const rules = [{ team: "team_first", offlineMinutes: 15 }];
  const rotations = [
    {
      id: "rot_any",
      team: "team_first",
      agents: ["agt_ann"],
      zone: "UTC",
      starts: "2026-01-01",
      handover: { weekday: "mon" as const, at: "09:00" },
    },
  ];

  test.each<[string, Person, Standing, object[]]>([
    ["online", long, is("online", "2026-11-23T09:00:00Z"), []],
    ["away, however short", long, is("away", "2026-11-23T09:59:00Z"), [{ why: "away", since: now - 60_000 }]],
    ["offline for less than is allowed", long, is("offline", "2026-11-23T09:45:00.001Z"), []],
    ["offline for so long", long, is("offline", "2026-11-23T09:45:00Z"), [{ why: "offline", since: now - 900_000 }]],
    ["offline since yesterday, but the shift has just begun", day, is("offline", "2026-11-22T17:00:00Z"), []],
  ])("%s", (_, person, standing, expected) => {
    expect(reasons(ann(person, {}, { rules }, standing))).toEqual(expected);
  });

  test("does not matter on call", () => {
    const candidate = ann(long, {}, { rules, rotations }, is("offline", "2026-11-20T17:00:00Z"));
    expect(candidate).toMatchObject({ eligible: true, duty: "on_call" });
  });
});

describe("whose turn it is to look", () => {
  const staff = staffOf({
    people: { agt_ann: {}, agt_bob: {}, agt_cem: {} },
    teams: { team_a: [1, "agt_ann", "agt_bob"], team_b: [1, "agt_bob", "agt_gone"], team_c: [2, "agt_cem"] },
  });
  const seats = (asked: Partial<Need>) =>
    eligibility(staff, need(asked), now, planned).map(({ team, agent }) => `${team} ${agent}`);

  test("every team of the tier, the named team alone, or nobody", () => {
    expect(seats({ tier: 1 })).toEqual(["team_a agt_ann", "team_a agt_bob", "team_b agt_bob"]);
    expect(seats({ tier: 1, team: "team_b" })).toEqual(["team_b agt_bob"]);
    expect(seats({ tier: 3 })).toEqual([]);
    expect(seats({ tier: 1, team: "team_gone" })).toEqual([]);
  });
});

describe("pick", () => {
  const one = (agent: string, open: number, capacity = 10, lastAssignedAt: number | null = null): Eligible => ({
    eligible: true,
    agent,
    team: "team_first",
    duty: "shift",
    standsInFor: null,
    open,
    capacity,
    lastAssignedAt,
  });
  const full: Candidate = {
    eligible: false,
    agent: "agt_a",
    team: "team_first",
    duty: "shift",
    reasons: [{ why: "full", open: 1, capacity: 1 }],
  };

  test.each<[string, Candidate[], string | undefined]>([
    ["nobody of nobody", [], undefined],
    ["nobody of those who cannot", [full], undefined],
    ["the least loaded", [one("agt_a", 3), one("agt_b", 2), one("agt_c", 4)], "agt_b"],
    ["by capacity: 4 of 10 is less than 2 of 4", [one("agt_a", 2, 4), one("agt_b", 4, 10)], "agt_b"],
    ["an equal share is equal", [one("agt_b", 1, 3, 5), one("agt_a", 2, 6, 6)], "agt_b"],
    ["then the longest without a new ticket", [one("agt_a", 1, 10, 200), one("agt_b", 1, 10, 100)], "agt_b"],
    ["never assigned is the longest", [one("agt_a", 1, 10, 100), one("agt_b", 1)], "agt_b"],
    ["then by id", [one("agt_b", 1), one("agt_a", 1), full], "agt_a"],
  ])("%s", (_, candidates, expected) => {
    expect(pick(candidates)?.agent).toBe(expected);
    expect(pick(candidates.toReversed())?.agent).toBe(expected);
  });
});
