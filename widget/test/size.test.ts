import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const dist = new URL("../dist/", import.meta.url);
const names = readdirSync(new URL("widget/", dist));
const weigh = (name: string) => gzipSync(readFileSync(new URL(name, dist)), { level: 9 }).length;
const verbs = names.filter((name) => /^verbs-.*\.js$/.test(name));
const panels = names.filter((name) => /^panel-.*\.js$/.test(name));

test("before it is opened, the widget weighs at most 1,500 bytes, in one file", () => {
  const bytes = weigh("firstline.js");
  console.log(`loader: ${bytes} bytes gzip`);
  expect(bytes).toBeLessThanOrEqual(1_500);
});

test("form, list and thread with all their style weigh at most 26,000 bytes, loader included", () => {
  expect(panels).toHaveLength(1);
  const bytes = weigh("firstline.js") + weigh(`widget/${panels[0]}`);
  console.log(`loader and panel: ${bytes} bytes gzip`);
  expect(bytes).toBeLessThanOrEqual(26_000);
});

test("the verbs that a page may call weigh at most 2,600 bytes", () => {
  expect(verbs).toHaveLength(1);
  const bytes = weigh(`widget/${verbs[0]}`);
  console.log(`verbs: ${bytes} bytes gzip`);
  expect(bytes).toBeLessThanOrEqual(2_600);
});

test("the hosted page adds at most 1,000 bytes of its own", () => {
  const bytes = names
    .filter((name) => name.startsWith("hosted-"))
    .reduce((sum, name) => sum + weigh(`widget/${name}`), 0);
  console.log(`hosted page: ${bytes} bytes gzip`);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(1_000);
});

test("no schema library and nothing of the desk's side travels to visitors", () => {
  const code = readFileSync(new URL(`widget/${panels[0]}`, dist), "utf8");
  expect(code).not.toContain("_zod");
  expect(code).not.toContain("/v1/desk");
});

test("the loader knows the files that come late, and the README the budgets", () => {
  const loader = readFileSync(new URL("firstline.js", dist), "utf8");
  for (const file of [panels[0], verbs[0]]) expect(loader).toContain(`widget/${file}`);
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  for (const budget of ["1,500", "26,000", "2,600", "1,000"]) expect(readme).toContain(budget);
});
