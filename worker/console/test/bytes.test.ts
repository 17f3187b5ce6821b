import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";

const assets = inject("console");

/** The files a page needs before it shows the first list: what it names, and what those import at once. */
async function firstFiles(): Promise<Set<string>> {
  const page = await readFile(join(assets, "index.html"), "utf8");
  const wanted = [...page.matchAll(/"\/console\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file = ""]) => file);
  const files = new Set<string>(["index.html"]);
  for (let file = wanted.pop(); file !== undefined; file = wanted.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    const content = file.endsWith(".js") ? await readFile(join(assets, file), "utf8") : "";
    for (const [, name] of content.matchAll(/(?:\bimport|\bfrom)\s*"\.\/([^"]+)"/g)) wanted.push(`assets/${name}`);
  }
  return files;
}

const weight = async (file: string) => gzipSync(await readFile(join(assets, file)), { level: 9 }).length;

test("up to the first list the console weighs at most 90 kB gzip, in either language", async () => {
  const files = await firstFiles();
  let total = 0;
  for (const file of files) total += await weight(file);
  const polish = (await readdir(join(assets, "assets"))).filter((file) => file.startsWith("polish-"));
  expect(polish).toHaveLength(1);
  const words = await weight(`assets/${polish[0]}`);
  expect(files.size).toBeGreaterThan(2);
  expect(total + words).toBeLessThanOrEqual(90_000);
  console.info(`console: ${(total / 1000).toFixed(1)} kB gzip, ${(words / 1000).toFixed(1)} kB more in Polish`);
});

test("no file of it holds a schema library", async () => {
  const files = (await readdir(assets, { recursive: true })).filter((file) => /\.(js|css|html)$/.test(file));
  for (const file of files) expect(await readFile(join(assets, file), "utf8")).not.toMatch(/ZodError|strictObject/);
});

test("the page holds no inline script or style", async () => {
  const page = await readFile(join(assets, "index.html"), "utf8");
  expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/);
  expect(page).toMatch(/src="\/console\/assets\//);
});
