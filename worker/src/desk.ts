import { type Attachment, type Contact, DeskThread, type SiteSetup, Thread } from "@firstline/sdk/wire";
import { askUploads, type Naming, takeFiles, withFiles } from "./desk-files.ts";
import { tellWebhooks } from "./desk-webhooks.ts";
import type { TermsOf } from "./domain/clocks.ts";
import { type Command, decide } from "./domain/decide.ts";
import type { Decision, Surroundings } from "./domain/decision.ts";
import type { Directory } from "./domain/directory.ts";
import { planned, type Situation } from "./domain/eligibility.ts";
import type { TicketActor } from "./domain/event.ts";
import { loadChanges } from "./domain/load.ts";
import { namingSuccessor } from "./domain/merge.ts";
import { formatNumber } from "./domain/number.ts";
import { open, type Submission } from "./domain/open.ts";
import {
  deskEventsFor,
  deskTicketFor,
  eventsFor,
  type TicketPlace,
  ticketFor,
  type View,
} from "./domain/projection.ts";
import type { Refusal } from "./domain/refusal.ts";
import { scheduleOf } from "./domain/schedule.ts";
import { publish } from "./live/publish.ts";
import { termsFor } from "./store/contracts.ts";
import { appendEvents, type FirstAnswer, firstAnswerTo, insertFirstAnswer } from "./store/events.ts";
import { failureOf } from "./store/failure.ts";
import { noteMentions } from "./store/mentions.ts";
import { type Queries, type Query, run } from "./store/query.ts";
import { changeLoads, forgetStandings, knownStandings, noteLoads, standings } from "./store/standings.ts";
import { insertTicket, nextSequence, type StoredTicket, updateTicket } from "./store/tickets.ts";
import type { Poster } from "./webhooks/deliver.ts";

/** What the shell needs from outside: the database, the live rooms, the way to webhooks, the set-up, the clock (ms). */
export interface Desk {
  readonly database: D1Database;
  readonly rooms: DurableObjectNamespace | undefined;
  /** What sends webhooks; without it they wait for the minute's job. */
  readonly poster?: Poster | undefined;
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
  readonly show: (view: View, outcome: Outcome) => Body;
  readonly parse: (kept: unknown) => Body;
}

export const forRequester: Audience<Thread> = {
  show: (view, { place, ticket, events }) => ({
    ticket: ticketFor(view, place, ticket),
    events: eventsFor(view.directory, place.site, events),
  }),
  parse: (kept) => Thread.parse(kept),
};

