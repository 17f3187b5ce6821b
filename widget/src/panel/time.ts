import { language } from "./texts.ts";

// The reader's own way to write a date, as long as it is in the language of the texts.
const locale = navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
const date = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short" });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

/** Whole days from an instant's day to today in the reader's time zone; 0 is today. */
function daysSince(instant: string): number {
  return Math.round((new Date().setHours(0, 0, 0, 0) - new Date(instant).setHours(0, 0, 0, 0)) / 86_400_000);
}

/** The time of day, such as `14:05`. */
export const timeOfDay = (instant: string) => clock.format(new Date(instant));

/** The day in words: `today`, `yesterday`, or the date. */
export function day(instant: string): string {
  const days = daysSince(instant);
  return days < 2 ? relative.format(-days, "day") : date.format(new Date(instant));
}

/** The time of day for an instant of today, else its day. */
export const when = (instant: string) => (daysSince(instant) ? day : timeOfDay)(instant);
