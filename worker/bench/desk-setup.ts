import type { AgentRoster, Setup, SupportContract } from "@firstline/sdk/wire";
import { weekdays } from "../src/domain/zone.ts";

/** The agent whose queue is listed. She has no roster, so the desk gives her nothing. */
export const frontAgent = "agt_front";

export const siteId = "site_bench";
export const publicKey = "pk_benchbench";
export const prefix = "BENCH";

const numbers = Array.from({ length: 10 }, (_, index) => index);
export const teams = numbers.map((number) => `team_${number}`);
/** What visitors pick: each goes to the team of its number. */
export const topicOf = (number: number): string => `top_${number}`;
const membersOf = (team: number): string[] => numbers.map((number) => `agt_${team}of${number}`);
const agents = numbers.flatMap(membersOf);

/** On duty at any time, but by hours that have to be looked up. */
const rosterOf = (agent: string): AgentRoster => ({
  agent,
  zone: "Europe/Berlin",
  skills: [],
  certificates: [],
  languages: ["en"],
  capacity: 1_000,
  shifts: [{ days: [...weekdays], from: "00:00", to: "24:00" }],
});

/** Promises that nobody misses while it is measured. */
const targets: SupportContract["targets"]["normal"] = {
  firstResponse: 100_000,
  nextResponse: 100_000,
  resolution: 200_000,
};
const office = [
  { from: "09:00", to: "12:30" },
  { from: "13:30", to: "18:00" },
];

/** One site without limits and with a contract, and ten teams of ten agents with rosters, each with a topic of its own. */
export const benchSetup: Setup = {
  name: "Bench",
  tiers: [{ level: 1, label: "First line" }],
  teams: teams.map((id, index) => ({
    id,
    name: `Team ${index}`,
    tier: 1,
    members: [...(index === 0 ? [frontAgent] : []), ...membersOf(index)],
  })),
  agents: [
    { id: frontAgent, name: "Front Agent", email: "front@desk.example", role: "admin", sites: "all" },
    ...agents.map((id, index) => ({
      id,
      name: `Agent ${index}`,
      email: `agent${index}@desk.example`,
      role: "agent" as const,
      sites: [siteId],
    })),
  ],
  sites: [
    {
      id: siteId,
      key: publicKey,
      name: "Bench",
      prefix,
      greeting: "Hello!",
      origins: ["loopback"],
      theme: { accent: "#2457c5", scheme: "auto", side: "end" },
      topics: numbers.map((number) => ({ id: topicOf(number), label: `Topic ${number}`, fields: [] })),
      limits: { perAddress: 1_000_000_000, perSite: 1_000_000_000 },
      identifiedOnly: false,
      uploads: { maxBytes: 10 * 1024 * 1024, maxFiles: 5 },
    },
  ],
  macros: [],
  calendars: [
    {
      id: "cal_office",
      name: "Office",
      zone: "Europe/Berlin",
      hours: { mon: office, tue: office, wed: office, thu: office, fri: office, sat: [], sun: [] },
      holidays: ["01-01", "05-01", "10-03", "12-25", "12-26"].flatMap((date) =>
        [2026, 2027, 2028].map((year) => ({ date: `${year}-${date}`, name: "Holiday" })),
      ),
    },
  ],
  contracts: [
    {
      id: "ctr_bench",
      version: 1,
      name: "Bench",
      site: siteId,
      plan: null,
      calendar: "cal_office",
      targets: { low: targets, normal: targets, high: targets, urgent: targets },
      tierBudgets: [{ tier: 1, share: 0.5 }],
      pauses: ["pending", "on_hold"],
      warning: 0.8,
      ladder: [{ on: "at_risk", step: "notify" }],
      coverage: { rule: "wait" },
      reopenWithin: 7,
      closeAfter: 7,
    },
  ],
  rules: [
    ...numbers.map((number) => ({
      id: `rul_${number}`,
      name: `Topic ${number}`,
      when: { type: "topic" as const, is: [topicOf(number)] },
      outcome: { team: `team_${number}` },
    })),
    { id: "rul_default", name: "Everything else", when: { type: "always" }, outcome: { tier: 1 } },
  ],
  roster: { skills: [], agents: agents.map(rosterOf), rotations: [], teams: [] },
};
