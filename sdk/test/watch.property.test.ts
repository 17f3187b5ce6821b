import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createFirstline } from "../src/index.ts";
import type { Thread } from "../src/wire/index.ts";
import { number } from "./examples.ts";
import { speedUpTimers } from "./fast-clock.ts";
import { type RoomServer, startRoomServer } from "./room-server.ts";

speedUpTimers(50);

let room: RoomServer;
beforeAll(async () => {
  room = await startRoomServer();
});
afterAll(() => room.stop());

const fate = fc.constantFrom("arrives", "is lost", "comes twice", "is held", "cuts the line");
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("append"), fate, hidden: fc.nat({ max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("see"), sight: fc.constantFrom("arrives", "is lost") }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("sockets"), open: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("latency"), latency: fc.nat({ max: 400 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("pause"), milliseconds: fc.nat({ max: 15 }) }) },
);

test("whatever becomes of the frames, the watcher ends with the whole log, once and in order", async () => {
  const property = fc.asyncProperty(fc.array(step, { maxLength: 14 }), fc.nat({ max: 3 }), async (steps, before) => {
    room.reset();
    for (let count = 0; count < before; count += 1) room.append();
    const threads: Thread[] = [];
    const client = createFirstline({ url: room.url, site: "pk_shopshop", token: "visitor-token" });
    const stop = client.tickets.watch(number, { after: 0, onChange: (thread) => threads.push(thread) });
    const seen = () => threads.flatMap(({ events }) => events);
    try {
      for (const move of steps) {
        if ("fate" in move) room.append(move.fate, move.hidden);
        else if ("sight" in move) room.see(move.sight);
        else if ("open" in move) room.open = move.open;
        else if ("latency" in move) room.latency = move.latency;
        else await new Promise((resolve) => setTimeout(resolve, move.milliseconds * 50));
      }
      // A lost frame shows with the next one that arrives, or when the connection comes back.
      room.open = true;
      room.append();
      await vi.waitFor(() => expect(seen().at(-1)).toEqual(room.log.at(-1)), { timeout: 8_000, interval: 3 });
      expect(seen()).toEqual(room.log);
      // What support has seen comes with whatever comes next.
      expect(threads.at(-1)?.ticket.seen?.seq ?? 0).toBe(room.seen());
      expect(threads.every(({ ticket, events }) => ticket.seq >= (events.at(-1)?.seq ?? 0))).toBe(true);
    } finally {
      stop();
    }
  });
  await fc.assert(property, { numRuns: 60, interruptAfterTimeLimit: 20_000 });
});
