import * as z from "zod";
import { CalendarId } from "./calendar.ts";
import { id, line, SiteId, TeamId, TopicId } from "./common.ts";
import { FieldId, FieldValue } from "./field.ts";
import { Language, SkillAtLevel, SkillId } from "./roster.ts";
import { Channel, Priority } from "./status.ts";
import { SupportContractId } from "./support-contract.ts";

export const RuleId = id("rul");

/** A mark on a ticket, such as `refund`: lower case, without spaces or commas. */
export const Tag = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[^\s,]{1,40}$/, "A tag is 1 to 40 characters without spaces or commas.")
  .meta({ id: "Tag" });
export type Tag = z.infer<typeof Tag>;

const plan = z.string().min(1).max(60);
const phrases = z.array(line(80)).min(1).max(50);
const oneOf = <Value extends z.ZodType>(value: Value) => z.array(value).min(1).max(100);

const numberTest = <Operator extends string>(operator: Operator) =>
  z.strictObject({ operator: z.literal(operator), value: z.number() });

/**
 * What a field's value is held against. `equals`: the same number, answer or text. `contains`: a text holds one of the
 * phrases as whole words, or a choice of several holds one of the options. The others compare numbers. A field that is
 * empty, or of another type, fulfils none. Texts are the same whatever their case and accents.
 */
export const FieldTest = z
  .discriminatedUnion("operator", [
    z.strictObject({
      operator: z.literal("equals"),
      value: z.union([z.string().max(200), z.number(), z.boolean()]),
    }),
    z.strictObject({ operator: z.literal("contains"), anyOf: phrases }),
    numberTest("less_than"),
    numberTest("at_most"),
    numberTest("at_least"),
    numberTest("more_than"),
  ])
  .meta({ id: "FieldTest" });
export type FieldTest = z.infer<typeof FieldTest>;

/**
 * A condition on one fact of a ticket as it came in. `is` lists what the fact may be, `null` standing for a fact that
 * is not known.
 */
export const FactCondition = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("site"), is: oneOf(SiteId) }),
    z.strictObject({ type: z.literal("channel"), is: oneOf(Channel) }),
    z.strictObject({ type: z.literal("topic"), is: oneOf(TopicId.nullable()) }),
    z.strictObject({
      type: z.literal("field"),
      field: FieldId,
      test: FieldTest,
    }),
    /** The priority that was asked for, not one that a rule gave. */
    z.strictObject({ type: z.literal("priority"), is: oneOf(Priority) }),
    /** `de` stands for `de-AT` and the like too. */
    z.strictObject({ type: z.literal("language"), is: oneOf(Language.nullable()) }),
    z.strictObject({ type: z.literal("plan"), is: oneOf(plan.nullable()) }),
    z.strictObject({ type: z.literal("verified"), is: z.boolean() }),
    z.strictObject({ type: z.literal("tags"), anyOf: oneOf(Tag) }),
    /** One of the phrases stands there as whole words, whatever their case and accents. */
    z.strictObject({ type: z.literal("words"), in: z.enum(["subject", "body", "either"]), anyOf: phrases }),
    z.strictObject({ type: z.literal("hours"), calendar: CalendarId, is: z.enum(["open", "closed"]) }),
    /** The requester wrote in another ticket not more than so many times 24 hours before. */
    z.strictObject({ type: z.literal("repeat"), withinDays: z.int().min(1).max(365) }),
  ])
  .meta({ id: "FactCondition" });
export type FactCondition = z.infer<typeof FactCondition>;

/** A condition on a fact, or several joined. Groups stand at most three deep in each other. */
export type Condition =
  | FactCondition
  | { type: "all"; of: Condition[] }
  | { type: "any"; of: Condition[] }
  | { type: "not"; of: Condition };
const group = <Type extends "all" | "any">(type: Type) =>
  z.strictObject({
    type: z.literal(type),
    get of(): z.ZodType<Condition[]> {
      return z.array(Condition).min(1).max(50);
    },
  });
const conditions = [
  FactCondition,
  group("all").meta({ id: "AllConditions" }),
  group("any").meta({ id: "AnyCondition" }),
  z
    .strictObject({
      type: z.literal("not"),
      get of(): z.ZodType<Condition> {
        return Condition;
      },
    })
    .meta({ id: "NotCondition" }),
] as const;
export const Condition = z.discriminatedUnion("type", conditions).meta({ id: "Condition" });

/**
 * What a rule decides about the tickets it matches. A team brings its tier; a tier alone means any team of that tier.
 * `certificates` are skills for which a valid certificate is needed; `language` is one that whoever takes it knows.
 */
