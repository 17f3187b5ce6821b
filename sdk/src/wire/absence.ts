import * as z from "zod";
import { Clock } from "./clock.ts";
import { SiteId, TicketNumber } from "./common.ts";
import { Placement } from "./coverage.ts";
import { Absence } from "./roster.ts";
import { Priority } from "./status.ts";

/** An absence as it is asked for; the desk gives it its id. */
export const NewAbsence = z.strictObject({ ...Absence.omit({ id: true }).shape }).meta({ id: "NewAbsence" });
export type NewAbsence = z.infer<typeof NewAbsence>;

/** Where an absent agent's ticket goes, and which of its clocks are at risk or missed by then if nothing else happens. */
export const Move = z
  .strictObject({
    number: TicketNumber,
    site: z.strictObject({ id: SiteId, name: z.string() }),
    subject: z.string(),
    priority: Priority,
    placement: Placement,
    atRisk: z.array(Clock),
  })
  .meta({ id: "Move" });
export type Move = z.infer<typeof Move>;

/** What an absence leads to: the tickets that move, most pressing first. */
export const AbsencePlan = z
  .strictObject({
    moves: z.array(Move),
    /** Tickets of sites that the caller may not see; they move too. */
    hidden: z.int().min(0),
  })
  .meta({ id: "AbsencePlan" });
export type AbsencePlan = z.infer<typeof AbsencePlan>;
