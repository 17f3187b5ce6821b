import * as z from "zod";
import { CalendarId } from "./calendar.ts";
import { id, line, SiteId, TeamId } from "./common.ts";

export const SupportContractId = id("ctr");

/**
 * What a clock measures. `first_response`: from submitting to the first answer. `next_response`: from each later
 * question to its answer. `resolution`: from submitting to solved. `tier`: for how long a tier has held the ticket.
 */
export const ClockMetric = z
  .enum(["first_response", "next_response", "resolution", "tier"])
  .meta({ id: "ClockMetric", example: "first_response" });
export type ClockMetric = z.infer<typeof ClockMetric>;

/** What a clock tells of itself: its warning, its miss, and that the new date after the miss was missed too. */
export const ClockAlarm = z.enum(["at_risk", "breached", "breached_again"]).meta({ id: "ClockAlarm" });
export type ClockAlarm = z.infer<typeof ClockAlarm>;

/** An amount of business time in whole minutes: at least one, at most what a year of always-open days holds. */
const BusinessMinutes = z.int().min(1).max(527_040);

/** What is promised at one priority, in minutes of the contract's calendar. What is left out is not promised. */
export const Targets = z
  .strictObject({
    firstResponse: BusinessMinutes.optional(),
    nextResponse: BusinessMinutes.optional(),
    resolution: BusinessMinutes.optional(),
  })
  .meta({ id: "Targets" });
export type Targets = z.infer<typeof Targets>;

const level = z.int().min(1).max(9);
const share = z
  .number()
  .gt(0, "must be a share such as 0.5: more than 0 and at most 1")
  .max(1, "must be a share such as 0.5: more than 0 and at most 1");

/** How long a tier may hold a ticket: business minutes, or a share of the resolution target. */
export const TierBudget = z
  .union([z.strictObject({ tier: level, minutes: BusinessMinutes }), z.strictObject({ tier: level, share })], {
    error: "must name a tier, and either minutes or a share",
  })
  .meta({ id: "TierBudget" });
export type TierBudget = z.infer<typeof TierBudget>;

/** The statuses in which a contract may stop its clocks. */
export const PausingStatus = z.enum(["pending", "on_hold"]).meta({ id: "PausingStatus" });
export type PausingStatus = z.infer<typeof PausingStatus>;

/**
 * One step of the escalation ladder: on an alarm of one of these metrics (of any, without them), tell the people who
 * have the ticket, raise it to the next tier, or give it to the lead.
 */
export const LadderStep = z
  .strictObject({
    on: ClockAlarm,
    metrics: z.array(ClockMetric).min(1).max(4).optional(),
    step: z.enum(["notify", "next_tier", "lead"]),
  })
  .meta({ id: "LadderStep" });
export type LadderStep = z.infer<typeof LadderStep>;

/**
 * What happens to a ticket that nobody can take: it waits for the next shift, goes to an absent agent's stand-in, to
 * another team, or to the next tier.
 */
export const CoverageRule = z
  .discriminatedUnion("rule", [
    z.strictObject({ rule: z.literal("wait") }),
    z.strictObject({ rule: z.literal("stand_in") }),
    z.strictObject({ rule: z.literal("overflow"), team: TeamId }),
    z.strictObject({ rule: z.literal("next_tier") }),
  ])
  .meta({ id: "CoverageRule" });
export type CoverageRule = z.infer<typeof CoverageRule>;

/**
 * What a site is promised: which hours count, how soon it is answered and helped, how long each tier may take, and
 * what happens when that fails. A ticket keeps the version that it began under.
 */
export const SupportContract = z
  .strictObject({
    id: SupportContractId,
    /** Counted by the desk, which moves it on with every change of the contract or its calendar; what is sent is ignored. */
    version: z.int().min(1).default(1),
    name: line(80),
    site: SiteId,
    /** The plan of the contacts it is for; null is for all whose plan has no contract of its own. */
    plan: line(40).nullable(),
    calendar: CalendarId,
    targets: z.strictObject({ low: Targets, normal: Targets, high: Targets, urgent: Targets }),
    tierBudgets: z.array(TierBudget).max(9).default([]),
    /** The statuses in which all clocks stand still. */
    pauses: z.array(PausingStatus).max(2).default(["pending", "on_hold"]),
    /** The share of a target after which its clock is at risk. */
    warning: z
      .number()
      .gt(0, "must be a share such as 0.8: more than 0 and less than 1")
      .lt(1, "must be a share such as 0.8: more than 0 and less than 1")
      .default(0.8),
    /** In the order in which they are taken. */
    ladder: z.array(LadderStep).max(24).default([]),
    coverage: CoverageRule.default({ rule: "wait" }),
    /** For how many days of 24 hours after it was solved a ticket may be opened again. */
    reopenWithin: z.int().min(0).max(365).default(7),
    /** After how many days of 24 hours of silence a solved ticket closes. */
    closeAfter: z.int().min(1).max(365).default(7),
  })
  .meta({ id: "SupportContract" });
export type SupportContract = z.infer<typeof SupportContract>;
