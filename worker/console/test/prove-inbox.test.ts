import { expect, inject, test } from "vitest";
import { proveInbox } from "./prove-inbox.ts";

test("a long list draws only what is seen of it, and keeps no change that it has shown", async () => {
  const seen = await proveInbox({ tickets: 12_000, scroll: 2, seconds: 8 }, inject("console"));
  expect(seen.pages).toBeGreaterThanOrEqual(3);
  expect(seen.rows).toBeLessThan(60);
  expect(seen.gaps.length).toBeGreaterThan(5);
  expect(seen.tasks.length).toBeGreaterThan(5);
  expect(seen.changes).toBeGreaterThan(10_000);
  // 20,000 changes that are kept would be half as much again as the 12,000 tickets.
  expect(seen.heap.after / seen.heap.before).toBeLessThan(1.2);
});
