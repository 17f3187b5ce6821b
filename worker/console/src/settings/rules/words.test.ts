import type { Condition, FailedCondition } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import { type Question, requestOf } from "./explain.ts";
import { depthOf } from "./narrow.ts";
import { conditionWords, failureWords, type Names, outcomeWords } from "./words.ts";

const named = (id: string) => id.replace(/^[a-z]+_/, "").toUpperCase();
const names: Names = {
  site: named,
  topic: named,
  field: named,
  team: named,
  tier: (level) => `Tier ${level}`,
  skill: named,
  calendar: named,
  contract: named,
};

const plan: Condition = { type: "plan", is: ["gold", null] };
const words: Condition = { type: "words", in: "subject", anyOf: ["refund", "money back"] };
const closed: Condition = { type: "hours", calendar: "cal_office", is: "closed" };

test.each<[Condition, string, number]>([
  [plan, "plan is gold or not known", 0],
  [{ type: "topic", is: [null, "top_pay"] }, "topic is No topic or PAY", 0],
  [{ type: "field", field: "orders", test: { operator: "at_least", value: 3 } }, "ORDERS is at least 3", 0],
  [
    { type: "all", of: [plan, { type: "any", of: [words, closed] }] },
    "plan is gold or not known and (“refund” or “money back” in the subject or OFFICE is closed)",
    2,
  ],
  [{ type: "not", of: { type: "all", of: [closed] } }, "not (OFFICE is closed)", 2],
])("%j in words", (condition, expected, depth) => {
  expect(conditionWords(condition, names)).toBe(expected);
  expect(depthOf(condition)).toBe(depth);
});

test.each<[FailedCondition, string]>([
  [{ condition: plan, expected: true, value: "silver" }, "not: plan is gold or not known – it is silver"],
  [{ condition: closed, expected: false, value: "closed" }, "only if not: OFFICE is closed – it is closed"],
  [
    { condition: { type: "repeat", withinDays: 2 }, expected: true, value: null },
    "not: they wrote within 2 days before – it is never before",
  ],
])("why a rule failed: %j", (failed, expected) => {
  expect(failureWords(failed, names)).toBe(expected);
});

test("what a rule decides is said thing by thing", () => {
  const outcome = { team: "team_pay", skills: [{ skill: "skl_cards", level: 2 }], tags: ["vip"] };
  expect(outcomeWords(outcome, names)).toEqual(["to PAY", "CARDS from level 2", "tagged vip"]);
  expect(outcomeWords({}, names)).toEqual([]);
});

const question: Question = {
  kind: "possible",
  number: " shop-10019 ",
  site: "site_shop",
  subject: " ",
  text: "It is dark.",
  topic: "",
  channel: "web",
  priority: "high",
  language: "",
  plan: "gold",
  verified: false,
  tags: [],
  at: "",
};

test("what is left empty is not asked about", () => {
  expect(requestOf(question)).toEqual({
    ticket: {
      site: "site_shop",
      channel: "web",
      priority: "high",
      verified: false,
      tags: [],
      text: "It is dark.",
      plan: "gold",
    },
  });
  expect(requestOf({ ...question, kind: "known", at: "2026-12-01T09:30" })).toEqual({
    number: "SHOP-10019",
    at: new Date(2026, 11, 1, 9, 30).toISOString(),
  });
});
