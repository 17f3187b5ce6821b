import type { SupportHours } from "@firstline/sdk/wire";
import type { BusinessTime } from "./calendar.ts";
import { instant, instantOrNull } from "./clock-projection.ts";
import { DAY } from "./zone.ts";

/** How far ahead (ms) it is looked for the next closing: a year. */
const AHEAD = 366 * DAY;

/** Whether a calendar is open at an instant (ms), and when that changes next. */
export function hoursAt(time: BusinessTime, now: number): SupportHours {
  const opening = time.nextOpening(now);
  if (opening !== now) return { is: "closed", opensAt: instantOrNull(opening ?? null) };
  const [span] = time.openSpans(now, now + AHEAD);
  return { is: "open", until: span && span.to < now + AHEAD ? instant(span.to) : null };
}
