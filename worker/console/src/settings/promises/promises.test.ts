import type { SupportContract } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import { withHolidays } from "./holiday-import.ts";
import { sentencesOf } from "./summary.tsx";

const contract: SupportContract = {
  id: "ctr_gold",
  version: 1,
  name: "Gold",
  site: "site_shop",
  plan: "gold",
  calendar: "cal_office",
  targets: {
    urgent: { firstResponse: 30, resolution: 240 },
    high: { firstResponse: 30, resolution: 240 },
    normal: { nextResponse: 90 },
    low: {},
  },
  tierBudgets: [
    { tier: 1, minutes: 120 },
    { tier: 2, share: 0.5 },
  ],
  pauses: ["pending"],
  warning: 0.75,
  ladder: [{ on: "breached", metrics: ["tier"], step: "next_tier" }],
  coverage: { rule: "overflow", team: "team_late" },
  reopenWithin: 1,
  closeAfter: 7,
};
const setup = {
  sites: [{ id: "site_shop", name: "Shop" }],
  calendars: [{ id: "cal_office", name: "Office" }],
  tiers: [{ level: 1, label: "First line" }],
  teams: [{ id: "team_late", name: "Late team" }],
};

test("a contract is read back in sentences", () => {
  expect(sentencesOf(contract, setup)).toEqual([
    "For tickets of Shop on the plan gold, in the hours of Office:",
    "Urgent and high: answered within 30 min and solved within 4 h.",
    "Normal: each later question within 1 h 30 min.",
    "Low: nothing is promised.",
    "First line: at most 2 h.",
    "2: at most 50 % of the time to solve it.",
    "The clocks stand still while it waits for the requester.",
    "A clock is at risk from 75 % of its time on.",
    "When a clock is missed: raise it to the next tier (time at a tier).",
    "If nobody can take a ticket, it goes to Late team.",
    "A solved ticket can be opened again for 1 day, and closes after 7 days of silence.",
  ]);
});

test("holidays that come in replace those of their date, and all stand in order", () => {
  const known = [
    { date: "2027-05-01", name: "Labour Day" },
    { date: "2027-01-01", name: "New Year" },
  ];
  expect(withHolidays(known, [{ date: "2027-01-01", name: "New Year’s Day" }])).toEqual([
    { date: "2027-01-01", name: "New Year’s Day" },
    { date: "2027-05-01", name: "Labour Day" },
  ]);
});
