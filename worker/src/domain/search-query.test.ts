import { describe, expect, test } from "vitest";
import { numberSoughtIn, searchQueryOf } from "./search-query.ts";

const columns = "{subject contact text}";

test.each([
  ["lamp", `("lamp"*)`],
  ["dark  lamp", `("dark" AND "lamp"*)`],
  // A single letter begins too much, and what ends in no letter begins nothing.
  ["a", `("a")`],
  ["lamp?", `("lamp?")`],
  // Nothing in a word is an operator.
  [`dark OR lamp`, `("dark" AND "OR" AND "lamp"*)`],
  [`text:dark" NEAR`, `("text:dark""" AND "NEAR"*)`],
  ["żółta łódź", `("żółta" AND "łódź"*)`],
  ["dark\u0000lamp", `("dark" AND "lamp"*)`],
])("%s is looked for word by word", (text, words) => {
  expect(searchQueryOf(text, ["site_shop"])).toBe(`site : ("siteshop") AND ${columns} : ${words}`);
});

test("sites are alternatives, each as one word", () => {
  expect(searchQueryOf("dark", ["site_shop", "site_bank"])).toBe(
    `site : ("siteshop" OR "sitebank") AND ${columns} : ("dark"*)`,
  );
});

test("there is nothing to look for without a word, or without a site", () => {
  expect(searchQueryOf(" … - ", ["site_shop"])).toBeUndefined();
  expect(searchQueryOf("dark", [])).toBeUndefined();
});

test("at most 16 words of at most 64 characters are looked for", () => {
  const query = searchQueryOf(Array.from({ length: 20 }, (_, index) => `word${index}`).join(" "), ["site_shop"]);
  expect(query).toContain(`"word15"*`);
  expect(query).not.toContain("word16");
  // Counted by characters, so that none of two units is cut in half.
  expect(searchQueryOf("𝒳".repeat(70), ["site_shop"])).toContain(`"${"𝒳".repeat(64)}"`);
});

describe("a number", () => {
  test.each([
    ["SHOP-100018", "SHOP-100018"],
    ["shop 100018", "SHOP-100018"],
    ["shop100018", "SHOP-100018"],
    ["100018", "SHOP-100018"],
    ["BANK-100018", undefined],
    ["1", undefined],
    ["100018 dark", undefined],
    ["", undefined],
  ])("%s is made whole, or is none of the site's", (text, number) => {
    expect(numberSoughtIn(text, "SHOP")).toBe(number);
  });
});
