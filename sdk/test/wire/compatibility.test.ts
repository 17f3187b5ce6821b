import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as z from "zod";
import type { Route } from "../../src/wire/index.ts";
import { breaches } from "./compatibility.ts";
import { type Shape, shapeOf } from "./shape.ts";

test("the wire breaks no program that was written for the accepted one", () => {
  const accepted: Shape = JSON.parse(readFileSync(new URL("wire.json", import.meta.url), "utf8"));
  expect(Object.keys(accepted.routes).length).toBeGreaterThan(30);
  // If this is meant, declare it: run `node sdk/test/wire/accept.ts`, and say it in the release's notes.
  expect(breaches(accepted, shapeOf())).toEqual([]);
});

test("a change deep in the real wire is found, through every name on the way", () => {
  const text = JSON.stringify(shapeOf());
  const changed = (from: string, to: string) => {
    expect(text).toContain(from);
    const after: Shape = JSON.parse(text.replaceAll(from, to));
    return breaches(JSON.parse(text), after);
  };
  expect(changed('"bounces":', '"returns":')).toContain("DeskTicket.bounces is gone");
  expect(changed('"maxLength":20000', '"maxLength":19999').join()).toContain("Text: maxLength fell");
});

const kind = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("a"), text: z.string() }),
  z.strictObject({ type: z.literal("b"), count: z.int() }),
]);
const base = {
  summary: "A route",
  caller: "visitor",
  params: z.strictObject({ number: z.string() }),
  body: z.strictObject({
    text: z.string().min(1).max(100),
    word: z.enum(["one", "two"]).optional(),
    kind: kind.optional(),
  }),
  answers: { 200: z.strictObject({ id: z.string(), word: z.enum(["one", "two"]), list: z.array(kind) }) },
  idempotent: true,
} as const satisfies Route;
const body = base.body.shape;
const answer = base.answers[200].shape;
const wire = (route: Route) => shapeOf({ "POST /v1/things/:number": route });
const breachesOf = (route: Partial<Route>) => breaches(wire(base), wire({ ...base, ...route }));

test.each<[string, Partial<Route>]>([
  ["nothing", {}],
  ["a new optional field of a body", { body: z.strictObject({ ...body, more: z.string().optional() }) }],
  ["a wider limit", { body: z.strictObject({ ...body, text: z.string().max(200) }) }],
  ["a new word of a body", { body: z.strictObject({ ...body, word: z.enum(["one", "two", "six"]).optional() }) }],
  ["a new field of an answer", { answers: { 200: z.strictObject({ ...answer, more: z.string() }) } }],
  ["a new word of an answer", { answers: { 200: z.strictObject({ ...answer, word: z.enum(["one", "two", "six"]) }) } }],
  [
    "a new member of an answer's union",
    {
      answers: {
        200: z.strictObject({
          ...answer,
          list: z.array(z.union([...kind.options, z.strictObject({ type: z.literal("c") })])),
        }),
      },
    },
  ],
  ["a new error", { errors: ["ticket_closed"] }],
])("%s breaks nothing", (_, route) => {
  expect(breachesOf(route)).toEqual([]);
});

test("a new route breaks nothing, a lost one does", () => {
  const two = shapeOf({ "GET /v1/one": base, "GET /v1/two": base });
  const one = shapeOf({ "GET /v1/one": base });
  expect(breaches(one, two)).toEqual([]);
  expect(breaches(two, one)).toEqual(["GET /v1/two is gone"]);
});

test.each<[string, Partial<Route>, string]>([
  ["another caller", { caller: "requester" }, "is for requester instead of visitor"],
  ["a scope", { scope: "tickets:read" }, "needs the scope"],
  ["a version that is asked for", { ifMatch: true }, "asks for If-Match"],
  ["a new required field of a body", { body: z.strictObject({ ...body, more: z.string() }) }, "body.more is asked for"],
  ["a lost field of a body", { body: base.body.omit({ word: true }) }, "body.word is gone"],
  [
    "a lost word of a body",
    { body: z.strictObject({ ...body, word: z.enum(["one"]).optional() }) },
    "does not take two",
  ],
  ["a tighter limit", { body: z.strictObject({ ...body, text: z.string().min(1).max(99) }) }, "maxLength fell"],
  [
    "a pattern",
    { body: z.strictObject({ ...body, text: z.string().min(1).max(100).regex(/^a/) }) },
    "pattern is another",
  ],
  ["another type", { body: z.strictObject({ ...body, text: z.int() }) }, "body.text is integer instead of string"],
  [
    "a lost member of a body's union",
    { body: z.strictObject({ ...body, kind: kind.options[0].optional() }) },
    "does not take type b",
  ],
  ["a lost field of an answer", { answers: { 200: base.answers[200].omit({ id: true }) } }, "200.id is gone"],
  [
    "a field that may be missing",
    { answers: { 200: z.strictObject({ ...answer, id: z.string().optional() }) } },
    "id may be missing",
  ],
  [
    "a field that may be null",
    { answers: { 200: z.strictObject({ ...answer, id: z.string().nullable() }) } },
    "id may be null",
  ],
  ["another status", { answers: { 201: base.answers[200] } }, "answers 200 otherwise"],
  [
    "a change deep in an answer's union",
    {
      answers: {
        200: z.strictObject({
          ...answer,
          list: z.array(z.union([kind.options[0], z.strictObject({ type: z.literal("b") })])),
        }),
      },
    },
    "count is gone",
  ],
])("%s breaks programs", (_, route, sentence) => {
  const found = breachesOf(route);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(sentence);
});
