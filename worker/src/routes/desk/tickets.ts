import type { Contact, DeskSubmission } from "@firstline/sdk/wire";
import { act, type Create, forAgents, type Opening, openTicket } from "../../desk.ts";
import { cannotTake } from "../../domain/assignment.ts";
import { sitesSeen } from "../../domain/directory.ts";
import { deskTicketFor } from "../../domain/projection.ts";
import { route } from "../../domain/routing.ts";
import type { Command, Refusal } from "../../domain/ticket.ts";
import type { Handlers } from "../../http/bind.ts";
import { actorOf, sitesOf } from "../../http/caller.ts";
import { type DeskContext, deskOf } from "../../http/context.ts";
import { deskCursorAt, deskCursorOf, nextCursor } from "../../http/cursor.ts";
import { placeOf, requireTopic, settled } from "../../http/place.ts";
import { Refused } from "../../http/refused.ts";
import { derive, digest, newId } from "../../secrets.ts";
import { contactBy, insertContact } from "../../store/contacts.ts";
import { eventsAfter } from "../../store/events.ts";
import { type Shelves, ticketByNumber, ticketsOnShelves } from "../../store/tickets.ts";

export const deskTickets = {
  "GET /v1/desk/tickets": async ({ context, query }) => {
    const { caller, directory } = context;
    const sites = sitesSeen(directory, sitesOf(caller), query.site);
    if (query.site !== undefined && sites.length === 0) throw new Refused("not_found");
    const cursor = query.cursor === undefined ? undefined : deskCursorOf(query.cursor);
    const { found } = await context.read({
      found: ticketsOnShelves(shelvesOf(context, query.view, sites), cursor, query.limit),
    });
    const items = found.slice(0, query.limit).flatMap(({ siteId, sequence, state, requester }) => {
      const site = directory.siteById.get(siteId);
      return site ? [deskTicketFor(directory, { site, sequence }, state, requester)] : [];
    });
    return { status: 200, body: { items, next: nextCursor(found, query.limit, deskCursorAt) } };
  },

  "POST /v1/desk/tickets": async ({ context, body, create }) => {
    const { directory, env, caller } = context;
    const seen = sitesSeen(directory, sitesOf(caller), body.site).length > 0;
    const site = seen ? directory.siteById.get(body.site) : undefined;
    if (!site) throw new Refused("not_found");
    requireTopic(site, body.topic);
    const secret = await derive(env.FIRSTLINE_SECRET, "link", site.id, create.keyHash);
    const { requester } = body;
    const thread = settled(
      await openTicket(deskOf(context), site, create, await digest(secret), forAgents, async (first) => {
        const loaded = await context.read({
          first,
          contact: contactBy(
            site.id,
            "id" in requester ? { id: requester.id } : { deskEmail: requester.email.toLowerCase() },
          ),
        });
        return { first: loaded.first, opening: openingFor(context, body, loaded.contact) };
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
    return {
      status: 200,
      body: forAgents.show(context.directory, { place, ticket: ticket.state, requester: ticket.requester, events }),
      etag: `"${ticket.state.seq}"`,
    };
  },

  "PATCH /v1/desk/tickets/:number": async ({ context, params, body, version }) => {
    const { priority, status } = body;
    const command: Command = {
      type: "change",
      ...(priority !== undefined && { priority }),
      ...(status !== undefined && { status }),
    };
    return { status: 200, body: await does(context, params.number, command, { version }) };
  },

  "POST /v1/desk/tickets/:number/reply": async ({ context, params, body, create }) => {
    const { id = newId("msg", context.now), text, status } = body;
    const command: Command = { type: "answer", id, text, ...(status !== undefined && { status }) };
    return { status: 201, body: await does(context, params.number, command, { create }) };
  },

  "POST /v1/desk/tickets/:number/note": async ({ context, params, body, create }) => {
    const { id = newId("msg", context.now), text } = body;
    return { status: 201, body: await does(context, params.number, { type: "note", id, text }, { create }) };
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

  "POST /v1/desk/tickets/:number/solve": async ({ context, params, version }) => ({
    status: 200,
    body: await does(context, params.number, { type: "solve" }, { version }),
  }),
} satisfies Partial<Handlers>;

/** Where a view's tickets stand. A key is nobody's colleague: it has no tickets and no team of its own. */
function shelvesOf(
  { caller, directory }: DeskContext,
  view: "mine" | "team" | "open" | "solved",
  sites: readonly string[],
): Shelves {
  switch (view) {
    case "open":
      return { kind: "unsolved", sites, holders: anybody };
    case "solved":
      return { kind: "solved", sites, holders: anybody };
    case "mine":
      return { kind: "assigned", sites, holders: caller.kind === "agent" ? [caller.agent.id] : [] };
    case "team": {
      const mine = directory.setup.teams.filter(
        (team) => caller.kind === "agent" && team.members.includes(caller.agent.id),
      );
      return { kind: "unassigned", sites, holders: mine.map((team) => team.id) };
    }
  }
}

/** One shelf a site, whoever has the tickets on it. */
const anybody = [""];

/** What an agent or a program opens for somebody: a contact they name, or the one the desk keeps for an address. */
function openingFor(context: DeskContext, submission: DeskSubmission, known: Contact | undefined): Opening | Refusal {
  const { now, directory } = context;
  const { requester: asked, topic, message, subject, channel, priority } = submission;
  const site = directory.siteById.get(submission.site);
  if (!site || (!known && "id" in asked)) return { refused: "not_found" };
  const requester: Contact = known ?? {
    id: newId("con", now),
    name: "name" in asked ? (asked.name ?? null) : null,
    email: "email" in asked ? asked.email : null,
    verified: false,
  };
  const { team, tier, because } = route(directory, site, topic);
  return {
    actor: actorOf(context.caller),
    requester,
    ticket: {
      subject,
      topic: topic ?? null,
      channel,
      priority,
      contact: requester.id,
      message: { id: message.id ?? newId("msg", now), text: message.text },
      route: { team: team.id, tier, because },
    },
    writes: known ? {} : { contact: insertContact(site.id, requester, requester.email?.toLowerCase() ?? null, now) },
  };
}

/** Does something to a ticket as an agent or a key. */
async function does(
  context: DeskContext,
  number: string,
  command: Command,
  details: { readonly create?: Create; readonly version?: number },
) {
  const place = placeOf(context.directory, context.caller, number);
  return settled(
    await act(deskOf(context), place.site, command, forAgents, details, async (first) => {
      const loaded = await context.read({
        ticket: ticketByNumber(place.site.id, place.sequence),
        ...(first && { first }),
      });
      return { first: loaded.first, found: loaded.ticket, actor: actorOf(context.caller) };
    }),
  );
}
