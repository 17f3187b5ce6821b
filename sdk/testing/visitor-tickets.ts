import type { Contact, Submission, Ticket } from "@firstline/sdk/wire";
import { Submitted, Thread } from "@firstline/sdk/wire";
import type { Command } from "../../worker/src/domain/decide.ts";
import { parseNumber } from "../../worker/src/domain/number.ts";
import { invalid } from "../../worker/src/domain/refusal.ts";
import { pageOnly } from "../../worker/src/domain/submission-context.ts";
import { visitorUploaders } from "../../worker/src/http/caller.ts";
import { cursorAt, cursorOf, nextCursor } from "../../worker/src/http/cursor.ts";
import { requireForm } from "../../worker/src/http/form.ts";
import { placeOf, settled } from "../../worker/src/http/place.ts";
import { Refused } from "../../worker/src/http/refused.ts";
import { derive, digest, newId } from "../../worker/src/secrets.ts";
import type { Handlers, KnownVisitor, VisitorContext } from "./door.ts";
import {
  type Budget,
  isSeenBy,
  isSpent,
  keyOf,
  type Person,
  type StoredTicket,
  secondsLeft,
  spend,
  ticketAt,
  ticketsSeenBy,
} from "./memory.ts";
import { act, type Create, forRequester, type Naming, once, openTicket, withFiles } from "./shell.ts";

export const visitorTickets = {
  "POST /v1/tickets": async ({ context, body, create }) => {
    const { memory, caller } = context;
    const { site } = caller;
    requireForm(site, body);
    if (site.consent && !body.consent) settled(invalid([notAccepted]));
    const origin = body.followUpOf === undefined ? undefined : originOf(context, body.followUpOf);
    if (body.message.id !== undefined && create.keyHash === (await digest(`visitor\n${body.message.id}`))) {
      const message = "The key must stay a secret, so it cannot be the message's id, which others read.";
      throw new Refused("invalid", { issues: [{ path: "header.Idempotency-Key", message }] });
    }
    const secret = await derive(memory.secret, "link", site.id, create.keyHash);
    const token = `flv_${await derive(memory.secret, "visitor", site.id, create.keyHash)}`;
    const [secretHash, tokenHash] = [await digest(secret), await digest(token)];
    const visitor = context.read();
    // A browser has one address; here all have the same.
    const budgets: Budget[] = [
      { name: "submit", limit: site.limits.perSite },
      { name: "submit from one address", limit: site.limits.perAddress },
    ];
    const naming: Naming = {
      named: body.message.attachments,
      path: "message.attachments",
      uploaders: visitorUploaders(caller),
    };
    const work = () => {
      const { version } = body.consent ?? {};
      const isKnown = version === undefined || memory.consents.has(keyOf(site.id, version));
      if (site.consent && !isKnown) return invalid([notAccepted]);
      if (isSpent(memory, site.id, budgets)) {
        throw new Refused("too_many_requests", { retryAfter: secondsLeft(memory) });
      }
      const id = body.message.id ?? newId("msg", memory.now);
      const message = withFiles(context, site, { id, text: body.message.text }, naming);
      if ("refused" in message) return message;
      spend(memory, site.id, budgets);
      const lastContactAt = visitor?.person.wroteAt ?? null;
      const requester = requesterFor(context, body, visitor);
      if (!visitor) {
        memory.visitors.set(keyOf(site.id, tokenHash), { contact: requester.id, identifiedUntil: null });
      }
      const submission = {
        subject: body.subject,
        topic: body.topic ?? null,
        channel: "web",
        priority: "normal",
        contact: requester.id,
        language: body.language ?? visitor?.person.language ?? null,
        fields: body.fields ?? {},
        tags: [],
        message,
        context: body.context && pageOnly(body.context),
        // What was accepted where nothing is asked for means nothing.
        consent: site.consent && body.consent,
        followUpOf: origin?.sequence,
        plan: requester.plan,
        verified: requester.verified,
        lastContactAt,
      } as const;
      const ticket = openTicket(context, site, submission, { kind: "contact", id: requester.id }, secretHash);
      return forRequester(memory, ticket, ticket.events);
    };
    const thread = settled(once(context, site.id, create, work, (kept) => Thread.parse(kept)));
    const answer = { ...thread, link: `/t/${thread.ticket.number}#k=${secret}` };
    return {
      status: 201,
      body: Submitted.parse(caller.tokenHash === undefined ? { ...answer, visitorToken: token } : answer),
    };
  },

  "GET /v1/tickets": ({ context, query }) => {
    const { memory, caller } = context;
    const before = query.cursor === undefined ? Number.MAX_SAFE_INTEGER : cursorOf(query.cursor);
    context.read();
    const found = ticketsSeenBy(memory, tokenOf(context), caller.site)
      .filter(({ sequence }) => sequence < before)
      .slice(0, query.limit + 1);
    const items = found.slice(0, query.limit).map((ticket) => forRequester(memory, ticket, []).ticket);
    return { status: 200, body: { items, next: nextCursor(found, query.limit, cursorAt) } };
  },

  "GET /v1/tickets/:number": ({ context, params, query }) => {
    const { memory } = context;
    const ticket = ticketFrom(context, params.number);
    const after = query.after ?? 0;
    const body = forRequester(
      memory,
      ticket,
      ticket.events.filter(({ seq }) => seq > after),
    );
    const { publicSeq, unread, seenBySupport } = ticket.state;
    const { version } = memory.directory;
    const etag = `"${publicSeq}-${unread}-${seenBySupport?.seq ?? 0}-${version}-${promiseTag(body.ticket)}"`;
    return { status: 200, body, etag };
  },

  "POST /v1/tickets/:number/messages": ({ context, params, body, create }) => {
    const { id = newId("msg", context.memory.now), text, attachments: named } = body;
    return { status: 201, body: does(context, params.number, { type: "reply", id, text }, { create, named }) };
  },

  "POST /v1/tickets/:number/confirm": ({ context, params }) => ({
    status: 200,
    body: does(context, params.number, { type: "confirm" }),
  }),

  "POST /v1/tickets/:number/reopen": ({ context, params }) => ({
    status: 200,
    body: does(context, params.number, { type: "reopen" }),
  }),

  "POST /v1/tickets/:number/rating": ({ context, params, body }) => ({
    status: 200,
    body: does(context, params.number, { type: "rate", ...body }),
  }),

  "POST /v1/tickets/:number/read": ({ context, params, body }) => {
    const ticket = ticketFrom(context, params.number);
    const { state, events } = ticket;
    const mark = Math.max(state.seenSeq, body.seq);
    const unread = events.filter(
      ({ seq, type, actor }) => seq > mark && type === "message" && actor.kind !== "contact",
    );
    const seenSeq = Math.max(state.seenSeq, Math.min(body.seq, state.seq));
    ticket.state = { ...state, seenSeq, unread: unread.length };
    return { status: 200, body: { unread: unread.length } };
  },
} satisfies Handlers;

