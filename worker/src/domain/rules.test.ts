import type { Condition, FieldValue, Rule } from "@firstline/sdk/wire";
import { Rules, ShortExplanation } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import type { RoutingFacts } from "./conditions.ts";
import { becauseOf, compileRules, decideRoute, shorten } from "./rules.ts";

const DAY = 86_400_000;
const at = Date.parse("2026-11-23T09:30:00Z");

const desk = {
  teams: new Map([
    ["team_front", { tier: 1 }],
    ["team_bills", { tier: 1 }],
    ["team_deep", { tier: 2 }],
  ]),
  calendars: new Map([
    ["cal_day", { isOpen: (instant: number) => instant % DAY < DAY / 2 }],
    ["cal_never", { isOpen: () => false }],
  ]),
};

const facts: RoutingFacts = {
  at,
  site: "site_shop",
  channel: "web",
  topic: "top_billing",
  fields: new Map<string, FieldValue>([
    ["order", "A-17 / Köln"],
    ["amount", 250],
    ["paid", true],
    ["colours", ["Rouge foncé", "Vert"]],
    ["nothing", ""],
  ]),
  priority: "normal",
  language: "de-AT",
  plan: "gold",
  verified: false,
  tags: ["returning"],
  subject: "Refund, please",
  body: "Meine Płatność was lost.",
  lastContactAt: at - 3 * DAY,
};

const fallback: Rule = { id: "rul_last", name: "Everything else", when: { type: "always" }, outcome: { tier: 1 } };
const rule = (id: string, when: Rule["when"], outcome: Rule["outcome"]): Rule => ({
  id,
  name: `Rule ${id}`,
  when,
  outcome,
});
const decide = (rules: readonly Rule[], about: Partial<RoutingFacts> = {}) =>
  decideRoute(compileRules(Rules.parse([...rules, fallback]), desk), { ...facts, ...about });

/** Why the ticket does not fulfil a condition: what each fact was, and `not` where it was not to be so. */
function failuresOf(condition: Condition, about: Partial<RoutingFacts> = {}): unknown[] {
  const [finding] = decide([rule("rul_one", condition, { tags: ["hit"] })], about).explanation;
  if (finding?.result !== "failed") return [];
  return finding.failed.map(({ value, expected }) => (expected ? value : { not: value }));
}

