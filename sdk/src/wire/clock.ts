import * as z from "zod";
import { Instant } from "./common.ts";
import { Milliseconds } from "./promise.ts";
import { ClockMetric, PausingStatus } from "./support-contract.ts";

/** What a clock does after its miss: it runs towards a new date, is paused, or has ended: met late, or cancelled. */
export const Late = z
  .discriminatedUnion("is", [
    z.strictObject({ is: z.literal("running"), newDate: Instant.nullable() }),
    z.strictObject({ is: z.literal("paused"), since: Instant, reason: PausingStatus }),
    z.strictObject({ is: z.literal("ended"), at: Instant, how: z.enum(["met", "cancelled"]) }),
  ])
  .meta({ id: "Late" });
export type Late = z.infer<typeof Late>;

const clock = {
  metric: ClockMetric,
  /** Which of its metric: next responses count from 1, `tier` has the tier's level, and the others have 1. */
  cycle: z.int().min(1),
};

/**
 * A running target on a ticket, as agents see it. `dueAt` is null where the calendar opens no more; `left` is business
 * time that may still be spent once it runs again. A clock without a target is not shown.
 */
export const Clock = z
  .discriminatedUnion("state", [
    z.strictObject({ ...clock, state: z.literal("running"), dueAt: Instant.nullable(), riskAt: Instant.nullable() }),
    z.strictObject({ ...clock, state: z.literal("at_risk"), dueAt: Instant }),
    z.strictObject({
      ...clock,
      state: z.literal("paused"),
      since: Instant,
      reason: PausingStatus,
      left: Milliseconds.nullable(),
    }),
    z.strictObject({ ...clock, state: z.literal("breached"), dueAt: Instant, lateBy: Milliseconds, since: Late }),
    z.strictObject({ ...clock, state: z.literal("met"), at: Instant }),
    z.strictObject({ ...clock, state: z.literal("cancelled"), at: Instant }),
  ])
  .meta({ id: "Clock" });
export type Clock = z.infer<typeof Clock>;

/** The version of a contract that a ticket is under. */
export const ContractVersion = z
  .strictObject({ id: z.string(), version: z.int().min(1) })
  .meta({ id: "ContractVersion" });
export type ContractVersion = z.infer<typeof ContractVersion>;

/** The same for people: with the contract's name of today. */
export const NamedContract = z
  .strictObject({ ...ContractVersion.shape, name: z.string() })
  .meta({ id: "NamedContract" });
export type NamedContract = z.infer<typeof NamedContract>;
