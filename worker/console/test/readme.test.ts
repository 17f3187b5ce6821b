import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { capsOf, commands, keysOfPlaces } from "../src/commands.ts";

test("the README tells every key, and what it does", async () => {
  const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
  for (const { key, name } of [...commands, ...keysOfPlaces]) {
    if (key !== undefined) expect(readme).toContain(`\`${capsOf(key).join(" ")}\` ${name}`);
  }
});
