import type { Condition, FactCondition, OutcomeName, Rule, RuleOutcome } from "@firstline/sdk/wire";
import { Routing, RoutingExplanation, Rules, ShortExplanation } from "@firstline/sdk/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { RoutingFacts } from "./conditions.ts";
import { compileRules, decideRoute, shorten } from "./rules.ts";

const DAY = 86_400_000;
const teams = new Map([
  ["team_a", { tier: 1 }],
  ["team_b", { tier: 2 }],
]);
const calendars = new Map([["cal_even", { isOpen: (at: number) => at % 2 === 0 }]]);

const channel = fc.constantFrom("web" as const, "mail" as const, "phone" as const);
const topic = fc.constantFrom("top_a", "top_b", null);
const priority = fc.constantFrom("low" as const, "normal" as const, "urgent" as const);
const tag = fc.constantFrom("one", "two", "three");
const word = fc.constantFrom("red", "blue", "green");

const factCondition: fc.Arbitrary<FactCondition> = fc.oneof(
  channel.map((value) => ({ type: "channel" as const, is: [value] })),
  fc.uniqueArray(topic, { minLength: 1 }).map((is) => ({ type: "topic" as const, is })),
  priority.map((value) => ({ type: "priority" as const, is: [value] })),
  fc.boolean().map((is) => ({ type: "verified" as const, is })),
  tag.map((value) => ({ type: "tags" as const, anyOf: [value] })),
  fc.record({ in: fc.constantFrom("subject" as const, "body" as const, "either" as const), word }).map((words) => ({
    type: "words" as const,
    in: words.in,
    anyOf: [words.word],
  })),
  fc
    .constantFrom("open" as const, "closed" as const)
    .map((is) => ({ type: "hours" as const, calendar: "cal_even", is })),
  fc.integer({ min: 1, max: 4 }).map((withinDays) => ({ type: "repeat" as const, withinDays })),
  fc.integer({ min: 0, max: 4 }).map((value) => ({
    type: "field" as const,
    field: "amount",
    test: { operator: "at_least" as const, value },
  })),
);
const { condition } = fc.letrec<{ condition: Condition; group: Condition }>((tie) => ({
  condition: fc.oneof({ maxDepth: 3, depthIdentifier: "group" }, factCondition, tie("group")),
  group: fc.oneof(
    { depthIdentifier: "group" },
    fc.record({
      type: fc.constantFrom("all" as const, "any" as const),
      of: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }),
    }),
    tie("condition").map((of) => ({ type: "not" as const, of })),
  ),
}));

const outcome: fc.Arbitrary<RuleOutcome> = fc.record(
  {
    topic: fc.constantFrom("top_a", "top_b"),
    priority,
    team: fc.constantFrom("team_a", "team_b"),
    language: fc.constantFrom("de", "pl"),
    contract: fc.constantFrom("ctr_a", "ctr_b"),
    tags: fc.uniqueArray(tag, { minLength: 1 }),
    skills: fc.array(fc.record({ skill: fc.constantFrom("skl_a", "skl_b"), level: fc.integer({ min: 1, max: 5 }) }), {
      minLength: 1,
      maxLength: 2,
    }),
    certificates: fc.uniqueArray(fc.constantFrom("skl_a", "skl_b"), { minLength: 1 }),
  },
  { requiredKeys: [] },
);
const rules: fc.Arbitrary<Rule[]> = fc
  .array(fc.record({ when: condition, outcome }), { maxLength: 12 })
  .map((all) => [
    ...all.map((each, index) => ({ id: `rul_${index}`, name: `Rule ${index}`, ...each })),
    { id: "rul_last", name: "Everything else", when: { type: "always" }, outcome: { tier: 1 } },
  ]);

const now = Date.UTC(2026, 10, 23);
const facts: fc.Arbitrary<RoutingFacts> = fc.record({
  at: fc.constantFrom(now, now + 1),
  site: fc.constant("site_a"),
  channel,
  topic,
  fields: fc
    .option(fc.integer({ min: 0, max: 4 }), { nil: null })
    .map((amount) => new Map(amount === null ? [] : [["amount", amount]])),
  priority,
  language: fc.constant("de"),
  plan: fc.constant(null),
  verified: fc.boolean(),
  tags: fc.uniqueArray(tag),
  subject: fc.array(word, { maxLength: 2 }).map((words) => words.join(" ")),
  body: fc.array(word, { maxLength: 2 }).map((words) => words.join("; ").toUpperCase()),
  lastContactAt: fc.option(
    fc.integer({ min: 0, max: 5 * DAY }).map((ago) => now - ago),
    { nil: null },
  ),
});

