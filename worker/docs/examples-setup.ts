import type { Setup, SetupDiff, SupportContract } from "@firstline/sdk/wire";
import { agent, secondTier, site, team, tier } from "./examples.ts";

/** The set-up of the documentation's desk. */

export const office = [
  { from: "09:00", to: "12:30" },
  { from: "13:30", to: "18:00" },
];

export const contract: SupportContract = {
  id: "ctr_shop",
  version: 3,
  name: "Fernweg Outdoor",
  site: "site_shop",
  plan: null,
  calendar: "cal_shop",
  targets: {
    low: { firstResponse: 240 },
    normal: { firstResponse: 60, nextResponse: 120, resolution: 960 },
    high: { firstResponse: 30, nextResponse: 60, resolution: 480 },
    urgent: { firstResponse: 15, nextResponse: 30, resolution: 240 },
  },
  tierBudgets: [
    { tier: 1, share: 0.4 },
    { tier: 2, share: 0.6 },
  ],
  pauses: ["pending", "on_hold"],
  warning: 0.8,
  ladder: [
    { on: "at_risk", step: "notify" },
    { on: "breached", metrics: ["tier"], step: "next_tier" },
    { on: "breached_again", step: "lead" },
  ],
  coverage: { rule: "stand_in" },
  reopenWithin: 7,
  closeAfter: 7,
};

export const second = { id: "agt_jonas", name: "Jonas Berg" };

export const setup: Setup = {
  name: "Fernweg support",
  tiers: [tier, secondTier],
  teams: [
    { ...team, tier: 1, members: [agent.id], lead: agent.id },
    { id: "team_warranty", name: "Warranty", tier: 2, members: [second.id] },
  ],
  agents: [
    { ...agent, email: "amara@desk.example", role: "admin", sites: "all" },
    { ...second, email: "jonas@desk.example", role: "agent", sites: ["site_shop"] },
  ],
  sites: [
    {
      id: "site_shop",
      key: site.key,
      name: site.name,
      prefix: "SHOP",
      greeting: site.greeting,
      origins: ["https://shop.example"],
      theme: site.theme,
      topics: site.topics,
      limits: { perAddress: 10, perSite: 500 },
      identifiedOnly: false,
      uploads: { maxBytes: site.uploads.maxBytes, maxFiles: site.uploads.maxFiles },
      consent: site.consent ?? undefined,
      fallbackEmail: "help@fernweg.example",
      texts: site.texts,
      glossary: [{ word: "RMA", instead: "return number" }],
    },
  ],
  calendars: [
    {
      id: "cal_shop",
      name: "Shop hours",
      zone: "Europe/Berlin",
      hours: { mon: office, tue: office, wed: office, thu: office, fri: office, sat: [], sun: [] },
      holidays: [
        { date: "2026-12-24", name: "Christmas Eve", hours: [{ from: "09:00", to: "12:00" }] },
        { date: "2026-12-25", name: "Christmas Day" },
      ],
    },
  ],
  contracts: [contract],
  rules: [
    {
      id: "rul_gold",
      name: "Gold customers",
      when: { type: "plan", is: ["Gold"] },
      outcome: { priority: "high", tags: ["gold"] },
    },
    {
      id: "rul_delivery",
      name: "Delivery",
      when: { type: "topic", is: ["top_delivery"] },
      outcome: { team: team.id, tags: ["parcel"] },
    },
    { id: "rul_default", name: "Everything else", when: { type: "always" }, outcome: { tier: 1 } },
  ],
  macros: [
    {
      id: "mac_depot",
      name: "Ask the depot",
      sites: ["site_shop"],
      text: "Hello {{contact.name}},\nwe ask the depot about {{ticket.number}} and answer by {{promise.answerBy}}.",
      actions: { status: "pending", tags: ["depot"] },
    },
  ],
  roster: {
    skills: [{ id: "skl_gas", label: "Gas appliances" }],
    agents: [
      {
        agent: agent.id,
        zone: "Europe/Berlin",
        skills: [],
        certificates: [],
        languages: ["en", "de"],
        capacity: 12,
        shifts: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "08:30", to: "17:00" }],
      },
      {
        agent: second.id,
        zone: "Europe/Stockholm",
        skills: [{ skill: "skl_gas", level: 4 }],
        certificates: [{ skill: "skl_gas", issuer: "Gas Safety Register", number: "77120", validUntil: "2026-12-14" }],
        languages: ["en", "sv"],
        capacity: 8,
        shifts: [{ days: ["mon", "tue", "wed"], from: "10:00", to: "18:00" }],
      },
    ],
    rotations: [
      {
        id: "rot_warranty",
        team: "team_warranty",
        agents: [second.id],
        zone: "Europe/Stockholm",
        starts: "2026-11-23",
        handover: { weekday: "mon", at: "09:00" },
      },
    ],
    teams: [{ team: team.id, offlineMinutes: 15 }],
  },
};

export const diff: SetupDiff = {
  version: 12,
  changes: [
    {
      path: "contracts.ctr_shop.targets.normal.firstResponse",
      change: "changed",
      before: 120,
      after: 60,
    },
    { path: "teams.team_warranty.members.agt_jonas", change: "added", after: "agt_jonas" },
  ],
  contracts: [{ id: "ctr_shop", version: 3 }],
};
