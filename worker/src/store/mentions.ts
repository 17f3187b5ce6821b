import type { TicketEvent } from "../domain/event.ts";
import { first, integer, nothing, type Queries, type Query } from "./query.ts";

/** Remembers whom the notes among these events call. Nobody is called by what they wrote themselves. */
export function noteMentions(siteId: string, sequence: number, events: readonly TicketEvent[]): Queries {
  const called = events.flatMap((event) =>
    event.type === "note"
      ? (event.mentions ?? [])
          .filter((agent) => agent !== event.actor.id)
          .map((agent) => ({ agent, seq: event.seq, at: event.at }))
      : [],
  );
  return called.length === 0 ? {} : { mentions: insertMentions(siteId, sequence, called) };
}

const insertMentions = (
  siteId: string,
  sequence: number,
  called: readonly { readonly agent: string; readonly seq: number; readonly at: number }[],
): Query<undefined> => ({
  sql: `INSERT INTO mentions (site_id, agent_id, ticket, seq, at)
    SELECT ?1, m.value ->> 'agent', ?2, m.value ->> 'seq', m.value ->> 'at' FROM json_each(?3) AS m`,
  values: [siteId, sequence, JSON.stringify(called)],
  read: nothing,
});

/** The first event that calls an agent in a ticket and that they have not read. */
export const firstUnread = (siteId: string, agentId: string, sequence: number): Query<number | undefined> => ({
  sql: `SELECT seq FROM mentions WHERE site_id = ?1 AND agent_id = ?2 AND ticket = ?3 AND read = 0 ORDER BY seq LIMIT 1`,
  values: [siteId, agentId, sequence],
  read: first((row) => integer(row, "seq")),
});

/** Marks what calls an agent in a ticket as read, up to an event. */
export const readMentions = (siteId: string, agentId: string, sequence: number, seq: number): Query<undefined> => ({
  sql: `UPDATE mentions SET read = 1 WHERE site_id = ?1 AND agent_id = ?2 AND ticket = ?3 AND seq <= ?4 AND read = 0`,
  values: [siteId, agentId, sequence, seq],
  read: nothing,
});
