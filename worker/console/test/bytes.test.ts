import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildConsole } from "./build.ts";

let assets: string;
beforeAll(async () => {
  assets = await buildConsole();
});

afterAll(() => rm(assets, { recursive: true, force: true }));

test("the whole console weighs at most 60 kB gzip, and holds no schema library", async () => {
  const files = (await readdir(assets, { recursive: true })).filter((file) => /\.(js|css|html)$/.test(file));
  let total = 0;
  for (const file of files) {
    const content = await readFile(join(assets, file));
    total += gzipSync(content, { level: 9 }).length;
    expect(content.toString()).not.toMatch(/ZodError|strictObject/);
  }
  expect(files.length).toBeGreaterThan(2);
  expect(total).toBeLessThanOrEqual(60_000);
  console.info(`console: ${(total / 1000).toFixed(1)} kB gzip`);
});

test("the page holds no inline script or style", async () => {
  const page = await readFile(join(assets, "index.html"), "utf8");
  expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/);
  expect(page).toMatch(/src="\/console\/assets\//);
});
