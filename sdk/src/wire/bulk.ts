import * as z from "zod";
import { AgentId, Sequence, TeamId, TicketNumber } from "./common.ts";
import { ProblemCode } from "./problem.ts";
import { Tag } from "./rule.ts";
import { Priority } from "./status.ts";
import { DeskTicket } from "./ticket.ts";

/** What may be done to many tickets at once. */
export const BulkChange = z
  .discriminatedUnion("type", [
    /** To an agent, or back to the team. */
    z.strictObject({ type: z.literal("assign"), agent: AgentId.nullable() }),
    /** For the agent who asks; refused where somebody has it. */
    z.strictObject({ type: z.literal("claim") }),
    z.strictObject({ type: z.literal("priority"), priority: Priority }),
    z.strictObject({ type: z.literal("status"), status: z.enum(["open", "pending", "on_hold", "solved"]) }),
    z.strictObject({
      type: z.literal("tags"),
      add: z.array(Tag).max(20).default([]),
      remove: z.array(Tag).max(20).default([]),
    }),
    /** To a team, and there to the agent named; without one it is handed out as ever, with null to nobody. */
    z.strictObject({ type: z.literal("team"), team: TeamId, agent: AgentId.nullable().optional() }),
  ])
  .meta({ id: "BulkChange" });
export type BulkChange = z.infer<typeof BulkChange>;

/** A change to one of many tickets. With `seq` it is refused if anything happened to the ticket since that event. */
export const BulkItem = z
  .strictObject({ number: TicketNumber, seq: Sequence.optional(), change: BulkChange })
  .meta({ id: "BulkItem" });
export type BulkItem = z.infer<typeof BulkItem>;

/**
 * What became of one of them: the ticket after it, and the item that undoes it (null where nothing changed); or why it
 * was refused.
 */
export const BulkOutcome = z
  .discriminatedUnion("outcome", [
    z.strictObject({
      outcome: z.literal("done"),
      number: TicketNumber,
      ticket: DeskTicket,
      undo: BulkItem.nullable(),
    }),
    z.strictObject({ outcome: z.literal("refused"), number: TicketNumber, code: ProblemCode }),
  ])
  .meta({ id: "BulkOutcome" });
export type BulkOutcome = z.infer<typeof BulkOutcome>;
