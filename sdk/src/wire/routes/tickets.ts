import * as z from "zod";
import { Attachment } from "../attachment.ts";
import { AgentId, page, pageQuery, SiteId, TicketNumber } from "../common.ts";
import { Escalation, Playbook, Return } from "../handover.ts";
import { Macro } from "../macro.ts";
import { KnownConsent } from "../setup.ts";
import { Changed, DeskReply, DeskSubmission, DeskThread, DeskTicket, NewNote, TicketChange, View } from "../ticket.ts";
import { FilterQuery, TicketOrder } from "../ticket-filter.ts";
import { NewRelation } from "../ticket-link.ts";

import type { Routes } from "./route.ts";
import { after, attachment, createErrors, number, ReadMark, ticketErrors } from "./shared.ts";

/** What agents and programs do with tickets. */
export const ticketsRoutes = {
  "GET /v1/desk/tickets": {
    summary: "List tickets by view and filter, by what is due next; a page may be short, and then `next` goes on",
    caller: "agent",
    scope: "tickets:read",
    query: z.strictObject({
      ...pageQuery,
      view: View.default("open"),
      site: SiteId.optional(),
      filter: FilterQuery.optional(),
      /** `at_risk`, `breached` and `waiting` are always by what is due next, `mentions` by who was called the latest. */
      order: TicketOrder.default("due"),
      /** Only those that go on from this ticket, in whichever view they are. */
      followUpOf: TicketNumber.optional(),
    }),
    answers: { 200: page(DeskTicket).meta({ id: "DeskTicketPage" }) },
    errors: ticketErrors,
  },
  "POST /v1/desk/tickets": {
    summary: "Open a ticket on behalf of a contact",
    caller: "agent",
    scope: "tickets:write",
    body: DeskSubmission,
    answers: { 201: z.strictObject({ ...DeskThread.shape, link: z.string() }).meta({ id: "DeskSubmitted" }) },
    errors: [...ticketErrors, ...createErrors],
    idempotent: true,
  },
  "GET /v1/desk/tickets/:number": {
    summary: "Read a ticket with its notes and timeline",
    caller: "agent",
    scope: "tickets:read",
    params: number,
    query: after,
    answers: { 200: DeskThread },
    errors: ticketErrors,
    etag: true,
  },
  "PATCH /v1/desk/tickets/:number": {
    summary: "Change a ticket's properties, or put it off until later",
    caller: "agent",
    scope: "tickets:write",
    params: number,
    body: TicketChange,
    answers: { 200: Changed },
    errors: [...ticketErrors, "version_clash", "ticket_closed", "transition_refused"],
    ifMatch: true,
  },
  "POST /v1/desk/tickets/:number/reply": {
    summary: "Answer the requester",
    caller: "agent",
    scope: "tickets:write",
    params: number,
    body: DeskReply,
    answers: { 201: Changed },
    errors: [...ticketErrors, ...createErrors, "ticket_closed"],
    idempotent: true,
  },
  "POST /v1/desk/tickets/:number/note": {
    summary: "Write a note that only agents see",
    caller: "agent",
    scope: "tickets:write",
    params: number,
    body: NewNote,
    answers: { 201: Changed },
    errors: [...ticketErrors, ...createErrors],
    idempotent: true,
  },
  "POST /v1/desk/tickets/:number/assign": {
    summary: "Give a ticket to an agent, or back to the team",
    caller: "agent",
    scope: "tickets:write",
    params: number,
    body: z.strictObject({ agent: AgentId.nullable() }).meta({ id: "Assignment" }),
    answers: { 200: Changed },
    errors: [...ticketErrors, "version_clash", "ticket_closed"],
    ifMatch: true,
  },
  "POST /v1/desk/tickets/:number/claim": {
    summary: "Take a ticket that nobody has",
    caller: "agent",
    params: number,
    answers: { 200: Changed },
    errors: [...ticketErrors, "version_clash", "already_assigned", "ticket_closed"],
  },
  "POST /v1/desk/tickets/:number/solve": {
    summary: "Say that a ticket is solved; the requester confirms or opens it again",
    caller: "agent",
    scope: "tickets:write",
    params: number,
    body: z
      .strictObject({
        /** How tier 1 can solve it next time; from tier 2 or higher. */
        playbook: Playbook.optional(),
      })
      .meta({ id: "Solution" }),
    answers: { 200: Changed },
    errors: [...ticketErrors, "version_clash", "ticket_closed", "transition_refused"],
    ifMatch: true,
  },
  "POST /v1/desk/tickets/:number/escalate": {
    summary: "Send a ticket to a higher tier, with a handover",
    caller: "agent",
    scope: "tickets:write",
    params: number,
    body: Escalation,
    answers: { 200: Changed },
    errors: [...ticketErrors, "version_clash", "ticket_closed", "transition_refused"],
    ifMatch: true,
  },
  "POST /v1/desk/tickets/:number/return": {
    summary: "Send an escalated ticket back, with what is missing",
    caller: "agent",
    scope: "tickets:write",
    params: number,
    body: Return,
    answers: { 200: Changed },
    errors: [...ticketErrors, "version_clash", "ticket_closed", "transition_refused"],
    ifMatch: true,
  },
  "POST /v1/desk/tickets/:number/merge": {
    summary: "Close a ticket for another one of the same requester, where it goes on",
    caller: "agent",
    scope: "tickets:write",
    params: number,
    body: z.strictObject({ into: TicketNumber }).meta({ id: "Merge" }),
    answers: { 200: Changed },
    errors: [...ticketErrors, "version_clash", "ticket_closed", "transition_refused", "requester_differs"],
    ifMatch: true,
  },
  "POST /v1/desk/tickets/:number/links": {
    summary: "Relate a ticket to another one of its site; both timelines say so",
    caller: "agent",
    scope: "tickets:write",
    params: number,
    body: z.strictObject({ to: TicketNumber, relation: NewRelation }).meta({ id: "NewLink" }),
    answers: { 200: Changed },
    errors: [...ticketErrors, "version_clash"],
  },
  "DELETE /v1/desk/tickets/:number/links/:other": {
    summary: "Take back what relates two tickets",
    caller: "agent",
    scope: "tickets:write",
    params: z.strictObject({ ...number.shape, other: TicketNumber }),
    answers: { 200: Changed },
    errors: [...ticketErrors, "version_clash"],
  },
  "GET /v1/desk/macros": {
    summary: "List the macros and snippets of the sites that I may see",
    caller: "agent",
    scope: "tickets:read",
    query: z.strictObject({ site: SiteId.optional() }),
    answers: { 200: z.strictObject({ items: z.array(Macro) }).meta({ id: "Macros" }) },
    errors: ["not_found"],
  },
  "POST /v1/desk/tickets/:number/read": {
    summary: "Say that I have seen a ticket up to a sequence number; its requester is told",
    caller: "agent",
    params: number,
    body: ReadMark,
    answers: { 204: null },
    errors: ticketErrors,
  },
  "POST /v1/desk/uploads": {
    summary: "Upload a file for a ticket of a site, to be named by a message or note within 24 hours",
    caller: "agent",
    scope: "tickets:write",
    query: z.strictObject({ site: SiteId }),
    body: "bytes",
    answers: { 201: Attachment },
    errors: ["not_found", ...createErrors],
    idempotent: true,
  },
  "GET /v1/desk/attachments/:attachment": {
    summary: "Download a file of a ticket, or a part of it, notes included",
    caller: "agent",
    scope: "tickets:read",
    params: attachment,
    answers: { 200: "bytes", 206: "bytes" },
    errors: ["not_found", "range_not_satisfiable"],
    etag: true,
  },
  "GET /v1/desk/sites/:site/consents": {
    summary: "Every version of a site's consent text that ever was, oldest first",
    caller: "agent",
    scope: "tickets:read",
    params: z.strictObject({ site: SiteId }),
    answers: { 200: z.strictObject({ items: z.array(KnownConsent) }).meta({ id: "Consents" }) },
    errors: ["not_found"],
  },
  "GET /v1/desk/live": {
    summary: "A web socket to everything that happens on one site; a secret key goes into the first frame",
    // The room itself asks for an agent's cookie or for a key with `tickets:read`, as a socket cannot send headers.
    caller: "public",
    query: z.strictObject({ site: SiteId }),
    answers: { 101: null },
    errors: ["credentials_missing", "forbidden", "not_found"],
  },
} as const satisfies Routes;
