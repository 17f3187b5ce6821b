import type { Channel, Issue, Priority, ProblemCode, Status } from "@firstline/sdk/wire";

/** Who acts: a contact, an agent, a secret key, or the desk itself. */
export type TicketActor =
  | { readonly kind: "contact" | "agent" | "key"; readonly id: string }
  | { readonly kind: "system"; readonly id: null };

export const system: TicketActor = { kind: "system", id: null };

/** What happened. The text of a message or note stands apart from the rest, so that it can be erased. */
export type Happening =
  | {
      readonly type: "submitted";
      readonly subject: string;
      readonly topic: string | null;
      readonly channel: Channel;
      readonly priority: Priority;
      readonly contact: string;
    }
  | { readonly type: "message"; readonly id: string; readonly text: string }
  | { readonly type: "note"; readonly id: string; readonly text: string }
  | { readonly type: "routed"; readonly tier: number; readonly team: string; readonly because: string }
  | { readonly type: "assigned"; readonly agent: string | null }
  | { readonly type: "priority"; readonly from: Priority; readonly to: Priority }
  | { readonly type: "status"; readonly from: Status; readonly to: Status };

/** A happening with its number, the number of the last public event before it, its instant (ms) and its actor. */
export type TicketEvent = Happening & {
  readonly seq: number;
  readonly prev: number;
  readonly at: number;
  readonly actor: TicketActor;
};

/** What a ticket's events add up to. Instants are milliseconds since 1970. */
export interface TicketState {
  readonly subject: string;
  readonly topic: string | null;
  readonly channel: Channel;
  readonly contact: string;
  readonly status: Status;
  readonly priority: Priority;
  readonly tier: number;
  readonly team: string;
  readonly assignee: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** The same, counting only what the requester may see. */
  readonly publicAt: number;
  readonly waitingSince: number | null;
  readonly seq: number;
  readonly publicSeq: number;
  /** Up to where the requester has read, and how many answers stand after that. */
  readonly seenSeq: number;
  readonly unread: number;
}

const deskOnly: ReadonlySet<Happening["type"]> = new Set(["note", "priority"]);

/** Whether the requester may see it. */
export const isPublic = (happening: { readonly type: Happening["type"] }): boolean => !deskOnly.has(happening.type);

/** Whether work on the ticket goes on. */
export const isActive = (status: Status): boolean => status !== "solved" && status !== "closed";

/** Where a ticket stands in an agent's list: since when somebody waits, else when it last changed. */
export const sortedAt = (ticket: TicketState): number => ticket.waitingSince ?? ticket.updatedAt;

const blank: TicketState = {
  subject: "",
  topic: null,
  channel: "web",
  contact: "",
  status: "new",
  priority: "normal",
  tier: 1,
  team: "",
  assignee: null,
  createdAt: 0,
  updatedAt: 0,
  publicAt: 0,
  waitingSince: null,
  seq: 0,
  publicSeq: 0,
  seenSeq: 0,
  unread: 0,
};

/** The ticket after one more event. */
export function evolve(ticket: TicketState, event: TicketEvent): TicketState {
  const next = {
    ...ticket,
    seq: event.seq,
    updatedAt: event.at,
    ...(isPublic(event) && { publicSeq: event.seq, publicAt: event.at }),
  };
  switch (event.type) {
    case "submitted": {
      const { subject, topic, channel, priority, contact } = event;
      return { ...next, subject, topic, channel, priority, contact, createdAt: event.at, waitingSince: event.at };
    }
    case "message":
      return event.actor.kind === "contact"
        ? { ...next, waitingSince: ticket.waitingSince ?? event.at }
        : { ...next, waitingSince: null, unread: ticket.unread + 1 };
    case "note":
      return next;
    case "routed":
      return { ...next, tier: event.tier, team: event.team };
    case "assigned":
      return { ...next, assignee: event.agent };
    case "priority":
      return { ...next, priority: event.to };
    case "status":
      if (!isActive(event.to)) return { ...next, status: event.to, waitingSince: null };
      return event.actor.kind === "contact" && !isActive(event.from)
        ? { ...next, status: event.to, waitingSince: ticket.waitingSince ?? event.at }
        : { ...next, status: event.to };
  }
}

