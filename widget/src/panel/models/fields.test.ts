import type { Field } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import type { Typed } from "./draft.ts";
import { nameOf, shownFields, valueIn } from "./fields.ts";

const base = { id: "it", label: "It", required: false } as const;
const options = ["Boots", "Tent"];

test.each<[Field, string, unknown]>([
  [{ ...base, type: "text" }, "  12 ", "12"],
  [{ ...base, type: "long_text" }, " two\nlines ", "two\nlines"],
  [{ ...base, type: "number" }, "12.5", 12.5],
  [{ ...base, type: "number" }, "0", 0],
  [{ ...base, type: "number" }, "twelve", undefined],
  [{ ...base, type: "date" }, "2026-11-23", "2026-11-23"],
  [{ ...base, type: "email" }, "a@shop.example", "a@shop.example"],
  [{ ...base, type: "url" }, "https://shop.example", "https://shop.example"],
  [{ ...base, type: "choice", options }, "Tent", "Tent"],
  [{ ...base, type: "choice", options }, "Rucksack", undefined],
  [{ ...base, type: "several", options }, "Tent\nBoots", ["Boots", "Tent"]],
  [{ ...base, type: "several", options }, "Tent\nRucksack", ["Tent"]],
  [{ ...base, type: "several", options }, "Rucksack", undefined],
])("%o filled in with %j is sent as %j", (field, text, value) => {
  expect(valueIn(field, { "fields.it": text })).toEqual(value);
});

test("a field that is empty is not sent, whatever it is called", () => {
  const types = ["text", "long_text", "number", "date", "email", "url"] as const;
  for (const id of ["it", "constructor", "toString"]) {
    for (const type of types) expect(valueIn({ ...base, id, type }, {})).toBeUndefined();
    expect(valueIn({ ...base, id, type: "several", options }, { [nameOf({ id })]: " " })).toBeUndefined();
  }
});

const field = (id: string, shownIf?: Field["shownIf"]): Field => ({
  ...base,
  id,
  type: "text",
  ...(shownIf && { shownIf }),
});
const ids = (fields: readonly Field[], typed: Typed) => shownFields(fields, typed).map(({ id }) => id);

test("a field is shown while the one it depends on has one of the values, in the order of the form", () => {
  const kind: Field = { ...base, id: "kind", type: "several", options };
  const size = field("size", { field: "kind", is: ["Boots", "Shoes"] });
  const many: Field = { ...base, id: "many", type: "number" };
  const why = field("why", { field: "many", is: ["2"] });
  expect(ids([size, kind, many, why], {})).toEqual(["kind", "many"]);
  expect(ids([size, kind, many, why], { "fields.kind": "Tent\nBoots", "fields.many": "2" })).toEqual([
    "size",
    "kind",
    "many",
    "why",
  ]);
});

test("what hangs on a field that is hidden is hidden too", () => {
  const form = [
    field("a"),
    field("b", { field: "a", is: ["yes"] }),
    field("c", { field: "b", is: ["yes"] }),
    field("d", { field: "nowhere", is: ["yes"] }),
  ];
  expect(ids(form, { "fields.a": "no", "fields.b": "yes", "fields.c": "yes" })).toEqual(["a"]);
  expect(ids(form, { "fields.a": "yes", "fields.b": "yes" })).toEqual(["a", "b", "c"]);
});

test("fields that depend on each other in a ring are not shown", () => {
  const ring = [field("a", { field: "b", is: ["yes"] }), field("b", { field: "a", is: ["yes"] })];
  expect(ids(ring, { "fields.a": "yes", "fields.b": "yes" })).toEqual([]);
});
