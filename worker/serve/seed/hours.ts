import type { BusinessTime } from "../../src/domain/calendar.ts";

/** How far back an instant is looked for, in milliseconds. */
const FARTHEST = 400 * 86_400_000;

/** The last instant from which on so much open time (ms) has gone by until another: adding it to that gives the other back. */
export function instantBefore(time: BusinessTime, until: number, amount: number): number {
  let [early, late] = [until - FARTHEST, until];
  if (time.businessTimeBetween(early, until) < amount) throw new Error("The calendar is open too rarely");
  if (amount === 0) return until;
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (time.businessTimeBetween(middle, until) >= amount) early = middle;
    else late = middle;
  }
  return early;
}
