import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isAlive, readProcessId, takeLock } from "./lock.ts";
import { UsageError } from "./usage.ts";

/** The folder of one desk's data, held by one runner at a time. */
export interface Folder {
  readonly path: string;
  /** Where the runtime keeps databases and objects. */
  readonly state: string;
  /** Where `runtime.sh` notes the runtime's process id. */
  readonly runtimeId: string;
  /** At least 32 random bytes, base64url; made with the folder. */
  readonly secret: string;
  /** What the desk was filled with at first; undefined until that is done. */
  readonly filledWith: () => Filling | undefined;
  readonly setFilledWith: (filling: Filling) => void;
  readonly release: () => void;
}

export type Filling = "demo" | "empty";

/**
 * Opens the folder, making it if it is not there. A runtime that a killed runner left behind is ended first.
 * @throws UsageError when it cannot be written, or another runner holds it.
 */
export async function openFolder(path: string): Promise<Folder> {
  path = resolve(path);
  const file = (name: string) => join(path, name);
  try {
    makeFolder(path);
    writeFileSync(file(".writable"), "");
    rmSync(file(".writable"));
  } catch {
    throw new UsageError(`The folder ${path} cannot be written. Choose another with --data.`);
  }
  const holder = takeLock(file("lock"));
  if (holder !== undefined) {
    throw new UsageError(`${path} is in use by another Firstline (process ${holder}). Stop it, or choose --data.`);
  }
  await endLeftRuntime(file("runtime.pid"));
  return {
    path,
    state: file("state"),
    runtimeId: file("runtime.pid"),
    secret: readSecret(file("secret")),
    filledWith: () => readFilling(file("filled-with")),
    setFilledWith: (filling) => writeFileSync(file("filled-with"), `${filling}\n`),
    release: () => {
      rmSync(file("runtime.pid"), { force: true });
      rmSync(file("lock"), { force: true });
    },
  };
}

/** Puts a half-filled desk aside: nobody was let in before it was whole, and nothing is ever deleted. */
export function putAside(folder: Folder): void {
  if (existsSync(folder.state)) renameSync(folder.state, `${folder.state}-unfinished-${Date.now()}`);
}

/**
 * For its owner alone, as it will hold what people wrote. Step by step: Node's own `recursive` never ends below a folder
 * that the system invents, such as /proc.
 */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, 0o700);
}

/** Ends the runtime that a killed runner left behind. */
async function endLeftRuntime(runtimeId: string): Promise<void> {
  const left = readProcessId(runtimeId);
  if (left === undefined || !isAlive(left) || !commandOf(left).includes("workerd")) return;
  process.kill(left, "SIGKILL");
  // Bounded: where nobody reaps the dead, a process id stays taken.
  for (let waited = 0; waited < 2000 && isAlive(left); waited += 20) await wait(20);
}

function readSecret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < 43) {
    throw new UsageError(`${file} is damaged: put back the one from your backup. Sign-ins and links depend on it.`);
  }
  return secret;
}

function readFilling(file: string): Filling | undefined {
  if (!existsSync(file)) return undefined;
  return readFileSync(file, "utf8").trim() === "demo" ? "demo" : "empty";
}

/** A process's command line; empty where it cannot be told. */
function commandOf(id: number): string {
  try {
    if (existsSync(`/proc/${id}/cmdline`)) return readFileSync(`/proc/${id}/cmdline`, "utf8");
    return execFileSync("ps", ["-o", "command=", "-p", String(id)], { encoding: "utf8" });
  } catch {
    return "";
  }
}
