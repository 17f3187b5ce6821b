import { expect, test } from "vitest";
import * as z from "zod";
import { issueText } from "./issue.ts";

test.each([
  [z.string().min(1), "", "Please fill this in."],
  [z.string().min(3), "a", "At least 3 characters."],
  [z.string().max(5), "too long", "At most 5 characters."],
  [z.number().min(2), 1, "At least 2."],
  [z.int().max(9), 10, "At most 9."],
  [z.array(z.string()).max(1), ["a", "b"], "At most 1 entry."],
  [z.email(), "nobody", "This is no e-mail address, such as name@example.com."],
  [z.url(), "nowhere", "This is no address, such as https://example.com."],
  [z.number(), "x", "Please give a number."],
] satisfies [z.ZodType, unknown, string][])("the wire's own words, case %#", (schema, value, text) => {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  expect(issueText(issue?.message ?? "")).toBe(text);
});

test("a sentence of the desk's own stays in English", () => {
  expect(issueText("This site has no such topic.")).toBe("This site has no such topic.");
});
