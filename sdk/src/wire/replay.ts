import * as z from "zod";
import { Calendar } from "./calendar.ts";
import { Instant, TicketNumber } from "./common.ts";
import { Milliseconds } from "./promise.ts";
import { Priority } from "./status.ts";
import { ClockMetric, SupportContract } from "./support-contract.ts";

/**
 * A contract that is not saved, held against the tickets of the past days. `calendar` stands in for the one of its id
 * that is saved, if there is one.
 */
export const ReplayRequest = z
  .strictObject({
    contract: SupportContract,
    calendar: Calendar.optional(),
    days: z.int().min(1).max(365).default(30),
  })
  .meta({ id: "ReplayRequest" });
export type ReplayRequest = z.infer<typeof ReplayRequest>;

/**
 * How many clocks were kept, kept only within the warning span (`atRisk`), or broken; `open` is still running without
 * having been at risk.
 */
export const Tally = z
  .strictObject({ kept: z.int(), atRisk: z.int(), broken: z.int(), open: z.int() })
  .meta({ id: "Tally" });
export type Tally = z.infer<typeof Tally>;

/** What a contract would have come to: all in all, and by metric, priority and tier. */
export const Replay = z
  .strictObject({
    /** How many tickets of the days were looked at, the newest first, and whether there were more. */
    tickets: z.int(),
    more: z.boolean(),
    from: Instant,
    all: Tally,
    metrics: z.array(z.strictObject({ metric: ClockMetric, tally: Tally })),
    priorities: z.array(z.strictObject({ priority: Priority, tally: Tally })),
    tiers: z.array(z.strictObject({ tier: z.int(), tally: Tally })),
    /** The ten that were, or are, latest. */
    worst: z
      .array(
        z.strictObject({
          number: TicketNumber,
          subject: z.string(),
          metric: ClockMetric,
          dueAt: Instant,
          lateBy: Milliseconds,
        }),
      )
      .max(10),
  })
  .meta({ id: "Replay" });
export type Replay = z.infer<typeof Replay>;
