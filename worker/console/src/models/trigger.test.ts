import { expect, test } from "vitest";
import { fits, triggerAt } from "./trigger.ts";

test.each([
  ["/", 1, { sign: "/", start: 0, query: "" }],
  ["Hello /dep", 10, { sign: "/", start: 6, query: "dep" }],
  ["Look @Ann B", 11, { sign: "@", start: 5, query: "Ann B" }],
  ["Look\n@Ol", 8, { sign: "@", start: 5, query: "Ol" }],
  ["Hello /dep", 8, { sign: "/", start: 6, query: "d" }],
])("%j at %i opens a list", (text, caret, trigger) => {
  expect(triggerAt(text, caret)).toEqual(trigger);
});

test.each([
  ["and/or", 6],
  ["ann@desk.example", 16],
  ["https://desk.example/a", 22],
  ["/one two three", 14],
  ["", 0],
])("%j at %i opens none", (text, caret) => {
  expect(triggerAt(text, caret)).toBeUndefined();
});

test.each([
  ["Tomás Ortega", "tomas", true],
  ["Łucja Żak", "luc zak", true],
  ["Tomás Ortega", "ort", true],
  ["Tomás Ortega", "mas", false],
  ["Ask the depot", "", true],
])("%s fits %j: %s", (name, query, expected) => {
  expect(fits(name, query)).toBe(expected);
});
