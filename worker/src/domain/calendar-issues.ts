import type { Calendar, DayRange, Issue } from "@firstline/sdk/wire";
import { isZone } from "./zone.ts";

const weekdays = [
  ["mon", "Monday"],
  ["tue", "Tuesday"],
  ["wed", "Wednesday"],
  ["thu", "Thursday"],
  ["fri", "Friday"],
  ["sat", "Saturday"],
  ["sun", "Sunday"],
] as const;

/** What a calendar that reads well may still get wrong, in sentences for the person who wrote it. */
export function calendarIssues(calendar: Calendar): Issue[] {
  const issues: Issue[] = [];
  const note = (path: string, message: string) => issues.push({ path, message });
  if (!isZone(calendar.zone)) {
    note("zone", `“${calendar.zone}” is not a time zone. Use a name such as Europe/Berlin or America/New_York.`);
  }
  const { hours, holidays } = calendar;
  if (hours !== "always") {
    for (const [weekday, day] of weekdays) rangeIssues(day, `hours.${weekday}`, hours[weekday], note);
    const ranges = [...Object.values(hours), ...holidays.map((holiday) => holiday.hours ?? [])];
    if (ranges.every((ofDay) => ofDay.length === 0))
      note("hours", `${calendar.name} never opens: no day has any hours.`);
  }
  const seen = new Map<string, string>();
  holidays.forEach(({ date, name, hours }, index) => {
    const other = seen.get(date);
    if (other !== undefined) note(`holidays.${index}.date`, `${date} is listed twice, as “${other}” and as “${name}”.`);
    seen.set(date, name);
    rangeIssues(`${name} on ${date}`, `holidays.${index}.hours`, hours ?? [], note);
  });
  return issues;
}

function rangeIssues(
  day: string,
  path: string,
  ranges: readonly DayRange[],
  note: (path: string, message: string) => void,
): void {
  const good: (DayRange & { index: number })[] = [];
  ranges.forEach(({ from, to }, index) => {
    if (from < to) good.push({ from, to, index });
    else if (from === to) note(`${path}.${index}`, `${day}: ${from} to ${to} has no length.`);
    else {
      const advice =
        to === "00:00"
          ? "Midnight at the day’s end is 24:00."
          : "Hours over midnight are two ranges: one up to 24:00, and one from 00:00 of the next day.";
      note(`${path}.${index}`, `${day}: ${from} to ${to} ends before it begins. ${advice}`);
    }
  });
  good.sort((one, other) => (one.from < other.from ? -1 : 1));
  let longest = good[0];
  for (const range of good.slice(1)) {
    if (longest && range.from < longest.to) {
      note(
        `${path}.${range.index}`,
        `${day}: ${longest.from} to ${longest.to} and ${range.from} to ${range.to} overlap.`,
      );
    }
    if (!longest || range.to > longest.to) longest = range;
  }
}
