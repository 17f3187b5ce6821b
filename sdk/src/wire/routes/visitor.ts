import * as z from "zod";
import { Attachment } from "../attachment.ts";
import { Email, page, pageQuery, TicketNumber } from "../common.ts";
import { DataPage, Identified, Redemption, Restoration, Restored } from "../identity.ts";
import { NewRating } from "../rating.ts";
import { Language } from "../roster.ts";
import { Site } from "../site.ts";
import { Reply, Submission, Submitted, Thread, Ticket } from "../ticket.ts";

import type { Routes } from "./route.ts";
import { after, attachment, createErrors, number, ReadMark, ticketErrors } from "./shared.ts";

/** What a visitor's page asks. */
export const visitorRoutes = {
  "GET /v1/site": {
    summary: "What a page may know about its site: name, greeting, theme, topics",
    caller: "visitor",
    answers: { 200: Site },
    etag: true,
  },
  "POST /v1/tickets": {
    summary: "Open a ticket",
    caller: "visitor",
    body: Submission,
    answers: { 201: Submitted },
    errors: createErrors,
    idempotent: true,
    identified: true,
  },
  "GET /v1/tickets": {
    summary: "List my tickets, newest first",
    caller: "requester",
    query: z.strictObject(pageQuery),
    answers: { 200: page(Ticket).meta({ id: "TicketPage" }) },
  },
  "GET /v1/tickets/:number": {
    summary: "Read a ticket and its events, or the events after a sequence number",
    caller: "requester",
    params: number,
    query: after,
    answers: { 200: Thread },
    errors: ticketErrors,
    etag: true,
  },
  "POST /v1/tickets/:number/messages": {
    summary: "Reply to a ticket; a solved one opens again",
    caller: "requester",
    params: number,
    body: Reply,
    answers: { 201: Thread },
    errors: [...ticketErrors, ...createErrors, "ticket_closed", "reopen_expired"],
    idempotent: true,
    identified: true,
  },
  "POST /v1/tickets/:number/confirm": {
    summary: "Confirm that a solved ticket is solved: it closes",
    caller: "requester",
    params: number,
    answers: { 200: Thread },
    errors: [...ticketErrors, "version_clash", "transition_refused", "ticket_closed"],
    identified: true,
  },
  "POST /v1/tickets/:number/reopen": {
    summary: "Say that a solved ticket is not solved: it opens again",
    caller: "requester",
    params: number,
    answers: { 200: Thread },
    errors: [...ticketErrors, "version_clash", "transition_refused", "ticket_closed", "reopen_expired"],
    identified: true,
  },
  "POST /v1/tickets/:number/rating": {
    summary: "Rate how a solved ticket was dealt with, up to 30 days after it closed; a later rating replaces it",
    caller: "requester",
    params: number,
    body: NewRating,
    answers: { 200: Thread },
    errors: [...ticketErrors, "version_clash", "not_solved", "rating_expired"],
    identified: true,
  },
  "POST /v1/tickets/:number/read": {
    summary: "Mark a ticket as read up to a sequence number",
    caller: "requester",
    params: number,
    body: ReadMark,
    answers: { 200: z.strictObject({ unread: z.int().min(0) }).meta({ id: "Unread" }) },
    errors: ticketErrors,
    identified: true,
  },
  "POST /v1/uploads": {
    summary: "Upload a file, to be named by a message within 24 hours",
    caller: "visitor",
    body: "bytes",
    answers: { 201: Attachment },
    errors: createErrors,
    idempotent: true,
    identified: true,
  },
  "GET /v1/attachments/:attachment": {
    summary: "Download a file of a ticket that I may see, or a part of it",
    caller: "requester",
    params: attachment,
    answers: { 200: "bytes", 206: "bytes" },
    errors: ["not_found", "range_not_satisfiable"],
    etag: true,
  },
  "POST /v1/visitors/redeem": {
    summary: "Open a ticket with the secret of its link, or all tickets of an address with a mailed one",
    caller: "visitor",
    body: z.union([Redemption, Restoration]),
    answers: {
      200: z.strictObject({ ...Thread.shape, visitorToken: z.string().optional() }).meta({ id: "Redeemed" }),
      201: Restored,
    },
    errors: [...ticketErrors, "version_clash"],
  },
  "POST /v1/visitors/restore": {
    summary: "Ask for a link by mail that opens my tickets again; whether the address is known is not told",
    caller: "visitor",
    body: z.strictObject({ email: Email, language: Language.optional() }).meta({ id: "RestoreRequest" }),
    answers: { 202: null },
    errors: ["version_clash"],
    anyToken: true,
  },
  "POST /v1/visitors/forget": {
    summary: "Forget this computer: the visitor token stops working",
    caller: "requester",
    answers: { 204: null },
  },
  "POST /v1/visitors/identify": {
    summary: "Say who the visitor is, with a token that the site's own server has signed",
    caller: "visitor",
    body: z.strictObject({ token: z.string().max(8_192) }).meta({ id: "Identification" }),
    answers: { 200: Identified },
    errors: ["identity_invalid", "version_clash"],
    anyToken: true,
  },
  "GET /v1/visitors/data": {
    summary: "Read everything that the desk keeps of me and I may see, page by page",
    caller: "requester",
    query: z.strictObject({ cursor: pageQuery.cursor }),
    answers: { 200: DataPage },
  },
  "GET /v1/live": {
    summary: "A web socket to one ticket's room; the token goes into the first frame",
    caller: "visitor",
    query: z.strictObject({ site: z.string().max(60), number: TicketNumber }),
    answers: { 101: null },
    errors: ticketErrors,
  },
} as const satisfies Routes;
