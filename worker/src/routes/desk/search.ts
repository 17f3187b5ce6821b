import type { Segment } from "@firstline/sdk/wire";
import { sitesSeen } from "../../domain/directory.ts";
import { parseNumber } from "../../domain/number.ts";
import { numberSoughtIn, searchQueryOf } from "../../domain/search-query.ts";
import type { Handlers } from "../../http/bind.ts";
import { sitesOf } from "../../http/caller.ts";
import { searchCursorOf } from "../../http/cursor.ts";
import { Refused } from "../../http/refused.ts";
import { shownTickets } from "../../http/shelves.ts";
import { marks, nothingFound, searchTickets } from "../../store/search.ts";
import { ticketsAt } from "../../store/tickets.ts";

export const deskSearch = {
  "GET /v1/desk/search": async ({ context, query: { q, site, cursor, limit } }) => {
    const { caller, directory } = context;
    const sites = sitesSeen(directory, sitesOf(caller), site);
    if (site !== undefined && sites.length === 0) throw new Refused("not_found");
    const before = cursor === undefined ? undefined : searchCursorOf(cursor);
    // A number is no text of the ticket, so it is looked up by itself, before all that only names it.
    const numbered = sites.flatMap((siteId) => {
      const prefix = directory.siteById.get(siteId)?.prefix ?? "";
      const number = cursor === undefined ? numberSoughtIn(q, prefix) : undefined;
      const parsed = number === undefined ? "mistyped" : parseNumber(number);
      return parsed === "mistyped" ? [] : [{ siteId, sequence: parsed.sequence }];
    });
    const sought = searchQueryOf(q, sites);
    const { meant, found } = await context.read({
      meant: ticketsAt(numbered),
      found: sought === undefined ? nothingFound : searchTickets(sought, sites, before, limit),
    });
    const isMeant = new Set(meant.map(({ siteId, sequence }) => `${siteId} ${sequence}`));
    const others = found.slice(0, limit).filter(({ ticket }) => !isMeant.has(`${ticket.siteId} ${ticket.sequence}`));
    const tickets = await shownTickets(context, [...meant, ...others.map(({ ticket }) => ticket)]);
    const passages = [...meant.map(({ state }) => [{ text: state.subject, hit: false }]), ...others.map(segmentsOf)];
    const last = found.length > limit ? found[limit - 1] : undefined;
    return {
      status: 200,
      body: {
        items: tickets.map((ticket, index) => ({ ticket, passage: passages[index] ?? [] })),
        next: last ? String(last.document) : null,
      },
    };
  },
} satisfies Partial<Handlers>;

/** A passage as pieces, by the marks in it. */
function segmentsOf({ passage }: { readonly passage: string }): Segment[] {
  const [begins, ends] = marks;
  return passage
    .split(begins)
    .flatMap((part, index) => {
      const [hit = "", rest] = index === 0 ? ["", part] : part.split(ends);
      return [
        { text: hit, hit: true },
        { text: rest ?? "", hit: false },
      ];
    })
    .filter(({ text }) => text !== "");
}
