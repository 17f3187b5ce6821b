import type { TicketFilter } from "@firstline/sdk/wire";
import { WITHOUT_CLOCK } from "../domain/schedule.ts";

/** That a value is one of those that the filter ?8 names for a fact; null is a value. */
const oneOf = (value: string, fact: keyof TicketFilter) =>
  `EXISTS (SELECT 1 FROM json_each(?8, '$.${fact}') AS asked WHERE asked.value IS ${value})`;

/** That an instant (ms) lies within what the filter ?8 names. */
const within = (instant: string, fact: "created" | "updated") =>
  `${instant} >= coalesce(?8 ->> '$.${fact}.from', 0) AND ${instant} < coalesce(?8 ->> '$.${fact}.to', ${instant} + 1)`;

/** How a ticket's running clocks stand at the instant ?3. */
const standing = `CASE WHEN t.position >= ${WITHOUT_CLOCK} THEN 'none' WHEN t.position < ?3 THEN 'breached'
  WHEN t.risk_at <= ?3 THEN 'at_risk' ELSE 'on_time' END`;

/** The contract at the head of the stored clocks, in their form of today or as the JSON of old. */
const contract = `iif(substr(t.clocks, 1, 1) = '{', t.clocks ->> '$.contract.id',
  substr(t.clocks, 1, instr(t.clocks, ',') - 1))`;

/** What a ticket `t` of a contact `c` has to be like, by the fact that the filter names. */
const conditions: Readonly<Record<keyof TicketFilter, string>> = {
  site: oneOf("t.site_id", "site"),
  status: oneOf("t.status", "status"),
  priority: oneOf("t.priority", "priority"),
  tier: oneOf("t.tier", "tier"),
  team: oneOf("t.team_id", "team"),
  assignee: oneOf("t.assignee_id", "assignee"),
  topic: oneOf("t.topic", "topic"),
  tag: `EXISTS (SELECT 1 FROM json_each(t.details, '$.tags') AS tag WHERE ${oneOf("tag.value", "tag")})`,
  channel: oneOf("t.channel", "channel"),
  language: oneOf("t.language", "language"),
  plan: oneOf("c.plan", "plan"),
  contract: oneOf(contract, "contract"),
  clock: oneOf(standing, "clock"),
  rating: oneOf("t.rating", "rating"),
  bounces: "t.details ->> '$.way.bounces' >= ?8 ->> '$.bounces'",
  verified: "c.verified = ?8 ->> '$.verified'",
  created: within("t.created_at", "created"),
  updated: within("t.updated_at", "updated"),
};

const isFact = (name: string): name is keyof TicketFilter => name in conditions;

/** A filter as a condition and its value, which is ?8; ?3 is the instant (ms). Undefined if it leaves nothing out. */
export function conditionOf(filter: TicketFilter): { readonly sql: string; readonly value: string } | undefined {
  const named = Object.keys(filter).filter(isFact);
  const asked = named.filter((fact) => filter[fact] !== undefined);
  if (asked.length === 0) return undefined;
  return {
    sql: asked.map((fact) => `(${conditions[fact]})`).join(" AND "),
    value: JSON.stringify({
      ...filter,
      created: inMilliseconds(filter.created),
      updated: inMilliseconds(filter.updated),
    }),
  };
}

const inMilliseconds = (range: TicketFilter["created"]) =>
  range && {
    ...(range.from !== undefined && { from: Date.parse(range.from) }),
    ...(range.to !== undefined && { to: Date.parse(range.to) }),
  };
