import { contract } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
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
];

test.each(cases)("%s is told in a sentence", (_, body, path, sentence) => {
  const issues = submission.safeParse(body, { reportInput: true }).error?.issues ?? [];
  expect(issues.map((issue) => [issue.path.join("."), sentenceOf(issue)])).toContainEqual([path, sentence]);
});
