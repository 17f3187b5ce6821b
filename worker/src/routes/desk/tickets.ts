import type { Contact, DeskSubmission, NamedUploads } from "@firstline/sdk/wire";
import { act, type Create, forAgents, type Opening, openTicket, openWith } from "../../desk.ts";
import { askUploads, type Naming } from "../../desk-files.ts";
import { cannotTake } from "../../domain/assignment.ts";
import type { Command } from "../../domain/decide.ts";
import { sitesSeen } from "../../domain/directory.ts";
import type { TicketPlace } from "../../domain/projection.ts";
import type { Refusal } from "../../domain/refusal.ts";
import type { Handlers } from "../../http/bind.ts";
import { actorOf, sitesOf } from "../../http/caller.ts";
import { type DeskContext, deskOf, viewOf } from "../../http/context.ts";
import { deskCursorAt, deskCursorOf } from "../../http/cursor.ts";
import { requireForm } from "../../http/form.ts";
import { otherPlaceOf, placeOf, settled } from "../../http/place.ts";
import { Refused } from "../../http/refused.ts";
import { followUpsOf, shelvesOf, shownTickets } from "../../http/shelves.ts";
import { answerOf, changeOf, noteOf } from "../../http/ticket-change.ts";
import { derive, digest, newId } from "../../secrets.ts";
import { contactBy, contactWrites, insertContact, type KnownContact } from "../../store/contacts.ts";
import { type Listing, ticketsOnShelves } from "../../store/desk-lists.ts";
import { eventsAfter } from "../../store/events.ts";

import { ticketByNumber } from "../../store/tickets.ts";

export const deskTickets = {
  "GET /v1/desk/tickets": async ({ context, query }) => {
    const { caller, directory } = context;
    const sites = sitesSeen(directory, sitesOf(caller), query.site);
    if (query.site !== undefined && sites.length === 0) throw new Refused("not_found");
    const origin = query.followUpOf === undefined ? undefined : placeOf(directory, caller, query.followUpOf);
    const cursor = query.cursor === undefined ? undefined : deskCursorOf(query.cursor);
    const { filter = {}, order } = query;
    const listing: Listing = origin
      ? { shelves: followUpsOf(origin, sites), filter, order: "newest", now: context.now }
      : { shelves: shelvesOf(context, query.view, sites), filter, order, now: context.now };
    const { found } = await context.read({ found: ticketsOnShelves(listing, cursor, query.limit) });
    const items = await shownTickets(context, found.tickets);
    return { status: 200, body: { items, next: found.next && deskCursorAt(found.next) } };
  },

  "POST /v1/desk/tickets": async ({ context, body, create }) => {
    const { directory, env, caller } = context;
    const seen = sitesSeen(directory, sitesOf(caller), body.site).length > 0;
    const site = seen ? directory.siteById.get(body.site) : undefined;
    if (!site) throw new Refused("not_found");
    requireForm(site, body);
    const origin =
      body.followUpOf === undefined
        ? undefined
        : otherPlaceOf(directory, caller, site, body.followUpOf, "body.followUpOf");
    const secret = await derive(env.FIRSTLINE_SECRET, "link", site.id, create.keyHash);
    const { requester } = body;
    const naming = namingOf(context, body.message.attachments, "message.attachments");
    const thread = settled(
      await openTicket(deskOf(context), site, create, await digest(secret), forAgents, async (asked) => {
        const loaded = await context.read({
          ...asked,
          ...askUploads(site, naming, context.now),
          ...(origin && { origin: ticketByNumber(site.id, origin.sequence) }),
          contact: contactBy(
            site.id,
            "id" in requester ? { id: requester.id } : { deskEmail: requester.email.toLowerCase() },
          ),
        });
        if (origin && !loaded.origin) return { first: loaded.first, opening: { refused: "not_found" } };
        const opening = openingFor(context, body, loaded.contact, origin);
        return { first: loaded.first, opening: openWith(site, opening, naming, loaded.uploads) };
      }),
    );
    return { status: 201, body: { ...thread, link: `/t/${thread.ticket.number}#k=${secret}` } };
  },

  "GET /v1/desk/tickets/:number": async ({ context, params, query }) => {
    const place = placeOf(context.directory, context.caller, params.number);
    const { ticket, events } = await context.read({
      ticket: ticketByNumber(place.site.id, place.sequence),
      events: eventsAfter(place.site.id, place.sequence, query.after ?? 0, "desk"),
    });
    if (!ticket) throw new Refused("not_found");
    const view = await viewOf(context, [ticket]);
    return {
      status: 200,
      body: forAgents.show(view, { place, ticket: ticket.state, requester: ticket.requester, events }),
      etag: `"${ticket.state.seq}"`,
    };
  },

  "PATCH /v1/desk/tickets/:number": async ({ context, params, body, version }) => {
    const { site } = placeOf(context.directory, context.caller, params.number);
    const command = changeOf(site, body);
    return { status: 200, body: await does(context, params.number, command, { version }) };
  },

  "POST /v1/desk/tickets/:number/reply": async ({ context, params, body, create }) => {
    const { id = newId("msg", context.now), attachments: named } = body;
    const command = answerOf(id, body);
    return { status: 201, body: await does(context, params.number, command, { create, named }) };
  },

  "POST /v1/desk/tickets/:number/note": async ({ context, params, body, create }) => {
    const { id = newId("msg", context.now), attachments: named } = body;
    const { site } = placeOf(context.directory, context.caller, params.number);
    const command = noteOf(context.directory, site, id, body);
    return { status: 201, body: await does(context, params.number, command, { create, named }) };
  },

  "POST /v1/desk/tickets/:number/assign": async ({ context, params, body, version }) => {
    const place = placeOf(context.directory, context.caller, params.number);
    if (body.agent !== null) {
      const message = cannotTake(context.directory.agent.get(body.agent), place.site.id);
      if (message !== undefined) throw new Refused("invalid", { issues: [{ path: "body.agent", message }] });
    }
    return {
      status: 200,
      body: await does(context, params.number, { type: "assign", agent: body.agent }, { version }),
    };
  },

  "POST /v1/desk/tickets/:number/claim": async ({ context, params }) => {
    // Only a person can take a ticket; the table gives no scope for it, so no key comes here.
    if (context.caller.kind !== "agent") throw new Refused("forbidden");
    const command: Command = { type: "claim", agent: context.caller.agent.id };
    return { status: 200, body: await does(context, params.number, command, {}) };
  },

  "POST /v1/desk/tickets/:number/solve": async ({ context, params, body, version }) => ({
    status: 200,
    body: await does(context, params.number, { type: "solve", playbook: body.playbook }, { version }),
  }),

  "POST /v1/desk/tickets/:number/escalate": async ({ context, params, body, version }) => ({
    status: 200,
    body: await does(context, params.number, { type: "escalate", ...body }, { version }),
  }),

  "POST /v1/desk/tickets/:number/return": async ({ context, params, body, version }) => ({
    status: 200,
    body: await does(context, params.number, { type: "return", ...body }, { version }),
  }),
} satisfies Partial<Handlers>;

