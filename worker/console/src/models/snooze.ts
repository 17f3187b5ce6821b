/** Until when a ticket may be put off with one press. */
export interface Preset {
  readonly name: "laterToday" | "tomorrow" | "monday";
  /** RFC 3339. */
  readonly at: string;
}

const morning = 9;
/** How far "later" is, in hours, and until which hour of the day it is still the same day's work. */
const later = { hours: 3, until: 18 };

/** The presets at an instant (ms), in the agent's own time zone. Late in the day there is no later today. */
export function presetsAt(now: number): Preset[] {
  const today = new Date(now);
  const onDay = (days: number) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() + days, morning).toISOString();
  const hour = new Date(now);
  hour.setHours(today.getHours() + later.hours, 0, 0, 0);
  const isToday = hour.toDateString() === today.toDateString() && hour.getHours() <= later.until;
  const untilMonday = (8 - today.getDay()) % 7 || 7;
  return [
    ...(isToday ? [{ name: "laterToday", at: hour.toISOString() } as const] : []),
    { name: "tomorrow", at: onDay(1) },
    ...(untilMonday === 1 ? [] : [{ name: "monday", at: onDay(untilMonday) } as const]),
  ];
}

/** What a field for date and time holds, as an instant; undefined where that is not in the future. */
export function instantOf(local: string, now: number): string | undefined {
  const at = Date.parse(local);
  return Number.isNaN(at) || at <= now ? undefined : new Date(at).toISOString();
}
