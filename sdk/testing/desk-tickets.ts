import { fitsFilter } from "@firstline/sdk/desk";
import {
  type Contact,
  contract,
  type DeskSubmission,
  DeskThread,
  type SiteSetup,
  type View,
} from "@firstline/sdk/wire";
import { cannotTake } from "../../worker/src/domain/assignment.ts";
import type { Command } from "../../worker/src/domain/decide.ts";
import { sitesSeen } from "../../worker/src/domain/directory.ts";
import { isActive } from "../../worker/src/domain/event.ts";
import type { Refusal } from "../../worker/src/domain/refusal.ts";
import { type Schedule, scheduleOf } from "../../worker/src/domain/schedule.ts";
import { sortedAt, type TicketState } from "../../worker/src/domain/ticket.ts";
import { actorOf, sitesOf } from "../../worker/src/http/caller.ts";
import { type DeskCursor, deskCursorAt, deskCursorOf } from "../../worker/src/http/cursor.ts";
import { requireForm } from "../../worker/src/http/form.ts";
import { otherPlaceOf, placeOf, settled } from "../../worker/src/http/place.ts";
import { Refused } from "../../worker/src/http/refused.ts";
import { answerOf, changeOf, noteOf } from "../../worker/src/http/ticket-change.ts";
import { derive, digest, newId } from "../../worker/src/secrets.ts";
import type { DeskContext, Handlers } from "./door.ts";
import { keyOf, type Person, type StoredTicket, termsOf, ticketAt } from "./memory.ts";
import { act, type Create, forAgents, forRequester, type Naming, once, openTicket, withFiles } from "./shell.ts";
import { newPerson } from "./visitor-tickets.ts";