describe("a condition on a fact", () => {
  type Row = readonly [name: string, condition: Condition, failures: readonly unknown[], about?: Partial<RoutingFacts>];
  const field = (name: string, test: Extract<Condition, { type: "field" }>["test"]): Condition => ({
    type: "field",
    field: name,
    test,
  });
  const table: readonly Row[] = [
    ["site, one of", { type: "site", is: ["site_bank", "site_shop"] }, []],
    ["site, another", { type: "site", is: ["site_bank"] }, ["site_shop"]],
    ["channel", { type: "channel", is: ["web"] }, []],
    ["channel, another", { type: "channel", is: ["phone", "mail"] }, ["web"]],
    ["topic", { type: "topic", is: ["top_billing"] }, []],
    ["topic, none where one is asked for", { type: "topic", is: ["top_billing"] }, [null], { topic: null }],
    ["topic, none where none is asked for", { type: "topic", is: [null] }, [], { topic: null }],
    ["topic, one where none is asked for", { type: "topic", is: [null] }, ["top_billing"]],
    ["priority asked", { type: "priority", is: ["high", "normal"] }, []],
    ["priority, another", { type: "priority", is: ["high", "urgent"] }, ["normal"]],
    ["language, wider", { type: "language", is: ["DE"] }, []],
    ["language, the same in other letters", { type: "language", is: ["de-at"] }, []],
    ["language, narrower", { type: "language", is: ["de-AT-1996"] }, ["de-AT"]],
    ["language that only begins alike", { type: "language", is: ["de"] }, ["den"], { language: "den" }],
    ["language not known", { type: "language", is: ["de"] }, [null], { language: null }],
    ["language not known, as asked", { type: "language", is: ["fr", null] }, [], { language: null }],
    ["plan", { type: "plan", is: ["gold", "silver"] }, []],
    ["plan, in other letters, is another", { type: "plan", is: ["Gold"] }, ["gold"]],
    ["plan, none", { type: "plan", is: [null] }, [], { plan: null }],
    ["verified", { type: "verified", is: true }, [false]],
    ["not verified", { type: "verified", is: false }, []],
    ["tags, one of", { type: "tags", anyOf: ["vip", "returning"] }, []],
    ["tags, none of", { type: "tags", anyOf: ["vip"] }, [["returning"]]],
    ["tags, in capitals, are the same by the schema", { type: "tags", anyOf: ["RETURNING"] }, []],
    ["words in the subject", { type: "words", in: "subject", anyOf: ["lost", "refund"] }, []],
    ["words that are in the body only", { type: "words", in: "subject", anyOf: ["lost"] }, [[]]],
    ["words in the body", { type: "words", in: "body", anyOf: ["PLATNOSC"] }, []],
    ["words that are in the subject only", { type: "words", in: "body", anyOf: ["refund"] }, [[]]],
    ["words in either", { type: "words", in: "either", anyOf: ["refund"] }, []],
    ["words of both texts are no phrase", { type: "words", in: "either", anyOf: ["please meine"] }, [[]]],
    ["parts of words", { type: "words", in: "either", anyOf: ["fund", "los"] }, [[]]],
    [
      "words that are in the subject and the body",
      { type: "words", in: "either", anyOf: ["a"] },
      [],
      { subject: "a", body: "a" },
    ],
    ["hours, open", { type: "hours", calendar: "cal_day", is: "open" }, []],
    ["hours, open where closed is asked for", { type: "hours", calendar: "cal_day", is: "closed" }, ["open"]],
    ["hours, closed", { type: "hours", calendar: "cal_day", is: "closed" }, [], { at: at + DAY / 2 }],
    ["hours of another calendar", { type: "hours", calendar: "cal_never", is: "open" }, ["closed"]],
    ["repeat, to the millisecond", { type: "repeat", withinDays: 3 }, []],
    ["repeat, a millisecond too long ago", { type: "repeat", withinDays: 3 }, [4], { lastContactAt: at - 3 * DAY - 1 }],
    ["repeat, long ago", { type: "repeat", withinDays: 30 }, [100], { lastContactAt: at - 99.9 * DAY }],
    ["repeat, never", { type: "repeat", withinDays: 365 }, [null], { lastContactAt: null }],
    ["repeat, at the same instant", { type: "repeat", withinDays: 1 }, [], { lastContactAt: at }],
    ["repeat, only afterwards", { type: "repeat", withinDays: 365 }, [null], { lastContactAt: at + 1 }],
    ["field that is not there", field("colour", { operator: "equals", value: "" }), [null]],
    ["field that is empty", field("nothing", { operator: "equals", value: "" }), []],
    ["field that an object has by itself", field("constructor", { operator: "contains", anyOf: ["x"] }), [null]],
    ["field, equal text", field("order", { operator: "equals", value: "a-17 / KOLN" }), []],
    ["field, part of the text", field("order", { operator: "equals", value: "A-17" }), ["A-17 / Köln"]],
    ["field, equal number", field("amount", { operator: "equals", value: 250 }), []],
    ["field, number as text", field("amount", { operator: "equals", value: "250" }), [250]],
    ["field, equal answer", field("paid", { operator: "equals", value: true }), []],
    ["field, other answer", field("paid", { operator: "equals", value: false }), [true]],
    [
      "field, choice of several is no text",
      field("colours", { operator: "equals", value: "Vert" }),
      [["Rouge foncé", "Vert"]],
    ],
    ["field, text contains", field("order", { operator: "contains", anyOf: ["koln"] }), []],
    ["field, text contains no whole word", field("order", { operator: "contains", anyOf: ["kol"] }), ["A-17 / Köln"]],
    ["field, choice contains", field("colours", { operator: "contains", anyOf: ["bleu", "ROUGE FONCE"] }), []],
    [
      "field, choice contains whole options only",
      field("colours", { operator: "contains", anyOf: ["rouge"] }),
      [["Rouge foncé", "Vert"]],
    ],
    ["field, number contains nothing", field("amount", { operator: "contains", anyOf: ["250"] }), [250]],
    ["field, text is no number", field("order", { operator: "at_least", value: 0 }), ["A-17 / Köln"]],
    ["field, answer is no number", field("paid", { operator: "at_least", value: 0 }), [true]],
    ...(
      [
        ["less_than", false, false, true],
        ["at_most", false, true, true],
        ["at_least", true, true, false],
        ["more_than", true, false, false],
      ] as const
    ).flatMap(([operator, ...outcomes]) =>
      [249, 250, 251].map(
        (value, index): Row => [
          `field, 250 is ${operator} ${value}`,
          field("amount", { operator, value }),
          outcomes[index] ? [] : [250],
        ],
      ),
    ),
  ];

  const cases = table.map(([name, condition, failures, about]) => ({ name, condition, failures, about }));
  test.each(cases)("$name", ({ condition, failures, about }) => {
    expect(failuresOf(condition, about)).toEqual(failures);
    // What fails holds under a `not`, and the other way round.
    expect(failuresOf({ type: "not", of: condition }, about).length > 0).toBe(failures.length === 0);
  });
});

