import { SupportContract } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import {
  closesAt,
  contractFor,
  reopenableUntil,
  stepsFor,
  supportContractIssues,
  supportContractsIssues,
  targetOf,
} from "./support-contract.ts";

const written = {
  id: "ctr_gold",
  version: 1,
  name: "Gold",
  site: "site_shop",
  plan: null,
  calendar: "cal_office",
  targets: {
    low: {},
    normal: { firstResponse: 60, nextResponse: 120, resolution: 480 },
    high: { firstResponse: 30, resolution: 240 },
    urgent: { firstResponse: 15, resolution: 120 },
  },
};
const good = SupportContract.parse(written);
const surroundings = {
  sites: [{ id: "site_shop" }, { id: "site_bank" }],
  calendars: [{ id: "cal_office" }],
  tiers: [{ level: 1 }, { level: 2 }],
  teams: [{ id: "team_front" }],
};

describe("a contract as it is written", () => {
  test("gets the usual pauses, warning, coverage and days", () => {
    expect(good).toMatchObject({
      tierBudgets: [],
      pauses: ["pending", "on_hold"],
      warning: 0.8,
      ladder: [],
      coverage: { rule: "wait" },
      reopenWithin: 7,
      closeAfter: 7,
    });
  });

  test.each<[string, object, string]>([
    [
      "a share of nothing",
      { tierBudgets: [{ tier: 1, share: 0 }] },
      "must be a share such as 0.5: more than 0 and at most 1",
    ],
    [
      "a share over 1",
      { tierBudgets: [{ tier: 1, share: 1.5 }] },
      "must be a share such as 0.5: more than 0 and at most 1",
    ],
    [
      "a negative share",
      { tierBudgets: [{ tier: 1, share: -1 }] },
      "must be a share such as 0.5: more than 0 and at most 1",
    ],
    [
      "minutes and a share",
      { tierBudgets: [{ tier: 1, share: 0.5, minutes: 5 }] },
      "must name a tier, and either minutes or a share",
    ],
    ["a warning at the end", { warning: 1 }, "must be a share such as 0.8: more than 0 and less than 1"],
    ["a warning at once", { warning: 0 }, "must be a share such as 0.8: more than 0 and less than 1"],
  ])("%s is refused with a sentence", (_, change, message) => {
    const issues = SupportContract.safeParse({ ...written, ...change }).error?.issues;
    expect(issues?.map((issue) => issue.message)).toEqual([message]);
  });

  test.each([
    ["a pause that is none", { pauses: ["open"] }],
    ["half a minute", { targets: { ...written.targets, low: { resolution: 0.5 } } }],
    ["no minute", { targets: { ...written.targets, low: { resolution: 0 } } }],
    ["a priority too few", { targets: { normal: {}, high: {}, urgent: {} } }],
    ["an overflow to nowhere", { coverage: { rule: "overflow" } }],
    ["days without end", { closeAfter: 366 }],
    ["an unknown key", { sla: true }],
  ])("%s is refused", (_, change) => {
    expect(SupportContract.safeParse({ ...written, ...change }).success).toBe(false);
  });
});

test("a good contract has no issues", () => {
  expect(supportContractIssues(good, surroundings)).toEqual([]);
});

test.each<[string, Partial<SupportContract>, string, string]>([
  ["an unknown site", { site: "site_gone" }, "site", "Gold is for site_gone, which is not a site here."],
  [
    "an unknown calendar",
    { calendar: "cal_gone" },
    "calendar",
    "Gold counts in the calendar cal_gone, which is not there.",
  ],
  [
    "an unknown overflow team",
    { coverage: { rule: "overflow", team: "team_gone" } },
    "coverage.team",
    "Gold overflows to team_gone, which is not a team here.",
  ],
  [
    "opening again after the end",
    { reopenWithin: 8, closeAfter: 1 },
    "reopenWithin",
    "Gold lets a ticket be opened again for 8 days, but closes it for good after 1 day.",
  ],
  ["a doubled pause", { pauses: ["pending", "pending"] }, "pauses.1", "Gold names the pause “pending” twice."],
  [
    "an answer after the solution",
    { targets: { ...good.targets, high: { firstResponse: 241, resolution: 240 } } },
    "targets.high.firstResponse",
    "Gold at priority high: the first response may take 241 minutes, longer than the resolution with 240.",
  ],
  [
    "a tier with two budgets",
    {
      tierBudgets: [
        { tier: 1, minutes: 10 },
        { tier: 1, share: 0.1 },
      ],
    },
    "tierBudgets.1",
    "Gold gives tier 1 two budgets.",
  ],
  [
    "a budget for no tier",
    { tierBudgets: [{ tier: 3, minutes: 10 }] },
    "tierBudgets.0",
    "Gold gives tier 3 a budget, but that tier is not there.",
  ],
  [
    "a share of nothing",
    { targets: { low: {}, normal: {}, high: {}, urgent: {} }, tierBudgets: [{ tier: 1, share: 0.5 }] },
    "tierBudgets.0",
    "Gold gives tier 1 a share of the resolution target, but no priority has one.",
  ],
  [
    "budgets over the resolution target of one priority",
    {
      tierBudgets: [
        { tier: 1, minutes: 100 },
        { tier: 2, share: 0.25 },
      ],
    },
    "tierBudgets",
    "Gold at priority urgent: the tiers’ budgets add up to 130 minutes, over the resolution target of 120.",
  ],
  [
    "a ladder out of order",
    {
      ladder: [
        { on: "breached", step: "lead" },
        { on: "at_risk", step: "notify" },
      ],
    },
    "ladder.1",
    "Gold: the step on at_risk stands after one on breached.",
  ],
  [
    "a step taken twice",
    {
      ladder: [
        { on: "breached", step: "lead" },
        { on: "breached", metrics: ["tier"], step: "lead" },
      ],
    },
    "ladder.1",
    "Gold takes the step lead on breached twice for the same clock.",
  ],
])("%s", (_, change, path, message) => {
  expect(supportContractIssues({ ...good, ...change }, surroundings)).toEqual([{ path, message }]);
});

