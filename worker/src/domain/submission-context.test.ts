import { SubmissionContext } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import { pageOnly } from "./submission-context.ts";

test.each([
  ["https://shop.test/basket?token=abc#reset=def", "https://shop.test/basket"],
  ["https://shop.test/basket#a?b", "https://shop.test/basket"],
  ["https://shop.test?x", "https://shop.test"],
  ["https://kim:secret@shop.test/a@b", "https://shop.test/a@b"],
  ["HTTPS://kim@shop.test", "HTTPS://shop.test"],
  ["https://shop.test/plain", "https://shop.test/plain"],
])("of %s the page %s is kept", (page, kept) => {
  expect(pageOnly({ page, title: "Basket" })).toEqual({ page: kept, title: "Basket" });
});

test("without a page there is none", () => {
  expect(pageOnly({ browser: "Lynx" })).toEqual({ browser: "Lynx" });
});

describe("what is no context", () => {
  test.each<[string, object]>([
    ["another field", { cookies: "a=b" }],
    ["an address of another kind", { page: "javascript:alert(1)" }],
    ["a file", { page: "file:///etc/passwd" }],
    ["an address with a space", { page: "https://shop.test/a b" }],
    ["a long address", { page: `https://shop.test/${"x".repeat(2_000)}` }],
    ["a long title", { title: "x".repeat(201) }],
    ["a long name of a browser", { browser: "x".repeat(301) }],
    ["half a pixel", { viewport: { width: 0.5, height: 1 } }],
    ["one side of a viewport", { viewport: { width: 1 } }],
    ["no language", { locale: "not a language" }],
    ["too many errors", { errors: Array(21).fill("x") }],
    ["a long error", { errors: ["x".repeat(1_001)] }],
    ["too many entries", { custom: Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`k${index}`, "x"])) }],
    ["a long name of an entry", { custom: { ["k".repeat(61)]: "x" } }],
    ["a long entry", { custom: { key: "x".repeat(1_001) } }],
    ["an entry that is no text", { custom: { key: 1 } }],
    ["too much in all", { errors: Array(20).fill("x".repeat(1_000)) }],
  ])("%s", (_name, context) => {
    expect(SubmissionContext.safeParse(context).success).toBe(false);
  });
});

test("what may just be sent is taken", () => {
  const context = {
    page: `https://shop.test/${"x".repeat(1_980)}`,
    title: "",
    browser: "x".repeat(300),
    viewport: { width: 1280, height: 720 },
    locale: "pt-BR",
    timeZone: "America/Argentina/ComodRivadavia",
    errors: Array(15).fill("x".repeat(1_000)),
    custom: { "Basket total": "19 €" },
  };
  expect(SubmissionContext.parse(context)).toEqual(context);
});
