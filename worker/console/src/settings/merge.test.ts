import { expect, test } from "vitest";
import { merge, same } from "./merge.ts";

const a = { id: "a", name: "A", members: ["x"] };
const b = { id: "b", name: "B", members: ["y"] };
const base = {
  name: "Desk",
  teams: [a, b],
  rules: [{ id: "r1" }, { id: "r2" }],
};

test("what only one of the two changed is taken from whoever did", () => {
  const mine = { ...base, teams: [{ ...a, name: "Mine" }, b] };
  const theirs = { ...base, name: "Their desk", teams: [a, { ...b, members: ["y", "z"] }] };
  expect(merge(base, mine, theirs)).toEqual({
    merged: {
      ...base,
      name: "Their desk",
      teams: [
        { ...a, name: "Mine" },
        { ...b, members: ["y", "z"] },
      ],
    },
    clashes: [],
  });
});

test("where both changed the same thing differently, mine stands and is named", () => {
  const mine = { ...base, teams: [{ ...a, name: "Mine" }, b] };
  const theirs = { ...base, teams: [{ ...a, name: "Theirs" }, b] };
  expect(merge(base, mine, theirs)).toEqual({ merged: mine, clashes: ["teams.a.name"] });
});

test("both changing it alike is no clash", () => {
  const changed = { ...base, name: "New" };
  expect(merge(base, changed, { ...changed })).toEqual({ merged: changed, clashes: [] });
});

test("what one removes and the other leaves alone is gone; what one removes and the other changes is a clash", () => {
  const removed = { ...base, teams: [a] };
  expect(merge(base, removed, base).merged).toEqual(removed);
  expect(merge(base, base, removed).merged).toEqual(removed);
  const changed = { ...base, teams: [a, { ...b, name: "New" }] };
  expect(merge(base, removed, changed)).toEqual({ merged: removed, clashes: ["teams.b"] });
  expect(merge(base, changed, removed)).toEqual({ merged: changed, clashes: ["teams.b"] });
});

test("what both add is there, and mine keeps the order that I gave it", () => {
  const mine = { ...base, rules: [{ id: "r2" }, { id: "mine" }, { id: "r1" }] };
  const theirs = { ...base, rules: [{ id: "r1" }, { id: "r2" }, { id: "theirs" }] };
  const { merged, clashes } = merge(base, mine, theirs);
  expect(merged.rules.map(({ id }) => id)).toEqual(["r2", "mine", "r1", "theirs"]);
  expect(clashes).toEqual([]);
});

test("words that each adds to a list, or takes from it, do not clash", () => {
  const list = { members: ["x", "y", "z"] };
  const mine = { members: ["x", "y", "z", "mine"] };
  const theirs = { members: ["theirs", "x", "z"] };
  expect(merge(list, mine, theirs)).toEqual({ merged: { members: ["theirs", "x", "z", "mine"] }, clashes: [] });
});

test("their order holds where I have not changed mine", () => {
  const theirs = { ...base, rules: [{ id: "r2" }, { id: "r1" }] };
  const mine = { ...base, rules: [...base.rules, { id: "mine" }] };
  expect(merge(base, mine, theirs).merged.rules.map(({ id }) => id)).toEqual(["r2", "r1", "mine"]);
});

test.each([
  [{ a: 1, b: undefined }, { a: 1 }, true],
  [{ b: 2, a: 1 }, { a: 1, b: 2 }, true],
  [[1, 2], [2, 1], false],
  [{}, [], false],
  [null, {}, false],
])("%j and %j: %s", (one, other, expected) => {
  expect(same(one, other)).toBe(expected);
});
