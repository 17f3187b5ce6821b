import type {
  Condition,
  FactCondition,
  FailedCondition,
  FieldTest,
  Rule,
  RuleOutcome,
  Setup,
} from "@firstline/sdk/wire";
import { explainTexts } from "../../texts/explain.ts";
import { rulesTexts } from "../../texts/rules.ts";
import { texts as general } from "../../texts.ts";

const texts = rulesTexts.words;

/** What things of a set-up are called. What is not there any more is called by its id. */
export interface Names {
  site(id: string): string;
  topic(id: string): string;
  field(id: string): string;
  team(id: string): string;
  tier(level: number): string;
  skill(id: string): string;
  calendar(id: string): string;
  contract(id: string): string;
}

/** The names of a set-up; of topics and fields that several sites have, the first counts. */
export function namesOf({ sites, teams, tiers, roster, calendars, contracts }: Setup): Names {
  const topics = sites.flatMap((site) => site.topics);
  const fields = topics.flatMap((topic) => topic.fields);
  const named = (things: readonly { readonly id: string; readonly name: string }[]) => {
    const names = new Map(things.map(({ id, name }) => [id, name]));
    return (id: string) => names.get(id) ?? id;
  };
  const labelled = (things: readonly { readonly id: string; readonly label: string }[]) => {
    const labels = new Map(things.toReversed().map(({ id, label }) => [id, label]));
    return (id: string) => labels.get(id) ?? id;
  };
  return {
    site: named(sites),
    topic: labelled(topics),
    field: labelled(fields),
    team: named(teams),
    tier: (level) => tiers.find((tier) => tier.level === level)?.label ?? general.tier(level),
    skill: labelled(roster.skills),
    calendar: named(calendars),
    contract: named(contracts),
  };
}

/** When a rule applies, in words. */
export const whenWords = ({ when }: Pick<Rule, "when">, names: Names): string =>
  when.type === "always" ? rulesTexts.always : conditionWords(when, names);

/** A condition in words; groups in groups stand in brackets. */
export function conditionWords(condition: Condition, names: Names, inner = false): string {
  switch (condition.type) {
    case "all":
    case "any": {
      const parts = condition.of.map((part) => conditionWords(part, names, condition.of.length > 1));
      const words = texts[condition.type](parts);
      return inner && condition.of.length > 1 ? texts.group(words) : words;
    }
    case "not":
      return texts.not(conditionWords(condition.of, names));
    default:
      return factWords(condition, names);
  }
}

export function factWords(condition: FactCondition, names: Names): string {
  const known = (list: readonly (string | null)[], name: (id: string) => string = (id) => id) =>
    list.map((id) => (id === null ? texts.unknown : name(id)));
  switch (condition.type) {
    case "site":
      return texts.site(known(condition.is, names.site));
    case "channel":
      return texts.channel(condition.is.map((channel) => general.channel[channel]));
    case "topic":
      return texts.topic(condition.is.map((topic) => (topic === null ? rulesTexts.facts.noTopic : names.topic(topic))));
    case "priority":
      return texts.priority(condition.is.map((priority) => general.priority[priority]));
    case "language":
      return texts.language(known(condition.is));
    case "plan":
      return texts.plan(known(condition.is));
    case "verified":
      return condition.is ? texts.verified : texts.unverified;
    case "tags":
      return texts.tags(condition.anyOf);
    case "words":
      return texts.words(condition.anyOf, rulesTexts.facts.in[condition.in]);
    case "hours":
      return texts[condition.is](names.calendar(condition.calendar));
    case "repeat":
      return texts.repeat(condition.withinDays);
    case "field":
      return texts.field(
        names.field(condition.field),
        rulesTexts.facts.operators[condition.test.operator],
        testValue(condition.test),
      );
  }
}

const testValue = (test: FieldTest): string =>
  test.operator === "contains" ? test.anyOf.map((phrase) => `“${phrase}”`).join(", ") : plain(test.value);

const plain = (value: string | number | boolean): string =>
  typeof value === "boolean" ? (value ? explainTexts.yes : explainTexts.no) : String(value);

/** Why a condition kept a rule from matching, with what the fact was. */
export function failureWords({ condition, expected, value }: FailedCondition, names: Names): string {
  const words = factWords(condition, names);
  const was = valueWords(condition, value, names);
  return expected ? explainTexts.because(words, was) : explainTexts.becauseNot(words, was);
}

function valueWords({ type }: FactCondition, value: FailedCondition["value"], names: Names): string {
  if (type === "words" && Array.isArray(value)) {
    return value.length === 0 ? explainTexts.none : explainTexts.found(value.join(", "));
  }
  if (type === "repeat") return typeof value === "number" ? explainTexts.daysAgo(value) : explainTexts.never;
  if (value === null) return type === "topic" ? rulesTexts.facts.noTopic : explainTexts.unknown;
  if (Array.isArray(value)) return value.length === 0 ? explainTexts.none : value.join(", ");
  if (typeof value !== "string") return plain(value);
  if (type === "site") return names.site(value);
  if (type === "topic") return names.topic(value);
  if (type === "hours") return value === "open" ? rulesTexts.facts.open : rulesTexts.facts.closed;
  const words: Readonly<Record<string, string>> =
    type === "channel" ? general.channel : type === "priority" ? general.priority : {};
  return words[value] ?? value;
}

/** What a rule decides, one thing each. */
export function outcomeWords(outcome: RuleOutcome, names: Names): string[] {
  const say = rulesTexts.outcomeWords;
  const { topic, priority, tier, team, skills = [], certificates = [], language, tags, contract } = outcome;
  return [
    topic !== undefined && say.topic(names.topic(topic)),
    priority !== undefined && say.priority(general.priority[priority]),
    team !== undefined && say.team(names.team(team)),
    tier !== undefined && say.tier(names.tier(tier)),
    ...skills.map(({ skill, level }) => say.skill(names.skill(skill), level)),
    ...certificates.map((skill) => say.certificate(names.skill(skill))),
    language !== undefined && say.language(language),
    tags !== undefined && say.tags(tags),
    contract !== undefined && say.contract(names.contract(contract)),
  ].filter((words) => words !== false);
}
