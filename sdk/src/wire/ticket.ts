import * as z from "zod";
import { NamedUploads } from "./attachment.ts";
import { Clock, NamedContract } from "./clock.ts";
import {
  AgentId,
  ContactId,
  Email,
  Instant,
  line,
  MessageId,
  Sequence,
  SiteId,
  TeamId,
  Text,
  TicketNumber,
  TopicId,
} from "./common.ts";
import { DeskEvent, Event, TopicLabel } from "./event.ts";
import { FieldValues } from "./field.ts";
import { TicketPromise } from "./promise.ts";
import { Rating } from "./rating.ts";
import { Language, SkillAtLevel, SkillId } from "./roster.ts";
import { Tag } from "./rule.ts";
import { Tier } from "./setup.ts";
import { Channel, Priority, Status } from "./status.ts";
import { SubmissionContext } from "./submission-context.ts";
import { SupportContractId } from "./support-contract.ts";
import { TicketLink } from "./ticket-link.ts";

/** Up to which event support has seen a ticket, and when that was noticed. */
export const Seen = z.strictObject({ seq: Sequence, at: Instant }).meta({ id: "Seen" });
export type Seen = z.infer<typeof Seen>;

/**
 * The closed ticket that a ticket goes on from, the one that it was merged into, and what its requester thought of it. Old
 * answers lack them.
 */
const afterwards = {
  followUpOf: TicketNumber.nullable().default(null),
  mergedInto: TicketNumber.nullable().default(null),
  rating: Rating.nullable().default(null),
};

/** A ticket as its requester may see it. */
export const Ticket = z
  .strictObject({
    number: TicketNumber,
    subject: z.string(),
    topic: TopicLabel.nullable(),
    status: Status,
    /** The line of support that has the ticket. */
    tier: Tier,
    /** The person who has it, once somebody does. */
    assignee: z.strictObject({ name: z.string() }).nullable(),
    /** By when it is answered and solved. Null: nothing is promised. */
    promise: TicketPromise.nullable(),
    createdAt: Instant,
    updatedAt: Instant,
    /** The number of the last event the requester could see. */
    seq: Sequence,
    /** How many answers the requester has not read. */
    unread: z.int().min(0),
    /** Null while nobody has looked at it. */
    seen: Seen.nullable().default(null),
    ...afterwards,
  })
  .meta({ id: "Ticket" });
export type Ticket = z.infer<typeof Ticket>;

/** A ticket with the events its requester may see, oldest first. */
export const Thread = z.strictObject({ ticket: Ticket, events: z.array(Event) }).meta({ id: "Thread" });
export type Thread = z.infer<typeof Thread>;

/** What somebody writes. The client may make the message's id; the text may be empty where files say it. */
export const written = {
  id: MessageId.optional(),
  text: Text,
  attachments: NamedUploads.optional(),
};

/** Refuses a message that says nothing. */
export const saysSomething = [
  ({ text, attachments = [] }: { readonly text: string; readonly attachments?: NamedUploads | undefined }) =>
    text !== "" || attachments.length > 0,
  { path: ["text"], error: "This is needed." },
] satisfies [unknown, object];

/** What a visitor sends to open a ticket. `message.id` may be made by the client, so that it can show the message at once. */
export const Submission = z
  .strictObject({
    subject: line(200),
    topic: TopicId.optional(),
    /** What the topic's form asks for. */
    fields: FieldValues.optional(),
    message: z.strictObject(written).refine(...saysSomething),
    /** The language the requester writes in, or wants to read. */
    language: Language.optional(),
    name: line(80).optional(),
    email: Email.optional(),
    /** What the requester has accepted, where the site has a consent text: its version, or an earlier one. */
    consent: z.strictObject({ version: line(40) }).optional(),
    context: SubmissionContext.optional(),
    /** The ticket of mine that this one goes on from, mostly because it is closed. */
    followUpOf: TicketNumber.optional(),
  })
  .meta({ id: "Submission" });
export type Submission = z.infer<typeof Submission>;

/** The answer to a submission. `visitorToken` comes with a new visitor only; both secrets are shown once. */
export const Submitted = z
  .strictObject({
    ...Thread.shape,
    /** The path of the ticket's page with its secret in the fragment: `/t/NUMBER#k=…`. */
    link: z.string(),
    visitorToken: z.string().optional(),
  })
  .meta({ id: "Submitted" });
export type Submitted = z.infer<typeof Submitted>;

/** A public reply. The client may make the message's id. */
export const Reply = z
  .strictObject(written)
  .refine(...saysSomething)
  .meta({ id: "Reply" });
export type Reply = z.infer<typeof Reply>;

/** A note that only agents see, with its attachments. The client may make its id. */
export const NewNote = z
  .strictObject({
    ...written,
    /** Agents whom the note calls; each has to be able to see the site. */
    mentions: z.array(AgentId).max(20).optional(),
  })
  .refine(...saysSomething)
  .meta({ id: "NewNote" });
export type NewNote = z.infer<typeof NewNote>;

/** An agent's answer to the requester. */
export const DeskReply = z
  .strictObject({
    ...written,
    /** The status the ticket gets with the answer; without one it stays, but a new ticket opens. */
    status: z.enum(["open", "pending", "solved"]).optional(),
    /** With the status `pending`: when the ticket opens by itself, unless the requester writes before. */
    wakeAt: Instant.optional(),
  })
  .refine(...saysSomething)
  .refine(({ status, wakeAt }) => wakeAt === undefined || status === "pending", {
    path: ["wakeAt"],
    error: "A ticket that is put off is pending: name the status too.",
  })
  .meta({ id: "DeskReply" });
