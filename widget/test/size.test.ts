import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const dist = new URL("../dist/", import.meta.url);
const names = readdirSync(new URL("widget/", dist));
const weigh = (name: string) => gzipSync(readFileSync(new URL(name, dist)), { level: 9 }).length;
const find = (pattern: RegExp) => {
  const found = names.filter((name) => pattern.test(name));
  expect(found, `${pattern}`).toHaveLength(1);
  return `widget/${found[0]}`;
};
const panel = find(/^panel-.*\.js$/);
const desk = find(/^desk-.*\.js$/);
const verbs = find(/^verbs-.*\.js$/);
const files = find(/^files-.*\.js$/);
const screenshot = find(/^screenshot-.*\.js$/);
const texts = find(/^en-.*\.js$/);
const deskTexts = find(/^en\.desk-.*\.js$/);

function report(what: string, files: readonly string[], most: number): void {
  const bytes = files.reduce((sum, file) => sum + weigh(file), 0);
  console.log(`${what}: ${bytes} bytes gzip`);
  expect(bytes).toBeLessThanOrEqual(most);
}

test("before it is opened, the widget weighs at most 1,500 bytes, in one file", () => {
  report("loader", ["firstline.js"], 1_500);
});

test("the form can be used after at most 14,000 bytes, its style and texts included", () => {
  report("form", [panel, texts], 14_000);
});

test("a whole journey, from the form to the rating, weighs at most 32,600 bytes with all its style and texts", () => {
  report("journey", [panel, texts, desk, deskTexts], 32_600);
});

test("what picks, sends and shows files weighs at most 4,900 bytes, what takes a screenshot 4,100 more", () => {
  report("files", [files], 4_900);
  report("screenshot", [screenshot], 4_100);
});

test("the verbs that a page may call weigh at most 3,000 bytes", () => {
  report("verbs", [verbs], 3_000);
});

test("the texts of a language weigh at most 2,000 bytes a file", () => {
  const files = names.filter((name) => /^[a-z]{2}(-\w+)?(\.\w+)?-[\w-]{8}\.js$/.test(name));
  expect(files.length).toBe(90);
  for (const file of files) expect(weigh(`widget/${file}`), file).toBeLessThanOrEqual(2_000);
});

test("the hosted page adds at most 1,100 bytes of its own", () => {
  const bytes = names
    .filter((name) => name.startsWith("hosted-"))
    .reduce((sum, name) => sum + weigh(`widget/${name}`), 0);
  console.log(`hosted page: ${bytes} bytes gzip`);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(1_100);
});

test("no schema library and nothing of the desk's side travels to visitors", () => {
  const code = [panel, desk].map((name) => readFileSync(new URL(name, dist), "utf8")).join("");
  expect(code).not.toContain("_zod");
  expect(code).not.toContain("/v1/desk");
});

test("the loader knows the files that come late, and the README the budgets", () => {
  const loader = readFileSync(new URL("firstline.js", dist), "utf8");
  for (const file of [panel, verbs]) expect(loader).toContain(file);
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const budgets = ["1,500", "14,000", "32,600", "4,900", "4,100", "3,000", "2,000", "1,100"];
  for (const budget of budgets) expect(readme).toContain(budget);
});
