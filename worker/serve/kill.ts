import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import { shopKey } from "./seed/setup.ts";

/** What rounds of killing came to. */
export interface Proof {
  readonly rounds: number;
  /** Tickets that a visitor was told of, each asked for again with the visitor's token after the restart. */
  readonly acknowledged: number;
  /** Of these, the ones that were not there, or not as they were told. */
  readonly lost: readonly string[];
  /** Submissions that were under way at a kill: sent again with their key after the restart. */
  readonly repeated: number;
  /** Numbers that two tickets had. */
  readonly doubled: readonly string[];
}

/** A submission under its idempotency key. */
interface Submission {
  readonly key: string;
  readonly subject: string;
}

/** A ticket as its visitor was told of it. */
interface Acknowledged {
  readonly number: string;
  readonly subject: string;
  readonly token: string;
}

const Submitted = z.object({
  ticket: z.object({ number: z.string(), subject: z.string() }),
  visitorToken: z.string(),
});
const Thread = z.object({ ticket: z.object({ number: z.string(), subject: z.string() }) });

/**
 * Runs `npm start`'s own program on one data folder and kills all its processes at once, with SIGKILL, in the middle of
 * submissions by `writers` at a time; starts it again and asks for everything that was acknowledged. `tell` hears of each
 * round.
 */
export async function proveKill(
  options: { readonly rounds: number; readonly writers: number },
  tell: (round: number, acknowledged: number) => void = () => {},
): Promise<Proof> {
  const data = mkdtempSync(join(tmpdir(), "firstline-kill-"));
  const known = new Map<string, Acknowledged>();
  const lost = new Set<string>();
  const doubled = new Set<string>();
  let repeated = 0;
  const acknowledge = (ticket: Acknowledged) => {
    if (known.has(ticket.number)) doubled.add(ticket.number);
    known.set(ticket.number, ticket);
  };
  let desk = await startDesk(data);
  try {
    for (let round = 1; round <= options.rounds; round++) {
      const told: Acknowledged[] = [];
      const open = new Map<string, Submission>();
      let isUp = true;
      const writers = Array.from({ length: options.writers }, async () => {
        while (isUp) {
          const submission = newSubmission();
          open.set(submission.key, submission);
          const ticket = await submit(desk.url, submission).catch((error: unknown) => {
            if (isUp) throw error;
          });
          if (!ticket) return;
          open.delete(submission.key);
          told.push(ticket);
        }
      });
      // Not before the first answer, then at no particular moment.
      while (told.length === 0) await Promise.race([wait(10), ...writers]);
      await Promise.race([wait(100 + Math.random() * 400), ...writers]);
      isUp = false;
      await kill(desk.process);
      await Promise.all(writers);
      for (const ticket of told) acknowledge(ticket);

      desk = await startDesk(data);
      for (const submission of open.values()) {
        const ticket = await submit(desk.url, submission);
        acknowledge(ticket);
        told.push(ticket);
        repeated += 1;
      }
      for (const ticket of told) if (!(await isThere(desk.url, ticket))) lost.add(ticket.number);
      tell(round, known.size);
    }
    // Once more from the first round on: a later restart must not lose them either.
    for (const ticket of known.values()) if (!(await isThere(desk.url, ticket))) lost.add(ticket.number);
    return { rounds: options.rounds, acknowledged: known.size, lost: [...lost], repeated, doubled: [...doubled] };
  } finally {
    await kill(desk.process);
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Desk {
  readonly url: string;
  readonly process: ChildProcess;
}

/** Starts the desk in a process group of its own, by which all its processes can be killed at once. */
async function startDesk(data: string): Promise<Desk> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "start.ts"), "--port", "0", "--data", data], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const found = new Promise<string>((resolve, reject) => {
    const hear = (chunk: string) => {
      said += chunk;
      const url = /Console\s+(http:\/\/localhost:\d+)\/[^\n]*\n[\s\S]*Stop it/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout.setEncoding("utf8").on("data", hear);
    child.stderr.setEncoding("utf8").on("data", hear);
    child.once("exit", () => reject(new Error(`The desk did not start:\n${said}`)));
  });
  return { url: await found, process: child };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  process.kill(-child.pid, "SIGKILL");
  await exited;
}

function newSubmission(): Submission {
  const key = randomBytes(16).toString("hex");
  return { key, subject: `Order ${key}` };
}

async function submit(url: string, { key, subject }: Submission): Promise<Acknowledged> {
  const response = await fetch(`${url}/v1/tickets`, {
    method: "POST",
    headers: { "firstline-site": shopKey, "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify({ subject, message: { text: "Where is it? ".repeat(30) } }),
  });
  if (response.status !== 201) throw new Error(`A submission was answered with ${response.status}`);
  const { ticket, visitorToken } = Submitted.parse(await response.json());
  return { number: ticket.number, subject: ticket.subject, token: visitorToken };
}

async function isThere(url: string, { number, subject, token }: Acknowledged): Promise<boolean> {
  const headers = { "firstline-site": shopKey, authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/v1/tickets/${number}`, { headers });
  if (response.status !== 200) return false;
  const { ticket } = Thread.parse(await response.json());
  return ticket.number === number && ticket.subject === subject;
}

if (import.meta.main) {
  const proof = await proveKill({ rounds: 20, writers: 16 }, (round, acknowledged) => {
    process.stdout.write(`Round ${round}: ${acknowledged} tickets acknowledged so far\n`);
  });
  process.stdout.write(
    `\n${proof.rounds} rounds of SIGKILL: ${proof.acknowledged} tickets acknowledged, ${proof.lost.length} lost, ` +
      `${proof.repeated} submissions cut off and repeated, ${proof.doubled.length} numbers given twice\n`,
  );
  if (proof.lost.length > 0 || proof.doubled.length > 0) process.exitCode = 1;
}
