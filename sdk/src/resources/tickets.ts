import { newMessageId } from "../identifier.ts";
import { createPages, type PageQuery, type Pages } from "../pages.ts";
import { type Call, type CallOptions, type CreateOptions, creation } from "../request.ts";
import type {
  Agent,
  AnswerBody,
  Body,
  BulkOutcome,
  Changed,
  DeskThread,
  DeskTicket,
  Escalation,
  Found,
  NewRelation,
  TicketChange,
  TicketFilter,
  TicketOrder,
  View,
} from "../wire/index.ts";
import { namingUploads } from "./files.ts";

/** What opens a ticket for somebody: `channel` is "phone" and `priority` "normal" unless named. */
export type NewTicket = Body<"POST /v1/desk/tickets">;
export type DeskReply = Body<"POST /v1/desk/tickets/:number/reply">;
export type NewNote = Body<"POST /v1/desk/tickets/:number/note">;
/** What may come with solving a ticket. */
export type Solution = Body<"POST /v1/desk/tickets/:number/solve">;

/** Which tickets to list; `view` is "open" unless named, `site` all that may be seen, `order` "due". */
export interface TicketQuery extends PageQuery {
  readonly view?: View | undefined;
  readonly site?: DeskTicket["site"]["id"] | undefined;
  readonly filter?: TicketFilter | undefined;
  readonly order?: TicketOrder | undefined;
  /** Only those that go on from this ticket, in whichever view they are. */
  readonly followUpOf?: string | undefined;
}

/** Where to search: all sites that may be seen, unless one is named. */
export interface SearchQuery extends PageQuery {
  readonly site?: DeskTicket["site"]["id"] | undefined;
}

/** A change to one of many tickets; `bulk` answers with such items again, to undo what it did. */
export type BulkItem = Body<"POST /v1/desk/tickets/bulk">["items"][number];

/** A ticket as it was last read; an update is refused with `version_mismatch` if it has changed since. */
export type KnownTicket = Pick<DeskTicket, "number" | "seq">;

/** What agents do with tickets. */
export interface DeskTickets {
  /**
   * Tickets of a view, by what is due next. With a filter a page may hold few tickets, or none, though there are more:
   * a thousand are looked at for each.
   */
  list(query?: TicketQuery, options?: CallOptions): Pages<DeskTicket>;
  /** Tickets whose number, subject, texts or requester hold all words of a text; the last one may be begun only. */
  search(text: string, query?: SearchQuery, options?: CallOptions): Pages<Found>;
  /** How many tickets every view and saved view holds, up to a thousand. */
  counts(query?: Pick<SearchQuery, "site">, options?: CallOptions): Promise<AnswerBody<"GET /v1/desk/counts">>;
  /** Changes up to 100 tickets, each by itself: what became of each, and the item that undoes it. */
  bulk(items: readonly BulkItem[], options?: CallOptions): Promise<BulkOutcome[]>;
  /** A ticket with all its events, or with those after the event numbered `after`. */
  get(number: string, query?: { readonly after?: number | undefined }, options?: CallOptions): Promise<DeskThread>;
  /** Opens a ticket for somebody; `link` is the requester's page, with its secret. */
  create(ticket: NewTicket, options?: CreateOptions): Promise<AnswerBody<"POST /v1/desk/tickets">>;
  /** Answers the requester, and may set the status with it. */
  reply(number: string, reply: DeskReply, options?: CreateOptions): Promise<Changed>;
  /** Writes a note that only agents see. It calls the agents whom `mentions` names; each has to be able to see the site. */
  note(number: string, note: NewNote, options?: CreateOptions): Promise<Changed>;
  /**
   * Changes what a ticket is, where it is, or how it stands. `wakeAt` puts it off: it opens by itself then. Another
   * contract is taken in its newest version; what was spent stays spent.
   */
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
  /**
   * Closes a ticket for another one of the same requester, where it goes on; refused with `requester_differs` if it is for
   * somebody else. This cannot be taken back.
   */
  merge(ticket: KnownTicket, into: string, options?: CallOptions): Promise<Changed>;
  /** Relates a ticket to another one of its site; both timelines say so. */
  link(number: string, to: string, relation: NewRelation, options?: CallOptions): Promise<Changed>;
  /** Takes back what relates two tickets. */
  unlink(number: string, other: string, options?: CallOptions): Promise<Changed>;
  /** Says that the agent has seen a ticket up to the event numbered `seq`; its requester is told. For people, not for keys. */
  read(number: string, seq: number, options?: CallOptions): Promise<void>;
}

export const createTickets = (call: Call): DeskTickets => ({
  list: (query, options) =>
    createPages((cursor) => {
      const { filter, ...rest } = query ?? {};
      const asked = filter && Object.keys(filter).length > 0 ? { filter: JSON.stringify(filter) } : {};
      return call("GET /v1/desk/tickets", { ...options, query: { ...rest, ...asked, cursor } });
    }, query?.cursor),
  search: (q, query, options) =>
    createPages((cursor) => call("GET /v1/desk/search", { ...options, query: { ...query, q, cursor } }), query?.cursor),
  counts: (query, options) => call("GET /v1/desk/counts", { ...options, query }),
  bulk: async (items, options) =>
    (await call("POST /v1/desk/tickets/bulk", { ...options, body: { items: [...items] } })).items,
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
  merge: ({ number, seq }, into, options) =>
    call("POST /v1/desk/tickets/:number/merge", { ...options, params: { number }, ifMatch: seq, body: { into } }),
  link: (number, to, relation, options) =>
    call("POST /v1/desk/tickets/:number/links", { ...options, params: { number }, body: { to, relation } }),
  unlink: (number, other, options) =>
    call("DELETE /v1/desk/tickets/:number/links/:other", { ...options, params: { number, other } }),
  read: async (number, seq, options) => {
    await call("POST /v1/desk/tickets/:number/read", { ...options, params: { number }, body: { seq } });
  },
});
