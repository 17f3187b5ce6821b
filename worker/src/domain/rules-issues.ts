import type { Condition, FactCondition, Issue, Rule } from "@firstline/sdk/wire";
import { wordsOf } from "./words.ts";

/** What rules may name. Teams by id. */
export interface RuleContext {
  readonly sites: ReadonlySet<string>;
  readonly topics: ReadonlySet<string>;
  /** The fields of all forms. */
  readonly fields: ReadonlySet<string>;
  readonly teams: ReadonlyMap<string, { readonly name: string; readonly tier: number }>;
  readonly tiers: ReadonlySet<number>;
  readonly skills: ReadonlySet<string>;
  readonly calendars: ReadonlySet<string>;
  readonly contracts: ReadonlySet<string>;
}

/** How deep groups of conditions may stand in each other, and how many conditions a rule may have. */
const DEEPEST = 3;
const MOST_CONDITIONS = 100;

type Note = (path: string, message: string) => void;

/** What rules that read well may still get wrong, in sentences for the person who wrote them. Paths begin with a rule's index. */
export function rulesIssues(rules: readonly Rule[], context: RuleContext): Issue[] {
  const issues: Issue[] = [];
  const note: Note = (path, message) => issues.push({ path, message });
  const earlier = new Map<string, string>();
  const ids = new Map<string, string>();

  rules.forEach((rule, index) => {
    const { id, name, when } = rule;
    const double = ids.get(id);
    if (double !== undefined) note(`${index}.id`, `“${double}” and “${name}” share the id ${id}.`);
    ids.set(id, name);

    outcomeIssues(rule, `${index}.outcome`, context, note);
    if (when.type === "always") {
      if (index < rules.length - 1) {
        note(`${index}.when`, `“${name}” applies always, so it is the default and has to be the last rule.`);
      }
      return;
    }
    const [groups, conditions] = measure(when);
    if (groups > DEEPEST) {
      note(`${index}.when`, `“${name}” has groups ${groups} deep in each other. At most ${DEEPEST} can be followed.`);
      return;
    }
    if (conditions > MOST_CONDITIONS) {
      note(`${index}.when`, `“${name}” has ${conditions} conditions. At most ${MOST_CONDITIONS} are allowed.`);
    }
    issues.push(...conditionIssues(when, `${index}.when`, name, context));
    const same = textOf(canonical(when));
    const before = earlier.get(same);
    if (before === undefined) earlier.set(same, name);
    else {
      note(
        `${index}.when`,
        `“${name}” has the same conditions as “${before}” before it. Put what both decide into one rule.`,
      );
    }
  });

  const last = rules.at(-1);
  if (!last) note("", "There are no rules. At least a default is needed, which applies always.");
  else if (last.when.type !== "always") {
    note(
      `${rules.length - 1}.when`,
      `There is no default: “${last.name}” is the last rule and has conditions. Put one after it that applies always.`,
    );
  } else if (last.outcome.team === undefined && last.outcome.tier === undefined) {
    note(`${rules.length - 1}.outcome`, `“${last.name}” is the default, so it has to name a team or a tier.`);
  }
  return issues;
}

function outcomeIssues({ name, outcome }: Rule, path: string, context: RuleContext, note: Note): void {
  const { topic, tier, team: teamId, skills, certificates, contract } = outcome;
  if (Object.values(outcome).every((value) => value === undefined)) note(path, `“${name}” decides nothing.`);
  if (topic !== undefined && !context.topics.has(topic)) {
    note(`${path}.topic`, `“${name}” gives tickets the topic ${topic}, which is not there.`);
  }
  const team = teamId === undefined ? undefined : context.teams.get(teamId);
  if (teamId !== undefined && !team) {
    note(`${path}.team`, `“${name}” sends tickets to ${teamId}, which is not a team here.`);
  }
  if (tier !== undefined) {
    if (!context.tiers.has(tier)) note(`${path}.tier`, `“${name}” sends tickets to tier ${tier}, which is not there.`);
    else if (team && team.tier !== tier) {
      note(
        `${path}.tier`,
        `“${name}” sends tickets to ${team.name} and to tier ${tier}, but ${team.name} serves tier ${team.tier}.`,
      );
    } else if (teamId === undefined && ![...context.teams.values()].some((each) => each.tier === tier)) {
      note(`${path}.tier`, `“${name}” sends tickets to tier ${tier}, which no team serves.`);
    }
  }
  const asked = [
    ...(skills ?? []).map(({ skill }, index) => ({ skill, at: `skills.${index}` })),
    ...(certificates ?? []).map((skill, index) => ({ skill, at: `certificates.${index}` })),
  ];
  for (const { skill, at } of asked) {
    if (!context.skills.has(skill)) note(`${path}.${at}`, `“${name}” asks for ${skill}, which is not a skill here.`);
  }
  if (contract !== undefined && !context.contracts.has(contract)) {
    note(`${path}.contract`, `“${name}” puts tickets under ${contract}, which is not a contract here.`);
  }
}