const notAccepted = {
  path: "consent",
  message: "This site asks for consent. Show its text, and send the version that was accepted.",
};
const notFollowed = { path: "followUpOf", message: "This ticket cannot be followed up." };

/** The ticket that a submission goes on from, which has to be the visitor's own. */
function originOf({ memory, caller }: VisitorContext, followUpOf: string): StoredTicket {
  const { site, tokenHash } = caller;
  const number = parseNumber(followUpOf);
  const isOurs = number !== "mistyped" && number.prefix === site.prefix && tokenHash !== undefined;
  const origin = isOurs ? ticketAt(memory, { site, sequence: number.sequence }) : undefined;
  return origin && tokenHash !== undefined && isSeenBy(memory, tokenHash, origin)
    ? origin
    : settled<StoredTicket>(invalid([notFollowed]));
}

/** What tells one state of a promise from another, without what grows by itself. */
const promiseTag = ({ promise }: Ticket): string =>
  [promise?.answer, promise?.solution]
    .map((date) => (date ? `${date.is}${"at" in date ? Date.parse(date.at) : ""}` : ""))
    .concat(promise?.staffedAt ?? "")
    .join("");

/** Writes down who submits: somebody new, or somebody known, whose last word counts unless they are verified. */
function requesterFor(
  { memory, caller }: VisitorContext,
  said: Submission,
  visitor: KnownVisitor | undefined,
): Contact {
  const { id: siteId } = caller.site;
  const { now } = memory;
  if (visitor) {
    const { person } = visitor;
    const { contact } = person;
    const { name = contact.name, email = contact.email } = said;
    person.contact = { ...contact, ...(!contact.verified && { name, email }) };
    person.wroteAt = now;
    return person.contact;
  }
  const contact = {
    id: newId("con", now),
    name: said.name ?? null,
    email: said.email ?? null,
    verified: false,
    plan: null,
  };
  memory.people.set(keyOf(siteId, contact.id), newPerson(contact, now, now));
  return contact;
}

/** A contact whom nobody has identified. */
export const newPerson = (contact: Contact, createdAt: number, wroteAt: number | null): Person => ({
  contact,
  deskEmail: null,
  subject: null,
  language: null,
  createdAt,
  wroteAt,
});

/** The digest of the visitor's token on routes that need one. */
export function tokenOf({ caller }: VisitorContext): string {
  if (caller.tokenHash === undefined) throw new Refused("credentials_missing");
  return caller.tokenHash;
}

/** A ticket, if the visitor may see it. */
function ticketFrom(context: VisitorContext, number: string): StoredTicket {
  const { memory, caller } = context;
  const place = placeOf(memory.directory, caller, number);
  context.read();
  const ticket = ticketAt(memory, place);
  if (!ticket || !isSeenBy(memory, tokenOf(context), ticket)) throw new Refused("not_found");
  return ticket;
}

/** Does something to a ticket as its requester. */
function does(
  context: VisitorContext,
  number: string,
  command: Command,
  { create, named }: { readonly create?: Create; readonly named?: Naming["named"] } = {},
): Thread {
  const { memory, caller } = context;
  const place = placeOf(memory.directory, caller, number);
  ticketFrom(context, number);
  const person = context.read()?.person;
  const naming: Naming = { named, path: "attachments", uploaders: visitorUploaders(caller) };
  const work = () => {
    const acted = act(context, place, command, { kind: "contact", id: person?.contact.id ?? "" }, { naming });
    if ("refused" in acted) return acted;
    // Rules know how long ago somebody last wrote.
    if (command.type === "reply" && person) person.wroteAt = memory.now;
    return forRequester(memory, acted.ticket, acted.events);
  };
  return settled(create ? once(context, place.site.id, create, work, (kept) => Thread.parse(kept)) : work());
}
