import type { DeskTicket } from "@firstline/sdk/wire";

/**
 * Keeps one copy of what many tickets say alike: their site, team, topic and the like. A list of 100,000 tickets takes less
 * memory so, and the browser is held up for less time when it looks for what nobody needs any more.
 */
export function createSharedParts() {
  const parts = new Map<string, unknown>();
  const shared = <Part>(part: Part): Part => {
    const text = JSON.stringify(part);
    if (!parts.has(text)) parts.set(text, part);
    // What has the same text has the same shape.
    return parts.get(text) as Part;
  };
  return {
    /** A ticket that says the same as the given one. */
    share: (ticket: DeskTicket): DeskTicket => ({
      ...ticket,
      site: shared(ticket.site),
      topic: shared(ticket.topic),
      team: shared(ticket.team),
      assignee: shared(ticket.assignee),
      tags: shared(ticket.tags),
      needs: shared(ticket.needs),
      contract: shared(ticket.contract),
      links: shared(ticket.links),
    }),
    clear: () => parts.clear(),
  };
}
