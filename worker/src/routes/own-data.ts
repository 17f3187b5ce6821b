import type { PersonData, TicketData } from "@firstline/sdk/wire";
import { eventsFor, ticketFor, type View } from "../domain/projection.ts";
import type { Handlers } from "../http/bind.ts";
import { tokenUnknown } from "../http/caller.ts";
import { type VisitorContext, viewOf } from "../http/context.ts";
import { dataCursorAt, dataCursorOf } from "../http/cursor.ts";
import { Refused } from "../http/refused.ts";
import type { KnownContact } from "../store/contacts.ts";
import { eventsOfVisitor, type TicketsEvent } from "../store/own-data.ts";
import { ticketsOfVisitor } from "../store/ticket-lists.ts";
import type { StoredTicket } from "../store/tickets.ts";

/** What a page holds at most, so that nothing grows with what somebody has written. */
const most = { tickets: 10, events: 25 };

export const ownData = {
  "GET /v1/visitors/data": async ({ context, query }) => {
    const { site, tokenHash } = context.caller;
    if (tokenHash === undefined) throw new Refused("credentials_missing");
    const at = query.cursor === undefined ? undefined : dataCursorOf(query.cursor);
    const before = at ? at.sequence + 1 : Number.MAX_SAFE_INTEGER;
    const { found, events, visitor } = await context.read({
      found: ticketsOfVisitor(site.id, tokenHash, before, most.tickets),
      events: eventsOfVisitor(site.id, tokenHash, before, most.tickets, at?.seq ?? 0, most.events),
    });
    if (!visitor) throw tokenUnknown();
    const person = personOf(visitor);
    const view = await viewOf(context, found);
    const tickets: TicketData[] = [];
    for (const ticket of found.slice(0, most.tickets)) {
      const own = events
        .filter(({ sequence }) => sequence === ticket.sequence)
        .sort((one, other) => one.event.seq - other.event.seq);
      tickets.push(dataOf(view, context, ticket, own, visitor.contact.id));
      const last = own.at(-1)?.event.seq ?? ticket.state.publicSeq;
      if (last < ticket.state.publicSeq) {
        return { status: 200, body: { person, tickets, next: dataCursorAt(ticket.sequence, last) } };
      }
    }
    const following = found[most.tickets];
    const next = following ? dataCursorAt(following.sequence, 0) : null;
    return { status: 200, body: { person, tickets, next } };
  },
} satisfies Partial<Handlers>;

function personOf({ contact, subject, language, createdAt, wroteAt }: KnownContact): PersonData {
  const { name, email, verified, plan } = contact;
  const written = wroteAt === null ? null : new Date(wroteAt).toISOString();
  return {
    subject,
    name,
    email,
    verified,
    plan,
    language,
    createdAt: new Date(createdAt).toISOString(),
    wroteAt: written,
  };
}

/** A ticket with these of its events, and with what the person themselves filled in when they opened it. */
function dataOf(
  view: View,
  { caller, directory }: VisitorContext,
  { sequence, state }: StoredTicket,
  own: readonly TicketsEvent[],
  contact: string,
): TicketData {
  const events = own.map(({ event }) => event);
  const opened = events.find(
    ({ actor, type }) => type === "submitted" && actor.kind === "contact" && actor.id === contact,
  );
  return {
    ticket: ticketFor(view, { site: caller.site, sequence }, state),
    ...(opened?.type === "submitted" && {
      fields: { ...opened.fields },
      ...(opened.context && { context: opened.context }),
      ...(opened.consent && { consent: opened.consent }),
    }),
    events: eventsFor(directory, caller.site, events),
  };
}