/** Whether a condition holds, said once more and as plainly as can be. */
function holds(about: Condition, ticket: RoutingFacts): boolean {
  switch (about.type) {
    case "all":
      return about.of.every((part) => holds(part, ticket));
    case "any":
      return about.of.some((part) => holds(part, ticket));
    case "not":
      return !holds(about.of, ticket);
    case "channel":
      return about.is.includes(ticket.channel);
    case "topic":
      return about.is.includes(ticket.topic);
    case "priority":
      return about.is.includes(ticket.priority);
    case "verified":
      return about.is === ticket.verified;
    case "tags":
      return about.anyOf.some((each) => ticket.tags.includes(each));
    case "words": {
      const texts = { subject: [ticket.subject], body: [ticket.body], either: [ticket.subject, ticket.body] };
      return about.anyOf.some((each) => texts[about.in].some((text) => text.toLowerCase().includes(each)));
    }
    case "hours":
      return (ticket.at % 2 === 0) === (about.is === "open");
    case "repeat":
      return ticket.lastContactAt !== null && ticket.at - ticket.lastContactAt <= about.withinDays * DAY;
    case "field": {
      const amount = ticket.fields.get("amount");
      return about.test.operator === "at_least" && typeof amount === "number" && amount >= about.test.value;
    }
    default:
      throw new Error(`No ${about.type} is made here`);
  }
}

const matches = (rule: Rule, ticket: RoutingFacts) => rule.when.type === "always" || holds(rule.when, ticket);
const decide = (list: readonly Rule[], ticket: RoutingFacts) =>
  decideRoute(compileRules(list, { teams, calendars }), ticket);
const check = (property: (list: Rule[], ticket: RoutingFacts) => void) =>
  fc.assert(fc.property(rules, facts, property), { numRuns: 600 });

test("what is made here is what the wire takes and gives", () => {
  check((list, ticket) => {
    expect(Rules.parse(list)).toEqual(list);
    const { routing, explanation } = decide(list, ticket);
    expect(Routing.parse(routing)).toEqual(routing);
    expect(RoutingExplanation.parse(explanation)).toEqual(explanation);
  });
});

test("a rule matches where its conditions hold, and every rule is told of in order", () => {
  check((list, ticket) => {
    const { explanation } = decide(list, ticket);
    expect(explanation.map(({ rule, result }) => [rule, result])).toEqual(
      list.map((rule) => [rule.id, matches(rule, ticket) ? "matched" : "failed"]),
    );
  });
});

test("each condition that is told to have failed did, and turning them all round is enough to match", () => {
  check((list, ticket) => {
    const { explanation } = decide(list, ticket);
    explanation.forEach((finding, index) => {
      if (finding.result === "matched") return;
      for (const failure of finding.failed) expect(holds(failure.condition, ticket)).toBe(!failure.expected);
      const told = new Set(finding.failed.map((failure) => failure.condition));
      const when = list[index]?.when;
      if (!when || when.type === "always") throw new Error("What applies always cannot fail");
      // An `all` tells its first failure only, so those behind it are taken to be as they should.
      expect(couldHold(when, true, told, ticket)).toBe(true);
    });
  });
});

/** Whether a condition is as expected once some conditions on facts are, an `all` looked at up to the first of those. */
function couldHold(about: Condition, expected: boolean, told: ReadonlySet<Condition>, ticket: RoutingFacts): boolean {
  if (about.type === "not") return couldHold(about.of, !expected, told, ticket);
  if (about.type !== "all" && about.type !== "any") return told.has(about) || holds(about, ticket) === expected;
  if ((about.type === "any") === expected) return about.of.some((part) => couldHold(part, expected, told, ticket));
  const first = about.of.find((part) => holds(part, ticket) !== expected);
  return first === undefined || couldHold(first, expected, told, ticket);
}