export const forAgents: Audience<DeskThread> = {
  show: (view, { place, ticket, events, requester }) => ({
    ticket: deskTicketFor(view, place, ticket, requester),
    events: deskEventsFor(view.directory, place.site, events, requester),
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
    forgetStandings();
    return second();
  }
}

/**
 * Runs load → decide → commit, and once more after a failure: what was written is then found by its key or its event
 * number, so nothing is done twice.
 */
export const twice = <Result>(work: () => Promise<Result>): Promise<Result> => orElse(work, work);

type Ticketed = { readonly ticket: { readonly number: string } };

/** The first answer again, or a refusal if the key came with another request or the requester was forgotten since. */
function again<Body extends Ticketed>(
  first: FirstAnswer,
  create: Create,
  site: SiteSetup,
  audience: Audience<Body>,
): Body | Refusal {
  const isOther = first.requestHash !== create.requestHash || first.answer === null;
  if (isOther) return { refused: "idempotency_key_reused" };
  return numbered(audience.parse(first.answer), { site, sequence: first.sequence });
}

/** An answer with its ticket's number, which was not known yet when it was made: a new one's is taken in the same batch. */
const numbered = <Body extends Ticketed>(body: Body, { site, sequence }: TicketPlace): Body => ({
  ...body,
  ticket: { ...body.ticket, number: formatNumber(site.prefix, sequence) },
});

/** Who opens what: facts of the ticket, and what else is written with it. */
export interface Opening {
  readonly ticket: Submission;
  readonly actor: TicketActor;
  readonly requester: Contact;
  readonly writes: Queries;
}

/**
 * What a read batch asks beside its own: the first answer to a repeated create, how the agents stand, and the uploads
 * that a message names.
 */
export type Asked = {
  readonly first?: Query<FirstAnswer | undefined>;
  readonly standings?: Query<Situation>;
  readonly uploads?: Query<Attachment[]>;
};

/** The same opening with the files that its message names, as they were found. */
export function openWith(
  site: SiteSetup,
  opening: Opening | Refusal,
  naming: Naming,
  found: readonly Attachment[] | undefined,
): Opening | Refusal {
  if ("refused" in opening) return opening;
  const message = withFiles(site, opening.ticket.message, naming, found);
  return "refused" in message ? message : { ...opening, ticket: { ...opening.ticket, message } };
}

/**
 * How the agents stand: as the batch that was just read tells, or as was read a moment before. A desk that hands nothing
 * out asks nobody.
 */
function askStandings({ directory, now }: Desk): Pick<Asked, "standings"> {
  return directory.lines.handsOut && !knownStandings(now) ? { standings: standings(now) } : {};
}

/** What a decision about a ticket of a site rests on. */
export const surroundingsOf = ({ directory, now }: Desk, site: string, termsOf: TermsOf): Surroundings => ({
  now,
  site,
  lines: directory.lines,
  situation: knownStandings(now) ?? planned,
  termsOf,
});

/** What a decision changes beside the ticket's own rows: who has how many. */
export function loads(
  { directory }: Desk,
  before: StoredTicket["state"] | undefined,
  { ticket, events }: Decision,
): { readonly loads?: Query<undefined> } {
  const changes = loadChanges(before, ticket, events, directory.lines);
  noteLoads(changes);
  return changes.length === 0 ? {} : { loads: changeLoads(changes) };
}

/**
 * Opens a ticket: one read batch, one write batch. `load` reads what the opening depends on, together with the queries it
 * is given, and says what to open or why not. `secretHash` is the digest of the ticket's link secret.
 *
 * An opening that depends on nothing stored (`unread`) is written at once, in one trip: its constraints hold what a read
 * would have told, namely that the set-up has not moved, the key is new, no budget is used up and nobody is over their
 * capacity. If one fails, nothing was written, and the way with a read tells why.
 */
export function openTicket<Body extends Ticketed>(
  desk: Desk,
  site: SiteSetup,
  create: Create,
  secretHash: string,
  audience: Audience<Body>,
  load: (asked: Asked) => Promise<{ first?: FirstAnswer | undefined; opening: Opening | Refusal }>,
  unread?: Opening,
): Promise<Body | Refusal> {
  const commit = async (opening: Opening): Promise<Body> => {
    // A new ticket is under the newest version of its contract, which is in the set-up.
    const termsOf = await termsFor(desk.database, desk.directory, []);
    const decision = open(opening.ticket, opening.actor, surroundingsOf(desk, site.id, termsOf));
    const view: View = { directory: desk.directory, termsOf, now: desk.now };
    const outcome = { ...decision, place: { site, sequence: 0 }, requester: opening.requester };
    const body = audience.show(view, outcome);
    const telling = tellWebhooks(desk, view, [outcome]);
    const { sequence } = await run(desk.database, {
      sequence: nextSequence(site.id),
      ...opening.writes,
      ...loads(desk, undefined, decision),
      ticket: insertTicket(
        site.id,
        decision.ticket,
        scheduleOf(decision.ticket, termsOf, desk.now),
        secretHash,
        desk.directory.version,
      ),
      events: appendEvents(site.id, undefined, decision.events),
      ...takeFiles(site.id, undefined, decision.events),
      ...telling.writes,
      first: insertFirstAnswer(site.id, create.keyHash, create.requestHash, undefined, body),
    });
    const place = { site, sequence };
    announce(desk, view, { ...outcome, place }, false);
    telling.send();
    return numbered(body, place);
  };
  const read = () =>
    twice(async () => {
      const { first, opening } = await load({ first: firstAnswerTo(site.id, create.keyHash), ...askStandings(desk) });
      if (first) return again(first, create, site, audience);
      return "refused" in opening ? opening : commit(opening);
    });
  const isKnown = askStandings(desk).standings === undefined;
  return unread && isKnown ? orElse<Body | Refusal>(() => commit(unread), read) : read();
}

/**
 * Does something to a ticket: one read batch, one write batch. `load` reads the ticket together with the queries it is
 * given and says whether the caller may see it: undefined is a ticket that is not there for them. `version` is the event
 * number the caller last saw, where it has to be the last one still.
 */
export function act<Body extends Ticketed>(
  desk: Desk,
  site: SiteSetup,
  command: Command,
  audience: Audience<Body>,
  details: {
    readonly create?: Create | undefined;
    readonly version?: number | undefined;
    /** What else is written with it, by whoever acts. */
    readonly writes?: (actor: TicketActor) => Queries;
    /** The uploads that come with it. */
    readonly naming?: Naming | undefined;
  },
  load: (asked: Asked) => Promise<{
    first?: FirstAnswer | undefined;
    uploads?: Attachment[] | undefined;
    found: StoredTicket | undefined;
    actor: TicketActor;
  }>,
): Promise<Body | Refusal> {
  const { create, version, writes, naming } = details;
  return twice(async () => {
    const { first, found, actor, uploads } = await load({
      ...(create && { first: firstAnswerTo(site.id, create.keyHash) }),
      ...(naming && askUploads(site, naming, desk.now)),
      ...askStandings(desk),
    });
    if (!found) return notThere;
    if (first && create) return again(first, create, site, audience);
    if (version !== undefined && version !== found.state.seq) return mismatch;
    const whole = naming && "text" in command ? withFiles(site, command, naming, uploads) : command;
    if ("refused" in whole) return whole;
    const termsOf = await termsFor(desk.database, desk.directory, [found.state.clocks?.contract]);
    const decision = decide(found.state, whole, actor, surroundingsOf(desk, site.id, termsOf));
    if ("refused" in decision) return namingSuccessor(decision, found.state, site);
    const view: View = { directory: desk.directory, termsOf, now: desk.now };
    const outcome = { ...decision, place: { site, sequence: found.sequence }, requester: found.requester };
    const body = audience.show(view, outcome);
    if (decision.events.length > 0) {
      const telling = tellWebhooks(desk, view, [outcome]);
      const { watched } = await run(desk.database, {
        events: appendEvents(site.id, found.sequence, decision.events),
        ...takeFiles(site.id, found.sequence, decision.events),
        ...noteMentions(site.id, found.sequence, decision.events),
        watched: updateTicket(site.id, found.sequence, decision.ticket, scheduleOf(decision.ticket, termsOf, desk.now)),
        ...loads(desk, found.state, decision),
        ...telling.writes,
        ...writes?.(actor),
        ...(create && {
          first: insertFirstAnswer(site.id, create.keyHash, create.requestHash, found.sequence, body),
        }),
      });
      announce(desk, view, outcome, watched);
      telling.send();
    }
    return body;
  });
}

/** Tells the live rooms, after the answer: agents always, the requester if their page has been listening. */
export function announce(desk: Desk, view: View, outcome: Outcome, watched: boolean): void {
  if (!desk.rooms) return;
  desk.defer(
    publish(desk.rooms, outcome.place, {
      desk: forAgents.show(view, outcome),
      requester: watched ? forRequester.show(view, outcome) : undefined,
    }),
  );
}
