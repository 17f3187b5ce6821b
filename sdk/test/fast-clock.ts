import { afterAll, beforeAll, vi } from "vitest";
import { quickenTimers } from "./quick-timers.ts";

export { pendingTimers } from "./quick-timers.ts";

/** Lets every pause of the tests in this file pass `factor` times faster, so that back-off is tested in milliseconds. */
export function speedUpTimers(factor: number): void {
  let restore = () => {};
  beforeAll(() => {
    restore = quickenTimers(factor);
  });
  afterAll(() => {
    vi.unstubAllGlobals();
    restore();
  });
}
