import type { Directory } from "../domain/directory.ts";
import { run } from "../store/query.ts";
import { readDirectory, setupVersion } from "../store/setup.ts";
import { Refused } from "./refused.ts";

/** The set-up stays in the isolate's memory; every read batch brings its version, which tells when it has moved. */
let kept: Directory | undefined;

/** The set-up as this isolate knows it, read again when asked to. Refuses on a desk that has not been set up. */
export async function currentDirectory(database: D1Database, again: boolean): Promise<Directory> {
  if (!kept || again) kept = await readDirectory(database);
  if (!kept) throw new Refused("unavailable");
  return kept;
}

/** Whether the set-up has moved since it was read. */
export async function hasMoved(database: D1Database, directory: Directory): Promise<boolean> {
  return (await run(database, { version: setupVersion })).version !== directory.version;
}
