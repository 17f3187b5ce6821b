/** Timers that are set and have neither fired nor been cleared. */
export const pendingTimers = new Set<NodeJS.Timeout>();

/** Lets every pause pass `factor` times faster, so that back-off takes milliseconds. Returns what undoes it. */
export function quickenTimers(factor: number): () => void {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const put = (name: string, value: unknown) =>
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  put("setTimeout", (callback: (...values: unknown[]) => void, delay = 0, ...values: unknown[]) => {
    const timer = set(() => {
      pendingTimers.delete(timer);
      callback(...values);
    }, delay / factor);
    pendingTimers.add(timer);
    return timer;
  });
  put("clearTimeout", (timer: NodeJS.Timeout | undefined) => {
    if (timer) pendingTimers.delete(timer);
    clear(timer);
  });
  return () => {
    put("setTimeout", set);
    put("clearTimeout", clear);
  };
}
