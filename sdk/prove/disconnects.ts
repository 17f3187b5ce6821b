import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createFirstline } from "../src/index.ts";
import { number } from "../test/examples.ts";
import { quickenTimers } from "../test/quick-timers.ts";
import { startRoomServer } from "../test/room-server.ts";
import { pick, randomFrom } from "./random.ts";

/** What a run came to. */
export interface LiveProof {
  /** Connections that were live and were cut. */
  readonly disconnects: number;
  readonly events: number;
  /** For each watcher, what is wrong with what it heard; undefined if it heard every event once and in order. */
  readonly wrong: readonly (string | undefined)[];
}

const fates = ["arrives", "arrives", "arrives", "is lost", "comes twice", "is held", "cuts the line"] as const;

/**
 * Watches one ticket so many times over while events are written, and frames are lost, doubled, delayed and connections
 * cut until so many were. Pauses pass 100 times faster.
 */
export async function proveDisconnects(
  options: { readonly disconnects: number; readonly watchers: number; readonly seed: number },
  tell: (disconnects: number) => void = () => {},
): Promise<LiveProof> {
  const random = randomFrom(options.seed);
  const room = await startRoomServer();
  const restore = quickenTimers(100);
  const heard = Array.from({ length: options.watchers }, (): number[] => []);
  const stops = heard.map((seqs) =>
    createFirstline({ url: room.url, site: "pk_shopshop", token: "visitor-token" }).tickets.watch(number, {
      after: 0,
      onChange: ({ events }) => seqs.push(...events.map(({ seq }) => seq)),
    }),
  );
  let disconnects = 0;
  try {
    while (disconnects < options.disconnects) {
      const fate = pick(fates, random);
      if (fate === "cuts the line") disconnects += room.sockets.size;
      // Reads are not looked at, and would fill the memory.
      room.arrivals.length = 0;
      room.append(fate, Math.floor(random() * 3));
      room.open = random() > 0.1;
      room.latency = random() > 0.8 ? random() * 300 : 0;
      // Some cut while others are on their way back, some when all are live.
      await wait(random() * 40);
      tell(disconnects);
    }
    Object.assign(room, { open: true, latency: 0 });
    room.append();
    const log = room.log.map(({ seq }) => seq);
    for (let waited = 0; waited < 20_000 && heard.some((seqs) => seqs.at(-1) !== log.at(-1)); waited += 20)
      await wait(20);
    const wrong = heard.map((seqs) =>
      seqs.join() === log.join() ? undefined : `heard ${seqs.length}: ${seqs.join()}`,
    );
    return { disconnects, events: log.length, wrong };
  } finally {
    for (const stop of stops) stop();
    restore();
    await room.stop();
  }
}

// --disconnects <count>, 1,000 by default; --seed <number>, the clock's by default.
if (import.meta.main) {
  const { values } = parseArgs({ options: { disconnects: { type: "string" }, seed: { type: "string" } } });
  const disconnects = Number(values.disconnects ?? 1_000);
  const seed = Number(values.seed ?? Date.now() % 2 ** 31);
  if (!(disconnects >= 1) || !Number.isInteger(seed)) {
    process.stderr.write("firstline: --disconnects and --seed take whole numbers.\n");
    process.exit(2);
  }
  let told = 0;
  const proof = await proveDisconnects({ disconnects, watchers: 16, seed }, (count) => {
    if (count < told + 100) return;
    told = count;
    process.stdout.write(`${count} disconnects …\n`);
  });
  const wrong = proof.wrong.filter((one) => one !== undefined);
  for (const one of wrong) process.stdout.write(`${one}\n`);
  process.stdout.write(
    `${proof.disconnects} disconnects, seed ${seed}, ${proof.events} events to each of ${proof.wrong.length} watchers: ` +
      `${wrong.length === 0 ? "nothing missing, nothing doubled, all in order" : `${wrong.length} watchers wrong`}\n`,
  );
  process.exit(wrong.length === 0 ? 0 : 1);
}
