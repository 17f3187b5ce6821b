import type { SiteSetup, TicketNumber } from "@firstline/sdk/wire";
import { type Directory, maySee } from "../domain/directory.ts";
import { parseNumber } from "../domain/number.ts";
import type { TicketPlace } from "../domain/projection.ts";
import type { Refusal } from "../domain/refusal.ts";
import { type DeskCaller, sitesOf, type VisitorCaller } from "./caller.ts";
import { Refused } from "./refused.ts";

/**
 * Where a ticket number points. A typing slip is recognised by its check digit alone; a number of a site that the caller
 * does not belong to is not there.
 */
export function placeOf(directory: Directory, caller: VisitorCaller | DeskCaller, number: TicketNumber): TicketPlace {
  const parsed = parseNumber(number);
  if (parsed === "mistyped") throw new Refused("number_mistyped");
  const site = directory.siteByPrefix.get(parsed.prefix);
  const seen = site && (caller.kind === "visitor" ? caller.site.id === site.id : maySee(sitesOf(caller), site.id));
  if (!seen) throw new Refused("not_found");
  return { site, sequence: parsed.sequence };
}

/**
 * Where the number of another ticket of the same site points, which stands at a path of the request. One of another site
 * is told apart only for a caller who may see that site too.
 */
export function otherPlaceOf(
  directory: Directory,
  caller: DeskCaller,
  site: SiteSetup,
  number: TicketNumber,
  path: string,
): TicketPlace {
  const place = placeOf(directory, caller, number);
  if (place.site.id === site.id) return place;
  throw new Refused("invalid", { issues: [{ path, message: `Name a ticket of ${site.name}, as this one is.` }] });
}

/** What was decided, or the refusal on its way to the error writer. */
export function settled<Result>(result: Result | Refusal): Result {
  if (isRefusal(result)) {
    const issues = result.issues?.map(({ path, message }) => ({
      path: path === "" ? "body" : `body.${path}`,
      message,
    }));
    throw new Refused(result.refused, issues === undefined ? {} : { issues });
  }
  return result;
}

const isRefusal = (result: unknown): result is Refusal =>
  typeof result === "object" && result !== null && "refused" in result;
