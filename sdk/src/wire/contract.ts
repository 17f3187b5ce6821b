import * as z from "zod";
import { AbsencePlan, NewAbsence } from "./absence.ts";
import { Alarm } from "./alarm.ts";
import { Attachment, AttachmentId } from "./attachment.ts";
import { Holiday } from "./calendar.ts";
import {
  AgentId,
  ContactId,
  Email,
  Instant,
  KeyId,
  line,
  page,
  pageQuery,
  Sequence,
  SiteId,
  TicketNumber,
} from "./common.ts";
import { AgentStanding, Coverage, Gaps, needQuery } from "./coverage.ts";
import { DeskEvent } from "./event.ts";
import { Explanation, ExplanationRequest } from "./explanation.ts";
import { Escalation, Playbook, Return } from "./handover.ts";
import {
  DataPage,
  Identified,
  IdentityKey,
  IdentityKeyId,
  IdentityKeyRequest,
  NewIdentityKey,
  Redemption,
  Restoration,
  Restored,
} from "./identity.ts";
import type { ProblemCode } from "./problem.ts";
import { NewRating } from "./rating.ts";
import { Replay, ReplayRequest } from "./replay.ts";
import { Absence, AbsenceId, Language, Presence } from "./roster.ts";
import { Key, NewKey, Scope, Session } from "./session.ts";
import { KnownConsent, Setup, SetupDiff, VersionedSetup } from "./setup.ts";
import { Site } from "./site.ts";
import {
  Contact,
  DeskSubmission,
  DeskThread,
  DeskTicket,
  NewNote,
  Reply,
  Submission,
  Submitted,
  saysSomething,
  Thread,
  Ticket,
  TicketChange,
  View,
  written,
} from "./ticket.ts";

/**
 * Who may call a route, from the widest to the narrowest.
 * `public`: anyone, without a credential. `visitor`: a page with a site's public key, known or not.
 * `requester`: a visitor whose token is good. `agent`, `lead`, `admin`: a signed-in person of that role or a higher one.
 */
export type Caller = "public" | "visitor" | "requester" | "agent" | "lead" | "admin";

/** One row of the table: everything that is declared about a route. */
export interface Route {
  readonly summary: string;
  readonly caller: Caller;
  /** The scope a secret key needs to call it; without one no key may. */
  readonly scope?: Scope;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** JSON of this shape; or the bytes of a file, with its name, percent-encoded, in the header `Firstline-File-Name`. */
  readonly body?: z.ZodType | "bytes";
  /** The body of each successful status: JSON of this shape, the bytes of a file, or `null` for no body. */
  readonly answers: { readonly [status: number]: z.ZodType | "bytes" | null };
  /** What it refuses with, beyond what every route may (see `refusals`). */
  readonly errors?: readonly ProblemCode[];
  /** A create: takes `Idempotency-Key`; the same key and body is answered with the first answer. */
  readonly idempotent?: true;
  /** An update: needs `If-Match` with the ticket's or document's version. */
  readonly ifMatch?: true;
  /** Answers with an `ETag`, and 304 to `If-None-Match`. */
  readonly etag?: true;
  /** A visitor's write: where a site takes identified visitors only, nobody else may. */
  readonly identified?: true;
  /** A visitor token that does not hold any more is taken for none. */
  readonly anyToken?: true;
}

const number = z.strictObject({ number: TicketNumber });
const ticketErrors = ["not_found", "number_mistyped"] as const;
const ReadMark = z.strictObject({ seq: Sequence }).meta({ id: "ReadMark" });
const createErrors = ["idempotency_key_reused", "version_clash"] as const;
const Changed = z.strictObject({ ticket: DeskTicket, events: z.array(DeskEvent) }).meta({ id: "Changed" });
const attachment = z.strictObject({ attachment: AttachmentId });
const after = z.strictObject({ after: z.coerce.number().pipe(Sequence).optional() });

