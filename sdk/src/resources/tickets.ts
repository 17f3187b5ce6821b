import { newMessageId } from "../identifier.ts";
import { createPages, type PageQuery, type Pages } from "../pages.ts";
import { type Call, type CallOptions, type CreateOptions, creation } from "../request.ts";
import type {
  Agent,
  AnswerBody,
  Body,
  Changed,
  DeskThread,
  DeskTicket,
  Escalation,
  TicketChange,
  View,
} from "../wire/index.ts";
import { namingUploads } from "./files.ts";

/** What opens a ticket for somebody: `channel` is "phone" and `priority` "normal" unless named. */
export type NewTicket = Body<"POST /v1/desk/tickets">;
export type DeskReply = Body<"POST /v1/desk/tickets/:number/reply">;
export type NewNote = Body<"POST /v1/desk/tickets/:number/note">;
/** What may come with solving a ticket. */
export type Solution = Body<"POST /v1/desk/tickets/:number/solve">;

/** Which tickets to list; `view` is "open" unless named, `site` all that may be seen. */
export interface TicketQuery extends PageQuery {
  readonly view?: View | undefined;
  readonly site?: DeskTicket["site"]["id"] | undefined;
  /** Only those that go on from this ticket, in whichever view they are. */
  readonly followUpOf?: string | undefined;
}

/** A ticket as it was last read; an update is refused with `version_mismatch` if it has changed since. */
export type KnownTicket = Pick<DeskTicket, "number" | "seq">;

/** What agents do with tickets. */
export interface DeskTickets {
  /** Tickets of a view, the newest waiting first. */
  list(query?: TicketQuery, options?: CallOptions): Pages<DeskTicket>;
  /** A ticket with all its events, or with those after the event numbered `after`. */
  get(number: string, query?: { readonly after?: number | undefined }, options?: CallOptions): Promise<DeskThread>;
  /** Opens a ticket for somebody; `link` is the requester's page, with its secret. */
  create(ticket: NewTicket, options?: CreateOptions): Promise<AnswerBody<"POST /v1/desk/tickets">>;
  /** Answers the requester, and may set the status with it. */
  reply(number: string, reply: DeskReply, options?: CreateOptions): Promise<Changed>;
  /** Writes a note that only agents see. */
  note(number: string, note: NewNote, options?: CreateOptions): Promise<Changed>;
  /** Changes priority or status, or moves the ticket to the newest version of a contract; what was spent stays spent. */
  update(ticket: KnownTicket, change: TicketChange, options?: CallOptions): Promise<Changed>;
  /** Gives a ticket to an agent, or with null back to its team. */
  assign(ticket: KnownTicket, agent: Agent["id"] | null, options?: CallOptions): Promise<Changed>;
  /** Takes a ticket that nobody has; refused with `already_assigned` if somebody was quicker. */
  claim(number: string, options?: CallOptions): Promise<Changed>;
  /** Says that a ticket is solved. From tier 2 on a playbook may tell tier 1 how to do it the next time. */
  solve(ticket: KnownTicket, solution?: Solution, options?: CallOptions): Promise<Changed>;
  /**
   * Sends a ticket to the tier named, else the next, with a handover. One that is not whole is refused with `invalid`,
   * and the issues name all that it lacks. The requester reads `publicReason`, and nothing else of it.
   */
  escalate(ticket: KnownTicket, escalation: Escalation, options?: CallOptions): Promise<Changed>;
  /** Sends a ticket back to whoever escalated it, with what is missing in the handover; agents alone read it. */
  return(ticket: KnownTicket, missing: string, options?: CallOptions): Promise<Changed>;
  /** Says that the agent has seen a ticket up to the event numbered `seq`; its requester is told. For people, not for keys. */
  read(number: string, seq: number, options?: CallOptions): Promise<void>;
}

export const createTickets = (call: Call): DeskTickets => ({
  list: (query, options) =>
    createPages((cursor) => call("GET /v1/desk/tickets", { ...options, query: { ...query, cursor } }), query?.cursor),
  get: (number, query, options) => call("GET /v1/desk/tickets/:number", { ...options, params: { number }, query }),
  create: (ticket, options) =>
    call("POST /v1/desk/tickets", {
      ...creation(options, ticket.message.id),
      body: { ...ticket, message: namingUploads(ticket.message) },
    }),
  reply: (number, { id = newMessageId(), ...reply }, options) =>
    call("POST /v1/desk/tickets/:number/reply", {
      ...creation(options, id),
      params: { number },
      body: { id, ...namingUploads(reply) },
    }),
  note: (number, { id = newMessageId(), ...note }, options) =>
    call("POST /v1/desk/tickets/:number/note", {
      ...creation(options, id),
      params: { number },
      body: { id, ...namingUploads(note) },
    }),
  update: ({ number, seq }, body, options) =>
    call("PATCH /v1/desk/tickets/:number", { ...options, params: { number }, ifMatch: seq, body }),
  assign: ({ number, seq }, agent, options) =>
    call("POST /v1/desk/tickets/:number/assign", { ...options, params: { number }, ifMatch: seq, body: { agent } }),
  claim: (number, options) => call("POST /v1/desk/tickets/:number/claim", { ...options, params: { number } }),
  solve: ({ number, seq }, body = {}, options) =>
    call("POST /v1/desk/tickets/:number/solve", { ...options, params: { number }, ifMatch: seq, body }),
  escalate: ({ number, seq }, body, options) =>
    call("POST /v1/desk/tickets/:number/escalate", { ...options, params: { number }, ifMatch: seq, body }),
  return: ({ number, seq }, missing, options) =>
    call("POST /v1/desk/tickets/:number/return", { ...options, params: { number }, ifMatch: seq, body: { missing } }),
  read: async (number, seq, options) => {
    await call("POST /v1/desk/tickets/:number/read", { ...options, params: { number }, body: { seq } });
  },
});