/** How many groups stand in each other at most, and how many conditions on facts there are. */
function measure(condition: Condition): [groups: number, conditions: number] {
  if (!isGroup(condition)) return [0, 1];
  const parts = (condition.type === "not" ? [condition.of] : condition.of).map(measure);
  return [1 + Math.max(...parts.map(([groups]) => groups)), parts.reduce((sum, [, conditions]) => sum + conditions, 0)];
}

type Group = Exclude<Condition, FactCondition>;
const isGroup = (condition: Condition): condition is Group =>
  condition.type === "all" || condition.type === "any" || condition.type === "not";

function conditionIssues(condition: Condition, path: string, name: string, context: RuleContext): Issue[] {
  const missing = (named: readonly (string | null)[], known: ReadonlySet<string>, what: string): Issue[] =>
    named.flatMap((id, index) =>
      id === null || known.has(id)
        ? []
        : [{ path: `${path}.is.${index}`, message: `“${name}” asks for ${what} ${id}, which is not there.` }],
    );
  const wordless = (phrases: readonly string[], at: string): Issue[] =>
    phrases.flatMap((phrase, index) => {
      if (wordsOf(phrase).length > 0) return [];
      const message = `“${name}” looks for “${phrase}”, which has no word in it and is never found.`;
      return [{ path: `${path}.${at}.${index}`, message }];
    });

  switch (condition.type) {
    case "all":
    case "any":
      return condition.of.flatMap((part, index) => conditionIssues(part, `${path}.of.${index}`, name, context));
    case "not":
      return conditionIssues(condition.of, `${path}.of`, name, context);
    case "site":
      return missing(condition.is, context.sites, "the site");
    case "topic":
      return missing(condition.is, context.topics, "the topic");
    case "hours": {
      if (context.calendars.has(condition.calendar)) return [];
      const message = `“${name}” asks for the calendar ${condition.calendar}, which is not there.`;
      return [{ path: `${path}.calendar`, message }];
    }
    case "words":
      return wordless(condition.anyOf, "anyOf");
    case "field": {
      const { field, test } = condition;
      if (context.fields.has(field)) return test.operator === "contains" ? wordless(test.anyOf, "test.anyOf") : [];
      return [{ path: `${path}.field`, message: `“${name}” looks at the field ${field}, which no form has.` }];
    }
    case "channel":
    case "priority":
    case "language":
    case "plan":
    case "verified":
    case "tags":
    case "repeat":
      return [];
  }
}

/** A condition without needless order, doubles and groups. */
type Canonical =
  | { readonly type: "fact"; readonly text: string }
  | { readonly type: "all" | "any"; readonly parts: readonly string[] };

const textOf = (form: Canonical): string =>
  form.type === "fact" ? form.text : `${form.type}(${form.parts.join(",")})`;

/**
 * Brings conditions that say the same into the same form, as far as order, doubles, `not` and needless groups go.
 * (Whether any two conditions say the same has no quick answer, and is not asked.)
 */
function canonical(condition: Condition, expected = true): Canonical {
  if (condition.type === "not") return canonical(condition.of, !expected);
  if (!isGroup(condition)) return { type: "fact", text: `${expected ? "" : "not "}${sorted(condition)}` };
  const type = (condition.type === "all") === expected ? "all" : "any";
  const forms = new Map(condition.of.map((part) => canonical(part, expected)).map((form) => [textOf(form), form]));
  const [only] = forms.values();
  if (only && forms.size === 1) return only;
  const parts = [...forms].flatMap(([text, form]) => (form.type === type ? form.parts : [text]));
  return { type, parts: [...new Set(parts)].sort() };
}

/** A condition on a fact, with its properties and lists in order and without doubles. */
const sorted = (condition: FactCondition): string =>
  JSON.stringify(condition, (_key, value: unknown) => {
    if (Array.isArray(value)) return [...new Set(value)].sort();
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
