import * as z from "zod";
import { Attachment } from "./attachment.ts";
import { NamedContract } from "./clock.ts";
import { AgentId, ContactId, Instant, KeyId, MessageId, Sequence, TeamId, TicketNumber, TopicId } from "./common.ts";
import { WhyNobody } from "./coverage.ts";
import { FieldValues } from "./field.ts";
import { Handover, Playbook } from "./handover.ts";
import { Rating, Score } from "./rating.ts";
import { Language } from "./roster.ts";
import { ShortExplanation, Tag } from "./rule.ts";
import { Tier } from "./setup.ts";
import { Priority, Status } from "./status.ts";
import { SubmissionContext } from "./submission-context.ts";
import { ClockAlarm, ClockMetric } from "./support-contract.ts";
import { TicketLink } from "./ticket-link.ts";

/** A public entry in a ticket's thread. */
export const Message = z
  .strictObject({
    id: MessageId,
    text: z.string(),
    /** Not there where there are none. */
    attachments: z.array(Attachment).optional(),
  })
  .meta({ id: "Message" });
export type Message = z.infer<typeof Message>;

/** A topic as the requester picks it. */
export const TopicLabel = z.strictObject({ id: TopicId, label: z.string() });

/** Who did it, as a requester sees it. */
export const Actor = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("contact") }),
    z.strictObject({ kind: z.literal("agent"), name: z.string() }),
    z.strictObject({ kind: z.literal("system") }),
  ])
  .meta({ id: "Actor" });
export type Actor = z.infer<typeof Actor>;

/** Who did it, as an agent sees it. */
export const DeskActor = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("contact"), id: ContactId, name: z.string().nullable() }),
    z.strictObject({ kind: z.literal("agent"), id: AgentId, name: z.string() }),
    z.strictObject({ kind: z.literal("key"), id: KeyId, name: z.string() }),
    z.strictObject({ kind: z.literal("system") }),
  ])
  .meta({ id: "DeskActor" });
export type DeskActor = z.infer<typeof DeskActor>;

/** `seq` counts every event of the ticket; `prev` is the last one before it that this audience could see (0: none). */
const numbered = { seq: Sequence, prev: Sequence, at: Instant };
const seen = { ...numbered, actor: Actor };
const deskSeen = { ...numbered, actor: DeskActor };

/** A change to a ticket, as its requester may see it. */
export const Event = z
  .discriminatedUnion("type", [
    z.strictObject({ ...seen, type: z.literal("submitted") }),
    z.strictObject({ ...seen, type: z.literal("message"), message: Message }),
    z.strictObject({ ...seen, type: z.literal("routed"), tier: Tier }),
    z.strictObject({ ...seen, type: z.literal("assigned"), agent: z.strictObject({ name: z.string() }).nullable() }),
    z.strictObject({ ...seen, type: z.literal("status"), from: Status, to: Status }),
    /** A higher tier has it from here on; `reason` is the part of the handover that is for the requester. */
    z.strictObject({ ...seen, type: z.literal("escalated"), from: Tier, to: Tier, reason: z.string() }),
    z.strictObject({ ...seen, type: z.literal("returned"), from: Tier, to: Tier }),
    /** The promised dates were worked out anew, because the ticket got another priority or contract. */
    z.strictObject({ ...seen, type: z.literal("promise"), because: z.enum(["priority", "contract"]) }),
    z.strictObject({ ...seen, type: z.literal("rated"), score: Score }),
    /** Support has put another subject or topic over it. */
    z.strictObject({
      ...seen,
      type: z.literal("edited"),
      subject: z.string().optional(),
      topic: TopicLabel.nullable().optional(),
    }),
    /** It goes on in another ticket of the same requester. */
    z.strictObject({ ...seen, type: z.literal("merged"), into: TicketNumber }),
    /** Another ticket of the same requester goes on in this one. */
    z.strictObject({ ...seen, type: z.literal("absorbed"), number: TicketNumber }),
  ])
  .meta({ id: "Event" });
export type Event = z.infer<typeof Event>;

const Team = z.strictObject({ id: TeamId, name: z.string() });
const Named = z.strictObject({ id: AgentId, name: z.string() });

/** Why an agent who had a ticket gave it back: gone from the desk, absent, or offline for too long. */
export const WhyGivenBack = z.enum(["gone", "absent", "offline"]);
export type WhyGivenBack = z.infer<typeof WhyGivenBack>;

