import type { NamedUploads, Ticket } from "@firstline/sdk/wire";
import { act, type Create, forRequester, openTicket, openWith } from "../desk.ts";
import { askUploads, type Naming } from "../desk-files.ts";
import type { Command } from "../domain/decide.ts";
import type { TicketActor } from "../domain/event.ts";
import { type TicketPlace, ticketFor } from "../domain/projection.ts";
import type { TicketState } from "../domain/ticket.ts";
import { type Handlers, keyHashOf } from "../http/bind.ts";
import { visitorUploaders } from "../http/caller.ts";
import { deskOf, type VisitorContext, viewOf } from "../http/context.ts";
import { cursorAt, cursorOf, nextCursor } from "../http/cursor.ts";
import { requireForm } from "../http/form.ts";
import { placeOf, settled } from "../http/place.ts";
import { Refused } from "../http/refused.ts";
import { derive, digest, newId } from "../secrets.ts";
import { type Budget, budgetsSpent, secondsLeft } from "../store/budgets.ts";
import { contactWrote } from "../store/contacts.ts";
import { eventsAfter } from "../store/events.ts";
import { run } from "../store/query.ts";
import { ticketsOfVisitor } from "../store/ticket-lists.ts";
import { markRead, ticketOfVisitor } from "../store/tickets.ts";
import { openingFor, referenceIssues, referencesOf } from "./submission.ts";

export const tickets = {
  "POST /v1/tickets": async ({ context, body, create }) => {
    const { env, caller } = context;
    const { site } = caller;
    requireForm(site, body);
    const references = referencesOf(context, body);
    // Whoever reads the message could ask for its visitor's token again, if they knew the key.
    if (body.message.id !== undefined && create.keyHash === (await keyHashOf("visitor", body.message.id))) {
      const message = "The key must stay a secret, so it cannot be the message's id, which others read.";
      throw new Refused("invalid", { issues: [{ path: "header.Idempotency-Key", message }] });
    }
    const secret = await derive(env.FIRSTLINE_SECRET, "link", site.id, create.keyHash);
    const token = `flv_${await derive(env.FIRSTLINE_SECRET, "visitor", site.id, create.keyHash)}`;
    const tokenHash = await digest(token);
    const budgets = await submitBudgets(context);
    const naming: Naming = {
      named: body.message.attachments ?? [],
      path: "message.attachments",
      uploaders: visitorUploaders(caller),
    };

    const opened = await openTicket(
      deskOf(context),
      site,
      create,
      await digest(secret),
      forRequester,
      async (asked) => {
        const loaded = await context.read({
          ...asked,
          ...askUploads(site, naming, context.now),
          ...references,
          spent: budgetsSpent(site.id, budgets, context.now),
        });
        const opening =
          referenceIssues(references, loaded) ??
          openingFor(context, body, loaded.visitor, tokenHash, budgets, loaded.origin);
        return {
          first: loaded.first,
          opening: loaded.spent ? { refused: "too_many_requests" } : openWith(site, opening, naming, loaded.uploads),
        };
      },
      caller.tokenHash === undefined && naming.named.length === 0 && Object.keys(references).length === 0
        ? openingFor(context, body, undefined, tokenHash, budgets)
        : undefined,
    );
    if ("refused" in opened && opened.refused === "too_many_requests") {
      throw new Refused("too_many_requests", { retryAfter: secondsLeft(context.now) });
    }
    const thread = settled(opened);
    return {
      status: 201,
      body: {
        ...thread,
        link: `/t/${thread.ticket.number}#k=${secret}`,
        ...(caller.tokenHash === undefined && { visitorToken: token }),
      },
    };
  },

  "GET /v1/tickets": async ({ context, query }) => {
    const { caller } = context;
    const before = query.cursor === undefined ? Number.MAX_SAFE_INTEGER : cursorOf(query.cursor);
    const { found } = await context.read({
      found: ticketsOfVisitor(caller.site.id, tokenOf(context), before, query.limit),
    });
    const items = found.slice(0, query.limit);
    const view = await viewOf(context, items);
    return {
      status: 200,
      body: {
        items: items.map(({ sequence, state }) => ticketFor(view, { site: caller.site, sequence }, state)),
        next: nextCursor(found, query.limit, cursorAt),
      },
    };
  },

  "GET /v1/tickets/:number": async ({ context, params, query }) => {
    const place = placeOf(context.directory, context.caller, params.number);
    const { found, events } = await context.read({
      found: ticketFrom(context, place),
      events: eventsAfter(place.site.id, place.sequence, query.after ?? 0, "requester"),
    });
    if (!found) throw new Refused("not_found");
    const view = await viewOf(context, [found]);
    const body = forRequester.show(view, { place, ticket: found.state, requester: found.requester, events });
    return {
      status: 200,
      body,
      etag: tagOf(found.state, body.ticket, context.directory.version),
    };
  },

  "POST /v1/tickets/:number/messages": async ({ context, params, body, create }) => ({
    status: 201,
    body: await does(
      context,
      params.number,
      { type: "reply", id: body.id ?? newId("msg", context.now), text: body.text },
      { create, named: body.attachments },
    ),
  }),

  "POST /v1/tickets/:number/confirm": async ({ context, params }) => ({
    status: 200,
    body: await does(context, params.number, { type: "confirm" }),
  }),

  "POST /v1/tickets/:number/reopen": async ({ context, params }) => ({
    status: 200,
    body: await does(context, params.number, { type: "reopen" }),
  }),

  "POST /v1/tickets/:number/rating": async ({ context, params, body }) => ({
    status: 200,
    body: await does(context, params.number, { type: "rate", ...body }),
  }),

  "POST /v1/tickets/:number/read": async ({ context, params, body }) => {
    const place = placeOf(context.directory, context.caller, params.number);
    const { found } = await context.read({ found: ticketFrom(context, place) });
    if (!found) throw new Refused("not_found");
    const { unread } = await run(context.env.DB, { unread: markRead(place.site.id, place.sequence, body.seq) });
    return { status: 200, body: { unread: unread ?? 0 } };
  },
} satisfies Partial<Handlers>;

