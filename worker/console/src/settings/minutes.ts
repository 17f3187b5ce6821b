import { texts } from "../texts.ts";

/** An amount of time as people write it, in minutes: `90`, `1h 30`, `1:30`, `1.5 h`; undefined if it is none. */
export function readMinutes(text: string): number | undefined {
  const plain = text.trim().toLowerCase().replace(",", ".");
  const clock = /^(\d{1,5}):([0-5]\d)$/.exec(plain);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const match =
    /^(?:(\d+(?:\.\d+)?)\s*(?:h|hours?|g|godz\.?))?\s*(?:(\d+)\s*(?:m|mins?|min\.|minutes?|minut[ay]?)?)?$/.exec(plain);
  if (!match || (match[1] === undefined && match[2] === undefined)) return undefined;
  const minutes = Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0);
  return Number.isInteger(minutes) ? minutes : undefined;
}

/** Minutes in hours and minutes: a business day has no length of its own. */
export function writeMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return texts.time.minutes(rest);
  return rest === 0 ? texts.time.hours(hours) : `${texts.time.hours(hours)} ${texts.time.minutes(rest)}`;
}
