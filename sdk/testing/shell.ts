import type { Attachment, DeskThread, NamedUploads, SiteSetup, Thread } from "@firstline/sdk/wire";
import { attached, attachingOf, UPLOAD_WAITS } from "../../worker/src/domain/attachment.ts";
import { type Command, decide } from "../../worker/src/domain/decide.ts";
import type { Decision, Surroundings } from "../../worker/src/domain/decision.ts";
import type { TicketActor, TicketEvent, Written } from "../../worker/src/domain/event.ts";
import type { PairDecision } from "../../worker/src/domain/links.ts";
import { loadChanges } from "../../worker/src/domain/load.ts";
import { namingSuccessor } from "../../worker/src/domain/merge.ts";
import { open, type Submission } from "../../worker/src/domain/open.ts";
import {
  deskEventsFor,
  deskTicketFor,
  eventsFor,
  type TicketPlace,
  ticketFor,
} from "../../worker/src/domain/projection.ts";
import type { Refusal } from "../../worker/src/domain/refusal.ts";
import type { TicketState } from "../../worker/src/domain/ticket.ts";
import { dueAt, wake } from "../../worker/src/domain/wake.ts";
import type { Listeners } from "./live.ts";
import {
  type FirstAnswer,
  keyOf,
  type Memory,
  nextSequence,
  requesterOf,
  type StoredTicket,
  surroundingsOf,
  termsOf,
  ticketAt,
  viewOf,
} from "./memory.ts";

/** What decisions are carried out on: what the desk keeps, and who listens. */
export interface Shell {
  readonly memory: Memory;
  readonly listeners: Listeners;
}

/** A create that may be repeated: digests of its key and of the whole request. */
export interface Create {
  readonly keyHash: string;
  readonly requestHash: string;
}

/** How a ticket and its events are shown to those who asked. */
export type Audience<Body> = (memory: Memory, ticket: StoredTicket, events: readonly TicketEvent[]) => Body;

export const placeOfTicket = ({ directory }: Memory, { siteId, sequence }: StoredTicket): TicketPlace => {
  const site = directory.siteById.get(siteId);
  if (!site) throw new Error(`The site ${siteId} is missing`);
  return { site, sequence };
};

export const forRequester: Audience<Thread> = (memory, ticket, events) => ({
  ticket: ticketFor(viewOf(memory), placeOfTicket(memory, ticket), ticket.state),
  events: eventsFor(memory.directory, placeOfTicket(memory, ticket).site, events),
});

export const forAgents: Audience<DeskThread> = (memory, ticket, events) => {
  const requester = requesterOf(memory, ticket);
  return {
    ticket: deskTicketFor(viewOf(memory), placeOfTicket(memory, ticket), ticket.state, requester),
    events: deskEventsFor(memory.directory, placeOfTicket(memory, ticket).site, events, requester),
  };
};

/**
 * Does something once for each idempotency key: the same request is answered with the first answer, another one is
 * refused. A refusal is no answer, so it is worked out anew.
 */
export function once<Body>(
  { memory }: Shell,
  where: string,
  create: Create,
  work: () => Body | Refusal,
  read: (kept: unknown) => Body,
): Body | Refusal {
  const first: FirstAnswer | undefined = memory.firstAnswers.get(keyOf(where, create.keyHash));
  if (first) {
    return first.requestHash === create.requestHash
      ? read(structuredClone(first.answer))
      : { refused: "idempotency_key_reused" };
  }
  const answer = work();
  if (!isRefusal(answer)) {
    memory.firstAnswers.set(keyOf(where, create.keyHash), {
      requestHash: create.requestHash,
      answer: structuredClone(answer),
    });
  }
  return answer;
}

const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === "object" && answer !== null && "refused" in answer;

/** The uploads that a message names: where the list stands in the request, and by whom they may have been made. */
export interface Naming {
  readonly named: NamedUploads | undefined;
  readonly path: "attachments" | "message.attachments";
  readonly uploaders: readonly string[];
}

/** The same message or command with the files that it names, or why it cannot have them. */
export function withFiles<Message extends Written>(
  { memory }: Shell,
  { id: siteId, uploads }: SiteSetup,
  message: Message,
  { named = [], path, uploaders }: Naming,
): Message | Refusal {
  if (named.length === 0) return message;
  const found = named.flatMap(({ id }): Attachment[] => {
    const upload = memory.uploads.get(keyOf(siteId, id));
    const isTheirs = upload && uploaders.includes(upload.uploader) && upload.createdAt > memory.now - UPLOAD_WAITS;
    return isTheirs ? [upload.file] : [];
  });
  const attachments = attached(named, found, uploads.maxFiles, path);
  return "refused" in attachments ? attachments : { ...message, attachments };
}

