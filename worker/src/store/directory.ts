import type { Directory } from "../domain/directory.ts";
import { setupGuard } from "./guards.ts";
import { run } from "./query.ts";
import { readDirectory } from "./setup.ts";

/** The desk has no set-up yet, so there is nothing it could answer. */
export class NotSetUp extends Error {
  override readonly name = "NotSetUp";
}

/** The set-up stays in the isolate's memory; every read batch brings its version, which tells when it has moved. */
let kept: Directory | undefined;

/**
 * The set-up as this isolate knows it, read again when asked to.
 * @throws NotSetUp on a desk that has none.
 */
export async function currentDirectory(database: D1Database, again: boolean): Promise<Directory> {
  if (!kept || again) kept = await readDirectory(database, Date.now());
  if (!kept) throw new NotSetUp();
  return kept;
}

/** Whether the set-up has moved since it was read. */
export async function hasMoved(database: D1Database, directory: Directory): Promise<boolean> {
  const { guard } = await run(database, { guard: setupGuard });
  return guard.version !== directory.version;
}

/** The same set-up, or the newest if it has moved. */
export const newestDirectory = async (database: D1Database, known: Directory): Promise<Directory> =>
  (await hasMoved(database, known)) ? currentDirectory(database, true) : known;
