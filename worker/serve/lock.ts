import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/** Takes a lock file, also from a holder that has died. Returns the process that holds it; undefined: it is ours now. */
export function takeLock(file: string): number | undefined {
  for (;;) {
    try {
      writeFileSync(file, `${process.pid}\n`, { flag: "wx" });
      return undefined;
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
    }
    const holder = readProcessId(file);
    if (holder !== undefined && holder !== process.pid && isAlive(holder)) return holder;
    rmSync(file, { force: true });
  }
}

/** The process id that a file holds; undefined if it holds none. */
export function readProcessId(file: string): number | undefined {
  const id = existsSync(file) ? Number.parseInt(readFileSync(file, "utf8"), 10) : Number.NaN;
  return Number.isNaN(id) ? undefined : id;
}

export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
