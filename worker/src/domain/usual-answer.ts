/** How far back (ms) answers count, how many of them at most, and how many it takes to say anything. */
export const USUAL = { within: 30 * 86_400_000, most: 100, least: 5 };

/** The median of some waits, in whole milliseconds; null with too few to tell. */
export function usualAnswer(waits: readonly number[]): number | null {
  if (waits.length < USUAL.least) return null;
  const sorted = waits.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return Math.round((low + high) / 2);
}
