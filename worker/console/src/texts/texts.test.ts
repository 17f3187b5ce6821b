import { readdirSync } from "node:fs";
import { expect, test } from "vitest";

const contract = { id: "con_1", name: "Care", version: 2 };
const labels = ["first", "second"];

/** What functions are called with that take something else than a count or a word. */
const samples: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  "general.list.count": [
    [1, false],
    [25, true],
  ],
  "general.timeline.status": [["new", "on_hold"]],
  "general.timeline.priority": [["low", "urgent"]],
  "inbox.bulk.refused": [
    [["SHOP-1"], "Closed."],
    [["SHOP-1", "SHOP-2"], "Closed."],
  ],
  "lines.clock.metric": [
    ["first_response", "first"],
    ["tier", "first"],
  ],
  "lines.event.decided": [
    ["Rule", []],
    ["Rule", ["team", "contract"]],
  ],
  "lines.event.failed": [["Rule", labels]],
  "lines.event.tagged": [[labels]],
  "lines.event.weighed": [[{ eligible: 1, leftOut: {} }], [{ eligible: 3, leftOut: { off_duty: 2, full: 1 } }]],
  "lines.event.unplaced": [[undefined], ["14:30"]],
  "lines.event.contract": [[contract, contract]],
};
/** The others get the same count for each thing they take. */
const counts = [1, 2, 3, 5, 12, 22, 101].map((count) => Array.from({ length: 6 }, () => count));

/** Words that are the same in both languages. */
const shared = new Set([
  "Status",
  "Firstline",
  "API",
  "E-mail",
  "Plan",
  "Logo",
  "HTML",
  "WordPress",
  "React",
  "Import",
  "Ping",
  "link",
  "Agent",
  "min",
  "kB",
]);

const english = import.meta.dirname.concat("/english");
const areas = readdirSync(english).filter((file) => file !== "plural.ts");

test.each(areas)("%s says the same in every language", async (file) => {
  const from = await textsOf(`./english/${file}`);
  const to = await textsOf(`./polish/${file}`);
  const area = file.replace(".ts", "");
  const there = leaves(area, from);
  const here = leaves(area, to);
  expect([...here.keys()].sort()).toEqual([...there.keys()].sort());
  const same: string[] = [];
  for (const [path, words] of there) {
    const other = here.get(path);
    expect(typeof other, path).toBe(typeof words);
    const said = sayings(path, words);
    const translated = sayings(path, other);
    for (const [index, text] of said.entries()) {
      const translation = translated[index] ?? "";
      for (const one of [text, translation]) expect(one, path).not.toMatch(/undefined|NaN|\[object|=>/);
      expect(placeholders(translation), path).toEqual(placeholders(text));
      const word = text.replace(/\d+/g, "").trim();
      if (translation === text && /\p{L}{2}/u.test(word) && !shared.has(word)) same.push(`${path}: ${text}`);
    }
  }
  expect(same).toEqual([]);
});

test.each([
  [1, "1 zgłoszenie"],
  [3, "3 zgłoszenia"],
  [12, "12 zgłoszeń"],
  [22, "22 zgłoszenia"],
])("counts %i tickets in Polish", async (count, text) => {
  const { general } = await import("./polish/general.ts");
  expect(general.list.count(count, false)).toBe(text);
});

test.each([
  [2, "· the 2nd time"],
  [3, "· the 3rd time"],
  [11, "· the 11th time"],
])("says in English which time the %i. is", async (count, text) => {
  const { lines } = await import("./english/lines.ts");
  expect(lines.event.bounce(count)).toBe(text);
});

async function textsOf(file: string): Promise<unknown> {
  const module: Readonly<Record<string, unknown>> = await import(/* @vite-ignore */ file);
  return Object.values(module)[0];
}

/** Every text of a tree by its path. */
function leaves(path: string, tree: unknown): Map<string, unknown> {
  if (typeof tree !== "object" || tree === null) return new Map([[path, tree]]);
  return new Map(Object.entries(tree).flatMap(([key, value]) => [...leaves(`${path}.${key}`, value)]));
}

function sayings(path: string, words: unknown): string[] {
  if (typeof words !== "function") return [String(words)];
  const call = (given: readonly unknown[]): unknown => {
    try {
      return words(...given);
    } catch {
      // It lists what it is given.
      return words(...given.map(() => labels));
    }
  };
  return (samples[path] ?? counts).map((given) => {
    const said = call(given);
    expect(["string", "number"], path).toContain(typeof said);
    return String(said);
  });
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