/**
 * The whole wire: every route a desk answers, keyed by method and path.
 * Handlers, clients, the authorisation matrix and the OpenAPI document are all read from it.
 */
export const contract = {
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

  "POST /v1/desk/sessions": {
    summary: "Sign in with a one-time link's token; sets the console's cookie",
    caller: "public",
    body: z.strictObject({ token: z.string().max(200) }).meta({ id: "SignIn" }),
    answers: { 201: Session },
    errors: ["forbidden"],
  },
  "GET /v1/desk/session": {
    summary: "Who is signed in, and what of the desk they may see",
    caller: "agent",
    answers: { 200: Session },
  },
  "DELETE /v1/desk/session": { summary: "Sign out", caller: "agent", answers: { 204: null } },
  "POST /v1/desk/agents/:agent/links": {
    summary: "Make a one-time sign-in link for an agent; it ends in 72 hours or with its use",
    caller: "admin",
    params: z.strictObject({ agent: AgentId }),
    answers: { 201: z.strictObject({ link: z.string(), expiresAt: Instant }).meta({ id: "SignInLink" }) },
    errors: ["not_found", ...createErrors],
    idempotent: true,
  },

  "GET /v1/desk/tickets": {
    summary: "List tickets by view, newest waiting first",
    caller: "agent",
    scope: "tickets:read",
    query: z.strictObject({
      ...pageQuery,
      view: View.default("open"),
      site: SiteId.optional(),
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
    errors: ["not_found", ...createErrors],
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
    summary: "Change priority, status or contract",
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
    body: z
      .strictObject({
        ...written,
        /** The status the ticket gets with the answer; without one it stays, but a new ticket opens. */
        status: z.enum(["open", "pending", "solved"]).optional(),
      })
      .refine(...saysSomething)
      .meta({ id: "DeskReply" }),
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
  "PATCH /v1/desk/sites/:site/contacts/:contact": {
    summary: "Change a contact's name or plan",
    caller: "agent",
    scope: "tickets:write",
    params: z.strictObject({ site: SiteId, contact: ContactId }),
    body: z
      .strictObject({ name: line(80).optional(), plan: line(40).nullable().optional() })
      .refine((change) => change.name !== undefined || change.plan !== undefined, "Name a name or a plan.")
      .meta({ id: "ContactChange" }),
    answers: { 200: Contact },
    errors: ["not_found"],
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

  "POST /v1/desk/routing/explain": {
    summary: "Explain where a ticket goes, who takes it and what is promised; nothing is written",
    caller: "agent",
    scope: "setup:read",
    body: ExplanationRequest,
    answers: { 200: Explanation },
    errors: ticketErrors,
  },
  "GET /v1/desk/coverage": {
    summary: "Who takes such a ticket at an instant, and who is next",
    caller: "agent",
    scope: "setup:read",
    query: z.strictObject({ ...needQuery, at: Instant.optional() }),
    answers: { 200: Coverage },
    errors: ["not_found"],
  },
  "GET /v1/desk/coverage/gaps": {
    summary: "When nobody takes such a ticket in the days ahead",
    caller: "agent",
    scope: "setup:read",
    query: z.strictObject({ ...needQuery, days: z.coerce.number().int().min(1).max(366).default(60) }),
    answers: { 200: Gaps },
    errors: ["not_found"],
  },
  "GET /v1/desk/standings": {
    summary: "How the agents stand: what they have, and whether they are there",
    caller: "lead",
    scope: "setup:read",
    answers: { 200: z.strictObject({ items: z.array(AgentStanding) }).meta({ id: "Standings" }) },
  },
  "PUT /v1/desk/presence": {
    summary: "Say that I am here, or away; a console that is silent for two minutes is offline",
    caller: "agent",
    body: z.strictObject({ state: Presence }).meta({ id: "PresenceChange" }),
    answers: { 204: null },
  },
  "GET /v1/desk/absences": {
    summary: "List absences that have not ended, in order",
    caller: "lead",
    scope: "setup:read",
    answers: { 200: z.strictObject({ items: z.array(Absence) }).meta({ id: "Absences" }) },
  },
  "POST /v1/desk/absences/plan": {
    summary: "See which tickets an absence would move to whom, and which promises are at risk; nothing is written",
    caller: "lead",
    scope: "setup:read",
    body: NewAbsence,
    answers: { 200: AbsencePlan },
    errors: ["not_found"],
  },
  "POST /v1/desk/absences": {
    summary: "Mark an agent absent; once it begins, their tickets go to others",
    caller: "lead",
    scope: "setup:write",
    body: NewAbsence,
    answers: { 201: z.strictObject({ absence: Absence, plan: AbsencePlan }).meta({ id: "Absent" }) },
    errors: ["not_found", ...createErrors],
    idempotent: true,
  },
  "DELETE /v1/desk/absences/:absence": {
    summary: "Take an absence back: the agent is there",
    caller: "lead",
    scope: "setup:write",
    params: z.strictObject({ absence: AbsenceId }),
    answers: { 204: null },
    errors: ["not_found"],
  },
  "GET /v1/desk/alarms": {
    summary: "What a lead should know before it hurts: gaps in the coverage ahead, certificates about to expire",
    caller: "lead",
    scope: "setup:read",
    answers: { 200: z.strictObject({ items: z.array(Alarm) }).meta({ id: "Alarms" }) },
  },
  "POST /v1/desk/contracts/dry-run": {
    summary: "Hold a contract that is not saved against the tickets of the past days",
    caller: "lead",
    scope: "setup:read",
    body: ReplayRequest,
    answers: { 200: Replay },
    errors: ["not_found"],
  },
  "POST /v1/desk/calendars/holidays": {
    summary: "Read the holidays out of an .ics file; nothing is written",
    caller: "admin",
    scope: "setup:read",
    body: z
      .strictObject({
        file: z.string().min(1).max(100_000),
        firstYear: z.int().min(1970).max(2199),
        lastYear: z.int().min(1970).max(2199),
      })
      .refine(
        ({ firstYear, lastYear }) => firstYear <= lastYear && lastYear - firstYear < 10,
        "Name a first and a last year, at most ten years in all.",
      )
      .meta({ id: "HolidayFile" }),
    answers: { 200: z.strictObject({ holidays: z.array(Holiday) }).meta({ id: "Holidays" }) },
  },

  "GET /v1/desk/setup": {
    summary: "Read the desk's set-up: tiers, teams, agents, sites, calendars, contracts, rules, rosters",
    caller: "admin",
    scope: "setup:read",
    answers: { 200: VersionedSetup },
    etag: true,
  },
  "PUT /v1/desk/setup": {
    summary: "Replace the desk's set-up",
    caller: "admin",
    scope: "setup:write",
    body: Setup,
    answers: { 200: VersionedSetup },
    errors: ["version_clash"],
    ifMatch: true,
  },
  "POST /v1/desk/setup/diff": {
    summary: "See what replacing the set-up would change; nothing is written",
    caller: "admin",
    scope: "setup:read",
    body: Setup,
    answers: { 200: SetupDiff },
  },
  "GET /v1/desk/keys": {
    summary: "List secret keys",
    caller: "admin",
    answers: { 200: z.strictObject({ items: z.array(Key) }).meta({ id: "Keys" }) },
  },
  "POST /v1/desk/keys": {
    summary: "Make a secret key; its secret is shown once",
    caller: "admin",
    body: z
      .strictObject({ name: line(80), scopes: z.array(Scope).min(1), sites: Key.shape.sites })
      .meta({ id: "KeyRequest" }),
    answers: { 201: NewKey },
    errors: createErrors,
    idempotent: true,
  },
  "DELETE /v1/desk/keys/:key": {
    summary: "Revoke a secret key",
    caller: "admin",
    params: z.strictObject({ key: KeyId }),
    answers: { 204: null },
    errors: ["not_found"],
  },
  "GET /v1/desk/sites/:site/identity-keys": {
    summary: "List a site's identity keys",
    caller: "admin",
    params: z.strictObject({ site: SiteId }),
    answers: { 200: z.strictObject({ items: z.array(IdentityKey) }).meta({ id: "IdentityKeys" }) },
    errors: ["not_found"],
  },
  "POST /v1/desk/sites/:site/identity-keys": {
    summary: "Make a key with which a site's server signs who its users are; a secret is shown once",
    caller: "admin",
    params: z.strictObject({ site: SiteId }),
    body: IdentityKeyRequest,
    answers: { 201: NewIdentityKey },
    errors: ["not_found", ...createErrors],
    idempotent: true,
  },
  "DELETE /v1/desk/sites/:site/identity-keys/:identityKey": {
    summary: "Revoke an identity key: tokens signed with it are refused from now on",
    caller: "admin",
    params: z.strictObject({ site: SiteId, identityKey: IdentityKeyId }),
    answers: { 204: null },
    errors: ["not_found"],
  },
} as const satisfies Record<`${"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} /${string}`, Route>;

export type Contract = typeof contract;
export type RouteName = keyof Contract;

type Field<Name extends RouteName, Key extends string> = Contract[Name] extends { readonly [K in Key]: infer Schema }
  ? Schema
  : never;
type Input<Schema> = [Schema] extends [never] ? undefined : Schema extends z.ZodType ? z.input<Schema> : undefined;
type Output<Schema> = [Schema] extends [never] ? undefined : Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What a caller sends: the parts a route declares, as typed before parsing. */
export type Params<Name extends RouteName> = Input<Field<Name, "params">>;
export type Query<Name extends RouteName> = Input<Field<Name, "query">>;
export type Body<Name extends RouteName> = Input<Field<Name, "body">>;

/** What a handler receives: the same parts, parsed. */
export type ParsedParams<Name extends RouteName> = Output<Field<Name, "params">>;
export type ParsedQuery<Name extends RouteName> = Output<Field<Name, "query">>;
export type ParsedBody<Name extends RouteName> = Output<Field<Name, "body">>;

/** The successful answers of a route: a union of `{ status, body }`. */
export type Answer<Name extends RouteName> = {
  [Status in keyof Contract[Name]["answers"]]: Contract[Name]["answers"][Status] extends infer Schema
    ? { status: Status; body: Schema extends z.ZodType ? z.output<Schema> : null }
    : never;
}[keyof Contract[Name]["answers"]];

/** The body of a route's successful answer. */
export type AnswerBody<Name extends RouteName> = Answer<Name>["body"];

/** The parsed change that an agent's action answers with. */
export type Changed = z.infer<typeof Changed>;

/** What any route may refuse with, by what it declares. */
export function refusals(route: Route): readonly ProblemCode[] {
  const codes = new Set<ProblemCode>(route.errors ?? []);
  codes
    .add("too_many_requests")
    .add("internal")
    .add("unavailable")
    .add("overloaded")
    .add("invalid")
    .add("text_forbidden_character");
  if (route.body === "bytes") {
    codes.add("length_required").add("body_too_large").add("file_type_refused");
  } else if (route.body) {
    codes.add("json_malformed").add("json_duplicate_key").add("json_too_deep").add("text_not_utf8");
    codes.add("body_too_large").add("media_type_unsupported");
  }
  if (route.caller !== "public") codes.add("credentials_missing").add("credentials_invalid").add("forbidden");
  else codes.add("credentials_invalid");
  if (route.caller === "visitor" || route.caller === "requester") {
    codes.add("origin_not_allowed");
    if (!route.anyToken) codes.add("identity_expired");
  }
  if (route.identified) codes.add("identity_required");
  if (route.idempotent) codes.add("idempotency_key_reused");
  if (route.ifMatch) codes.add("version_required").add("version_mismatch");
  return [...codes].sort();
}
