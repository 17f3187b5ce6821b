import { expect, test } from "vitest";
import { proveKill } from "./kill.ts";

test("a desk killed in the middle of submissions has every ticket it acknowledged", { timeout: 120_000 }, async () => {
  const proof = await proveKill({ rounds: 3, writers: 12 });
  expect(proof).toMatchObject({ rounds: 3, lost: [], doubled: [] });
  expect(proof.acknowledged).toBeGreaterThan(3);
  // What was under way was answered after the restart, by the key it had been sent with.
  expect(proof.repeated).toBeGreaterThan(0);
});
