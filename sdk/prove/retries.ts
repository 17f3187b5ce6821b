import { parseArgs } from "node:util";
import { createFirstline } from "../src/index.ts";
import { type Fault, startFaultyDesk } from "./faulty-desk.ts";
import { randomFrom } from "./random.ts";
import { startRunningDesk } from "./running-desk.ts";

/** What a run came to. */
export interface RetryProof {
  readonly submissions: number;
  /** Requests that were spoiled, by how. */
  readonly faults: ReadonlyMap<Fault, number>;
  /** Tickets on the desk at the end. */
  readonly tickets: number;
  /** Submissions without a ticket, with two, or answered with another's. */
  readonly missing: readonly string[];
  readonly doubled: readonly string[];
  readonly mistaken: readonly string[];
}

/**
 * Submits through a line that spoils the first 0 to 5 tries of each submission, so many at a time. With `worker` the real
 * desk stands behind the line, and its tickets are counted.
 */
export async function proveRetries(options: {
  readonly submissions: number;
  readonly atOnce: number;
  readonly seed: number;
  readonly worker?: boolean;
}): Promise<RetryProof> {
  const worker = options.worker ? await startRunningDesk() : undefined;
  const desk = await startFaultyDesk(randomFrom(options.seed), worker?.submit);
  try {
    // More tries and time than the faults ask for: on a busy machine a good answer may be late too.
    const client = { url: desk.url, site: "pk_shopshop", timeout: 5_000, totalTimeout: 3_600_000, retries: 100 };
    const mistaken: string[] = [];
    let next = 0;
    const writers = Array.from({ length: options.atOnce }, async () => {
      const { tickets } = createFirstline(client);
      while (next < options.submissions) {
        next += 1;
        const subject = `Order ${next}`;
        const { ticket } = await tickets.submit({ subject, message: { text: "Where is it?" } });
        if (ticket.subject !== subject) mistaken.push(subject);
      }
    });
    await Promise.all(writers);
    const times = new Map<string, number>();
    const made = worker ? (await worker.subjects()).filter((subject) => /^Order \d+$/.test(subject)) : desk.tickets;
    for (const subject of made) times.set(subject, (times.get(subject) ?? 0) + 1);
    const subjects = Array.from({ length: options.submissions }, (_, index) => `Order ${index + 1}`);
    return {
      submissions: options.submissions,
      faults: desk.met,
      tickets: made.length,
      missing: subjects.filter((subject) => !times.has(subject)),
      doubled: subjects.filter((subject) => (times.get(subject) ?? 0) > 1),
      mistaken,
    };
  } finally {
    await desk.stop();
    await worker?.stop();
  }
}

// --submissions <count>, 10,000 by default; --seed <number>, the clock's by default; the same seed is the same faults;
// --worker: against the real desk, started for it, in place of a server that keeps its promises.
if (import.meta.main) {
  const { values } = parseArgs({
    options: { submissions: { type: "string" }, seed: { type: "string" }, worker: { type: "boolean" } },
  });
  const submissions = Number(values.submissions ?? 10_000);
  const seed = Number(values.seed ?? Date.now() % 2 ** 31);
  if (!(submissions >= 1) || !Number.isInteger(seed)) {
    process.stderr.write("firstline: --submissions and --seed take whole numbers.\n");
    process.exit(2);
  }
  const began = performance.now();
  const proof = await proveRetries({ submissions, atOnce: 200, seed, worker: values.worker === true });
  const seconds = ((performance.now() - began) / 1_000).toFixed(0);
  for (const [fault, count] of [...proof.faults].sort()) process.stdout.write(`${fault}: ${count} tries\n`);
  process.stdout.write(
    `\n${proof.submissions} submissions, seed ${seed}, ${seconds} s: ${proof.tickets} tickets, ` +
      `${proof.missing.length} missing, ${proof.doubled.length} doubled, ${proof.mistaken.length} mistaken\n`,
  );
  const exact = proof.tickets === submissions && proof.missing.length + proof.mistaken.length === 0;
  process.exit(exact ? 0 : 1);
}
