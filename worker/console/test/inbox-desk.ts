import { type BulkItem, type BulkOutcome, contract, type DeskTicket, type SavedView, View } from "@firstline/sdk/wire";
import { calls } from "../src/models/news.ts";
import { belongs, compare, type Listing, positionOf } from "../src/models/views.ts";
import type { Handler, Unnumbered } from "./desk.ts";
import { statusTo } from "./desk.ts";
import type { DeskParts } from "./lines-desk.ts";
import { type Stored, session } from "./stories.ts";

/** What agents do with many tickets, on the desk in memory. */
export function inboxOf({ tickets, me, find, change }: DeskParts & { readonly tickets: ReadonlyMap<string, Stored> }) {
  const saved = new Map<string, SavedView>();
  const teams = new Set<string>(
    session.teams.filter((team) => team.members.includes(session.agent.id)).map(({ id }) => id),
  );
  /** The last event that the agent has read of a ticket. */
  const readTo = new Map<string, number>();
  const lastCall = ({ events }: Stored) => events.findLast((event) => calls(event, session.agent.id));
  const isUnread = (stored: Stored): boolean => (lastCall(stored)?.seq ?? 0) > (readTo.get(stored.ticket.number) ?? 0);
  /** Where a ticket that calls the agent stands: the unread above all others, then by its newest call; 0: it does not. */
  const calledAt = (stored: Stored): number =>
    Date.parse(lastCall(stored)?.at ?? "1970-01-01T00:00:00Z") + (isUnread(stored) ? 1e15 : 0);
  const listed = (listing: Listing): DeskTicket[] =>
    [...tickets.values()]
      .filter((stored) => listing.view !== "mentions" || calledAt(stored) > 0)
      .filter(({ ticket }) => belongs(ticket, listing, { id: session.agent.id, teams }, Date.now()))
      .map((stored) => ({ ...stored, position: positionOf(stored.ticket, listing) }))
      .sort((one, other) =>
        listing.view === "mentions" ? calledAt(other) - calledAt(one) : compare(one.position, other.position),
      )
      .map(({ ticket }) => ticket);
  const pageOf = <Item>(all: readonly Item[], cursor: string | undefined, limit: number) => {
    const from = Number(cursor ?? 0);
    return { items: all.slice(from, from + limit), next: from + limit < all.length ? String(from + limit) : null };
  };
  const counted = (listing: Listing) => {
    const all = listed(listing);
    const count = listing.view === "mentions" ? all.filter(({ number }) => isUnread(find(number))).length : all.length;
    return { count: Math.min(count, 1_000), more: false };
  };
  const keyOf = (shared: boolean, id: string) => `${shared} ${id}`;
  const keep = (shared: boolean, id: string, body: unknown): SavedView => {
    const view = { id, shared, ...contract["PUT /v1/desk/views/:view"].body.parse(body) };
    saved.set(keyOf(shared, id), view);
    return view;
  };

  const handlers: Record<string, Handler> = {
    "GET /v1/desk/tickets": ({ query }) => {
      const asked = contract["GET /v1/desk/tickets"].query.parse(query);
      const { view, site, filter = {}, order, limit, cursor, followUpOf } = asked;
      const all =
        followUpOf === undefined
          ? listed({ view, site, filter, order, search: undefined })
          : [...tickets.values()].map(({ ticket }) => ticket).filter((ticket) => ticket.followUpOf === followUpOf);
      return [200, pageOf(all, cursor, limit)];
    },
    "GET /v1/desk/search": ({ query }) => {
      const { q, site, limit, cursor } = contract["GET /v1/desk/search"].query.parse(query);
      const word = q.toLowerCase();
      const found = [...tickets.values()].flatMap(({ ticket, events }) => {
        const texts = [ticket.subject, ...events.map((event) => (event.type === "message" ? event.message.text : ""))];
        const text = texts.find((one) => one.toLowerCase().includes(word));
        if (text === undefined || (site !== undefined && ticket.site.id !== site)) return [];
        const at = text.toLowerCase().indexOf(word);
        const passage = [
          { text: text.slice(0, at), hit: false },
          { text: text.slice(at, at + word.length), hit: true },
          { text: text.slice(at + word.length), hit: false },
        ].filter((segment) => segment.text !== "");
        return [{ ticket, passage }];
      });
      return [200, pageOf(found, cursor, limit)];
    },
    "GET /v1/desk/counts": ({ query }) => {
      const { site } = contract["GET /v1/desk/counts"].query.parse(query);
      const whole = { site, filter: {}, order: "due", search: undefined } as const;
      return [
        200,
        {
          views: Object.fromEntries(View.options.map((view) => [view, counted({ ...whole, view })])),
          saved: [...saved.values()].map(({ id, shared, view, filter }) => ({
            id,
            shared,
            ...counted({ ...whole, view, filter }),
          })),
        },
      ];
    },
    "POST /v1/desk/tickets/:number/read": ({ number, body }) => {
      find(number);
      const { seq } = contract["POST /v1/desk/tickets/:number/read"].body.parse(body);
      readTo.set(number, Math.max(seq, readTo.get(number) ?? 0));
      return [204, null];
    },
    "GET /v1/desk/views": () => [200, { items: [...saved.values()] }],
    "PUT /v1/desk/views/:view": ({ number, body }) => [200, keep(false, number, body)],
    "PUT /v1/desk/shared-views/:view": ({ number, body }) => [200, keep(true, number, body)],
    "DELETE /v1/desk/views/:view": ({ number }) => {
      saved.delete(keyOf(false, number));
      return [204, null];
    },
    "DELETE /v1/desk/shared-views/:view": ({ number }) => {
      saved.delete(keyOf(true, number));
      return [204, null];
    },
    "POST /v1/desk/tickets/bulk": ({ body }) => {
      const { items } = contract["POST /v1/desk/tickets/bulk"].body.parse(body);
      return [200, { items: items.map(changeOne) }];
    },
  };

  const changeOne = ({ number, seq, change: asked }: BulkItem): BulkOutcome => {
    const { ticket } = find(number);
    if (seq !== undefined && seq !== ticket.seq) return { outcome: "refused", number, code: "version_mismatch" };
    if (ticket.status === "closed") return { outcome: "refused", number, code: "ticket_closed" };
    const done = (events: readonly Unnumbered<DeskEvents>[], to: Partial<DeskTicket>, back: BulkItem["change"]) => {
      const changed = events.length === 0 ? { ticket } : change(number, me, events, to);
      const undo = events.length === 0 ? null : { number, seq: changed.ticket.seq, change: back };
      return { outcome: "done" as const, number, ticket: changed.ticket, undo };
    };
    switch (asked.type) {
      case "claim":
      case "assign": {
        const id = asked.type === "claim" ? session.agent.id : asked.agent;
        if (asked.type === "claim" && ticket.assignee && ticket.assignee.id !== id) {
          return { outcome: "refused", number, code: "already_assigned" };
        }
        const assignee = session.agents.find((one) => one.id === id) ?? null;
        const events = (ticket.assignee?.id ?? null) === id ? [] : [{ type: "assigned" as const, agent: assignee }];
        return done(events, { assignee }, { type: "assign", agent: ticket.assignee?.id ?? null });
      }
      case "priority": {
        const { priority } = asked;
        const from = ticket.priority;
        const events = priority === from ? [] : [{ type: "priority" as const, from, to: priority }];
        return done(events, { priority }, { type: "priority", priority: from });
      }
      case "status": {
        const { status } = asked;
        const back = ticket.status === "new" ? "open" : ticket.status;
        return done(statusTo(ticket, status), { status }, { type: "status", status: back });
      }
      case "tags": {
        const tags = [...ticket.tags.filter((tag) => !asked.remove.includes(tag)), ...asked.add];
        return done(
          [{ type: "edited", tags: { from: ticket.tags, to: tags } }],
          { tags },
          { type: "tags", add: asked.remove, remove: asked.add },
        );
      }
      case "team": {
        const team = session.teams.find(({ id }) => id === asked.team);
        if (!team) return { outcome: "refused", number, code: "invalid" };
        const routed = {
          type: "routed" as const,
          tier: ticket.tier,
          team: { id: team.id, name: team.name },
          because: "",
        };
        return done([routed], { team: routed.team }, { type: "team", team: ticket.team.id });
      }
    }
  };
  return handlers;
}

type DeskEvents = Stored["events"][number];
