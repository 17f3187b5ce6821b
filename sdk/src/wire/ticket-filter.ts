import * as z from "zod";
import { AgentId, Instant, SiteId, TeamId, TopicId } from "./common.ts";
import { Language } from "./roster.ts";
import { Tag } from "./rule.ts";
import { Channel, Priority, Status } from "./status.ts";
import { SupportContractId } from "./support-contract.ts";

/**
 * How the running clocks of a ticket stand together: one of them is late (`breached`), or presses (`at_risk`), or none
 * does yet (`on_time`); `none`: nothing runs.
 */
export const ClockStanding = z.enum(["none", "on_time", "at_risk", "breached"]).meta({ id: "ClockStanding" });
export type ClockStanding = z.infer<typeof ClockStanding>;

const anyOf = <Fact extends z.ZodType>(fact: Fact) => z.array(fact).min(1).max(50).optional();
const within = z.strictObject({ from: Instant.optional(), to: Instant.optional() }).optional();

/**
 * What tickets have to be like, fact by fact: each that is named has to hold, and a list holds with any of its values.
 * Null stands for a ticket that has none.
 */
export const TicketFilter = z
  .strictObject({
    site: anyOf(SiteId),
    status: anyOf(Status),
    priority: anyOf(Priority),
    tier: anyOf(z.int().min(1)),
    team: anyOf(TeamId),
    assignee: anyOf(AgentId.nullable()),
    topic: anyOf(TopicId.nullable()),
    tag: anyOf(Tag),
    channel: anyOf(Channel),
    language: anyOf(Language.nullable()),
    plan: anyOf(
      z
        .string()
        .regex(/^[^\p{Cc}\p{Cs}]{1,60}$/u)
        .nullable(),
    ),
    contract: anyOf(SupportContractId.nullable()),
    clock: anyOf(ClockStanding),
    rating: anyOf(z.int().min(1).max(5).nullable()),
    /** How often it was sent back to a lower tier, at least. */
    bounces: z.int().min(1).optional(),
    /** Whether the requester's address or identity has been proven. */
    verified: z.boolean().optional(),
    /** When it was opened: from an instant on, and before another. */
    created: within,
    updated: within,
  })
  .meta({ id: "TicketFilter" });
export type TicketFilter = z.infer<typeof TicketFilter>;

/** The same in a query: as JSON. */
export const FilterQuery = z
  .string()
  .max(4_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "This has to be a filter as JSON." });
      return z.NEVER;
    }
  })
  .pipe(TicketFilter);

/** In which order tickets are listed: by what is due next, or by who waits since the latest. */
export const TicketOrder = z.enum(["due", "newest"]).meta({ id: "TicketOrder" });
export type TicketOrder = z.infer<typeof TicketOrder>;
