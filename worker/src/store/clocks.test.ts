import fc from "fast-check";
import { expect, test } from "vitest";
import { contract, histories, lookup, termsWith } from "../../test/clock-history.ts";
import type { Clock, Phase } from "../domain/clock.ts";
import { type Clocks, foldClocks } from "../domain/clocks.ts";
import { readClocks, writeClocks } from "./clocks.ts";

const instant = fc.integer({ min: 0, max: 4_102_444_800_000 });
const amount = fc.integer({ min: 0, max: 400 * 86_400_000 });

const phase: fc.Arbitrary<Phase> = fc.oneof(
  fc.record({ is: fc.constant("running" as const), since: instant }),
  fc.record({
    is: fc.constant("paused" as const),
    since: instant,
    reason: fc.constantFrom("pending" as const, "on_hold" as const),
  }),
  fc.record({
    is: fc.constant("ended" as const),
    since: instant,
    how: fc.constantFrom("met" as const, "cancelled" as const),
  }),
);

const clock: fc.Arbitrary<Clock> = fc.record({
  metric: fc.constantFrom("first_response", "next_response", "resolution", "tier"),
  cycle: fc.integer({ min: 1, max: 10_000 }),
  startedAt: instant,
  target: fc.option(amount),
  limit: fc.option(amount),
  spent: amount,
  missed: fc.option(fc.record({ at: instant, excused: amount })),
  told: fc.option(fc.constantFrom("at_risk", "breached", "breached_again")),
  phase,
});

const clocks: fc.Arbitrary<Clocks> = fc.record({
  contract: fc.record({
    id: fc.stringMatching(/^ctr_[A-Za-z0-9]{1,32}$/),
    version: fc.integer({ min: 1, max: 1_000_000 }),
  }),
  status: fc.constantFrom("new", "open", "pending", "on_hold", "solved", "closed"),
  priority: fc.constantFrom("low", "normal", "high", "urgent"),
  held: fc.option(fc.record({ tier: fc.integer({ min: 1, max: 9 }), since: instant })),
  at: instant,
  list: fc.array(clock, { maxLength: 8 }),
});

test("any clocks read back as they were written, and as JSON before", () => {
  fc.assert(
    fc.property(clocks, (one) => {
      expect(readClocks(writeClocks(one))).toEqual(one);
      expect(readClocks(JSON.stringify(one))).toEqual(one);
    }),
    { numRuns: 1_000, seed: 6 },
  );
});

test("so do those of real histories, in a third of the room and with nothing that JSON has to escape", () => {
  const termsOf = lookup(termsWith({}));
  fc.assert(
    fc.property(histories("priorities too"), (events) => {
      const one = foldClocks(events, { id: contract.id, version: contract.version }, termsOf);
      const stored = writeClocks(one);
      expect(readClocks(stored)).toEqual(one);
      expect(JSON.stringify(stored)).toBe(`"${stored}"`);
      expect(stored.length).toBeLessThan(JSON.stringify(one).length / 3);
    }),
    { numRuns: 300, seed: 6 },
  );
});

test.each([
  ["nothing", ""],
  ["a head that is cut off", "ctr_gold,1,o,n"],
  ["an unknown status", "ctr_gold,1,x,n,loyw3v28,,"],
  ["an unknown priority", "ctr_gold,1,o,x,loyw3v28,,"],
  ["a number that is none", "ctr_gold,1,o,n,lo.w3v28,,"],
  ["half of what holds it", "ctr_gold,1,o,n,loyw3v28,1,"],
  ["a clock that is cut off", "ctr_gold,1,o,n,loyw3v28,,;f,1,0,,,0"],
  ["a clock with too much", "ctr_gold,1,o,n,loyw3v28,,;f,1,0,,,0,,r,0,,,"],
  ["an unknown metric", "ctr_gold,1,o,n,loyw3v28,,;x,1,0,,,0,,r,0,,"],
  ["an unknown alarm", "ctr_gold,1,o,n,loyw3v28,,;f,1,0,,,0,x,r,0,,"],
  ["an unknown phase", "ctr_gold,1,o,n,loyw3v28,,;f,1,0,,,0,,o,0,,"],
  ["JSON of something else", '{"at":1}'],
])("refuses %s", (_, stored) => {
  expect(() => readClocks(stored)).toThrow(TypeError);
});
