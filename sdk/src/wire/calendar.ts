import * as z from "zod";
import { id, line } from "./common.ts";

export const CalendarId = id("cal");

/** A day of the week, as calendars and rosters name it. */
export const Weekday = z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]).meta({ id: "Weekday" });
export type Weekday = z.infer<typeof Weekday>;

/** A date without a time or a zone, in the years 1970 to 2199. */
export const CalendarDate = z.iso
  .date()
  .regex(/^(19[7-9]|20\d|21\d)\d-/, "must lie in the years 1970 to 2199")
  .meta({ id: "CalendarDate", example: "2026-12-25" });
export type CalendarDate = z.infer<typeof CalendarDate>;

/**
 * A part of one day on the wall clock, from `from` up to, but not including, `to`. `24:00` is midnight at the day's
 * end; what runs over midnight is one range up to 24:00 and another from 00:00 of the next day.
 */
export const DayRange = z
  .strictObject({
    from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 09:00"),
    to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "must be a time such as 17:30, at most 24:00"),
  })
  .meta({ id: "DayRange" });
export type DayRange = z.infer<typeof DayRange>;

/** The ranges of one day, in any order; they may touch, but not overlap. */
const DayRanges = z.array(DayRange).max(48);

/** A date on which the calendar differs. With `hours` it is open at those alone; without, it is closed. */
export const Holiday = z
  .strictObject({ date: CalendarDate, name: line(80), hours: DayRanges.optional() })
  .meta({ id: "Holiday" });
export type Holiday = z.infer<typeof Holiday>;

/** The hours of a week: every day is named, and a day without ranges is closed. */
export const WeekHours = z
  .strictObject({
    mon: DayRanges,
    tue: DayRanges,
    wed: DayRanges,
    thu: DayRanges,
    fri: DayRanges,
    sat: DayRanges,
    sun: DayRanges,
  })
  .meta({ id: "WeekHours" });
export type WeekHours = z.infer<typeof WeekHours>;

/** When a desk is open: an IANA time zone, the hours of a week on that zone's wall clock, and the exceptions. */
export const Calendar = z
  .strictObject({
    id: CalendarId,
    name: line(80),
    /** An IANA name such as `Europe/Berlin`. */
    zone: z.string().min(1).max(60),
    /** `always` is every day from 00:00 to 24:00. Holidays replace the hours of their date in either form. */
    hours: z.union([z.literal("always"), WeekHours], { error: "must be “always” or the ranges of mon to sun" }),
    holidays: z.array(Holiday).max(2_000),
  })
  .meta({ id: "Calendar" });
export type Calendar = z.infer<typeof Calendar>;
