import { Field, FieldValues } from "@firstline/sdk/wire";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { fieldIssues, shownFields } from "./fields.ts";

const form = (...fields: z.input<typeof Field>[]) => z.array(Field).parse(fields);
const told = (fields: Field[], values: z.input<typeof FieldValues>) =>
  fieldIssues(fields, FieldValues.parse(values)).map(({ path, message }) => `${path}: ${message}`);

const fields = form(
  { type: "text", id: "order", label: "Order number", required: true },
  { type: "long_text", id: "story", label: "Story" },
  { type: "number", id: "pieces", label: "Pieces", min: 1, max: 99 },
  { type: "date", id: "bought", label: "Bought on" },
  { type: "choice", id: "matter", label: "Matter", options: ["Late", "Broken"] },
  { type: "several", id: "parts", label: "Parts", options: ["Wheel", "Bell"] },
  { type: "email", id: "copy", label: "Copy to" },
  { type: "url", id: "page", label: "Page" },
);

test("what was filled in rightly", () => {
  expect(
    told(fields, {
      order: "A-1",
      story: "Two\nlines",
      pieces: 2.5,
      bought: "2024-02-29",
      matter: "Late",
      parts: ["Bell", "Wheel"],
      copy: "kim@shop.example",
      page: "https://shop.example/a?b=c#d",
    }),
  ).toEqual([]);
  expect(told(fields, { order: "A-1" })).toEqual([]);
});

describe("one value", () => {
  const long = (length: number) => "x".repeat(length);
  test.each<[string, FieldValues, string | undefined]>([
    ["a text of the most characters", { order: long(200) }, undefined],
    ["a longer text", { order: long(201) }, "order: “Order number” is too long: 200 characters are the most."],
    ["a text of two lines", { order: "a\rb" }, "order: “Order number” has to be one line."],
    ["a number for a text", { order: 7 }, "order: “Order number” has to be a text."],
    ["a blank", { order: " \n\t" }, "order: “Order number” is empty. Leave it out instead."],
    ["nothing", { order: "" }, "order: “Order number” is empty. Leave it out instead."],
    ["a long text of the most characters", { story: long(20_000) }, undefined],
    ["a list for a long text", { story: ["a"] }, "story: “Story” has to be a text."],
    ["a number at the least", { pieces: 1 }, undefined],
    ["a number at the most", { pieces: 99 }, undefined],
    ["a number below", { pieces: 0.99 }, "pieces: “Pieces” has to be at least 1."],
    ["a number above", { pieces: 100 }, "pieces: “Pieces” has to be at most 99."],
    ["a number as a text", { pieces: "2" }, "pieces: “Pieces” has to be a number."],
    ["a yes for a number", { pieces: true }, "pieces: “Pieces” has to be a number."],
    ["the first day", { bought: "0001-01-01" }, undefined],
    ["a day before any", { bought: "0000-01-01" }, "bought: “Bought on” has to be a date such as 2026-11-23."],
    ["no leap day", { bought: "2026-02-29" }, "bought: “Bought on” has to be a date such as 2026-11-23."],
    ["no thirteenth month", { bought: "2026-13-01" }, "bought: “Bought on” has to be a date such as 2026-11-23."],
    ["an instant", { bought: "2026-01-01T00:00:00Z" }, "bought: “Bought on” has to be a date such as 2026-11-23."],
    ["a date of another land", { bought: "23.11.2026" }, "bought: “Bought on” has to be a date such as 2026-11-23."],
    ["another option", { matter: "late" }, "matter: “Matter” has no option “late”."],
    ["a list for a choice", { matter: ["Late"] }, "matter: “Matter” has to be a text."],
    ["one of several", { parts: ["Bell"] }, undefined],
    ["a text for several", { parts: "Bell" }, "parts: “Parts” has to be a list of options."],
    ["none of several", { parts: [] }, "parts: “Parts” is empty. Leave it out instead."],
    ["another of several", { parts: ["Bell", "Frame"] }, "parts: “Parts” has no option “Frame”."],
    ["one of several twice", { parts: ["Bell", "Bell"] }, "parts: “Parts” names “Bell” twice."],
    ["no e-mail address", { copy: "kim@" }, "copy: “Copy to” has to be an e-mail address."],
    [
      "an e-mail address with a name",
      { copy: "Kim <kim@shop.example>" },
      "copy: “Copy to” has to be an e-mail address.",
    ],
    ["a page of a machine", { page: "HTTP://localhost:8080" }, undefined],
    ["a page by number", { page: "http://[::1]/x" }, undefined],
    [
      "a long page",
      { page: `https://shop.example/${long(2_000)}` },
      "page: “Page” is too long: 2000 characters are the most.",
    ],
  ])("%s", (_name, values, issue) => {
    expect(told(fields, { order: "A-1", ...values })).toEqual(issue === undefined ? [] : [issue]);
  });

  test.each([
    "javascript:alert(1)",
    "ftp://shop.example",
    "shop.example",
    "//shop.example",
    "https:shop.example",
    "https://",
    "https:///path",
    "https://shop.example/a b",
    "https://bank.example@evil.example",
    "https://bank.example\\@evil.example",
    " https://shop.example",
  ])("no page: %s", (page) => {
    expect(told(fields, { order: "A-1", page })).toEqual([
      "page: “Page” has to be the address of a page, such as https://example.com.",
    ]);
  });
});