export const RuleOutcome = z
  .strictObject({
    topic: TopicId.optional(),
    priority: Priority.optional(),
    tier: z.int().min(1).max(9).optional(),
    team: TeamId.optional(),
    skills: z.array(SkillAtLevel).min(1).max(20).optional(),
    certificates: z.array(SkillId).min(1).max(20).optional(),
    language: Language.optional(),
    tags: z.array(Tag).min(1).max(20).optional(),
    contract: SupportContractId.optional(),
  })
  .meta({ id: "RuleOutcome" });
export type RuleOutcome = z.infer<typeof RuleOutcome>;

/** Which tickets it is about, and what it decides about them. */
export const Rule = z
  .strictObject({
    id: RuleId,
    name: line(80),
    when: z.discriminatedUnion("type", [z.strictObject({ type: z.literal("always") }), ...conditions]),
    outcome: RuleOutcome,
  })
  .meta({ id: "Rule" });
export type Rule = z.infer<typeof Rule>;

/**
 * A desk's rules, in the order in which they are looked at: a rule's place in the list is its position. The last is the
 * default: it applies always, and says where tickets go that no other rule sent anywhere.
 *
 * Every rule is held against the ticket as it came in, never against what another rule decided. Of the rules that
 * match, the first that names a topic, a priority, a language or a contract decides it; so does the first that names a
 * team or a tier, for both. Skills, certificates and tags add up over all that match; a skill's highest level counts.
 */
export const Rules = z.array(Rule).min(1).max(1_000).meta({ id: "Rules" });
export type Rules = z.infer<typeof Rules>;

export const OutcomeName = z.enum([
  "topic",
  "priority",
  "tier",
  "team",
  "skills",
  "certificates",
  "language",
  "tags",
  "contract",
]);
export type OutcomeName = z.infer<typeof OutcomeName>;

/**
 * Where and how a ticket starts. Null stands for: any team of the tier, any language, the site's own contract. The
 * ticket's own language asks for nobody who knows it, unless a rule says so.
 */
export const Routing = z
  .strictObject({
    topic: TopicId.nullable(),
    priority: Priority,
    tier: z.int().min(1).max(9),
    team: TeamId.nullable(),
    skills: z.array(SkillAtLevel),
    certificates: z.array(SkillId),
    language: Language.nullable(),
    tags: z.array(Tag),
    contract: SupportContractId.nullable(),
  })
  .meta({ id: "Routing" });
export type Routing = z.infer<typeof Routing>;

/**
 * A condition that kept a rule from matching: what the fact was, and whether the condition was to hold (`expected` is
 * false under a `not`). The value of words is the phrases that were found, of a repeat the days since
 * the last contact, one that has begun included.
 */
export const FailedCondition = z
  .strictObject({
    condition: FactCondition,
    expected: z.boolean(),
    value: z.union([FieldValue, z.null()]),
  })
  .meta({ id: "FailedCondition" });
export type FailedCondition = z.infer<typeof FailedCondition>;

/**
 * What was found when a rule was held against a ticket. A rule that matched `decided` what it was the first to name,
 * and what it added to lists. One that did not match `failed` by its first condition in an `all`, or by each in an `any`.
 */
export const RuleFinding = z
  .discriminatedUnion("result", [
    z.strictObject({
      result: z.literal("matched"),
      rule: RuleId,
      name: z.string(),
      decided: z.array(OutcomeName),
    }),
    z.strictObject({
      result: z.literal("failed"),
      rule: RuleId,
      name: z.string(),
      failed: z.array(FailedCondition).min(1),
    }),
  ])
  .meta({ id: "RuleFinding" });
export type RuleFinding = z.infer<typeof RuleFinding>;

/** Every rule that was looked at, in order. */
export const RoutingExplanation = z.array(RuleFinding).meta({ id: "RoutingExplanation" });
export type RoutingExplanation = z.infer<typeof RoutingExplanation>;

/**
 * An explanation short enough for a ticket's event, at most 500 bytes of JSON: how many rules were looked at, which
 * decided what, and by which kinds of condition others failed. What did not fit is left out, long names are cut.
 */
export const ShortExplanation = z
  .strictObject({
    looked: z.int().min(1),
    decided: z.array(z.strictObject({ rule: RuleId, name: z.string(), outcomes: z.array(OutcomeName) })),
    failed: z.array(z.strictObject({ rule: RuleId, by: z.array(z.string()) })),
  })
  .meta({ id: "ShortExplanation" });
export type ShortExplanation = z.infer<typeof ShortExplanation>;