/** What somebody wants to do to a ticket. */
export type Command =
  | { readonly type: "reply"; readonly id: string; readonly text: string }
  | {
      readonly type: "answer";
      readonly id: string;
      readonly text: string;
      readonly status?: "open" | "pending" | "solved";
    }
  | { readonly type: "note"; readonly id: string; readonly text: string }
  | { readonly type: "assign"; readonly agent: string | null }
  | { readonly type: "claim"; readonly agent: string }
  | { readonly type: "change"; readonly priority?: Priority; readonly status?: "open" | "pending" | "on_hold" }
  | { readonly type: "solve" }
  | { readonly type: "confirm" }
  | { readonly type: "reopen" };

/** A lawful no, as data. */
export interface Refusal {
  readonly refused: ProblemCode;
  readonly issues?: readonly Issue[];
}

/** What a command leads to: the events it adds (none: nothing to change) and the ticket after them. */
export interface Decision {
  readonly ticket: TicketState;
  readonly events: readonly TicketEvent[];
}

function follow(ticket: TicketState, actor: TicketActor, now: number, happenings: readonly Happening[]): Decision {
  const events: TicketEvent[] = [];
  for (const happening of happenings) {
    const event: TicketEvent = { ...happening, seq: ticket.seq + 1, prev: ticket.publicSeq, at: now, actor };
    events.push(event);
    ticket = evolve(ticket, event);
  }
  return { ticket, events };
}

/** A new ticket: taken in, its first message, and where it was sent. */
export function open(
  submission: {
    readonly subject: string;
    readonly topic: string | null;
    readonly channel: Channel;
    readonly priority: Priority;
    readonly contact: string;
    readonly message: { readonly id: string; readonly text: string };
    readonly route: { readonly tier: number; readonly team: string; readonly because: string };
  },
  actor: TicketActor,
  now: number,
): Decision {
  const { message, route, ...facts } = submission;
  const author: TicketActor = { kind: "contact", id: facts.contact };
  const taken = follow(blank, actor, now, [{ type: "submitted", ...facts }]);
  const written = follow(taken.ticket, author, now, [{ type: "message", ...message }]);
  const routed = follow(written.ticket, system, now, [{ type: "routed", ...route }]);
  const events = [...taken.events, ...written.events, ...routed.events];
  // What the requester wrote, and that it was taken in, is not news to them.
  return { events, ticket: { ...routed.ticket, seenSeq: routed.ticket.seq } };
}

/**
 * Decides what a command does to a ticket. An agent's first action opens a new ticket; a requester's reply opens a
 * pending or solved one; closed is final for everything but notes.
 */
export function decide(
  ticket: TicketState,
  command: Command,
  context: { readonly actor: TicketActor; readonly now: number },
): Decision | Refusal {
  const happenings = respond(ticket, command);
  return "refused" in happenings ? happenings : follow(ticket, context.actor, context.now, happenings);
}

function respond(ticket: TicketState, command: Command): Happening[] | Refusal {
  const { status } = ticket;
  if (status === "closed" && command.type !== "note") return { refused: "ticket_closed" };
  const moved = (to: Status): Happening[] => (to === status ? [] : [{ type: "status", from: status, to }]);
  const touched = status === "new" ? moved("open") : [];

  switch (command.type) {
    case "reply":
      return [
        { type: "message", id: command.id, text: command.text },
        ...(status === "pending" || status === "solved" ? moved("open") : []),
      ];
    case "answer":
      return [
        { type: "message", id: command.id, text: command.text },
        ...(command.status ? moved(command.status) : touched),
      ];
    case "note":
      return [{ type: "note", id: command.id, text: command.text }, ...touched];
    case "assign":
      return command.agent === ticket.assignee ? [] : [{ type: "assigned", agent: command.agent }, ...touched];
    case "claim":
      if (ticket.assignee === command.agent) return [];
      if (ticket.assignee !== null) return { refused: "already_assigned" };
      return [{ type: "assigned", agent: command.agent }, ...touched];
    case "change": {
      const { priority, status: to } = command;
      if (to !== undefined && to !== "open" && !isActive(status)) return { refused: "transition_refused" };
      return [
        ...(priority !== undefined && priority !== ticket.priority
          ? [{ type: "priority" as const, from: ticket.priority, to: priority }]
          : []),
        ...(to !== undefined ? moved(to) : touched),
      ];
    }
    case "solve":
      return isActive(status) ? moved("solved") : { refused: "transition_refused" };
    case "confirm":
      return status === "solved" ? moved("closed") : { refused: "transition_refused" };
    case "reopen":
      return status === "solved" ? moved("open") : { refused: "transition_refused" };
  }
}
