import { language } from "./texts.ts";

/** The reader's own way to write a date, as long as it is in the language of the texts. */
const locale = () => navigator.languages.find((tag) => tag.split("-")[0] === language.split("-")[0]) ?? language;

/** A way to write an instant, made when it is needed first: then the language is known. */
function writer(options: Intl.DateTimeFormatOptions): (instant: string) => string {
  let format: Intl.DateTimeFormat | undefined;
  return (instant) => {
    // Whether the day has 12 or 24 hours is not a matter of language: whoever reads English elsewhere keeps their own clock.
    const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions();
    format ??= new Intl.DateTimeFormat(locale(), { ...options, hourCycle });
    return format.format(new Date(instant));
  };
}
const time = { hour: "numeric", minute: "2-digit" } as const;
const full = { weekday: "short", day: "numeric", month: "short" } as const;
const date = writer(full);
const weekday = writer({ weekday: "short", ...time });
const dateAndTime = writer({ ...full, ...time });
const relative = () => new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });

/** Whole days from an instant's day to today in the reader's time zone; 0 is today. */
function daysSince(instant: string): number {
  return Math.round((new Date().setHours(0, 0, 0, 0) - new Date(instant).setHours(0, 0, 0, 0)) / 86_400_000);
}

/** The time of day, such as `14:05`. */
export const timeOfDay = writer(time);

/** Day, year and time, for what is kept. */
export const inFull = writer({ dateStyle: "full", timeStyle: "short" });

/** The day in words: `today`, `yesterday`, or the date. */
export function day(instant: string): string {
  const days = daysSince(instant);
  return days < 2 ? relative().format(-days, "day") : date(instant);
}

/** The time of day for an instant of today, else its day. */
export const when = (instant: string) => (daysSince(instant) ? day : timeOfDay)(instant);

/** The shortest that says both day and time: `14:05` today, `Tue 14:05` within a week, else with the date. */
export function moment(instant: string): string {
  const days = Math.abs(daysSince(instant));
  return (days === 0 ? timeOfDay : days < 7 ? weekday : dateAndTime)(instant);
}

/** Milliseconds in the unit that people would say it in, rounded. */
function rounded(milliseconds: number): [number, "minute" | "hour" | "day"] {
  const minutes = Math.round(milliseconds / 60_000);
  const hours = Math.round(minutes / 60);
  return minutes < 90 ? [minutes, "minute"] : hours < 36 ? [hours, "hour"] : [Math.round(hours / 24), "day"];
}

/** How far ahead something is, such as `in 3 hours`. */
export const distance = (milliseconds: number) => relative().format(...rounded(milliseconds));

/** How long something takes, such as `3 hours`; never nothing. */
export function duration(milliseconds: number): string {
  const [amount, unit] = rounded(milliseconds);
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "long" }).format(Math.max(amount, 1));
}
