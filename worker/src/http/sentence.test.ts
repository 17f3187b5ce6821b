import { Calendar, Certificate, contract, LadderStep, SupportContract, Tag } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import type * as z from "zod";
import { sentenceOf } from "./sentence.ts";

const submission = contract["POST /v1/tickets"].body;
const good = { subject: "The lamp is dark", message: { text: "It does not turn on." } };

const cases: readonly (readonly [what: string, body: unknown, path: string, sentence: string])[] = [
  ["a missing field", { message: good.message }, "subject", "This is needed."],
  ["an empty field", { ...good, subject: " " }, "subject", "This is needed."],
  ["a long field", { ...good, subject: "x".repeat(201) }, "subject", "At most 200 characters are allowed."],
  ["two lines", { ...good, subject: "one\ntwo" }, "subject", "This has to be one line."],
  ["another type", { ...good, subject: 7 }, "subject", "This has to be a string."],
  ["no address", { ...good, email: "kim" }, "email", "This is not an e-mail address."],
  ["an unknown field", { ...good, colour: "red" }, "", "There is no “colour” here."],
  [
    "a field's odd name",
    { ...good, fields: { "1st": "x" } },
    "fields.1st",
    "This must be letters, digits and underscores, a letter first.",
  ],
];

test.each(cases)("%s is told in a sentence", (_, body, path, sentence) => {
  const issues = submission.safeParse(body, { reportInput: true }).error?.issues ?? [];
  expect(issues.map((issue) => [issue.path.join("."), sentenceOf(issue)])).toContainEqual([path, sentence]);
});

const week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
test.each<[string, z.ZodType, unknown, string, string]>([
  [
    "a certificate without expiry",
    Certificate,
    { skill: "skl_gas", issuer: "Chamber", number: "7" },
    "validUntil",
    "A certificate needs the last day on which it is valid, such as 2027-06-30.",
  ],
  [
    "a time that is none",
    Calendar.shape.hours,
    { ...week, mon: [{ from: "9:00", to: "17:00" }] },
    "mon.0.from",
    "This must be a time such as 09:00.",
  ],
  [
    "a week without its days",
    Calendar.shape.hours,
    { mon: [] },
    "",
    "This must be “always” or the ranges of mon to sun.",
  ],
  [
    "a share over 1",
    SupportContract.shape.tierBudgets,
    [{ tier: 1, share: 2 }],
    "0.share",
    "This must be a share such as 0.5: more than 0 and at most 1.",
  ],
  [
    "minutes and a share",
    SupportContract.shape.tierBudgets,
    [{ tier: 1, share: 0.5, minutes: 1 }],
    "0",
    "This must name a tier, and either minutes or a share.",
  ],
  ["a tag of two words", Tag, "two words", "", "A tag is 1 to 40 characters without spaces or commas."],
  [
    "another step",
    LadderStep,
    { on: "breached", step: "shout" },
    "step",
    "This has to be one of “notify”, “next_tier”, “lead”.",
  ],
])("%s is told in the schema's own words, if it has any", (_, schema, value, path, sentence) => {
  const issues = schema.safeParse(value, { reportInput: true }).error?.issues ?? [];
  expect(issues.map((issue) => [issue.path.join("."), sentenceOf(issue)])).toEqual([[path, sentence]]);
});
