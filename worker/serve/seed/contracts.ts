import type { Calendar, DayRange, Holiday, SupportContract, TierBudget, WeekHours } from "@firstline/sdk/wire";
import { germanHolidays, shopHolidays } from "./holidays.ts";

const DAY = 86_400_000;

const onWeekdays = (range: DayRange): Omit<WeekHours, "sat" | "sun"> => ({
  mon: [range],
  tue: [range],
  wed: [range],
  thu: [range],
  fri: [range],
});
const day = { from: "09:00", to: "19:00" };

/** The demo's calendars: the holidays are those of the month before `now` (ms since 1970) and of the year ahead. */
export function calendars(now: number): Calendar[] {
  const yearOf = (at: number) => new Date(at).getUTCFullYear();
  const first = yearOf(now - 31 * DAY);
  const years = Array.from({ length: yearOf(now + 366 * DAY) - first + 1 }, (_, index) => first + index);
  const all = (holidaysOf: (year: number) => Holiday[]) => years.flatMap(holidaysOf);
  return [
    {
      id: "cal_shop",
      name: "Larkmoor’s shop hours",
      zone: "Europe/London",
      hours: { ...onWeekdays(day), sat: [day], sun: [day] },
      holidays: all(shopHolidays),
    },
    {
      id: "cal_office",
      name: "Tallyroom’s office hours",
      zone: "Europe/Berlin",
      hours: { ...onWeekdays({ from: "08:00", to: "18:00" }), sat: [], sun: [] },
      holidays: all(germanHolidays),
    },
    { id: "cal_always", name: "Day and night", zone: "UTC", hours: "always", holidays: [] },
  ];
}

const shares = (...parts: number[]): TierBudget[] => parts.map((share, index) => ({ tier: index + 1, share }));

const common: Pick<SupportContract, "version" | "pauses" | "ladder" | "reopenWithin" | "closeAfter"> = {
  version: 1,
  pauses: ["pending", "on_hold"],
  ladder: [
    { on: "at_risk", step: "notify" },
    { on: "breached", metrics: ["tier"], step: "next_tier" },
    { on: "breached", metrics: ["first_response", "next_response", "resolution"], step: "notify" },
    { on: "breached_again", step: "lead" },
  ],
  reopenWithin: 14,
  closeAfter: 14,
};

/** One contract for all of Larkmoor, one for Tallyroom's customers, and a better one for those on its Business plan. */
export const contracts: SupportContract[] = [
  {
    ...common,
    id: "ctr_larkmoor",
    name: "Larkmoor",
    site: "site_shop",
    plan: null,
    calendar: "cal_shop",
    targets: {
      low: { firstResponse: 240, nextResponse: 600, resolution: 6_000 },
      normal: { firstResponse: 60, nextResponse: 240, resolution: 3_000 },
      high: { firstResponse: 30, nextResponse: 120, resolution: 1_500 },
      urgent: { firstResponse: 15, nextResponse: 60, resolution: 600 },
    },
    tierBudgets: shares(0.4, 0.4, 0.2),
    warning: 0.75,
    coverage: { rule: "stand_in" },
  },
  {
    ...common,
    id: "ctr_tally",
    name: "Tallyroom",
    site: "site_tally",
    plan: null,
    calendar: "cal_office",
    targets: {
      low: { firstResponse: 300, nextResponse: 600, resolution: 6_000 },
      normal: { firstResponse: 120, nextResponse: 300, resolution: 3_000 },
      high: { firstResponse: 60, nextResponse: 180, resolution: 1_800 },
      urgent: { firstResponse: 30, nextResponse: 60, resolution: 600 },
    },
    tierBudgets: shares(0.4, 0.2, 0.4),
    warning: 0.75,
    coverage: { rule: "stand_in" },
  },
  {
    ...common,
    id: "ctr_business",
    name: "Tallyroom Business",
    site: "site_tally",
    plan: "Business",
    calendar: "cal_always",
    targets: {
      low: { firstResponse: 120, nextResponse: 240, resolution: 10_080 },
      normal: { firstResponse: 60, nextResponse: 120, resolution: 4_320 },
      high: { firstResponse: 30, nextResponse: 60, resolution: 1_440 },
      urgent: { firstResponse: 15, nextResponse: 30, resolution: 480 },
    },
    tierBudgets: shares(0.4, 0.2, 0.4),
    warning: 0.75,
    coverage: { rule: "next_tier" },
  },
];
