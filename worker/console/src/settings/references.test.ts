import type { Setup } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import {
  namingCalendar,
  namingSkill,
  namingTeam,
  namingTier,
  withoutAgent,
  withoutSkill,
  withoutTeam,
  withTeamsOf,
} from "./references.ts";

const setup: Setup = {
  name: "Desk",
  tiers: [{ level: 1, label: "First" }],
  teams: [
    { id: "team_a", name: "A", tier: 1, members: ["agt_ann", "agt_bo"], lead: "agt_ann" },
    { id: "team_b", name: "B", tier: 1, members: ["agt_bo"] },
  ],
  agents: ["ann", "bo"].map((name) => ({
    id: `agt_${name}`,
    name,
    email: `${name}@desk.test`,
    role: "admin",
    sites: "all",
  })),
  sites: [],
  calendars: [],
  contracts: [],
  macros: [
    { id: "mac_b", name: "Pass on", sites: "all", text: "B will answer.", actions: { team: "team_b" } },
    { id: "mac_c", name: "Thanks", sites: "all", text: "Thank you." },
  ],
  rules: [
    {
      id: "rul_night",
      name: "Night",
      when: {
        type: "any",
        of: [
          { type: "verified", is: true },
          { type: "not", of: { type: "hours", calendar: "cal_office", is: "open" } },
        ],
      },
      outcome: { certificates: ["skl_gas"] },
    },
    { id: "rul_default", name: "Rest", when: { type: "always" }, outcome: { team: "team_a" } },
  ],
  roster: {
    skills: [{ id: "skl_gas", label: "Gas" }],
    agents: [
      {
        agent: "agt_ann",
        zone: "UTC",
        skills: [{ skill: "skl_gas", level: 3 }],
        certificates: [{ skill: "skl_gas", issuer: "I", number: "1", validUntil: "2030-01-01" }],
        languages: [],
        capacity: 3,
        shifts: "always",
      },
    ],
    rotations: [
      {
        id: "rot_a",
        team: "team_a",
        agents: ["agt_ann"],
        zone: "UTC",
        starts: "2026-01-01",
        handover: { weekday: "mon", at: "09:00" },
      },
    ],
    teams: [{ team: "team_a", offlineMinutes: 5 }],
  },
};

test("what names a thing is found, in conditions however deep", () => {
  const names = (found: readonly { readonly name: string }[]) => found.map(({ name }) => name);
  expect(names(namingTeam(setup, "team_a"))).toEqual(["Rest"]);
  expect(names(namingTeam(setup, "team_b"))).toEqual(["Pass on"]);
  expect(names(namingTier(setup, 1))).toEqual(["A", "B"]);
  expect(names(namingSkill(setup, "skl_gas"))).toEqual(["Night"]);
  expect(names(namingCalendar(setup, "cal_office"))).toEqual(["Night"]);
  expect(names(namingCalendar(setup, "cal_other"))).toEqual([]);
});

test("an agent goes from wherever they stand, and a rotation that would be empty goes as well", () => {
  const without = withoutAgent(setup, "agt_ann");
  expect(JSON.stringify(without)).not.toContain("agt_ann");
  expect(without.roster.rotations).toEqual([]);
  expect(without.teams[0]).not.toHaveProperty("lead");
  expect(withoutAgent(setup, "agt_bo").teams[0]?.lead).toBe("agt_ann");
});

test("a team takes along how it is on call, and a skill whoever has it", () => {
  const { roster, teams } = withoutTeam(setup, "team_a");
  expect([teams.map(({ id }) => id), roster.rotations, roster.teams]).toEqual([["team_b"], [], []]);
  expect(JSON.stringify(withoutSkill(setup, "skl_gas").roster)).not.toContain("skl_gas");
});

test("somebody is put into teams and out of others; teams that stay the same are left alone", () => {
  const moved = withTeamsOf(setup, "agt_ann", ["team_b"]);
  expect(moved.teams.map(({ members }) => members)).toEqual([["agt_bo"], ["agt_bo", "agt_ann"]]);
  expect(withTeamsOf(setup, "agt_bo", ["team_a", "team_b"]).teams).toEqual(setup.teams);
});
