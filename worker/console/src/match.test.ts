import { expect, test } from "vitest";
import { fold, rank } from "./match.ts";

test.each([
  ["Zgłoszenie", "zgloszenie"],
  ["ŻÓŁĆ", "zolc"],
  ["Émile Straße", "emile strasse"],
])("folds %s to %s", (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test.each([
  ["solv", "Solve the ticket"],
  ["tick sol", "Solve the ticket"],
  ["slv", "Solve the ticket"],
  ["eskaluj zglo", "Eskaluj zgłoszenie"],
  ["ESK", "eskaluj"],
  ["", "anything"],
])("%s finds %s", (typed, text) => {
  expect(rank(typed, text)).not.toBeUndefined();
});

test.each([
  ["vlos", "Solve the ticket"],
  ["solve note", "Solve the ticket"],
  ["sket", "Send it a long way back to the first team"],
])("%s does not find %s", (typed, text) => {
  expect(rank(typed, text)).toBeUndefined();
});

test("the beginning comes first, then a word's, then the middle, then letters in order", () => {
  const texts = ["Unassigned", "A sign of life", "Sign out", "Sprint again"];
  const ranked = texts.toSorted((left, right) => (rank("sign", left) ?? 9) - (rank("sign", right) ?? 9));
  expect(ranked).toEqual(["Sign out", "A sign of life", "Unassigned", "Sprint again"]);
});
