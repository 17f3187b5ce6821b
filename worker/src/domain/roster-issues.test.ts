import type { AgentRoster, Roster, Rotation, Setup } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import { absence, rosterOf, shift } from "../../prove/staff.ts";
import { absenceIssues, rosterIssues } from "./roster-issues.ts";

const agent = (id: string, name: string): Setup["agents"][number] => ({
  id,
  name,
  email: `${name.toLowerCase()}@shop.example`,
  role: "agent",
  sites: "all",
});
const agents = [agent("agt_ann", "Ann"), agent("agt_bob", "Bob"), agent("agt_cem", "Cem")];
const desk = { agents, teams: [{ id: "team_core", name: "Core", tier: 1, members: ["agt_ann", "agt_bob"] }] };
const rotation: Rotation = {
  id: "rot_core",
  team: "team_core",
  agents: ["agt_ann", "agt_bob"],
  zone: "Europe/Berlin",
  starts: "2026-11-23",
  handover: { weekday: "mon", at: "09:00" },
};
const good: Roster = {
  skills: [{ id: "skl_cards", label: "Cards" }],
  agents: [
    rosterOf("agt_ann", {
      skills: [{ skill: "skl_cards", level: 2 }],
      shifts: [shift("mon-fri 09:00-12:00"), shift("mon-fri 12:00-17:00"), shift("sun 22:00-06:00")],
    }),
    rosterOf("agt_bob", {}),
  ],
  rotations: [rotation],
  teams: [{ team: "team_core", offlineMinutes: 5 }],
};
const ann = (facts: Partial<AgentRoster>): Roster => ({
  ...good,
  agents: [rosterOf("agt_ann", facts), rosterOf("agt_bob", {})],
});
const certificate = { skill: "skl_gas", issuer: "TÜV", number: "7", validUntil: "2027-01-01" };

test("a good roster has no issue", () => {
  expect(rosterIssues(good, desk)).toEqual([]);
});

describe("each slip gets a sentence", () => {
  test.each<[Roster, string, string]>([
    [{ ...good, skills: [...good.skills, ...good.skills] }, "skills.1", "Two skills share “skl_cards”."],
    [{ ...good, agents: [...good.agents, rosterOf("agt_bob", {})] }, "agents.2", "Bob has two rosters."],
    [
      { ...good, agents: [...good.agents, rosterOf("agt_gone", {})] },
      "agents.2",
      "There is a roster for agt_gone, who is not an agent here.",
    ],
    [{ ...good, teams: [...good.teams, ...good.teams] }, "teams.1", "“team_core” is listed twice."],
    [{ ...good, teams: [{ team: "team_gone", offlineMinutes: 1 }] }, "teams.0", "“team_gone” is not a team here."],
    [
      ann({ zone: "Mars/Base" }),
      "agents.0.zone",
      "“Mars/Base” is not a time zone. Use a name such as Europe/Berlin or America/New_York.",
    ],
    [
      ann({ skills: [{ skill: "skl_gas", level: 1 }] }),
      "agents.0.skills.0",
      "Ann has the skill “skl_gas”, which is not listed.",
    ],
    [
      ann({ skills: [1, 2].map((level) => ({ skill: "skl_cards", level })) }),
      "agents.0.skills.1",
      "Ann has the skill “skl_cards” twice.",
    ],
    [
      ann({ certificates: [certificate] }),
      "agents.0.certificates.0",
      "Ann has a certificate for “skl_gas”, which is not a listed skill.",
    ],
    [
      ann({ shifts: [shift("mon 09:00-09:00")] }),
      "agents.0.shifts.0",
      "Ann: a shift from 09:00 to 09:00 has no length. A whole day is 00:00 to 24:00.",
    ],
    [
      ann({ shifts: [shift("mon 09:00-17:00"), shift("mon-tue 16:00-18:00")] }),
      "agents.0.shifts.1",
      "Ann: the shifts Monday 09:00 to 17:00 and Monday 16:00 to 18:00 overlap.",
    ],
    [
      ann({ shifts: [shift("mon 05:00-08:00"), shift("sun 22:00-06:00")] }),
      "agents.0.shifts.0",
      "Ann: the shifts Sunday 22:00 to 06:00 and Monday 05:00 to 08:00 overlap.",
    ],
    [
      ann({ shifts: [{ ...shift("mon 09:00-17:00"), days: ["mon", "mon"] }] }),
      "agents.0.shifts.0",
      "Ann: the shifts Monday 09:00 to 17:00 and Monday 09:00 to 17:00 overlap.",
    ],
    [{ ...good, rotations: [rotation, rotation] }, "rotations.1", "Two rotations share “rot_core”."],
    [
      { ...good, rotations: [{ ...rotation, team: "team_gone" }] },
      "rotations.0",
      "There is a rotation for team_gone, which is not a team here.",
    ],
    [
      { ...good, rotations: [{ ...rotation, zone: "Berlin" }] },
      "rotations.0.zone",
      "“Berlin” is not a time zone. Use a name such as Europe/Berlin or America/New_York.",
    ],
    [
      { ...good, rotations: [{ ...rotation, hours: { from: "08:00", to: "08:00" } }] },
      "rotations.0.hours",
      "Core: being on call from 08:00 to 08:00 has no length. Leave the hours out to be on call all day.",
    ],
    [
      { ...good, rotations: [{ ...rotation, agents: ["agt_ann", "agt_gone"] }] },
      "rotations.0.agents.1",
      "agt_gone is in a rotation, but is not an agent here.",
    ],
    [
      { ...good, rotations: [{ ...rotation, agents: ["agt_cem"] }] },
      "rotations.0.agents.0",
      "Cem is on call for Core, but not in it.",
    ],
    [
      { ...good, agents: good.agents.slice(0, 1) },
      "rotations.0.agents.1",
      "Bob is on call, but has no roster, so cannot be given tickets.",
    ],
  ])("%#", (roster, path, message) => {
    expect(rosterIssues(roster, desk)).toEqual([{ path, message }]);
  });
});

