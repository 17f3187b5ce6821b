import * as z from "zod";
import { Clock, ContractVersion } from "./clock.ts";
import { Instant, line, SiteId, TicketNumber, TopicId } from "./common.ts";
import { Candidate, Placement } from "./coverage.ts";
import { FieldValues } from "./field.ts";
import { TicketPromise } from "./promise.ts";
import { Language } from "./roster.ts";
import { Routing, RoutingExplanation, Tag } from "./rule.ts";
import { Setup } from "./setup.ts";
import { Channel, Priority } from "./status.ts";

/** A ticket that nobody has sent. What is left out is not known, or as it mostly is. */
export const HypotheticalTicket = z
  .strictObject({
    site: SiteId,
    subject: line(200).default("Help"),
    text: z.string().trim().max(20_000).default(""),
    channel: Channel.default("web"),
    topic: TopicId.nullable().default(null),
    fields: FieldValues.default({}),
    priority: Priority.default("normal"),
    language: Language.nullable().default(null),
    /** The contact's plan. */
    plan: line(40).nullable().default(null),
    verified: z.boolean().default(false),
    tags: z.array(Tag).max(20).default([]),
    /** When the requester last wrote in another ticket. */
    lastContactAt: Instant.nullable().default(null),
  })
  .meta({ id: "HypotheticalTicket" });
export type HypotheticalTicket = z.infer<typeof HypotheticalTicket>;

/** What to explain: a ticket that is there, or one that might come; as if it came in `at` an instant (else: now). */
export const ExplanationRequest = z
  .union([
    z.strictObject({ number: TicketNumber, at: Instant.optional() }),
    z.strictObject({ ticket: HypotheticalTicket, at: Instant.optional() }),
  ])
  .meta({ id: "ExplanationRequest" });
export type ExplanationRequest = z.infer<typeof ExplanationRequest>;

/** The same under a set-up that is not saved. A ticket that is there is looked up as the desk has it. */
export const SetupTrial = z.strictObject({ setup: Setup, explain: ExplanationRequest }).meta({ id: "SetupTrial" });
export type SetupTrial = z.infer<typeof SetupTrial>;

/**
 * The real decision on a ticket, with all it rests on: every rule and why it failed, everybody who might take it and why
 * not, and what would be promised. Nothing of it is written.
 */
export const Explanation = z
  .strictObject({
    at: Instant,
    rules: RoutingExplanation,
    routing: Routing,
    placement: Placement,
    considered: z.array(Candidate),
    contract: ContractVersion.nullable(),
    clocks: z.array(Clock),
    promise: TicketPromise,
  })
  .meta({ id: "Explanation" });
export type Explanation = z.infer<typeof Explanation>;
