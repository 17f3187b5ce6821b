import { type Contact, DeskThread, type SiteSetup, Thread } from "@firstline/sdk/wire";
import type { Directory } from "./domain/directory.ts";
import { formatNumber } from "./domain/number.ts";
import { deskEventsFor, deskTicketFor, eventsFor, type TicketPlace, ticketFor } from "./domain/projection.ts";
import { type Command, type Decision, decide, open, type Refusal, type TicketActor } from "./domain/ticket.ts";
import { publish } from "./live/publish.ts";
import { appendEvents, type FirstAnswer, firstAnswerTo, insertFirstAnswer } from "./store/events.ts";
import { failureOf } from "./store/failure.ts";
import { type Queries, type Query, run } from "./store/query.ts";
import { insertTicket, nextSequence, type StoredTicket, updateTicket } from "./store/tickets.ts";

/** What the shell needs from outside: the database, the live rooms, the set-up, the clock (ms). */
export interface Desk {
  readonly database: D1Database;
  readonly rooms: DurableObjectNamespace | undefined;
  readonly directory: Directory;
  readonly now: number;
  /** Lets work go on after the answer. */
  readonly defer: (work: Promise<unknown>) => void;
}

/** A create that may be repeated: digests of its key and of the whole request. */
export interface Create {
  readonly keyHash: string;
  readonly requestHash: string;
}

/** A ticket after something was done to it. */
export interface Outcome extends Decision {
  readonly place: TicketPlace;
  readonly requester: Contact;
}

/** For whom an answer is made: how a ticket is shown to them, and how a kept answer is read back. */
export interface Audience<Body> {
  readonly show: (directory: Directory, outcome: Outcome) => Body;
  readonly parse: (kept: unknown) => Body;
}

export const forRequester: Audience<Thread> = {
  show: (directory, { place, ticket, events }) => ({
    ticket: ticketFor(directory, place, ticket),
    events: eventsFor(directory, events),
  }),
  parse: (kept) => Thread.parse(kept),
};

export const forAgents: Audience<DeskThread> = {
  show: (directory, { place, ticket, events, requester }) => ({
    ticket: deskTicketFor(directory, place, ticket, requester),
    events: deskEventsFor(directory, events, requester),
  }),
  parse: (kept) => DeskThread.parse(kept),
};

const notThere: Refusal = { refused: "not_found" };
const mismatch: Refusal = { refused: "version_mismatch" };

/** Does the first; if somebody else was first or the database went away in between, the second, from the start. */
async function orElse<Result>(first: () => Promise<Result>, second: () => Promise<Result>): Promise<Result> {
  try {
    return await first();
  } catch (error) {
    const failure = failureOf(error);
    if (failure !== "clash" && failure !== "transient") throw error;
    return second();
  }
}

/**
 * Runs load → decide → commit, and once more after a failure: what was written is then found by its key or its event
 * number, so nothing is done twice.
 */
const twice = <Result>(work: () => Promise<Result>): Promise<Result> => orElse(work, work);

type Ticketed = { readonly ticket: { readonly number: string } };

/** The first answer again, or a refusal if the key came with another request. */
function again<Body extends Ticketed>(
  first: FirstAnswer,
  create: Create,
  site: SiteSetup,
  audience: Audience<Body>,
): Body | Refusal {
  if (first.requestHash !== create.requestHash) return { refused: "idempotency_key_reused" };
  const body = audience.parse(first.answer);
  // A new ticket's number was not known yet when its answer was kept: it is made in the same batch.
  return { ...body, ticket: { ...body.ticket, number: formatNumber(site.prefix, first.sequence) } };
}

/** Who opens what: facts of the ticket, and what else is written with it. */
export interface Opening {
  readonly ticket: Parameters<typeof open>[0];
  readonly actor: TicketActor;
  readonly requester: Contact;
  readonly writes: Queries;
}

