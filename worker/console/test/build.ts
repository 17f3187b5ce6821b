import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";

/** Builds the console as it is now into a folder of its own and answers that folder. */
export async function buildConsole(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), "firstline-console-"));
  const configFile = join(import.meta.dirname, "../vite.config.ts");
  // The test runner sets this to "test", and a build for tests is not the one that ships.
  process.env.NODE_ENV = "production";
  await build({ configFile, mode: "production", logLevel: "error", build: { outDir } });
  return outDir;
}