/** Opens a ticket; its requester is written down already. */
export function openTicket(
  shell: Shell,
  site: SiteSetup,
  submission: Submission,
  actor: TicketActor,
  secretHash: string,
): StoredTicket {
  const { memory } = shell;
  const decision = open(submission, actor, surroundingsOf(memory, site.id));
  const ticket: StoredTicket = {
    siteId: site.id,
    sequence: nextSequence(memory, site.id),
    secretHash,
    state: decision.ticket,
    events: [],
    dueAt: null,
  };
  memory.tickets.set(keyOf(site.id, ticket.sequence), ticket);
  commit(shell, ticket, undefined, decision);
  return ticket;
}

/** Does something to a ticket that is there; tells what it added to it. */
export function act(
  shell: Shell,
  place: TicketPlace,
  command: Command,
  actor: TicketActor,
  { version, naming }: { readonly version?: number | undefined; readonly naming?: Naming | undefined },
): { readonly ticket: StoredTicket; readonly events: readonly TicketEvent[] } | Refusal {
  const { memory } = shell;
  const ticket = ticketAt(memory, place);
  if (!ticket) return { refused: "not_found" };
  if (version !== undefined && version !== ticket.state.seq) return { refused: "version_mismatch" };
  const whole = naming && "text" in command ? withFiles(shell, place.site, command, naming) : command;
  if ("refused" in whole) return whole;
  const decision = decide(ticket.state, whole, actor, surroundingsOf(memory, place.site.id));
  if ("refused" in decision) return namingSuccessor(decision, ticket.state, place.site);
  if (decision.events.length > 0) commit(shell, ticket, ticket.state, decision);
  return { ticket, events: decision.events };
}

/** Decides about two tickets of one site. */
export type DecidePair = (
  one: StoredTicket,
  other: StoredTicket,
  actor: TicketActor,
  surroundings: Surroundings,
) => PairDecision | Refusal;

/** Does something to two tickets of one site; tells what it added to the first. */
export function actOnPair(
  shell: Shell,
  one: StoredTicket,
  other: StoredTicket,
  decide: DecidePair,
  actor: TicketActor,
): readonly TicketEvent[] | Refusal {
  const decided = decide(one, other, actor, surroundingsOf(shell.memory, one.siteId));
  if ("refused" in decided) return decided;
  if (decided.one.events.length > 0) commit(shell, one, one.state, decided.one);
  if (decided.other.events.length > 0) commit(shell, other, other.state, decided.other);
  return decided.one.events;
}

/** Writes a decision down: the ticket, its events and files, who has how many; then tells those who listen. */
function commit(
  { memory, listeners }: Shell,
  ticket: StoredTicket,
  before: TicketState | undefined,
  { ticket: state, events }: Decision,
): void {
  ticket.state = state;
  ticket.events = [...ticket.events, ...events];
  ticket.dueAt = dueAt(state, termsOf(memory), memory.now);
  for (const { ids, isPublic } of attachingOf(events)) {
    for (const id of ids) {
      const key = keyOf(ticket.siteId, id);
      const upload = memory.uploads.get(key);
      memory.uploads.delete(key);
      if (upload) {
        const { siteId, sequence } = ticket;
        memory.attachments.set(key, { siteId, sequence, isPublic, file: upload.file, bytes: upload.bytes });
      }
    }
  }
  for (const { agent, by, assignedAt } of loadChanges(before, state, events, memory.directory.lines)) {
    const standing = memory.standings.get(agent) ?? { open: 0, lastAssignedAt: null, presence: null };
    memory.standings.set(agent, {
      ...standing,
      open: Math.max(0, standing.open + by),
      lastAssignedAt: assignedAt ?? standing.lastAssignedAt,
    });
  }
  listeners.tell(ticket, forRequester(memory, ticket, events), forAgents(memory, ticket, events));
}

/** Lets time pass. What happens by itself until then (alarms, escalations, closing) happens in order, each at its instant. */
export function passTime(shell: Shell, until: number): void {
  const { memory } = shell;
  for (;;) {
    const next = [...memory.tickets.values()]
      .filter(({ dueAt: due }) => due !== null && due <= until)
      .sort((one, other) => Number(one.dueAt) - Number(other.dueAt))[0];
    if (!next) break;
    memory.now = Math.max(memory.now, next.dueAt ?? 0);
    const decision = wake(next.state, surroundingsOf(memory, next.siteId));
    if (decision.events.length > 0) commit(shell, next, next.state, decision);
    const due = dueAt(next.state, termsOf(memory), memory.now);
    // What stays due is looked at again in a minute, as a desk does.
    next.dueAt = due !== null && due <= memory.now ? memory.now + 60_000 : due;
  }
  memory.now = until;
}
