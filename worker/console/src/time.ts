import { texts } from "./texts.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const longDate = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** How long ago an instant was, in a few letters: "12 min", "3 h", "5 d"; a date after four weeks. */
export function elapsed(instant: string, now: number): string {
  const past = now - Date.parse(instant);
  if (past < minute) return texts.time.now;
  if (past < hour) return texts.time.minutes(Math.floor(past / minute));
  if (past < day) return texts.time.hours(Math.floor(past / hour));
  if (past < 28 * day) return texts.time.days(Math.floor(past / day));
  return date.format(Date.parse(instant));
}

/** The time of day, in the agent's own time zone. */
export const timeOfDay = (instant: string): string => clock.format(Date.parse(instant));

/** An instant in full, for tooltips. */
export const inFull = (instant: string): string => full.format(Date.parse(instant));

/** The day of an instant in the agent's own time zone: "Today", "Yesterday", or its date. */
export function dayName(instant: string, now: number): string {
  const then = new Date(instant).toDateString();
  if (then === new Date(now).toDateString()) return texts.timeline.today;
  if (then === new Date(now - day).toDateString()) return texts.timeline.yesterday;
  return longDate.format(Date.parse(instant));
}