describe("conditions joined", () => {
  const yes: Condition = { type: "channel", is: ["web"] };
  const no: Condition = { type: "priority", is: ["urgent"] };
  const nor: Condition = { type: "verified", is: true };
  const not = (of: Condition): Condition => ({ type: "not", of });
  const all = (...of: Condition[]): Condition => ({ type: "all", of });
  const any = (...of: Condition[]): Condition => ({ type: "any", of });

  test.each<[string, Condition, unknown[]]>([
    ["all", all(yes, yes), []],
    ["all tells the first that failed", all(yes, no, nor), ["normal"]],
    ["any", any(no, yes), []],
    ["any tells each that failed", any(no, nor), ["normal", false]],
    ["not", not(no), []],
    ["not tells what was", not(yes), [{ not: "web" }]],
    ["not not", not(not(yes)), []],
    ["not all is any not", not(all(yes, no)), []],
    ["not all tells each that held", not(all(yes, not(no))), [{ not: "web" }, "normal"]],
    ["not any tells the first that held", not(any(no, yes)), [{ not: "web" }]],
    ["three deep", all(yes, any(no, not(all(yes, nor)))), []],
    ["three deep, failing", all(yes, any(no, not(all(yes, not(nor))))), ["normal", { not: "web" }, false]],
  ])("%s", (_name, condition, failures) => {
    expect(failuresOf(condition)).toEqual(failures);
  });
});

describe("what rules decide", () => {
  const hit: Condition = { type: "channel", is: ["web"] };
  const miss: Condition = { type: "channel", is: ["phone"] };

  test("the default alone leaves everything as it came in", () => {
    const { routing, explanation } = decide([]);
    expect(routing).toEqual({
      topic: "top_billing",
      priority: "normal",
      tier: 1,
      team: null,
      skills: [],
      certificates: [],
      language: null,
      tags: ["returning"],
      contract: null,
    });
    expect(explanation).toEqual([{ result: "matched", rule: "rul_last", name: "Everything else", decided: ["tier"] }]);
  });

  test("the first that names an outcome decides it, each outcome by itself", () => {
    const { routing, explanation } = decide([
      rule("rul_a", hit, { priority: "high" }),
      rule("rul_b", miss, { priority: "urgent", topic: "top_login" }),
      rule("rul_c", hit, { priority: "low", topic: "top_other", language: "de", contract: "ctr_gold" }),
      rule("rul_d", hit, { topic: "top_login", language: "fr", contract: "ctr_base", team: "team_bills" }),
    ]);
    expect(routing).toMatchObject({ priority: "high", topic: "top_other", language: "de", contract: "ctr_gold" });
    expect(explanation.map((finding) => (finding.result === "matched" ? finding.decided : finding.failed))).toEqual([
      ["priority"],
      [{ condition: miss, expected: true, value: "web" }],
      ["topic", "language", "contract"],
      ["tier", "team"],
      [],
    ]);
  });

  test("a team brings its tier, and a tier keeps later teams out", () => {
    const deep = rule("rul_a", hit, { team: "team_deep" });
    const second = rule("rul_b", hit, { tier: 2 });
    const bills = rule("rul_c", hit, { team: "team_bills" });
    const destination = (...rules: Rule[]) => {
      const { tier, team } = decide(rules).routing;
      return [tier, team];
    };
    expect(destination(deep, bills)).toEqual([2, "team_deep"]);
    expect(destination(second, bills)).toEqual([2, null]);
    expect(destination(bills, second)).toEqual([1, "team_bills"]);
  });

  test("skills, certificates and tags add up over all that match, the highest level counting", () => {
    const { routing } = decide([
      rule("rul_a", hit, { skills: [{ skill: "skl_sql", level: 2 }], tags: ["one"], certificates: ["skl_iso"] }),
      rule("rul_b", miss, { skills: [{ skill: "skl_law", level: 5 }], tags: ["two"] }),
      rule("rul_c", hit, {
        skills: [
          { skill: "skl_sql", level: 4 },
          { skill: "skl_php", level: 1 },
        ],
        certificates: ["skl_iso", "skl_pci"],
        tags: ["one", "three"],
      }),
      rule("rul_d", hit, { skills: [{ skill: "skl_sql", level: 3 }] }),
    ]);
    expect(routing.skills).toEqual([
      { skill: "skl_sql", level: 4 },
      { skill: "skl_php", level: 1 },
    ]);
    expect(routing.certificates).toEqual(["skl_iso", "skl_pci"]);
    expect(routing.tags).toEqual(["returning", "one", "three"]);
  });

  test("rules look at the ticket as it came in, not at what others decided", () => {
    const { routing } = decide([
      rule("rul_a", hit, { priority: "urgent", topic: "top_login", tags: ["vip"] }),
      rule("rul_b", { type: "priority", is: ["urgent"] }, { team: "team_deep" }),
      rule("rul_c", { type: "topic", is: ["top_login"] }, { team: "team_deep" }),
      rule("rul_d", { type: "tags", anyOf: ["vip"] }, { team: "team_deep" }),
    ]);
    expect(routing.team).toBeNull();
  });

  test("rules without a default, or naming a calendar that is gone, are a fault and not a ticket without a team", () => {
    expect(() => decideRoute(compileRules([], desk), facts)).toThrow("default");
    const gone = rule("rul_a", { type: "hours", calendar: "cal_gone", is: "open" }, { tier: 1 });
    expect(() => decide([gone])).toThrow("cal_gone");
  });
});

