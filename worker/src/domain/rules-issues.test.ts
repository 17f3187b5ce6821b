import type { Condition, Rule } from "@firstline/sdk/wire";
import { Rules } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import { type RuleContext, rulesIssues } from "./rules-issues.ts";

const context: RuleContext = {
  sites: new Set(["site_shop"]),
  topics: new Set(["top_login", "top_billing"]),
  fields: new Set(["order", "a"]),
  teams: new Map([
    ["team_front", { name: "Front", tier: 1 }],
    ["team_deep", { name: "Deep", tier: 2 }],
  ]),
  tiers: new Set([1, 2, 3]),
  skills: new Set(["skl_sql"]),
  calendars: new Set(["cal_day"]),
  contracts: new Set(["ctr_gold"]),
};

const web: Condition = { type: "channel", is: ["web"] };
const phone: Condition = { type: "channel", is: ["phone"] };
const vip: Condition = { type: "tags", anyOf: ["vip"] };
const fallback: Rule = {
  id: "rul_last",
  name: "Everything else",
  when: { type: "always" },
  outcome: { team: "team_front" },
};
const rule = (when: Rule["when"], outcome: Rule["outcome"] = { tier: 1 }, name = "One"): Rule => ({
  id: `rul_${name}`,
  name,
  when,
  outcome,
});
const issuesOf = (...rules: Rule[]) => rulesIssues(rules, context).map(({ path, message }) => `${path}: ${message}`);
const nested = (depth: number): Condition => (depth === 0 ? web : { type: "not", of: nested(depth - 1) });

test("rules that may be saved", () => {
  const good = Rules.parse([
    rule(
      { type: "all", of: [web, { type: "any", of: [vip, { type: "not", of: phone }] }] },
      { skills: [{ skill: "skl_sql", level: 2 }], certificates: ["skl_sql"], contract: "ctr_gold", topic: "top_login" },
    ),
    rule({ type: "hours", calendar: "cal_day", is: "closed" }, { team: "team_deep", tier: 2 }, "Two"),
    rule({ type: "topic", is: ["top_billing", null] }, { tags: ["bill"] }, "Three"),
    rule({ type: "site", is: ["site_shop"] }, { priority: "low" }, "Four"),
    fallback,
  ]);
  expect(rulesIssues(good, context)).toEqual([]);
});

describe("the default", () => {
  test.each<[string, Rule[], string[]]>([
    ["no rules", [], [": There are no rules. At least a default is needed, which applies always."]],
    [
      "none",
      [fallback, rule(web)],
      [
        "0.when: “Everything else” applies always, so it is the default and has to be the last rule.",
        "1.when: There is no default: “One” is the last rule and has conditions. Put one after it that applies always.",
      ],
    ],
    [
      "two",
      [rule({ type: "always" }), fallback],
      ["0.when: “One” applies always, so it is the default and has to be the last rule."],
    ],
    [
      "without a team",
      [rule({ type: "always" }, { priority: "low" })],
      ["0.outcome: “One” is the default, so it has to name a team or a tier."],
    ],
  ])("%s", (_name, rules, issues) => {
    expect(issuesOf(...rules)).toEqual(issues);
  });
});