test("with a single tier nothing can go to the next", () => {
  const contract: SupportContract = {
    ...good,
    coverage: { rule: "next_tier" },
    ladder: [{ on: "breached", step: "next_tier" }],
  };
  expect(supportContractIssues(contract, { ...surroundings, tiers: [{ level: 1 }] })).toEqual([
    { path: "coverage", message: "Gold sends what nobody can take to the next tier, but there is only one tier." },
    { path: "ladder.0", message: "Gold raises tickets to the next tier, but there is only one tier." },
  ]);
});

test("shares that make a whole are no issue, whatever their sum's last digit", () => {
  const budgets = [0.7, 0.2, 0.1].map((share, index) => ({ tier: index + 1, share }));
  const tiers = [{ level: 1 }, { level: 2 }, { level: 3 }];
  expect(supportContractIssues({ ...good, tierBudgets: budgets }, { ...surroundings, tiers })).toEqual([]);
});

test("one step on two alarms, and on two clocks, is no issue", () => {
  const ladder: SupportContract["ladder"] = [
    { on: "breached", metrics: ["tier"], step: "lead" },
    { on: "breached", metrics: ["resolution"], step: "lead" },
    { on: "breached_again", step: "lead" },
  ];
  expect(supportContractIssues({ ...good, ladder }, surroundings)).toEqual([]);
});

test("contracts that get in each other's way are told apart from each one's own issues", () => {
  const plus = { ...good, id: "ctr_plus", name: "Plus", plan: "plus" };
  expect(supportContractsIssues([good, plus], surroundings)).toEqual([]);
  const contracts = [
    good,
    plus,
    { ...good, name: "Twin" },
    { ...plus, id: "ctr_other", name: "Other", calendar: "cal_x" },
  ];
  expect(supportContractsIssues(contracts, surroundings)).toEqual([
    { path: "2.id", message: "Two contracts share “ctr_gold”." },
    { path: "2", message: "Gold and Twin are both for all plans of site_shop." },
    { path: "3", message: "Plus and Other are both for the plan “plus” of site_shop." },
    { path: "3.calendar", message: "Other counts in the calendar cal_x, which is not there." },
  ]);
});

test("a contact's plan chooses the contract, and without one of its own the one for all", () => {
  const plus = { ...good, id: "ctr_plus", plan: "plus" };
  const bank = { ...good, id: "ctr_bank", site: "site_bank", plan: "free" };
  const chosen = (site: string, plan: string | null) => contractFor([bank, plus, good], site, plan)?.id;
  expect(chosen("site_shop", "plus")).toBe("ctr_plus");
  expect(chosen("site_shop", "free")).toBe("ctr_gold");
  expect(chosen("site_shop", null)).toBe("ctr_gold");
  expect(chosen("site_bank", "free")).toBe("ctr_bank");
  expect(chosen("site_bank", null)).toBeUndefined();
});

test("targets are in milliseconds, and shares are of the priority's resolution", () => {
  const contract: SupportContract = {
    ...good,
    tierBudgets: [
      { tier: 1, share: 1 / 3 },
      { tier: 2, minutes: 45 },
    ],
  };
  expect(targetOf(contract, "normal", "first_response", 1)).toBe(3_600_000);
  expect(targetOf(contract, "normal", "next_response", 4)).toBe(7_200_000);
  expect(targetOf(contract, "high", "next_response", 4)).toBeNull();
  expect(targetOf(contract, "urgent", "resolution", 1)).toBe(7_200_000);
  expect(targetOf(contract, "urgent", "tier", 1)).toBe(2_400_000);
  // 0.29 of two hours is a hair less than its whole milliseconds when it is multiplied.
  expect(targetOf({ ...contract, tierBudgets: [{ tier: 1, share: 0.29 }] }, "urgent", "tier", 1)).toBe(2_088_000);
  expect(targetOf(contract, "low", "tier", 1)).toBeNull();
  expect(targetOf(contract, "low", "tier", 2)).toBe(2_700_000);
  expect(targetOf(contract, "normal", "tier", 3)).toBeNull();
});

test("the ladder's steps come in order, for the metrics they name", () => {
  const contract: SupportContract = {
    ...good,
    ladder: [
      { on: "at_risk", step: "notify" },
      { on: "breached", metrics: ["tier", "resolution"], step: "next_tier" },
      { on: "breached", step: "notify" },
      { on: "breached_again", step: "lead" },
    ],
  };
  expect(stepsFor(contract, "breached", "tier")).toEqual(["next_tier", "notify"]);
  expect(stepsFor(contract, "breached", "first_response")).toEqual(["notify"]);
  expect(stepsFor(contract, "breached_again", "tier")).toEqual(["lead"]);
  expect(stepsFor(good, "at_risk", "tier")).toEqual([]);
});

test("days of silence are 24 hours each", () => {
  const contract = { ...good, reopenWithin: 2, closeAfter: 3 };
  expect(reopenableUntil(contract, 1_000)).toBe(172_801_000);
  expect(closesAt(contract, 1_000)).toBe(259_201_000);
});
