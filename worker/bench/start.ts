import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deskScript } from "./desk-script.ts";
import { floorScript } from "./floor/script.ts";
import { type Order, Ready, type Script, type SystemName } from "./system.ts";

/** A system that is up: where, which process it hangs from, how it is asked. */
export interface Running {
  readonly name: SystemName;
  readonly ready: Ready;
  readonly process: number;
  readonly script: Script;
  /** Ends it and deletes its data. */
  readonly stop: () => Promise<void>;
}

/** As `npm start` runs it, so that memory is what it is there. */
const lean = ["--max-semi-space-size=1", "--optimize-for-size"];

/** Starts a system in a process and a temporary folder of its own, filled with so many tickets. */
export async function start(name: SystemName, tickets: number): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), `firstline-bench-${name}-`));
  const order: Order = { system: name, folder, tickets };
  const child = fork(join(import.meta.dirname, "host.ts"), [JSON.stringify(order)], {
    execArgv: lean,
    env: { MALLOC_MMAP_THRESHOLD_: "65536", ...process.env },
  });
  const stop = async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const ready = await readiness(child);
    const script = ready.credentials ? deskScript(ready.credentials, tickets) : floorScript(tickets);
    return { name, ready, process: child.pid ?? 0, script, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the host tells, or why it does not. */
async function readiness(child: ChildProcess): Promise<Ready> {
  const gone = once(child, "exit").then(([code]) => {
    throw new Error(`A system of the bench ended before it was ready (${code})`);
  });
  const [message] = await Promise.race([once(child, "message"), gone]);
  gone.catch(() => {});
  return Ready.parse(message);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  if (child.connected) child.disconnect();
  await exited;
  clearTimeout(timer);
}