describe("absences", () => {
  const messages = (...absences: Parameters<typeof absenceIssues>[0]) =>
    absenceIssues(absences, agents).map((issue) => issue.message);
  const week = (from: string, to: string, standIn?: string) =>
    absence(from, `agt_${from}`, "2026-11-23", "2026-11-30", standIn ?? `agt_${to}`);

  test("that follow each other, overlap, or share a stand-in are fine", () => {
    expect(
      messages(
        week("ann", "bob"),
        week("cem", "bob"),
        absence("more", "agt_ann", "2026-11-25", "2026-12-05", "agt_cem"),
        // Bob is away only when Ann is back.
        absence("bob", "agt_bob", "2026-12-05", "2026-12-06", "agt_ann"),
      ),
    ).toEqual([]);
  });

  test("a ring is told of those in it, not of who leads into it", () => {
    const into = absence("ann", "agt_ann", "2026-11-25", "2026-11-26", "agt_bob");
    const ring = [week("bob", "cem"), absence("cem", "agt_cem", "2026-11-24", "2026-11-27", "agt_bob")] as const;
    expect(messages(into, ...ring)).toEqual([
      "Cem → Bob → Cem: these stand in for each other in a ring while all are absent.",
    ]);
  });

  test.each([
    [
      "an agent who is not there",
      [absence("a", "agt_gone", "2026-11-23", "2026-11-24")],
      "agt_gone is absent, but is not an agent here.",
    ],
    [
      "one without length",
      [absence("a", "agt_ann", "2026-11-23", "2026-11-23")],
      "Ann’s absence ends before it begins, or has no length.",
    ],
    [
      "one that ends first",
      [absence("a", "agt_ann", "2026-11-23", "2026-11-22")],
      "Ann’s absence ends before it begins, or has no length.",
    ],
    ["a stand-in who is not there", [week("ann", "gone")], "agt_gone stands in for Ann, but is not an agent here."],
    ["oneself", [week("ann", "ann")], "Ann cannot stand in for themselves."],
    [
      "the same id",
      [absence("a", "agt_ann", "2026-11-23", "2026-11-24"), absence("a", "agt_ann", "2026-11-25", "2026-11-26")],
      "Two absences share “abs_a”.",
    ],
    [
      "a ring of two that closes with the later one",
      [week("ann", "bob"), absence("bob", "agt_bob", "2026-11-29", "2026-12-05", "agt_ann")],
      "Bob → Ann → Bob: these stand in for each other in a ring while all are absent.",
    ],
    [
      "a ring of three",
      [
        week("ann", "bob"),
        absence("bob", "agt_bob", "2026-11-24", "2026-12-05", "agt_cem"),
        absence("cem", "agt_cem", "2026-11-25", "2026-11-26", "agt_ann"),
      ],
      "Cem → Ann → Bob → Cem: these stand in for each other in a ring while all are absent.",
    ],
  ])("%s", (_, absences, message) => {
    expect(messages(...absences)).toEqual([message]);
  });
});
