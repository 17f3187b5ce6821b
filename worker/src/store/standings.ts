import { Presence } from "@firstline/sdk/wire";
import type { Situation, Standing } from "../domain/eligibility.ts";
import type { LoadChange } from "../domain/load.ts";
import { presenceAt, SILENCE } from "../domain/presence.ts";
import { every, integer, integerOrNull, nothing, packed, type Query, type Row, text } from "./query.ts";

/**
 * How everybody stands, as this isolate knows it. It is read again once it is older than a second, and in between moved
 * on by what the isolate gives out itself, so that tickets that come in at once are spread as if they came one by one.
 * What another isolate gave out within that second may be missing: then the pick is a little unfair, but never over
 * anybody's capacity, which the database holds.
 */
let kept: { readonly readAt: number; readonly agents: Map<string, Standing> } | undefined;

/** How old (ms) a reading may be that decisions rest on. */
const FRESH = 1_000;

/** How everybody stands, if that was read a moment ago. */
export const knownStandings = (now: number): Situation | undefined =>
  kept && kept.readAt <= now && now - kept.readAt < FRESH ? kept.agents : undefined;

/** Forgets what was read, as it was found wrong. */
export const forgetStandings = (): void => {
  kept = undefined;
};

const columns = ["agent_id", "open", "last_assigned_at", "presence", "present_since", "heard_at"];

/** How everybody stands now; decisions of the next moment rest on it. */
export const standings = (now: number): Query<Situation> =>
  packed<Situation>(columns, {
    sql: `SELECT ${columns.join(", ")} FROM standings`,
    values: [],
    read: (rows) => {
      const agents = new Map(rows.map((row) => [text(row, "agent_id"), standingOf(row, now)]));
      kept = { readAt: now, agents };
      return agents;
    },
  });

const standingOf = (row: Row, now: number): Standing => ({
  open: integer(row, "open"),
  lastAssignedAt: integerOrNull(row, "last_assigned_at"),
  presence:
    row.presence === null
      ? null
      : presenceAt(Presence.parse(row.presence), integer(row, "present_since"), integer(row, "heard_at"), now),
});

/** Counts what changes hands in what this isolate knows, so that its next decisions see it before the database does. */
export function noteLoads(changes: readonly LoadChange[]): void {
  for (const { agent, by, assignedAt } of changes) {
    const standing = kept?.agents.get(agent) ?? { open: 0, lastAssignedAt: null, presence: null };
    const open = Math.max(0, standing.open + by);
    kept?.agents.set(agent, { ...standing, open, lastAssignedAt: assignedAt ?? standing.lastAssignedAt });
  }
}

/** Counts what changes hands; one ticket more than `most` makes the batch fail as a clash. */
export const changeLoads = (changes: readonly LoadChange[]): Query<undefined> => ({
  // A row that would be inserted has one ticket if one is given, and none if one is taken away.
  sql: `INSERT INTO standings (agent_id, open, most, last_assigned_at)
    SELECT value ->> 'agent', value ->> 'by' = 1, value ->> 'most', value ->> 'assignedAt' FROM json_each(?1) WHERE true
    ON CONFLICT (agent_id) DO UPDATE SET open = max(0, open + iif(excluded.open = 1, 1, -1)),
      most = excluded.most, last_assigned_at = coalesce(excluded.last_assigned_at, last_assigned_at)`,
  values: [JSON.stringify(changes)],
  read: nothing,
});

/** What an agent's console says of them, heard now. */
export const setPresence = (agent: string, state: Presence, now: number): Query<undefined> => ({
  sql: `INSERT INTO standings (agent_id, presence, present_since, heard_at) VALUES (?1, ?2, ?3, ?3)
    ON CONFLICT (agent_id) DO UPDATE SET presence = excluded.presence, heard_at = excluded.heard_at,
      present_since = iif(presence IS excluded.presence AND heard_at > ?4, present_since, excluded.present_since)`,
  values: [agent, state, now, now - SILENCE],
  read: nothing,
});

/** The agents who have tickets that are not solved, whether they are still agents or not. */
export const agentsWithTickets: Query<string[]> = {
  sql: "SELECT agent_id FROM standings WHERE open > 0 ORDER BY agent_id",
  values: [],
  read: every((row) => text(row, "agent_id")),
};
