import { afterAll, beforeAll, vi } from "vitest";

/** Timers that are set and have neither fired nor been cleared. */
export const pendingTimers = new Set<NodeJS.Timeout>();

/** Lets every pause of the tests in this file pass `factor` times faster, so that back-off is tested in milliseconds. */
export function speedUpTimers(factor: number): void {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  beforeAll(() => {
    vi.stubGlobal("setTimeout", (callback: (...values: unknown[]) => void, delay = 0, ...values: unknown[]) => {
      const timer = set(() => {
        pendingTimers.delete(timer);
        callback(...values);
      }, delay / factor);
      pendingTimers.add(timer);
      return timer;
    });
    vi.stubGlobal("clearTimeout", (timer: NodeJS.Timeout | undefined) => {
      if (timer) pendingTimers.delete(timer);
      clear(timer);
    });
  });
  afterAll(() => {
    vi.unstubAllGlobals();
  });
}
