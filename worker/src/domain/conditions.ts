import type {
  Channel,
  Condition,
  FactCondition,
  FailedCondition,
  FieldTest,
  FieldValue,
  Priority,
} from "@firstline/sdk/wire";
import type { BusinessTime } from "./calendar.ts";
import { compileWords, fold, type WordFinder } from "./words.ts";

/** What is known about a ticket when it comes in. Rules look at nothing else. Null: not known. */
export interface RoutingFacts {
  /** The instant at which it comes in, in milliseconds since 1970. */
  readonly at: number;
  readonly site: string;
  readonly channel: Channel;
  /** The topic that was picked. */
  readonly topic: string | null;
  readonly fields: ReadonlyMap<string, FieldValue>;
  /** The priority that was asked for. */
  readonly priority: Priority;
  readonly language: string | null;
  readonly plan: string | null;
  readonly verified: boolean;
  readonly tags: readonly string[];
  readonly subject: string;
  readonly body: string;
  /** When the requester last wrote in another ticket of the site, in milliseconds since 1970. */
  readonly lastContactAt: number | null;
}

/** The calendars that conditions on opening hours name, by id. */
export type Calendars = ReadonlyMap<string, Pick<BusinessTime, "isOpen">>;

/** A condition made ready to be asked. */
export interface CompiledCondition {
  /** Why a ticket does not fulfil it; nothing when it does. */
  failures(situation: Situation): readonly FailedCondition[];
}

/** The facts, and what has been worked out about them so far. */
export interface Situation {
  readonly facts: RoutingFacts;
  /** Which of the phrases a text holds. */
  phrasesIn(text: string): ReadonlySet<number>;
  isOpen(calendar: string): boolean;
}

const DAY = 86_400_000;
const none: readonly FailedCondition[] = [];

/** Collects every phrase that conditions look for, so that a text is searched once for them all. */
export class Phrases {
  readonly #indexes = new Map<string, number>();

  /** The index of a phrase in what `compile` prepares. */
  indexOf(phrase: string): number {
    const index = this.#indexes.get(phrase) ?? this.#indexes.size;
    this.#indexes.set(phrase, index);
    return index;
  }

