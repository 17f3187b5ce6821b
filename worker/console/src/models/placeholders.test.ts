import { expect, test } from "vitest";
import { fill, unfilled, type Values } from "./placeholders.ts";

const values: Values = {
  "contact.name": "Kim",
  "ticket.number": "SHOP-10019",
  "ticket.subject": "The lamp is dark",
  "agent.name": "Ann",
  "site.name": "Shop",
  "promise.answerBy": undefined,
  "promise.solvedBy": undefined,
};

test("puts in what is known, spaces within the braces or not", () => {
  expect(fill("Hello {{contact.name}}, {{ ticket.number }} is with {{agent.name}}.", values)).toBe(
    "Hello Kim, SHOP-10019 is with Ann.",
  );
});

test("leaves what is not known for somebody to write over, and tells where it stands", () => {
  const text = fill("By {{promise.answerBy}}, {{contact.name}}.", values);
  expect(text).toBe("By {{promise.answerBy}}, Kim.");
  expect(unfilled(text)).toEqual([{ start: 3, end: 23, text: "{{promise.answerBy}}" }]);
  expect(text.slice(3, 23)).toBe("{{promise.answerBy}}");
  expect(unfilled("By Monday, { a } {{}}")).toEqual([]);
});

test("what a contact is called is text, whatever it holds", () => {
  expect(fill("{{contact.name}}", { ...values, "contact.name": "$& {{agent.name}}" })).toBe("$& {{agent.name}}");
});