/** A change to a ticket, as agents see it: notes, priorities and teams included. */
export const DeskEvent = z
  .discriminatedUnion("type", [
    z.strictObject({
      ...deskSeen,
      type: z.literal("submitted"),
      fields: FieldValues,
      /** Where it was written, as far as the page told. */
      context: SubmissionContext.optional(),
      /** Which version of the site's consent text was accepted, where there was one. */
      consent: z.strictObject({ version: z.string() }).optional(),
    }),
    z.strictObject({ ...deskSeen, type: z.literal("message"), message: Message }),
    z.strictObject({
      ...deskSeen,
      type: z.literal("note"),
      note: Message,
      /** The agents whom it calls. Not there where it calls nobody. */
      mentions: z.array(Named).optional(),
    }),
    z.strictObject({
      ...deskSeen,
      type: z.literal("routed"),
      tier: Tier,
      team: Team,
      /** Why, in words: the routing rule that decided, or what sent it on. */
      because: z.string(),
      /** What was found at the rules, where they decided. */
      explanation: ShortExplanation.optional(),
      tags: z.array(Tag).optional(),
    }),
    z.strictObject({
      ...deskSeen,
      type: z.literal("assigned"),
      agent: Named.nullable(),
      /** Where the desk chose: how many could take it, and why the others could not. */
      weighed: z.strictObject({ eligible: z.int(), leftOut: z.record(z.string(), z.int()) }).optional(),
    }),
    /** Nobody can take it. `until` is when somebody comes on duty for it; `alarm`: the contract does not let it wait. */
    z.strictObject({
      ...deskSeen,
      type: z.literal("unplaced"),
      why: WhyNobody,
      until: Instant.nullable(),
      alarm: z.boolean(),
    }),
    z.strictObject({
      ...deskSeen,
      type: z.literal("given_back"),
      agent: Named,
      why: WhyGivenBack,
    }),
    z.strictObject({ ...deskSeen, type: z.literal("priority"), from: Priority, to: Priority }),
    z.strictObject({
      ...deskSeen,
      type: z.literal("status"),
      from: Status,
      to: Status,
      /** The time until which it was put off has come. */
      woken: z.literal(true).optional(),
    }),
    /** It was put off until an instant, at which it opens by itself. */
    z.strictObject({ ...deskSeen, type: z.literal("snoozed"), until: Instant }),
    /** What was changed, and from what to what. */
    z.strictObject({
      ...deskSeen,
      type: z.literal("edited"),
      subject: z.strictObject({ from: z.string(), to: z.string() }).optional(),
      topic: z.strictObject({ from: TopicLabel.nullable(), to: TopicLabel.nullable() }).optional(),
      language: z.strictObject({ from: Language.nullable(), to: Language.nullable() }).optional(),
      tags: z.strictObject({ from: z.array(Tag), to: z.array(Tag) }).optional(),
    }),
    z.strictObject({ ...deskSeen, type: z.literal("merged"), into: TicketNumber }),
    z.strictObject({ ...deskSeen, type: z.literal("absorbed"), number: TicketNumber }),
    z.strictObject({ ...deskSeen, type: z.literal("linked"), ...TicketLink.shape }),
    z.strictObject({ ...deskSeen, type: z.literal("unlinked"), ...TicketLink.shape }),
    z.strictObject({
      ...deskSeen,
      type: z.literal("escalated"),
      from: Tier,
      to: Tier,
      /** `reopened`: opened again twice. `clock`: a promised time ran out. */
      cause: z.enum(["agent", "reopened", "clock"]),
      handover: Handover,
    }),
    z.strictObject({
      ...deskSeen,
      type: z.literal("returned"),
      from: Tier,
      to: Tier,
      missing: z.string(),
      /** Which bounce of the ticket this is, from 1. */
      bounce: z.int().min(1),
    }),
    z.strictObject({
      ...deskSeen,
      type: z.literal("lead_called"),
      cause: z.enum(["bounces", "reopened", "clock"]),
    }),
    z.strictObject({ ...deskSeen, type: z.literal("playbook"), playbook: Playbook }),
    z.strictObject({
      ...deskSeen,
      type: z.literal("clock"),
      metric: ClockMetric,
      cycle: z.int().min(1),
      alarm: ClockAlarm,
      /** The instant that the alarm is about: of the warning, the due one, or the new date. */
      about: Instant,
    }),
    z.strictObject({ ...deskSeen, type: z.literal("contract"), from: NamedContract, to: NamedContract }),
    z.strictObject({ ...deskSeen, type: z.literal("rated"), ...Rating.shape }),
    /** Its requester was forgotten: the texts and files of the ticket are gone. */
    z.strictObject({ ...deskSeen, type: z.literal("erased") }),
  ])
  .meta({ id: "DeskEvent" });
export type DeskEvent = z.infer<typeof DeskEvent>;
