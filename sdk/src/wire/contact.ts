import * as z from "zod";
import { AgentId, ContactId, Instant, id, line, TicketNumber } from "./common.ts";
import { DeskEvent } from "./event.ts";
import { FieldValues } from "./field.ts";
import { SubmissionContext } from "./submission-context.ts";
import { Contact, DeskTicket } from "./ticket.ts";

export const ContactNoteId = id("cnt");

/** What an agent has noted about a contact; no requester ever sees it. */
export const ContactNote = z
  .strictObject({
    id: ContactNoteId,
    at: Instant,
    agent: z.strictObject({ id: AgentId, name: z.string() }),
    text: z.string(),
  })
  .meta({ id: "ContactNote" });
export type ContactNote = z.infer<typeof ContactNote>;

/** Facts about a contact by their names, as agents write them down. */
export const ContactAttributes = z
  .record(line(60), line(500))
  .refine((attributes) => Object.keys(attributes).length <= 30, "At most 30 attributes are allowed.")
  .meta({ id: "ContactAttributes" });
export type ContactAttributes = z.infer<typeof ContactAttributes>;

/** A contact with everything that the desk keeps of the person beside their tickets. */
export const ContactRecord = z
  .strictObject({
    ...Contact.shape,
    /** The site's own id of them; null until the site has said who they are. */
    subject: z.string().nullable(),
    /** Whether the address has been proven to be theirs. */
    emailVerified: z.boolean(),
    language: z.string().nullable(),
    attributes: ContactAttributes,
    createdAt: Instant,
    /** When they last wrote; null for never. */
    wroteAt: Instant.nullable(),
    /** The contact that their tickets went to, since they were one person. */
    mergedInto: ContactId.nullable(),
    /** When they were forgotten. */
    erasedAt: Instant.nullable(),
  })
  .meta({ id: "ContactRecord" });
export type ContactRecord = z.infer<typeof ContactRecord>;

/** What an agent needs to know about who they talk to. */
export const ContactSheet = z
  .strictObject({
    contact: ContactRecord,
    /** Their newest tickets, at most 20. */
    tickets: z.array(DeskTicket),
    /** Whether there are older ones. */
    more: z.boolean(),
    /** Where those tickets were written, newest first, as far as their pages told. */
    origins: z.array(z.strictObject({ number: TicketNumber, at: Instant, context: SubmissionContext })),
    /** Oldest first. */
    notes: z.array(ContactNote),
    /** Other contacts with the same address, at most ten: they may be the same person. Nobody has proven that. */
    alike: z.array(Contact),
  })
  .meta({ id: "ContactSheet" });
export type ContactSheet = z.infer<typeof ContactSheet>;

/** What may be changed of a contact by hand. Attributes are replaced as a whole. */
export const ContactChange = z
  .strictObject({
    name: line(80).optional(),
    plan: line(40).nullable().optional(),
    attributes: ContactAttributes.optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), "Name a name, a plan or attributes.")
  .meta({ id: "ContactChange" });
export type ContactChange = z.infer<typeof ContactChange>;

/** One of a contact's tickets with what they filled in, and all or a part of its events, notes included. */
export const ContactTicketData = z
  .strictObject({ ticket: DeskTicket, fields: FieldValues.optional(), events: z.array(DeskEvent) })
  .meta({ id: "ContactTicketData" });
export type ContactTicketData = z.infer<typeof ContactTicketData>;

/** A page of everything the desk keeps of a contact. A long ticket goes on, under the same number, on the next page. */
export const ContactDataPage = z
  .strictObject({
    contact: ContactRecord,
    notes: z.array(ContactNote),
    tickets: z.array(ContactTicketData),
    next: z.string().nullable(),
  })
  .meta({ id: "ContactDataPage" });
export type ContactDataPage = z.infer<typeof ContactDataPage>;

/** How far a contact is forgotten: their data, and the texts and files of this many tickets. */
export const Erasure = z
  .strictObject({
    tickets: z.int().min(0),
    /** Whether older tickets are still being emptied, which goes on by itself. */
    goesOn: z.boolean(),
  })
  .meta({ id: "Erasure" });
export type Erasure = z.infer<typeof Erasure>;