export type DeskReply = z.infer<typeof DeskReply>;

/** A person on the customer side, as agents see them. */
export const Contact = z
  .strictObject({
    id: ContactId,
    name: z.string().nullable(),
    email: z.string().nullable(),
    /** Whether the e-mail address or identity has been proven. */
    verified: z.boolean(),
    /** What the customer pays for, in the site's own words: it decides the contract. */
    plan: z.string().nullable(),
  })
  .meta({ id: "Contact" });
export type Contact = z.infer<typeof Contact>;

/** A ticket as agents see it. */
export const DeskTicket = z
  .strictObject({
    number: TicketNumber,
    site: z.strictObject({ id: SiteId, name: z.string() }),
    subject: z.string(),
    topic: TopicLabel.nullable(),
    status: Status,
    priority: Priority,
    channel: Channel,
    tier: Tier,
    team: z.strictObject({ id: TeamId, name: z.string() }),
    assignee: z.strictObject({ id: AgentId, name: z.string() }).nullable(),
    requester: Contact,
    language: Language.nullable(),
    tags: z.array(Tag),
    /** What is asked of whoever takes it. */
    needs: z.strictObject({
      skills: z.array(SkillAtLevel),
      certificates: z.array(SkillId),
      language: Language.nullable(),
    }),
    contract: NamedContract.nullable(),
    /** What is promised and how it stands, without the next responses of earlier cycles. */
    clocks: z.array(Clock),
    /** Until when it is put off, while it is; then it opens by itself. */
    wakeAt: Instant.nullable().default(null),
    /** Tickets of the same site that it has to do with. */
    links: z.array(TicketLink).default([]),
    /** While nobody can take it: from when on somebody can, by the rosters. */
    staffedAt: Instant.nullable(),
    /** How often it was sent back to a lower tier. */
    bounces: z.int().min(0),
    createdAt: Instant,
    updatedAt: Instant,
    /** Since when the requester waits for an answer; null while nobody waits. */
    waitingSince: Instant.nullable(),
    /** The number of the last event; the ticket's ETag is this number in quotes. */
    seq: Sequence,
    ...afterwards,
  })
  .meta({ id: "DeskTicket" });
export type DeskTicket = z.infer<typeof DeskTicket>;

/** A ticket with all its events, oldest first. */
export const DeskThread = z.strictObject({ ticket: DeskTicket, events: z.array(DeskEvent) }).meta({ id: "DeskThread" });
export type DeskThread = z.infer<typeof DeskThread>;

/** What an agent's action answers with: the ticket after it, and the events that it made. */
export const Changed = z.strictObject({ ticket: DeskTicket, events: z.array(DeskEvent) }).meta({ id: "Changed" });
export type Changed = z.infer<typeof Changed>;

/**
 * The agent's lists. `team`: my teams' unassigned; `unassigned`: all teams' unassigned; `at_risk` and `breached`: with a
 * promise that is in danger, or broken, and goes on; `waiting`: for others; `mentions`: whose notes call me, the unread
 * first; `open`: everything not solved; `solved`: solved and closed.
 */
export const View = z
  .enum(["mine", "team", "unassigned", "at_risk", "breached", "waiting", "mentions", "open", "solved"])
  .meta({ id: "View" });
export type View = z.infer<typeof View>;

/** A ticket an agent or a program opens for somebody. */
export const DeskSubmission = z
  .strictObject({
    site: SiteId,
    requester: z.union([
      z.strictObject({ id: ContactId }),
      z.strictObject({ email: Email, name: line(80).optional() }),
    ]),
    channel: Channel.default("phone"),
    subject: line(200),
    topic: TopicId.optional(),
    fields: FieldValues.optional(),
    language: Language.optional(),
    tags: z.array(Tag).max(20).default([]),
    priority: Priority.default("normal"),
    /** The ticket of the same site that this one goes on from, mostly because it is closed. */
    followUpOf: TicketNumber.optional(),
    message: z.strictObject(written).refine(...saysSomething),
  })
  .meta({ id: "DeskSubmission" });
export type DeskSubmission = z.infer<typeof DeskSubmission>;

/**
 * What an agent's ticket may be changed to directly, until it is closed. Solving and closing have their own calls. Naming
 * a contract moves the ticket to that contract's newest version; what was spent stays spent. `wakeAt` goes with `pending`
 * or `on_hold`: the ticket opens by itself at that instant, in the future and at most a year away, or when its requester
 * writes before.
 */
export const TicketChange = z
  .strictObject({
    subject: line(200).optional(),
    topic: TopicId.nullable().optional(),
    language: Language.nullable().optional(),
    /** All tags that it is to have. */
    tags: z.array(Tag).max(20).optional(),
    priority: Priority.optional(),
    status: z.enum(["open", "pending", "on_hold"]).optional(),
    wakeAt: Instant.optional(),
    /** The team that it moves to, and with it the tier that the team serves. */
    team: TeamId.optional(),
    contract: SupportContractId.optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), "Name something to change.")
  .refine(({ status, wakeAt }) => wakeAt === undefined || status === "pending" || status === "on_hold", {
    path: ["wakeAt"],
    error: "A ticket that is put off is pending or on hold: name the status too.",
  })
  .meta({ id: "TicketChange" });
export type TicketChange = z.infer<typeof TicketChange>;
