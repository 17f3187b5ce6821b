import type { AgentRoster, Calendar, Setup, SupportContract } from "@firstline/sdk/wire";
import { setup } from "./fixture.ts";

const day = [{ from: "09:00", to: "17:00" }];
const days = ["mon", "tue", "wed", "thu", "fri"] as const;

/** Monday to Friday from 9 to 17 in UTC, closed on Christmas Day. */
export const office: Calendar = {
  id: "cal_office",
  name: "Office",
  zone: "UTC",
  hours: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
  holidays: [{ date: "2026-12-25", name: "Christmas Day" }],
};

/** First response 1 h, next response 2 h, resolution 8 h, half of all that where it is urgent. */
export const gold: SupportContract = {
  id: "ctr_gold",
  version: 1,
  name: "Gold",
  site: "site_shop",
  plan: null,
  calendar: "cal_office",
  targets: {
    low: {},
    normal: { firstResponse: 60, nextResponse: 120, resolution: 480 },
    high: { firstResponse: 60, nextResponse: 120, resolution: 480 },
    urgent: { firstResponse: 30, nextResponse: 60, resolution: 240 },
  },
  tierBudgets: [
    { tier: 1, minutes: 120 },
    { tier: 2, share: 0.5 },
  ],
  pauses: ["pending", "on_hold"],
  warning: 0.75,
  ladder: [
    { on: "at_risk", step: "notify" },
    { on: "breached", metrics: ["first_response", "tier"], step: "next_tier" },
    { on: "breached_again", step: "lead" },
  ],
  coverage: { rule: "stand_in" },
  reopenWithin: 5,
  closeAfter: 7,
};

const roster = (agent: string, change: Partial<AgentRoster> = {}): AgentRoster => ({
  agent,
  zone: "UTC",
  skills: [],
  certificates: [],
  languages: ["en"],
  capacity: 3,
  shifts: [{ days: [...days], from: "09:00", to: "17:00" }],
  ...change,
});

/**
 * The fixture's desk with lines of support: Ann and Lea answer the shop by day, Ada at tier 2 at all hours, and Max at
 * tier 3 is on call. Billing asks for a certificate, German for somebody who speaks it.
 */
export const staffed: Setup = {
  ...setup,
  tiers: [...setup.tiers, { level: 3, label: "Specialists" }],
  teams: [
    ...setup.teams.map((team) => (team.id === "team_front" ? { ...team, lead: "agt_lea" } : team)),
    { id: "team_lab", name: "Lab", tier: 3, members: ["agt_max"] },
  ],
  agents: [...setup.agents, { id: "agt_max", name: "Max Maker", email: "max@desk.test", role: "agent", sites: "all" }],
  calendars: [office],
  contracts: [gold],
  rules: [
    {
      id: "rul_refund",
      name: "Refunds",
      when: { type: "words", in: "either", anyOf: ["refund"] },
      outcome: { priority: "urgent", tags: ["refund"], certificates: ["skl_cards"] },
    },
    { id: "rul_german", name: "German", when: { type: "language", is: ["de"] }, outcome: { language: "de" } },
    ...setup.rules,
  ],
  roster: {
    skills: [{ id: "skl_cards", label: "Card payments" }],
    agents: [
      roster("agt_ann", { languages: ["en", "de"] }),
      roster("agt_lea", {
        zone: "Europe/Berlin",
        shifts: [{ days: [...days], from: "12:00", to: "20:00" }],
        certificates: [{ skill: "skl_cards", issuer: "PCI", number: "7", validUntil: "2026-12-31" }],
      }),
      roster("agt_ada", { shifts: "always", capacity: 5, languages: ["en", "de", "fr"] }),
      roster("agt_max", { shifts: [], capacity: 2 }),
      roster("agt_bob"),
    ],
    rotations: [
      {
        id: "rot_lab",
        team: "team_lab",
        agents: ["agt_max"],
        zone: "UTC",
        starts: "2026-01-01",
        handover: { weekday: "mon", at: "09:00" },
      },
    ],
    teams: [{ team: "team_front", offlineMinutes: 10 }],
  },
};
