import { locale } from "./language.ts";
import { texts } from "./texts.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
const longDate = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
const shortDate = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short" });
const full = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });

/** How long ago an instant was, in a few letters: "12 min", "3 h", "5 d"; a date after four weeks. */
export function elapsed(instant: string, now: number): string {
  const past = now - Date.parse(instant);
  if (past < minute) return texts.time.now;
  if (past < hour) return texts.time.minutes(Math.floor(past / minute));
  if (past < day) return texts.time.hours(Math.floor(past / hour));
  if (past < 28 * day) return texts.time.days(Math.floor(past / day));
  return date.format(Date.parse(instant));
}

/** An amount of time in its two largest units: "3 d 4 h", "2 h 14 min", "14 min 32 s". What is begun does not count. */
export function duration(milliseconds: number): string {
  const amount = Math.max(0, milliseconds);
  const days = Math.floor(amount / day);
  const hours = Math.floor((amount % day) / hour);
  const minutes = Math.floor((amount % hour) / minute);
  const { time } = texts;
  const seconds = Math.floor((amount % minute) / 1_000);
  if (days > 0) return hours > 0 ? `${time.days(days)} ${time.hours(hours)}` : time.days(days);
  if (hours > 0) return minutes > 0 ? `${time.hours(hours)} ${time.minutes(minutes)}` : time.hours(hours);
  if (minutes > 0) return seconds > 0 ? `${time.minutes(minutes)} ${time.seconds(seconds)}` : time.minutes(minutes);
  return time.seconds(seconds);
}

/** An amount of time in its largest unit: "3 d", "2 h", "14 min"; at least a minute. */
export function roughly(milliseconds: number): string {
  if (milliseconds < hour) return texts.time.minutes(Math.max(1, Math.floor(milliseconds / minute)));
  if (milliseconds < day) return texts.time.hours(Math.floor(milliseconds / hour));
  return texts.time.days(Math.floor(milliseconds / day));
}

/** An instant as one says it: "14:30", "tomorrow, 09:00", "Mon 30 Nov, 09:00"; in the agent's own time zone. */
export function moment(instant: string, now: number): string {
  const then = new Date(instant);
  const today = new Date(now);
  const tomorrow = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1);
  if (then.toDateString() === today.toDateString()) return timeOfDay(instant);
  if (then.toDateString() === tomorrow.toDateString()) return texts.time.tomorrow(timeOfDay(instant));
  return texts.time.onDay(shortDate.format(then), timeOfDay(instant));
}

/** The time of day, in the agent's own time zone. */
export const timeOfDay = (instant: string): string => clock.format(Date.parse(instant));

/** The date of an instant, in the agent's own time zone. */
export const dateOf = (instant: string): string => date.format(Date.parse(instant));

/** An instant in full, for tooltips. */
export const inFull = (instant: string): string => full.format(Date.parse(instant));

/** The day of an instant in the agent's own time zone: "Today", "Yesterday", or its date. */
export function dayName(instant: string, now: number): string {
  const then = new Date(instant).toDateString();
  if (then === new Date(now).toDateString()) return texts.timeline.today;
  if (then === new Date(now - day).toDateString()) return texts.timeline.yesterday;
  return longDate.format(Date.parse(instant));
}
