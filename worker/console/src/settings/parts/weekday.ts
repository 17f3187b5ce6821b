import type { Weekday } from "@firstline/sdk/wire";
import { locale } from "../../language.ts";
import { weekdays } from "../hours.ts";

/** 1 January 2024 was a Monday. */
const named = (width: "long" | "short") => {
  const format = new Intl.DateTimeFormat(locale, { weekday: width, timeZone: "UTC" });
  return (day: Weekday): string => format.format(Date.UTC(2024, 0, 1 + weekdays.indexOf(day)));
};

/** A day of the week in full: "Monday". */
export const dayName = named("long");
/** The same in short: "Mon". */
export const shortDay = named("short");