test("a missing field, and ones that nobody asked for", () => {
  expect(told(fields, { colour: "red", constructor: "x" })).toEqual([
    "order: “Order number” is needed.",
    "colour: This form has no field “colour”.",
    "constructor: This form has no field “constructor”.",
  ]);
  expect(told([], { order: "A-1" })).toEqual(["order: This form has no field “order”."]);
});

test("a field may have the name of what every object has", () => {
  const odd = form(
    { type: "text", id: "constructor", label: "Constructor", required: true },
    { type: "text", id: "toString", label: "Text", shownIf: { field: "constructor", is: ["x"] } },
  );
  expect(told(odd, {})).toEqual(["constructor: “Constructor” is needed."]);
  expect(told(odd, { constructor: "x", toString: "y" })).toEqual([]);
});

describe("fields that are shown at times", () => {
  const depending = form(
    { type: "choice", id: "matter", label: "Matter", options: ["Late", "Broken"] },
    {
      type: "several",
      id: "parts",
      label: "Parts",
      options: ["Wheel", "Bell"],
      required: true,
      shownIf: { field: "matter", is: ["Broken"] },
    },
    { type: "number", id: "spokes", label: "Spokes", required: true, shownIf: { field: "parts", is: ["Wheel"] } },
    { type: "text", id: "why", label: "Why 3?", required: true, shownIf: { field: "spokes", is: ["3", "0.5"] } },
  );
  test.each<[string, FieldValues, string[]]>([
    ["hidden, and so not required", { matter: "Late" }, []],
    ["hidden as long as nothing is chosen", {}, []],
    ["shown, and so required", { matter: "Broken" }, ["parts: “Parts” is needed."]],
    ["shown by one of several", { matter: "Broken", parts: ["Bell", "Wheel"] }, ["spokes: “Spokes” is needed."]],
    ["hidden by other ones", { matter: "Broken", parts: ["Bell"] }, []],
    ["shown by a number", { matter: "Broken", parts: ["Wheel"], spokes: 0.5 }, ["why: “Why 3?” is needed."]],
    ["hidden, and so not allowed", { matter: "Late", parts: ["Bell"] }, ["parts: “Parts” is not asked for here."]],
    [
      "hidden by what is hidden",
      { matter: "Late", parts: ["Wheel"], spokes: 3, why: "x" },
      [
        "parts: “Parts” is not asked for here.",
        "spokes: “Spokes” is not asked for here.",
        "why: “Why 3?” is not asked for here.",
      ],
    ],
  ])("%s", (_name, values, issues) => {
    expect(told(depending, values)).toEqual(issues);
  });

  test("whatever is shown and left out: sending the shown ones alone is always asked for", () => {
    const value = fc.oneof(
      fc.constantFrom<FieldValues[string]>("Late", "Broken", 3, 1, ["Wheel"], ["Bell", "Wheel"], "x", true),
    );
    const values = fc.dictionary(fc.constantFrom("matter", "parts", "spokes", "why", "other"), value);
    fc.assert(
      fc.property(values, (sent) => {
        const shown = new Set(shownFields(depending, sent).map(({ id }) => id));
        const left = Object.fromEntries(Object.entries(sent).filter(([id]) => shown.has(id)));
        expect(shownFields(depending, left).map(({ id }) => id)).toEqual([...shown]);
        const unasked = (values: FieldValues) =>
          fieldIssues(depending, values).filter(({ message }) => /not asked for|has no field/.test(message));
        expect(unasked(left)).toEqual([]);
        expect(unasked(sent).map(({ path }) => path)).toEqual(Object.keys(sent).filter((id) => !shown.has(id)));
      }),
    );
  });
});