/**
 * What tells one answer from another. Everything that is shown depends on: its events, how far they were read on both
 * sides, what is promised, and the set-up's names.
 */
const tagOf = ({ publicSeq, unread, seenBySupport }: TicketState, ticket: Ticket, version: number): string =>
  `"${publicSeq}-${unread}-${seenBySupport?.seq ?? 0}-${version}-${promiseTag(ticket)}"`;

/** What tells one state of a promise from another, without what grows by itself. */
const promiseTag = ({ promise }: Ticket): string =>
  [promise?.answer, promise?.solution]
    .map((date) => (date ? `${date.is}${"at" in date ? Date.parse(date.at) : ""}` : ""))
    .concat(promise?.staffedAt ?? "")
    .join("");

/** How many tickets visitors may open in an hour: on the site, and from one address where it is known. */
async function submitBudgets({ caller, address }: VisitorContext): Promise<Budget[]> {
  const { perSite, perAddress } = caller.site.limits;
  const budgets = [{ name: "submit", limit: perSite }];
  if (address !== undefined) budgets.push({ name: `submit ${await digest(address)}`, limit: perAddress });
  return budgets;
}

/** The digest of the visitor's token on routes that need one. */
function tokenOf({ caller }: VisitorContext): string {
  if (caller.tokenHash === undefined) throw new Refused("credentials_missing");
  return caller.tokenHash;
}

/** A ticket, if the visitor may see it. */
const ticketFrom = (context: VisitorContext, { site, sequence }: TicketPlace) =>
  ticketOfVisitor(site.id, sequence, tokenOf(context));

/** Does something to a ticket as its requester. */
async function does(
  context: VisitorContext,
  number: string,
  command: Command,
  { create, named = [] }: { readonly create?: Create; readonly named?: NamedUploads | undefined } = {},
) {
  const place = placeOf(context.directory, context.caller, number);
  // Rules know how long ago somebody last wrote.
  const writes = ({ id }: TicketActor) =>
    command.type === "reply" && id !== null ? { contact: contactWrote(place.site.id, id, context.now) } : {};
  const naming: Naming = { named, path: "attachments", uploaders: visitorUploaders(context.caller) };
  return settled(
    await act(deskOf(context), place.site, command, forRequester, { create, writes, naming }, async (asked) => {
      const loaded = await context.read({ found: ticketFrom(context, place), ...asked });
      return {
        first: loaded.first,
        uploads: loaded.uploads,
        found: loaded.found,
        actor: { kind: "contact", id: loaded.visitor?.contact.id ?? "" },
      };
    }),
  );
}
