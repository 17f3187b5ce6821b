import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

test("no style says left or right, so that every page can be turned round", async () => {
  const root = join(import.meta.dirname, "../src");
  const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith(".css"));
  expect(files.length).toBeGreaterThan(10);
  const physical =
    /(?:^|[\s;{])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-)?(?:left|right)\s*:|(?:float|clear|text-align)\s*:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius/;
  for (const file of files) {
    const lines = (await readFile(join(root, file), "utf8")).split("\n");
    for (const [index, line] of lines.entries()) expect(line, `${file}:${index + 1}`).not.toMatch(physical);
  }
});
