import { afterEach, expect, test } from "vitest";
import { proveDisconnects } from "../prove/disconnects.ts";
import { faults } from "../prove/faulty-desk.ts";
import { proveRetries } from "../prove/retries.ts";
import { quickenTimers } from "./quick-timers.ts";

let restore = () => {};
afterEach(() => restore());

test("whatever spoils their first tries, so many submissions make exactly so many tickets", async () => {
  restore = quickenTimers(20);
  const submissions = 120;
  const proof = await proveRetries({ submissions, atOnce: 60, seed: 7 });
  expect(proof).toMatchObject({ tickets: submissions, missing: [], doubled: [], mistaken: [] });
  expect([...proof.faults.keys()].sort()).toEqual([...faults].sort());
});

test("whatever cuts the line, a watcher hears every event once and in order", async () => {
  const proof = await proveDisconnects({ disconnects: 40, watchers: 4, seed: 7 });
  expect(proof.wrong).toEqual([undefined, undefined, undefined, undefined]);
  expect(proof.disconnects).toBeGreaterThanOrEqual(40);
});
