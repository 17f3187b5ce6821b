import { rm } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { buildConsole } from "./build.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the console as it is now, built. */
    readonly console: string;
  }
}

/** Builds the console once for all files of tests. */
export default async function buildOnce(project: TestProject): Promise<() => Promise<void>> {
  const assets = await buildConsole();
  project.provide("console", assets);
  return () => rm(assets, { recursive: true, force: true });
}