/**
 * Opens a ticket: one read batch, one write batch. `load` reads what the opening depends on, together with the query it is
 * given, and says what to open or why not. `secretHash` is the digest of the ticket's link secret.
 *
 * An opening that depends on nothing stored (`unread`) is written at once, in one trip: its constraints hold what a read
 * would have told, namely that the set-up has not moved, the key is new and no budget is used up. If one fails, nothing
 * was written, and the way with a read tells why.
 */
export function openTicket<Body extends Ticketed>(
  desk: Desk,
  site: SiteSetup,
  create: Create,
  secretHash: string,
  audience: Audience<Body>,
  load: (
    first: Query<FirstAnswer | undefined>,
  ) => Promise<{ first: FirstAnswer | undefined; opening: Opening | Refusal }>,
  unread?: Opening,
): Promise<Body | Refusal> {
  const commit = async (opening: Opening): Promise<Body> => {
    const decision = open(opening.ticket, opening.actor, desk.now);
    const outcome = { ...decision, place: { site, sequence: 0 }, requester: opening.requester };
    const { sequence } = await run(desk.database, {
      sequence: nextSequence(site.id),
      ...opening.writes,
      ticket: insertTicket(site.id, decision.ticket, secretHash, desk.directory.version),
      events: appendEvents(site.id, undefined, decision.events),
      first: insertFirstAnswer(
        site.id,
        create.keyHash,
        create.requestHash,
        undefined,
        audience.show(desk.directory, outcome),
      ),
    });
    const opened = { ...outcome, place: { site, sequence } };
    announce(desk, opened, false);
    return audience.show(desk.directory, opened);
  };
  const read = () =>
    twice(async () => {
      const { first, opening } = await load(firstAnswerTo(site.id, create.keyHash));
      if (first) return again(first, create, site, audience);
      return "refused" in opening ? opening : commit(opening);
    });
  return unread ? orElse<Body | Refusal>(() => commit(unread), read) : read();
}

/**
 * Does something to a ticket: one read batch, one write batch. `load` reads the ticket together with the query it is
 * given and says whether the caller may see it: undefined is a ticket that is not there for them. `version` is the event
 * number the caller last saw, where it has to be the last one still.
 */
export function act<Body extends Ticketed>(
  desk: Desk,
  site: SiteSetup,
  command: Command,
  audience: Audience<Body>,
  details: { readonly create?: Create | undefined; readonly version?: number | undefined },
  load: (
    first: Query<FirstAnswer | undefined> | undefined,
  ) => Promise<{ first?: FirstAnswer | undefined; found: StoredTicket | undefined; actor: TicketActor }>,
): Promise<Body | Refusal> {
  const { create, version } = details;
  return twice(async () => {
    const { first, found, actor } = await load(create && firstAnswerTo(site.id, create.keyHash));
    if (!found) return notThere;
    if (first && create) return again(first, create, site, audience);
    if (version !== undefined && version !== found.state.seq) return mismatch;
    const decision = decide(found.state, command, { actor, now: desk.now });
    if ("refused" in decision) return decision;
    const outcome = { ...decision, place: { site, sequence: found.sequence }, requester: found.requester };
    const body = audience.show(desk.directory, outcome);
    if (decision.events.length > 0) {
      const { watched } = await run(desk.database, {
        events: appendEvents(site.id, found.sequence, decision.events),
        watched: updateTicket(site.id, found.sequence, decision.ticket),
        ...(create && {
          first: insertFirstAnswer(site.id, create.keyHash, create.requestHash, found.sequence, body),
        }),
      });
      announce(desk, outcome, watched);
    }
    return body;
  });
}

/** Tells the live rooms, after the answer: agents always, the requester if their page has been listening. */
function announce(desk: Desk, outcome: Outcome, watched: boolean): void {
  if (!desk.rooms) return;
  desk.defer(
    publish(desk.rooms, outcome.place, {
      desk: forAgents.show(desk.directory, outcome),
      requester: watched ? forRequester.show(desk.directory, outcome) : undefined,
    }),
  );
}