  compile(): WordFinder {
    return compileWords([...this.#indexes.keys()]);
  }
}

/** The situation of a ticket. Each text is searched, and each calendar asked, when first needed and only once. */
export function situationOf(facts: RoutingFacts, words: WordFinder, calendars: Calendars): Situation {
  const found = new Map<string, ReadonlySet<number>>();
  const open = new Map<string, boolean>();
  return {
    facts,
    phrasesIn(text) {
      let phrases = found.get(text);
      if (!phrases) {
        phrases = words.find(text).phrases;
        found.set(text, phrases);
      }
      return phrases;
    },
    isOpen(id) {
      let isOpen = open.get(id);
      if (isOpen === undefined) {
        const calendar = calendars.get(id);
        if (!calendar) throw new Error(`A rule names the calendar ${id}, which is missing from the set-up`);
        isOpen = calendar.isOpen(facts.at);
        open.set(id, isOpen);
      }
      return isOpen;
    },
  };
}

/**
 * Makes a condition ready. A `not` goes down to the facts (a group that must not hold is the other group of conditions
 * that must not), so what failed can be told fact by fact: of an `all` its first failure, of an `any` every one.
 */
export function compileCondition(condition: Condition, phrases: Phrases, expected = true): CompiledCondition {
  switch (condition.type) {
    case "not":
      return compileCondition(condition.of, phrases, !expected);
    case "all":
    case "any": {
      const parts = condition.of.map((part) => compileCondition(part, phrases, expected));
      return (condition.type === "all") === expected ? every(parts) : some(parts);
    }
    default:
      return fact(condition, phrases, expected);
  }
}

const every = (parts: readonly CompiledCondition[]): CompiledCondition => ({
  failures(situation) {
    for (const part of parts) {
      const failures = part.failures(situation);
      if (failures.length > 0) return failures;
    }
    return none;
  },
});

const some = (parts: readonly CompiledCondition[]): CompiledCondition => ({
  failures(situation) {
    const all: FailedCondition[] = [];
    for (const part of parts) {
      const failures = part.failures(situation);
      if (failures.length === 0) return none;
      all.push(...failures);
    }
    return all;
  },
});

/** What a fact is, as an explanation tells it, and whether a condition on it holds. */
interface FactTest {
  holds(situation: Situation): boolean;
  value(situation: Situation): FieldValue | null;
}

function fact(condition: FactCondition, phrases: Phrases, expected: boolean): CompiledCondition {
  const test = testOf(condition, phrases);
  return {
    failures: (situation) =>
      test.holds(situation) === expected ? none : [{ condition, expected, value: test.value(situation) }],
  };
}

const isOneOf = <Value extends string | null>(
  values: readonly Value[],
  read: (facts: RoutingFacts) => Value,
): FactTest => {
  const wanted = new Set(values);
  return { holds: ({ facts }) => wanted.has(read(facts)), value: ({ facts }) => read(facts) };
};

function testOf(condition: FactCondition, phrases: Phrases): FactTest {
  switch (condition.type) {
    case "site":
      return isOneOf(condition.is, (facts) => facts.site);
    case "channel":
      return isOneOf(condition.is, (facts) => facts.channel);
    case "topic":
      return isOneOf(condition.is, (facts) => facts.topic);
    case "priority":
      return isOneOf(condition.is, (facts) => facts.priority);
    case "plan":
      return isOneOf(condition.is, (facts) => facts.plan);
    case "field":
      return fieldTest(condition.field, condition.test, phrases);
    case "language":
      return {
        holds: ({ facts }) => condition.is.some((range) => matchesLanguage(facts.language, range)),
        value: ({ facts }) => facts.language,
      };
    case "verified":
      return { holds: ({ facts }) => facts.verified === condition.is, value: ({ facts }) => facts.verified };
    case "tags":
      return {
        holds: ({ facts }) => condition.anyOf.some((tag) => facts.tags.includes(tag)),
        value: ({ facts }) => [...facts.tags],
      };
    case "words": {
      const wanted = condition.anyOf.map((phrase) => ({ phrase, index: phrases.indexOf(phrase) }));
      const isIn = ({ facts, phrasesIn }: Situation, index: number) =>
        (condition.in !== "body" && phrasesIn(facts.subject).has(index)) ||
        (condition.in !== "subject" && phrasesIn(facts.body).has(index));
      return {
        holds: (situation) => wanted.some(({ index }) => isIn(situation, index)),
        value: (situation) => wanted.flatMap(({ phrase, index }) => (isIn(situation, index) ? [phrase] : [])),
      };
    }
    case "hours":
      return {
        holds: (situation) => situation.isOpen(condition.calendar) === (condition.is === "open"),
        value: (situation) => (situation.isOpen(condition.calendar) ? "open" : "closed"),
      };
    case "repeat":
      return {
        holds: ({ facts }) => {
          const since = sinceLastContact(facts);
          return since !== null && since <= condition.withinDays * DAY;
        },
        value: ({ facts }) => {
          const since = sinceLastContact(facts);
          return since === null ? null : Math.ceil(since / DAY);
        },
      };
  }
}

/** Basic filtering of RFC 4647, section 3.3.1: a range stands for itself and for all that is more exact. */
function matchesLanguage(language: string | null, range: string | null): boolean {
  if (language === null || range === null) return language === range;
  return `${language}-`.toLowerCase().startsWith(`${range}-`.toLowerCase());
}

/** A contact after the ticket, as a past ticket may have, is not one before it. */
const sinceLastContact = ({ at, lastContactAt }: RoutingFacts): number | null =>
  lastContactAt === null || lastContactAt > at ? null : at - lastContactAt;

function fieldTest(field: string, test: FieldTest, phrases: Phrases): FactTest {
  const holds = valueTest(test, phrases);
  return {
    holds: (situation) => {
      const value = situation.facts.fields.get(field);
      return value !== undefined && holds(value, situation);
    },
    value: ({ facts }) => facts.fields.get(field) ?? null,
  };
}

function valueTest(test: FieldTest, phrases: Phrases): (value: FieldValue, situation: Situation) => boolean {
  const number = (holds: (value: number) => boolean) => (value: FieldValue) =>
    typeof value === "number" && holds(value);
  switch (test.operator) {
    case "equals": {
      const wanted = test.value;
      if (typeof wanted !== "string") return (value) => value === wanted;
      const folded = fold(wanted);
      return (value) => typeof value === "string" && fold(value) === folded;
    }
    case "contains": {
      const options = new Set(test.anyOf.map(fold));
      const indexes = test.anyOf.map((phrase) => phrases.indexOf(phrase));
      return (value, situation) => {
        if (typeof value === "string") {
          const found = situation.phrasesIn(value);
          return indexes.some((index) => found.has(index));
        }
        return typeof value === "object" && value.some((option) => options.has(fold(option)));
      };
    }
    case "less_than":
      return number((value) => value < test.value);
    case "at_most":
      return number((value) => value <= test.value);
    case "at_least":
      return number((value) => value >= test.value);
    case "more_than":
      return number((value) => value > test.value);
  }
}