/** What an agent or a program opens for somebody: a contact they name, or the one the desk keeps for an address. */
function openingFor(
  context: DeskContext,
  submission: DeskSubmission,
  found: KnownContact | undefined,
  origin: TicketPlace | undefined,
): Opening | Refusal {
  const { now, directory } = context;
  const { requester: asked, topic, message, subject, channel, priority, language, fields, tags } = submission;
  const known = found?.contact;
  const site = directory.siteById.get(submission.site);
  if (!site || (!known && "id" in asked)) return { refused: "not_found" };
  const requester: Contact = known ?? {
    id: newId("con", now),
    name: "name" in asked ? (asked.name ?? null) : null,
    email: "email" in asked ? asked.email : null,
    verified: false,
    plan: null,
  };
  return {
    actor: actorOf(context.caller),
    requester,
    ticket: {
      subject,
      topic: topic ?? null,
      channel,
      priority,
      contact: requester.id,
      language: language ?? null,
      fields: fields ?? {},
      tags,
      followUpOf: origin?.sequence,
      message: { id: message.id ?? newId("msg", now), text: message.text },
      plan: requester.plan,
      verified: requester.verified,
      lastContactAt: found?.wroteAt ?? null,
    },
    writes: {
      contact: known
        ? contactWrites(site.id, requester, now)
        : insertContact(site.id, requester, requester.email?.toLowerCase() ?? null, now),
    },
  };
}

/** The uploads that an agent or a key names: their own. */
const namingOf = (
  { caller }: DeskContext,
  named: NamedUploads | undefined,
  path: Naming["path"] = "attachments",
): Naming => ({ named: named ?? [], path, uploaders: [actorOf(caller).id] });

/** Does something to a ticket as an agent or a key. */
async function does(
  context: DeskContext,
  number: string,
  command: Command,
  {
    create,
    version,
    named,
  }: {
    readonly create?: Create;
    readonly version?: number;
    readonly named?: NamedUploads | undefined;
  },
) {
  const place = placeOf(context.directory, context.caller, number);
  const naming = namingOf(context, named);
  return settled(
    await act(deskOf(context), place.site, command, forAgents, { create, version, naming }, async (asked) => {
      const loaded = await context.read({ ticket: ticketByNumber(place.site.id, place.sequence), ...asked });
      return { first: loaded.first, uploads: loaded.uploads, found: loaded.ticket, actor: actorOf(context.caller) };
    }),
  );
}
