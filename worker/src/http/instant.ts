import type { Instant } from "@firstline/sdk/wire";
import { Refused } from "./refused.ts";

/** What calendars and rosters can tell of, less the room that looking ahead takes. */
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2198, 0, 1);

/** An instant in milliseconds, which stands at a path of the request. Refuses one that no calendar tells of. */
export function instantAt(instant: Instant, path: string): number {
  const at = Date.parse(instant);
  if (EARLIEST <= at && at < LATEST) return at;
  throw new Refused("invalid", { issues: [{ path, message: "This has to lie in the years 1970 to 2197." }] });
}