export const deskTickets = {
  "GET /v1/desk/tickets": ({ context, query }) => {
    const { memory, caller } = context;
    const sites = sitesSeen(memory.directory, sitesOf(caller), query.site);
    if (query.site !== undefined && sites.length === 0) throw new Refused("not_found");
    const origin = query.followUpOf === undefined ? undefined : placeOf(memory.directory, caller, query.followUpOf);
    const cursor = query.cursor === undefined ? undefined : deskCursorOf(query.cursor);
    const isOn = shelf(context, query.view);
    const isCalled = origin === undefined && query.view === "mentions";
    const newest = isCalled || origin !== undefined || (query.order === "newest" && !alwaysByDue.has(query.view));
    const listed = [...memory.tickets.values()]
      .filter(({ siteId, state }) =>
        origin ? siteId === origin.site.id && state.followUpOf === origin.sequence : sites.includes(siteId),
      )
      .map((ticket) => ({ ticket, schedule: scheduleOf(ticket.state, termsOf(memory), memory.now) }))
      .filter((one) => origin || isOn(one))
      .map(({ ticket, schedule: { position } }) => ({
        ticket,
        shown: forAgents(memory, ticket, []).ticket,
        cursor: {
          place: isCalled ? calledAt(context, ticket) : newest ? sortedAt(ticket.state) : position,
          siteId: ticket.siteId,
          sequence: ticket.sequence,
        },
      }))
      .filter(({ shown }) => fitsFilter(shown, query.filter ?? {}, memory.now))
      .sort((one, other) => inOrder(one.cursor, other.cursor, newest))
      .filter((one) => !cursor || inOrder(cursor, one.cursor, newest) < 0);
    const last = listed.length > query.limit ? listed[query.limit - 1] : undefined;
    const items = listed.slice(0, query.limit).map(({ shown }) => shown);
    return { status: 200, body: { items, next: last ? deskCursorAt(last.cursor) : null } };
  },

  "POST /v1/desk/tickets": async ({ context, body, create }) => {
    const { memory, caller } = context;
    const seen = sitesSeen(memory.directory, sitesOf(caller), body.site).length > 0;
    const site = seen ? memory.directory.siteById.get(body.site) : undefined;
    if (!site) throw new Refused("not_found");
    requireForm(site, body);
    const origin =
      body.followUpOf === undefined
        ? undefined
        : otherPlaceOf(memory.directory, caller, site, body.followUpOf, "body.followUpOf");
    const secret = await derive(memory.secret, "link", site.id, create.keyHash);
    const secretHash = await digest(secret);
    const work = () => {
      const person = findPerson(context, site, body);
      if (!person || (origin && !ticketAt(memory, origin))) return notThere;
      const id = body.message.id ?? newId("msg", memory.now);
      const naming = namingOf(context, body.message.attachments, "message.attachments");
      const message = withFiles(context, site, { id, text: body.message.text }, naming);
      if ("refused" in message) return message;
      const { contact, wroteAt: lastContactAt } = person;
      memory.people.set(keyOf(site.id, contact.id), person);
      const { subject, topic = null, channel, priority, language = null, fields = {}, tags } = body;
      const { plan, verified } = contact;
      const facts = { subject, topic, channel, priority, contact: contact.id, language, fields, tags };
      const followUpOf = origin?.sequence;
      const ticket = openTicket(
        context,
        site,
        { ...facts, followUpOf, message, plan, verified, lastContactAt },
        actorOf(caller),
        secretHash,
      );
      person.wroteAt = memory.now;
      return forAgents(memory, ticket, ticket.events);
    };
    const thread = settled(once(context, site.id, create, work, (kept) => DeskThread.parse(kept)));
    return { status: 201, body: { ...thread, link: `/t/${thread.ticket.number}#k=${secret}` } };
  },

  "GET /v1/desk/tickets/:number": ({ context, params, query }) => {
    const { memory, caller } = context;
    const ticket = ticketAt(memory, placeOf(memory.directory, caller, params.number));
    if (!ticket) throw new Refused("not_found");
    const after = query.after ?? 0;
    const events = ticket.events.filter(({ seq }) => seq > after);
    return { status: 200, body: forAgents(memory, ticket, events), etag: `"${ticket.state.seq}"` };
  },

  "PATCH /v1/desk/tickets/:number": ({ context, params, body, version }) => {
    const { site } = placeOf(context.memory.directory, context.caller, params.number);
    const command = changeOf(site, body);
    return { status: 200, body: does(context, params.number, command, { version }) };
  },

  "POST /v1/desk/tickets/:number/reply": ({ context, params, body, create }) => {
    const { id = newId("msg", context.memory.now), attachments: named } = body;
    const command = answerOf(id, body);
    return { status: 201, body: does(context, params.number, command, { create, named }) };
  },

  "POST /v1/desk/tickets/:number/note": ({ context, params, body, create }) => {
    const { id = newId("msg", context.memory.now), attachments: named } = body;
    const { directory } = context.memory;
    const command = noteOf(directory, placeOf(directory, context.caller, params.number).site, id, body);
    return { status: 201, body: does(context, params.number, command, { create, named }) };
  },

  "POST /v1/desk/tickets/:number/assign": ({ context, params, body, version }) => {
    const { directory } = context.memory;
    const place = placeOf(directory, context.caller, params.number);
    if (body.agent !== null) {
      const message = cannotTake(directory.agent.get(body.agent), place.site.id);
      if (message !== undefined) throw new Refused("invalid", { issues: [{ path: "body.agent", message }] });
    }
    return { status: 200, body: does(context, params.number, { type: "assign", agent: body.agent }, { version }) };
  },

  "POST /v1/desk/tickets/:number/claim": ({ context, params }) => {
    if (context.caller.kind !== "agent") throw new Refused("forbidden");
    return { status: 200, body: does(context, params.number, { type: "claim", agent: context.caller.agent.id }) };
  },

  "POST /v1/desk/tickets/:number/solve": ({ context, params, body, version }) => ({
    status: 200,
    body: does(context, params.number, { type: "solve", playbook: body.playbook }, { version }),
  }),

  "POST /v1/desk/tickets/:number/escalate": ({ context, params, body, version }) => ({
    status: 200,
    body: does(context, params.number, { type: "escalate", ...body }, { version }),
  }),

  "POST /v1/desk/tickets/:number/return": ({ context, params, body, version }) => ({
    status: 200,
    body: does(context, params.number, { type: "return", ...body }, { version }),
  }),

  "POST /v1/desk/tickets/:number/read": ({ context, params, body }) => {
    const { memory, caller, listeners } = context;
    const ticket = ticketAt(memory, placeOf(memory.directory, caller, params.number));
    if (!ticket) throw new Refused("not_found");
    const seq = Math.min(body.seq, ticket.state.seq);
    if (caller.kind === "agent") {
      const place = readerOf(ticket, caller.agent.id);
      memory.readTo.set(place, Math.max(seq, memory.readTo.get(place) ?? 0));
    }
    if (seq > (ticket.state.seenBySupport?.seq ?? 0)) {
      ticket.state = { ...ticket.state, seenBySupport: { seq, at: memory.now } };
      listeners.tellSeen(ticket, forRequester(memory, ticket, []));
    }
    return { status: 204, body: null };
  },

  "PATCH /v1/desk/sites/:site/contacts/:contact": ({ context, params, body }) => {
    const { memory, caller } = context;
    if (sitesSeen(memory.directory, sitesOf(caller), params.site).length === 0) throw new Refused("not_found");
    if (body.attributes)
      throw new Refused("not_implemented", {
        issues: [{ path: "body.attributes", message: "The test desk keeps no attributes." }],
      });
    const person = memory.people.get(keyOf(params.site, params.contact));
    if (!person) throw new Refused("not_found");
    const { name = person.contact.name, plan = person.contact.plan } = body;
    person.contact = { ...person.contact, name, plan };
    return { status: 200, body: person.contact };
  },
} satisfies Handlers;