describe("the explanation in short", () => {
  const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;
  const miss: Condition = {
    type: "any",
    of: [
      { type: "channel", is: ["phone"] },
      { type: "plan", is: ["basic"] },
      { type: "plan", is: ["free"] },
    ],
  };
  const hit: Condition = { type: "channel", is: ["web"] };

  test("tells what decided, and by which conditions others failed", () => {
    const { explanation } = decide([
      rule("rul_a", miss, { priority: "high" }),
      rule("rul_b", hit, { team: "team_bills" }),
      rule("rul_c", hit, { tier: 2 }),
    ]);
    expect(shorten(explanation)).toEqual({
      looked: 4,
      decided: [{ rule: "rul_b", name: "Rule rul_b", outcomes: ["tier", "team"] }],
      failed: [{ rule: "rul_a", by: ["channel", "plan"] }],
    });
    expect(becauseOf(explanation)).toBe("Rule “Rule rul_b”");
  });

  test.each([
    ["Latin", "W".repeat(80)],
    ["Chinese", "退".repeat(80)],
    ["faces", "🙂".repeat(40)],
    ["quotes", '"'.repeat(80)],
    ["control characters", "\u0001".repeat(80)],
    ["halves of characters", "\ud83d".repeat(80)],
  ])("is at most 500 bytes with names of %s, and tells the rule that named the tier", (_name, name) => {
    const id = (index: number) => `rul_${String(index).padStart(32, "x")}`;
    const everything: Rule["outcome"] = {
      topic: "top_login",
      priority: "low",
      skills: [{ skill: "skl_sql", level: 1 }],
      certificates: ["skl_iso"],
      language: "de",
      tags: ["one"],
      contract: "ctr_gold",
    };
    const many = Array.from({ length: 400 }, (_, index) => rule(id(index), index % 2 ? hit : miss, { tags: ["one"] }));
    const { explanation } = decideRoute(
      compileRules(
        [
          ...many,
          { id: id(998), name, when: hit, outcome: { ...everything, team: "team_deep" } },
          { ...fallback, id: id(999), name },
        ],
        desk,
      ),
      facts,
    );
    const short = shorten(explanation);
    expect(ShortExplanation.parse(short)).toEqual(short);
    expect(bytesOf(short)).toBeLessThanOrEqual(500);
    expect(short.looked).toBe(402);
    const told = short.decided.find(({ rule }) => rule === id(998));
    expect(told?.outcomes).toHaveLength(9);
    expect([...(told?.name ?? "")].length).toBeLessThanOrEqual(40);
    expect(name.startsWith(told?.name.replace("…", "") ?? "?")).toBe(true);
  });

  test("holds nothing that the requester wrote", () => {
    const secret = "hunter2";
    const { explanation } = decide(
      [rule("rul_a", { type: "field", field: "order", test: { operator: "equals", value: "x" } }, { tier: 2 })],
      {
        fields: new Map([["order", secret]]),
        subject: secret,
        body: secret,
      },
    );
    expect(JSON.stringify(explanation)).toContain(secret);
    expect(JSON.stringify(shorten(explanation))).not.toContain(secret);
  });
});