test("the decision is what the rules that matched say, the first for each outcome, lists together", () => {
  check((list, ticket) => {
    const { routing } = decide(list, ticket);
    const matched = list.filter((rule) => matches(rule, ticket)).map((rule) => rule.outcome);
    const first = <Name extends keyof RuleOutcome>(name: Name) =>
      matched.find((each) => each[name] !== undefined)?.[name];
    const team = matched.find((each) => each.team !== undefined || each.tier !== undefined)?.team;
    expect(routing.topic).toBe(first("topic") ?? ticket.topic);
    expect(routing.priority).toBe(first("priority") ?? ticket.priority);
    expect(routing.language).toBe(first("language") ?? null);
    expect(routing.contract).toBe(first("contract") ?? null);
    expect(routing.team).toBe(team ?? null);
    expect(routing.tier).toBe(team === undefined ? 1 : teams.get(team)?.tier);
    expect(new Set(routing.tags)).toEqual(new Set([...ticket.tags, ...matched.flatMap((each) => each.tags ?? [])]));
    expect(new Set(routing.certificates)).toEqual(new Set(matched.flatMap((each) => each.certificates ?? [])));
    for (const { skill, level } of routing.skills) {
      const asked = matched.flatMap((each) => each.skills ?? []).filter((each) => each.skill === skill);
      expect(level).toBe(Math.max(...asked.map((each) => each.level)));
    }
  });
});

test("the explanation agrees with the decision: each single outcome is decided once, by a rule that says it", () => {
  check((list, ticket) => {
    const { routing, explanation } = decide(list, ticket);
    const deciding = (name: OutcomeName) =>
      explanation.flatMap((finding, index) =>
        finding.result === "matched" && finding.decided.includes(name) ? (list[index]?.outcome ?? []) : [],
      );
    expect(deciding("tier")).toHaveLength(1);
    expect(deciding("team").map((each) => each.team)).toEqual(routing.team === null ? [] : [routing.team]);
    for (const name of ["topic", "priority", "language", "contract"] as const) {
      const saying = deciding(name).map((each) => each[name]);
      expect(saying.length).toBeLessThanOrEqual(1);
      if (saying.length === 1) expect(routing[name]).toBe(saying[0]);
    }
  });
});

test("the order matters only through the first that matches: rules that did not match may stand anywhere or be gone", () => {
  check((list, ticket) => {
    const { routing } = decide(list, ticket);
    const matched = list.filter((rule) => matches(rule, ticket));
    const others = list.filter((rule) => !matches(rule, ticket));
    expect(decide(matched, ticket).routing).toEqual(routing);
    expect(decide([...others, ...matched], ticket).routing).toEqual(routing);
  });
});

test("rules that match and name no single outcome in common may change places", () => {
  check((list, ticket) => {
    const names = (rule: Rule | undefined) =>
      Object.keys(rule?.outcome ?? {}).filter((name) => !["tags", "skills", "certificates"].includes(name));
    const sets = (routed: Routing) => ({
      ...routed,
      tags: new Set(routed.tags),
      certificates: new Set(routed.certificates),
      skills: new Map(routed.skills.map(({ skill, level }) => [skill, level])),
    });
    const { routing } = decide(list, ticket);
    for (let index = 0; index + 2 < list.length; index++) {
      const [one, other] = [list[index], list[index + 1]];
      if (!one || !other || names(one).some((name) => names(other).includes(name))) continue;
      const changed = list.toSpliced(index, 2, other, one);
      expect(sets(decide(changed, ticket).routing)).toEqual(sets(routing));
    }
  });
});

test("an explanation in short is at most 500 bytes, true, and tells what named the tier", () => {
  fc.assert(
    fc.property(
      rules,
      facts,
      fc.array(fc.string({ unit: "binary", maxLength: 60 }), { maxLength: 4 }),
      (list, ticket, names) => {
        const { explanation } = decide(
          list.map((rule, index) => ({ ...rule, name: names[index] ?? rule.name })),
          ticket,
        );
        const short = shorten(explanation);
        expect(ShortExplanation.parse(short)).toEqual(short);
        expect(new TextEncoder().encode(JSON.stringify(short)).length).toBeLessThanOrEqual(500);
        expect(short.looked).toBe(list.length);
        expect(short.decided.filter((each) => each.outcomes.includes("tier"))).toHaveLength(1);
        for (const { rule, outcomes } of short.decided) {
          expect(explanation.find((finding) => finding.rule === rule)).toMatchObject({
            result: "matched",
            decided: outcomes,
          });
        }
        for (const { rule, by } of short.failed) {
          const finding = explanation.find((each) => each.rule === rule);
          const types = finding?.result === "failed" ? finding.failed.map((failure) => failure.condition.type) : [];
          expect(new Set(by)).toEqual(new Set(types));
        }
      },
    ),
    { numRuns: 200 },
  );
});
