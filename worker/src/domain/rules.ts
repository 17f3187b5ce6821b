import type {
  FailedCondition,
  OutcomeName,
  Routing,
  RoutingExplanation,
  Rule,
  RuleFinding,
  RuleOutcome,
  ShortExplanation,
} from "@firstline/sdk/wire";
import {
  type Calendars,
  type CompiledCondition,
  compileCondition,
  Phrases,
  type RoutingFacts,
  situationOf,
} from "./conditions.ts";
import type { WordFinder } from "./words.ts";

/**
 * Routing by rules: where a ticket goes, how it starts, and why.
 *
 * 1. Rules look at the ticket as it came in, never at what another rule decided. So no rule can undo, repeat or feed
 *    another, and a rule can be read alone.
 * 2. Of the rules that match, the first that names an outcome decides it. A desk can so say in one rule what bank
 *    customers get, in another where refunds go and in a third what German needs, instead of one rule for each
 *    combination, which stopping at the first match would ask for.
 * 3. Team and tier are one outcome: who names either decides both, or a team of one rule could meet the tier of another.
 * 4. What is asked of whoever takes the ticket (skills, certificates) and tags add up over all rules that match, so that
 *    no rule takes away what another demands. Of a skill asked for twice the higher level counts.
 * 5. The last rule applies always and names a team or a tier, so that no ticket is left without.
 *
 * So the order of rules matters only among those that match and name the same single outcome.
 */
export interface CompiledRules {
  readonly rules: readonly CompiledRule[];
  readonly words: WordFinder;
  readonly calendars: Calendars;
}

interface CompiledRule {
  readonly rule: Rule;
  /** None: it applies always. */
  readonly condition: CompiledCondition | undefined;
  /** The outcome, a team with its tier. */
  readonly outcome: RuleOutcome;
}

export interface RoutingDecision {
  readonly routing: Routing;
  readonly explanation: RoutingExplanation;
}

/** Bytes of JSON, in UTF-8, that a shortened explanation has at most. */
export const SHORT_EXPLANATION_BYTES = 500;
/** Characters of a rule's name in it. */
const SHORT_NAME = 40;

const matched: readonly FailedCondition[] = [];

/**
 * Prepares rules; keep the result for as long as set-up stays the same. Expects rules that `rulesIssues` finds nothing
 * wrong with.
 */
export function compileRules(
  rules: readonly Rule[],
  desk: { readonly teams: ReadonlyMap<string, { readonly tier: number }>; readonly calendars: Calendars },
): CompiledRules {
  const phrases = new Phrases();
  const compiled = rules.map((rule) => {
    const tier = rule.outcome.team === undefined ? undefined : desk.teams.get(rule.outcome.team)?.tier;
    return {
      rule,
      condition: rule.when.type === "always" ? undefined : compileCondition(rule.when, phrases),
      outcome: tier === undefined ? rule.outcome : { ...rule.outcome, tier },
    };
  });
  return { rules: compiled, words: phrases.compile(), calendars: desk.calendars };
}

/** Where a ticket goes and how it starts, with what was found at every rule. */
export function decideRoute(compiled: CompiledRules, facts: RoutingFacts): RoutingDecision {
  const situation = situationOf(facts, compiled.words, compiled.calendars);
  const single: RuleOutcome = {};
  const skills = new Map<string, number>();
  const certificates = new Set<string>();
  const tags = new Set(facts.tags);

  const explanation = compiled.rules.map(({ rule, condition, outcome }): RuleFinding => {
    const failed = condition?.failures(situation) ?? matched;
    if (failed.length > 0) return { result: "failed", rule: rule.id, name: rule.name, failed: [...failed] };
    for (const { skill, level } of outcome.skills ?? []) skills.set(skill, Math.max(level, skills.get(skill) ?? 0));
    for (const certificate of outcome.certificates ?? []) certificates.add(certificate);
    for (const tag of outcome.tags ?? []) tags.add(tag);
    return { result: "matched", rule: rule.id, name: rule.name, decided: takeOver(single, outcome) };
  });

  if (single.tier === undefined) throw new Error("The rules' default names no team or tier");
  return {
    routing: {
      topic: single.topic ?? facts.topic,
      priority: single.priority ?? facts.priority,
      tier: single.tier,
      team: single.team ?? null,
      skills: [...skills].map(([skill, level]) => ({ skill, level })),
      certificates: [...certificates],
      language: single.language ?? null,
      tags: [...tags],
      contract: single.contract ?? null,
    },
    explanation,
  };
}

/** Gives `single` what a rule that matched is the first to name, and tells all that the rule had a part in. */
function takeOver(single: RuleOutcome, outcome: RuleOutcome): OutcomeName[] {
  const decided: OutcomeName[] = [];
  const take = <Name extends "topic" | "priority" | "language" | "contract" | "tier">(name: Name): boolean => {
    const value = outcome[name];
    if (value === undefined || single[name] !== undefined) return false;
    single[name] = value;
    decided.push(name);
    return true;
  };
  take("topic");
  take("priority");
  if (take("tier") && outcome.team !== undefined) {
    single.team = outcome.team;
    decided.push("team");
  }
  take("language");
  take("contract");
  if (outcome.skills) decided.push("skills");
  if (outcome.certificates) decided.push("certificates");
  if (outcome.tags) decided.push("tags");
  return decided;
}

/** Why a ticket went where it went, in words: the rule that named the tier. */
export function becauseOf(explanation: RoutingExplanation): string {
  const finding = explanation.find((each) => each.result === "matched" && each.decided.includes("tier"));
  if (!finding) throw new Error("No rule named a tier");
  return `Rule “${finding.name}”`;
}

/**
 * The explanation as a ticket's event keeps it: at most 500 bytes of JSON, and nothing that the requester wrote. The
 * rule that named the tier is always told; then come the others that decided something, in order, and then those that
 * failed, in order, up to the first that does not fit.
 */
export function shorten(explanation: RoutingExplanation): ShortExplanation {
  const blank: ShortExplanation = { looked: explanation.length, decided: [], failed: [] };
  let left = SHORT_EXPLANATION_BYTES - bytesOf(JSON.stringify(blank));
  const fits = (entry: object): boolean => {
    if (left === 0) return false;
    const bytes = bytesOf(JSON.stringify(entry)) + 1;
    left = bytes > left ? 0 : left - bytes;
    return left > 0;
  };

  const decided = explanation.flatMap((finding) =>
    finding.result === "matched" && finding.decided.length > 0
      ? [{ rule: finding.rule, name: cut(finding.name), outcomes: finding.decided }]
      : [],
  );
  const namedTier = decided.filter(({ outcomes }) => outcomes.includes("tier"));
  const others = decided.filter((entry) => !namedTier.includes(entry));
  const told = new Set([...namedTier, ...others].filter(fits));
  const failed = explanation.flatMap((finding) =>
    finding.result === "failed"
      ? [{ rule: finding.rule, by: [...new Set(finding.failed.map(({ condition }) => condition.type))] }]
      : [],
  );
  return { ...blank, decided: decided.filter((entry) => told.has(entry)), failed: failed.filter(fits) };
}

function cut(name: string): string {
  const characters = [...name];
  return characters.length <= SHORT_NAME ? name : `${characters.slice(0, SHORT_NAME - 1).join("")}…`;
}

/** The length of a text in UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}