describe("one rule", () => {
  test.each<[string, Rule, string]>([
    [
      "missing team",
      rule(web, { team: "team_gone" }),
      "outcome.team: “One” sends tickets to team_gone, which is not a team here.",
    ],
    [
      "missing topic",
      rule(web, { topic: "top_gone" }),
      "outcome.topic: “One” gives tickets the topic top_gone, which is not there.",
    ],
    ["missing tier", rule(web, { tier: 4 }), "outcome.tier: “One” sends tickets to tier 4, which is not there."],
    [
      "tier without teams",
      rule(web, { tier: 3 }),
      "outcome.tier: “One” sends tickets to tier 3, which no team serves.",
    ],
    [
      "team of another tier",
      rule(web, { team: "team_front", tier: 2 }),
      "outcome.tier: “One” sends tickets to Front and to tier 2, but Front serves tier 1.",
    ],
    [
      "missing skill",
      rule(web, { skills: [{ skill: "skl_gone", level: 1 }] }),
      "outcome.skills.0: “One” asks for skl_gone, which is not a skill here.",
    ],
    [
      "missing certificate",
      rule(web, { certificates: ["skl_sql", "skl_gone"] }),
      "outcome.certificates.1: “One” asks for skl_gone, which is not a skill here.",
    ],
    [
      "missing contract",
      rule(web, { contract: "ctr_gone" }),
      "outcome.contract: “One” puts tickets under ctr_gone, which is not a contract here.",
    ],
    ["no outcome", rule(web, {}), "outcome: “One” decides nothing."],
    [
      "missing site, deep inside",
      rule({ type: "all", of: [web, { type: "not", of: { type: "site", is: ["site_shop", "site_gone"] } }] }),
      "when.of.1.of.is.1: “One” asks for the site site_gone, which is not there.",
    ],
    [
      "missing topic asked for",
      rule({ type: "topic", is: ["top_gone"] }),
      "when.is.0: “One” asks for the topic top_gone, which is not there.",
    ],
    [
      "missing calendar",
      rule({ type: "hours", calendar: "cal_gone", is: "open" }),
      "when.calendar: “One” asks for the calendar cal_gone, which is not there.",
    ],
    [
      "missing field",
      rule({ type: "not", of: { type: "field", field: "gone", test: { operator: "equals", value: 1 } } }),
      "when.of.field: “One” looks at the field gone, which no form has.",
    ],
    [
      "phrase without a word",
      rule({ type: "words", in: "body", anyOf: ["refund", "?!"] }),
      "when.anyOf.1: “One” looks for “?!”, which has no word in it and is never found.",
    ],
    [
      "field's phrase without a word",
      rule({ type: "field", field: "order", test: { operator: "contains", anyOf: ["—"] } }),
      "when.test.anyOf.0: “One” looks for “—”, which has no word in it and is never found.",
    ],
    ["too deep", rule(nested(4)), "when: “One” has groups 4 deep in each other. At most 3 can be followed."],
    [
      "too many conditions",
      rule({
        type: "all",
        of: [0, 1, 2].map(() => ({ type: "any" as const, of: Array.from({ length: 40 }, () => web) })),
      }),
      "when: “One” has 120 conditions. At most 100 are allowed.",
    ],
  ])("%s", (_name, one, issue) => {
    expect(Rules.safeParse([one, fallback]).success).toBe(true);
    expect(issuesOf(one, fallback)).toEqual([`0.${issue}`]);
  });

  test("groups three deep are not too deep", () => {
    expect(issuesOf(rule(nested(3)), fallback)).toEqual([]);
  });
});

test("two of one id", () => {
  expect(issuesOf(rule(web), { ...rule(phone), name: "Two" }, fallback)).toEqual([
    "1.id: “One” and “Two” share the id rul_One.",
  ]);
});

describe("a rule that is never reached", () => {
  const all = (...of: Condition[]): Condition => ({ type: "all", of });
  const any = (...of: Condition[]): Condition => ({ type: "any", of });
  const not = (of: Condition): Condition => ({ type: "not", of });
  const sites: Condition = { type: "channel", is: ["web", "api"] };

  test.each<[string, Condition, Condition]>([
    ["the same", web, { ...web }],
    ["in another order", all(web, vip), all(vip, web)],
    ["said twice", web, all(web, web)],
    ["lists in another order and with doubles", sites, { type: "channel", is: ["api", "web", "api"] }],
    ["properties in another order", web, { is: ["web"], type: "channel" }],
    ["needless groups", all(web, vip, phone), all(all(web, any(vip)), phone)],
    ["not not", web, not(not(web))],
    ["not any is all not", not(any(web, vip)), all(not(web), not(vip))],
    ["not all is any not", any(phone, not(web), not(vip)), any(not(all(web, vip)), phone)],
    ["needless groups in groups", all(web, vip), all(any(all(vip, web)))],
  ])("%s", (_name, one, other) => {
    expect(issuesOf(rule(one), rule(other, { tier: 1 }, "Two"), fallback)).toEqual([
      "1.when: “Two” has the same conditions as “One” before it. Put what both decide into one rule.",
    ]);
  });

  test.each<[string, Condition, Condition]>([
    ["not", web, not(web)],
    ["all and any", all(web, vip), any(web, vip)],
    ["one more", all(web, vip), all(web, vip, phone)],
    [
      "another place for words",
      { type: "words", in: "body", anyOf: ["a"] },
      { type: "words", in: "subject", anyOf: ["a"] },
    ],
    ["groups that matter", all(web, any(vip, phone)), all(any(web, vip), phone)],
    [
      "number and text",
      { type: "field", field: "a", test: { operator: "equals", value: 1 } },
      { type: "field", field: "a", test: { operator: "equals", value: "1" } },
    ],
  ])("is not one of other conditions: %s", (_name, one, other) => {
    expect(issuesOf(rule(one), rule(other, { tier: 1 }, "Two"), fallback)).toEqual([]);
  });
});
