import { Field } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { formIssues } from "./form-issues.ts";

const form = (...fields: z.input<typeof Field>[]) => z.array(Field).parse(fields);
const told = (...fields: z.input<typeof Field>[]) =>
  formIssues(form(...fields)).map(({ path, message }) => `${path}: ${message}`);

const matter = { type: "choice" as const, id: "matter", label: "Matter", options: ["Late", "Broken"] };
const parts = { type: "several" as const, id: "parts", label: "Parts", options: ["Wheel", "Bell"] };
const pieces = { type: "number" as const, id: "pieces", label: "Pieces", min: 1, max: 99 };
const note = (field: string, ...is: string[]) => ({
  type: "text" as const,
  id: "note",
  label: "Note",
  shownIf: { field, is },
});

test("a form that may be saved", () => {
  expect(
    told(
      matter,
      { ...parts, shownIf: { field: "matter", is: ["Broken", "Broken"] } },
      { ...pieces, shownIf: { field: "parts", is: ["Bell"] } },
      { ...note("pieces", "1", "1.5"), required: true },
      { type: "date", id: "bought", label: "Bought" },
      { type: "email", id: "copy", label: "Copy to", shownIf: { field: "bought", is: ["2024-02-29"] } },
      { type: "number", id: "only", label: "Only", min: 3, max: 3 },
    ),
  ).toEqual([]);
});

describe("a form is told", () => {
  test.each<[string, z.input<typeof Field>[], string]>([
    ["two fields of one id", [matter, { ...pieces, id: "matter" }], "1.id: “Matter” and “Pieces” share the id matter."],
    [
      "an option twice",
      [{ ...matter, options: ["Late", "Broken", "Late"] }],
      "0.options.2: “Matter” offers “Late” twice.",
    ],
    [
      "an option of several twice",
      [{ ...parts, options: ["Bell", "Bell"] }],
      "0.options.1: “Parts” offers “Bell” twice.",
    ],
    [
      "a least over the most",
      [{ ...pieces, min: 100 }],
      "0.min: “Pieces” has to be at least 100 and at most 99, which nothing can be.",
    ],
    [
      "a missing field it depends on",
      [matter, note("gone", "Late")],
      "1.shownIf.field: “Note” depends on gone, which this form does not have.",
    ],
    [
      "a later field it depends on",
      [note("matter", "Late"), matter],
      "0.shownIf.field: “Note” depends on “Matter”, which does not stand before it. Move it up.",
    ],
    [
      "a field that depends on itself",
      [note("note", "x")],
      "0.shownIf.field: “Note” depends on “Note”, which does not stand before it. Move it up.",
    ],
  ])("%s", (_name, fields, issue) => {
    expect(told(...fields)).toEqual([issue]);
  });

  test.each<[string, z.input<typeof Field>, string]>([
    ["another option", matter, "Lost"],
    ["an option in other letters", matter, "late"],
    ["another of several", parts, "Frame"],
    ["what is no number", pieces, "many"],
    ["a number written otherwise", pieces, "2.0"],
    ["a number that is too small", pieces, "0"],
    ["a number that is too large", pieces, "100"],
    ["what is empty", { type: "text", id: "text", label: "Text" }, ""],
    ["what has two lines", { type: "text", id: "text", label: "Text" }, "a\nb"],
    ["a day that is none", { type: "date", id: "day", label: "Day" }, "2026-02-29"],
    ["what is no address", { type: "email", id: "mail", label: "Mail" }, "ann"],
  ])("a value that a field never has: %s", (_name, field, value) => {
    expect(told(field, note(field.id, value))).toEqual([
      `1.shownIf.is.0: “Note” is shown if “${field.label}” is “${value}”, which it never is.`,
    ]);
  });
});
