import * as z from "zod";
import { Instant } from "./common.ts";
import { PausingStatus } from "./support-contract.ts";

/** An amount of time in whole milliseconds. */
export const Milliseconds = z.int().min(0);

/** Why and since when nothing is due, and what lets the time go on: the requester's reply, or a third party's. */
const pause = {
  since: Instant,
  reason: PausingStatus,
  goesOnWith: z.enum(["requester_reply", "third_party"]),
};

/**
 * What comes after a missed date. `due`: the new date, or null if the calendar opens no more. `paused`: why there is none
 * at the moment. `done`: kept late. `dropped`: solved without an answer, or closed without being solved.
 */
export const AfterMiss = z
  .discriminatedUnion("is", [
    z.strictObject({ is: z.literal("due"), at: Instant.nullable() }),
    z.strictObject({ is: z.literal("paused"), ...pause }),
    z.strictObject({ is: z.literal("done"), at: Instant }),
    z.strictObject({ is: z.literal("dropped"), at: Instant }),
  ])
  .meta({ id: "AfterMiss" });
export type AfterMiss = z.infer<typeof AfterMiss>;

/**
 * One promised date. It is due, paused, missed or kept. `lateBy` is by any wall clock, without what was paused since; it
 * grows until it is done, counted from `dueAt`.
 */
export const PromisedDate = z
  .discriminatedUnion("is", [
    z.strictObject({ is: z.literal("due"), at: Instant }),
    z.strictObject({ is: z.literal("paused"), ...pause }),
    z.strictObject({ is: z.literal("missed"), dueAt: Instant, lateBy: Milliseconds, now: AfterMiss }),
    z.strictObject({ is: z.literal("kept"), at: Instant }),
  ])
  .meta({ id: "PromisedDate" });
export type PromisedDate = z.infer<typeof PromisedDate>;

/**
 * What a requester is promised by the contract: by when the open question is answered, and by when the ticket is
 * solved. Null: nothing is promised, or nobody waits for it any more. Instants are shown in the requester's own zone.
 */
export const TicketPromise = z
  .strictObject({
    answer: PromisedDate.nullable(),
    solution: PromisedDate.nullable(),
    /** While nobody can take the ticket: from when on somebody can, by the rosters. Else null. */
    staffedAt: Instant.nullable(),
  })
  .meta({ id: "TicketPromise" });
export type TicketPromise = z.infer<typeof TicketPromise>;
