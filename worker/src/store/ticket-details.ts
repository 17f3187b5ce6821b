import {
  ClockAlarm,
  ClockMetric,
  ContractVersion,
  PausingStatus,
  Priority,
  SkillAtLevel,
  Status,
  WhyNobody,
} from "@firstline/sdk/wire";
import * as z from "zod";
import type { Clocks } from "../domain/clocks.ts";
import type * as escalation from "../domain/escalation.ts";
import type * as event from "../domain/event.ts";
import type { TicketState } from "../domain/ticket.ts";

/** The parts of a ticket that are stored as JSON, checked where they enter the program. */

export const Needs = z.object({
  skills: z.array(SkillAtLevel),
  certificates: z.array(z.string()),
  language: z.string().nullable(),
}) satisfies z.ZodType<event.Needs>;

export const Unplaced = z.object({
  why: WhyNobody,
  until: z.int().nullable(),
  alarm: z.boolean(),
}) satisfies z.ZodType<event.Unplaced>;

const Way = z.object({
  senders: z.array(z.object({ tier: z.int(), team: z.string() })),
  bounces: z.int(),
  reopenings: z.int(),
}) satisfies z.ZodType<escalation.Way>;

export const Details = z.object({
  tags: z.array(z.string()),
  needs: Needs,
  way: Way,
  unplaced: Unplaced.nullable(),
}) satisfies z.ZodType<Pick<TicketState, "tags" | "needs" | "way" | "unplaced">>;

const Phase = z.discriminatedUnion("is", [
  z.object({ is: z.literal("running"), since: z.int() }),
  z.object({ is: z.literal("paused"), since: z.int(), reason: PausingStatus }),
  z.object({ is: z.literal("ended"), since: z.int(), how: z.enum(["met", "cancelled"]) }),
]);

const Clock = z.object({
  metric: ClockMetric,
  cycle: z.int(),
  startedAt: z.int(),
  target: z.int().nullable(),
  limit: z.int().nullable(),
  spent: z.int(),
  missed: z.object({ at: z.int(), excused: z.int() }).nullable(),
  told: ClockAlarm.nullable(),
  phase: Phase,
});

export const StoredClocks = z.object({
  contract: ContractVersion,
  status: Status,
  priority: Priority,
  held: z.object({ tier: z.int(), since: z.int() }).nullable(),
  at: z.int(),
  list: z.array(Clock),
}) satisfies z.ZodType<Clocks>;
