import { language } from "./texts.ts";

// The reader's own way to write a date, as long as it is in the language of the texts.
const locale = navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
const date = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });

/** Whole days from an instant's day to today in the reader's time zone; 0 is today. */
function daysSince(instant: Date): number {
  return Math.round((new Date().setHours(0, 0, 0, 0) - new Date(instant).setHours(0, 0, 0, 0)) / 86_400_000);
}

/** The time of day, such as `14:05`. */
export const timeOfDay = (instant: string) => clock.format(new Date(instant));

/** The day in words: `today`, `yesterday`, or the date. */
export function day(instant: string): string {
  const days = daysSince(new Date(instant));
  return days < 2 ? relative.format(-days, "day") : date.format(new Date(instant));
}

/** How long ago, in the largest fitting unit, such as `5 min. ago`. */
export function ago(instant: string): string {
  const minutes = Math.round((Date.now() - Date.parse(instant)) / 60_000);
  if (minutes < 60) return relative.format(-Math.max(0, minutes), "minute");
  const days = daysSince(new Date(instant));
  return days < 1 ? relative.format(-Math.round(minutes / 60), "hour") : relative.format(-days, "day");
}
