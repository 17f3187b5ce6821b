import { type ContactNote, type ContactRecord, contract, type DeskActor } from "@firstline/sdk/wire";
import type { Handler } from "./desk.ts";
import { Refused } from "./refused.ts";
import type { Stored } from "./stories.ts";

interface Around {
  readonly me: Extract<DeskActor, { kind: "agent" }>;
  readonly tickets: ReadonlyMap<string, Stored>;
}

/** What the test desk knows of contacts: what their tickets say, and what was written down here. */
export function contactsOf({ me, tickets }: Around): Record<string, Handler> {
  const attributes = new Map<string, Record<string, string>>();
  const notes = new Map<string, ContactNote[]>();
  const mergedInto = new Map<string, string>();
  const erased = new Set<string>();
  /** Everybody whom the stories tell of, for a contact may have lost its tickets. */
  const known = new Map([...tickets.values()].map(({ ticket }) => [ticket.requester.id, ticket.requester]));

  const own = (id: string) => [...tickets.values()].filter(({ ticket }) => ticket.requester.id === id);
  const find = (id: string) => {
    const contact = own(id)[0]?.ticket.requester ?? known.get(id);
    if (!contact) throw new Refused("not_found");
    return contact;
  };
  const recordOf = (id: string): ContactRecord => ({
    ...find(id),
    subject: null,
    emailVerified: false,
    language: null,
    attributes: attributes.get(id) ?? {},
    createdAt: "2026-03-02T08:00:00.000Z",
    wroteAt: "2026-11-23T09:30:00.000Z",
    mergedInto: mergedInto.get(id) ?? null,
    erasedAt: erased.has(id) ? new Date().toISOString() : null,
  });

  return {
    "GET /v1/desk/sites/:site/contacts/:contact": ({ second }) => [
      200,
      {
        contact: recordOf(second),
        tickets: own(second).map(({ ticket }) => ticket),
        more: false,
        origins: own(second).flatMap(({ ticket, events }) =>
          events.flatMap((event) =>
            event.type === "submitted" && event.context
              ? [{ number: ticket.number, at: event.at, context: event.context }]
              : [],
          ),
        ),
        notes: notes.get(second) ?? [],
        alike: [...known.values()].filter(
          ({ id, email }) =>
            id !== second && email !== null && email === find(second).email && !mergedInto.has(id) && !erased.has(id),
        ),
      },
    ],
    "PATCH /v1/desk/sites/:site/contacts/:contact": ({ second, body }) => {
      const change = contract["PATCH /v1/desk/sites/:site/contacts/:contact"].body.parse(body);
      const contact = find(second);
      const { name = contact.name, plan = contact.plan } = change;
      for (const stored of own(second)) stored.ticket = { ...stored.ticket, requester: { ...contact, name, plan } };
      known.set(second, { ...contact, name, plan });
      if (change.attributes) attributes.set(second, change.attributes);
      return [200, { ...contact, name, plan }];
    },
    "POST /v1/desk/sites/:site/contacts/:contact/notes": ({ second, body }) => {
      const { text } = contract["POST /v1/desk/sites/:site/contacts/:contact/notes"].body.parse(body);
      const list = notes.get(second) ?? [];
      const agent = { id: me.id, name: me.name };
      const note = { id: `cnt_${list.length + 1}`, at: new Date().toISOString(), agent, text };
      notes.set(second, [...list, note]);
      return [201, note];
    },
    "DELETE /v1/desk/sites/:site/contacts/:contact/notes/:note": ({ second, path }) => {
      notes.set(
        second,
        (notes.get(second) ?? []).filter(({ id }) => id !== path[2]),
      );
      return [204, null];
    },
    "POST /v1/desk/sites/:site/contacts/:contact/merge": ({ second, body }) => {
      const { into } = contract["POST /v1/desk/sites/:site/contacts/:contact/merge"].body.parse(body);
      const target = find(into);
      for (const stored of own(second)) stored.ticket = { ...stored.ticket, requester: target };
      mergedInto.set(second, into);
      return [200, target];
    },
    "GET /v1/desk/sites/:site/contacts/:contact/data": ({ second }) => [
      200,
      {
        contact: recordOf(second),
        notes: notes.get(second) ?? [],
        tickets: own(second).map(({ ticket, events }) => ({ ticket, events })),
        next: null,
      },
    ],
    "POST /v1/desk/sites/:site/contacts/:contact/erase": ({ second }) => {
      const gone = { ...find(second), name: null, email: null, plan: null };
      erased.add(second);
      known.set(second, gone);
      attributes.delete(second);
      notes.delete(second);
      const emptied = own(second);
      for (const stored of emptied) {
        stored.ticket = { ...stored.ticket, requester: gone, subject: "", status: "closed" };
      }
      return [200, { tickets: emptied.length, goesOn: false }];
    },
  };
}