const Changed = contract["PATCH /v1/desk/tickets/:number"].answers[200];

const notThere: Refusal = { refused: "not_found" };

/** What a view holds. A key is nobody's colleague: it has no tickets and no team of its own. */
function shelf({ memory, caller }: DeskContext, view: View): (listed: Listed) => boolean {
  const me = caller.kind === "agent" ? caller.agent.id : undefined;
  const teams = memory.directory.setup.teams
    .filter(({ members }) => me !== undefined && members.includes(me))
    .map(({ id }) => id);
  const { now } = memory;
  const on = (holds: (state: TicketState) => boolean) => (listed: Listed) => holds(listed.ticket.state);
  switch (view) {
    case "at_risk":
      return ({ schedule: { position, riskAt } }) => position >= now && riskAt !== null && riskAt <= now;
    case "breached":
      return ({ schedule: { position } }) => position < now;
    case "mentions":
      return ({ ticket }) => calledAt({ memory, caller }, ticket) > 0;
    case "waiting":
      return on(({ status }) => status === "pending" || status === "on_hold");
    case "open":
      return on(({ status }) => isActive(status));
    case "solved":
      return on(({ status }) => !isActive(status));
    case "mine":
      return on(({ status, assignee }) => isActive(status) && me !== undefined && assignee === me);
    case "team":
      return on(({ status, assignee, team }) => isActive(status) && assignee === null && teams.includes(team));
    case "unassigned":
      return on(({ status, assignee }) => isActive(status) && assignee === null);
  }
}

/** Where a reader's mark in a ticket is kept. */
const readerOf = ({ siteId, sequence }: StoredTicket, agent: string): string => `${keyOf(siteId, sequence)} ${agent}`;

/** Where a ticket that calls an agent stands: by its newest call, the unread above all others; 0: it does not. */
function calledAt({ memory, caller }: Pick<DeskContext, "memory" | "caller">, ticket: StoredTicket): number {
  if (caller.kind !== "agent") return 0;
  const { id } = caller.agent;
  const read = memory.readTo.get(readerOf(ticket, id)) ?? 0;
  const places = ticket.events.flatMap((event) =>
    event.type === "note" && event.mentions?.includes(id) && event.actor.id !== id
      ? [event.at + (event.seq > read ? 1e15 : 0)]
      : [],
  );
  return Math.max(0, ...places);
}

/** A ticket, and where it stands. */
interface Listed {
  readonly ticket: StoredTicket;
  readonly schedule: Schedule;
}

/** Views that have one order only. */
const alwaysByDue: ReadonlySet<View> = new Set(["at_risk", "breached", "waiting"]);

/** What is due first, or with `newest` the newest first; of those that are alike, by site and number. */
function inOrder(one: DeskCursor, other: DeskCursor, newest: boolean): number {
  const ascending =
    one.place - other.place ||
    (one.siteId === other.siteId ? one.sequence - other.sequence : one.siteId < other.siteId ? -1 : 1);
  return newest ? -ascending : ascending;
}

/** The contact whom an agent or a program names, or the one that the desk keeps for an address; a new one is not kept yet. */
function findPerson(
  { memory }: DeskContext,
  { id: siteId }: SiteSetup,
  { requester }: DeskSubmission,
): Person | undefined {
  if ("id" in requester) return memory.people.get(keyOf(siteId, requester.id));
  const deskEmail = requester.email.toLowerCase();
  const known = [...memory.people].find(
    ([key, person]) => key.startsWith(`${siteId} `) && person.deskEmail === deskEmail,
  );
  if (known) return known[1];
  const contact: Contact = {
    id: newId("con", memory.now),
    name: requester.name ?? null,
    email: requester.email,
    verified: false,
    plan: null,
  };
  return { ...newPerson(contact, memory.now, null), deskEmail };
}

/** The uploads that an agent or a key names: their own. */
const namingOf = ({ caller }: DeskContext, named: Naming["named"], path: Naming["path"] = "attachments"): Naming => ({
  named,
  path,
  uploaders: [actorOf(caller).id],
});

/** Does something to a ticket as an agent or a key. */
function does(
  context: DeskContext,
  number: string,
  command: Command,
  {
    create,
    version,
    named,
  }: { readonly create?: Create; readonly version?: number; readonly named?: Naming["named"] } = {},
) {
  const { memory, caller } = context;
  const place = placeOf(memory.directory, caller, number);
  if (!ticketAt(memory, place)) throw new Refused("not_found");
  const work = () => {
    const acted = act(context, place, command, actorOf(caller), { version, naming: namingOf(context, named) });
    return "refused" in acted ? acted : forAgents(memory, acted.ticket, acted.events);
  };
  return settled(create ? once(context, place.site.id, create, work, (kept) => Changed.parse(kept)) : work());
}
