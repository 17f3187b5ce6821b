import type { Condition, Rule, Setup } from "@firstline/sdk/wire";
import { Random } from "../prove/random.ts";

/** How large the lines of support are that a decision is measured in. */
export interface LinesSize {
  readonly rules: number;
  readonly agents: number;
  readonly teams: number;
}

const zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney"];
const weekdays = ["mon", "tue", "wed", "thu", "fri"] as const;
const day = [
  { from: "08:00", to: "12:30" },
  { from: "13:15", to: "18:00" },
];

/**
 * Lines of support of a size: teams over three tiers, hours that hardly two people share, half of them with the skill
 * that tickets ask for, an on-call rotation for every fifth team, rules that look at words, topics, fields and hours,
 * and a contract whose calendar has a year of holidays.
 */
export function linesSetup({ rules, agents, teams }: LinesSize): Setup {
  const random = new Random(7);
  const perTeam = Math.ceil(agents / teams);
  const teamIds = Array.from({ length: teams }, (_, index) => `team_${index}`);
  const members = (team: number) => Array.from({ length: perTeam }, (_, seat) => `agt_${team}x${seat}`);
  const everybody = teamIds.flatMap((_, team) => members(team));
  return {
    name: "Bench",
    tiers: [1, 2, 3].map((level) => ({ level, label: `Tier ${level}` })),
    teams: teamIds.map((id, index) => ({ id, name: id, tier: (index % 3) + 1, members: members(index) })),
    agents: everybody.map((id, index) => ({
      id,
      name: id,
      email: `${id}@bench.example`,
      role: index === 0 ? "admin" : "agent",
      sites: "all",
    })),
    sites: [
      {
        id: "site_bench",
        key: "pk_benchbench",
        name: "Bench",
        prefix: "BENCH",
        greeting: "Hello",
        origins: ["loopback"],
        theme: { accent: "#3355ff", scheme: "auto", side: "end" },
        topics: [{ id: "top_billing", label: "Billing", fields: [] }],
        limits: { perAddress: 1_000_000, perSite: 1_000_000 },
        identifiedOnly: false,
        uploads: { maxBytes: 10 * 1024 * 1024, maxFiles: 5 },
      },
    ],
    macros: [],
    calendars: [
      {
        id: "cal_year",
        name: "A year of holidays",
        zone: "Europe/Berlin",
        hours: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
        holidays: Array.from({ length: 16 }, (_, index) => ({
          date: new Date(Date.UTC(2026, 11, 6 + index * 23)).toISOString().slice(0, 10),
          name: `Holiday ${index}`,
        })),
      },
    ],
    contracts: [
      {
        id: "ctr_bench",
        version: 1,
        name: "Bench",
        site: "site_bench",
        plan: null,
        calendar: "cal_year",
        targets: {
          low: { firstResponse: 480, nextResponse: 480, resolution: 4_800 },
          normal: { firstResponse: 120, nextResponse: 240, resolution: 2_400 },
          high: { firstResponse: 60, nextResponse: 120, resolution: 1_200 },
          urgent: { firstResponse: 15, nextResponse: 30, resolution: 480 },
        },
        tierBudgets: [
          { tier: 1, share: 0.4 },
          { tier: 2, share: 0.4 },
        ],
        pauses: ["pending", "on_hold"],
        warning: 0.8,
        ladder: [
          { on: "at_risk", step: "notify" },
          { on: "breached", step: "next_tier" },
          { on: "breached_again", step: "lead" },
        ],
        coverage: { rule: "next_tier" },
        reopenWithin: 7,
        closeAfter: 7,
      },
    ],
    rules: [
      ...Array.from({ length: rules - 1 }, (_, index) => ruleAt(index, random)),
      {
        id: "rul_default",
        name: "Everything else",
        when: { type: "always" },
        outcome: { tier: 1, skills: [{ skill: "skl_cards", level: 2 }] },
      },
    ],
    roster: {
      skills: [{ id: "skl_cards", label: "Card payments" }],
      agents: everybody.map((agent) => {
        const begins = random.whole(6, 9);
        return {
          agent,
          zone: random.pick(zones),
          skills: random.chance(0.5) ? [{ skill: "skl_cards", level: random.whole(1, 5) }] : [],
          certificates: [],
          languages: ["en", random.pick(["de", "fr", "es"])],
          capacity: 1_000,
          shifts: [
            { days: [...weekdays], from: `0${begins}:${random.whole(10, 59)}`, to: "12:30" },
            { days: [...weekdays], from: "13:15", to: `${begins + 9}:${random.whole(10, 59)}` },
          ],
        };
      }),
      rotations: teamIds.flatMap((team, index) =>
        index % 5 === 0
          ? [
              {
                id: `rot_${index}`,
                team,
                agents: members(index),
                zone: "UTC",
                starts: "2026-01-01",
                handover: { weekday: "mon" as const, at: "09:00" },
                hours: { from: "20:00", to: "06:00" },
              },
            ]
          : [],
      ),
      teams: [],
    },
  };
}

/** Most rules of a desk look at something that the ticket at hand has not. */
function ruleAt(index: number, random: Random): Rule {
  const kinds: readonly Condition[] = [
    { type: "words", in: "either", anyOf: [`word${index}`, `two words${index}`] },
    {
      type: "all",
      of: [
        { type: "topic", is: ["top_billing"] },
        { type: "tags", anyOf: [`tag${index}`] },
      ],
    },
    { type: "field", field: `field${index}`, test: { operator: "at_least", value: index } },
    {
      type: "all",
      of: [
        { type: "hours", calendar: "cal_year", is: "closed" },
        { type: "verified", is: true },
      ],
    },
    {
      type: "any",
      of: [
        { type: "language", is: ["pl"] },
        { type: "plan", is: [`plan${index}`] },
      ],
    },
  ];
  return {
    id: `rul_${index}`,
    name: `Rule ${index}`,
    when: random.pick(kinds),
    outcome: { tags: [`told${index % 10}`], priority: "high" },
  };
}
