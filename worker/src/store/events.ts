import {
  Attachment,
  Channel,
  ClockAlarm,
  ClockMetric,
  ContractVersion,
  FieldValues,
  Handover,
  Playbook,
  Priority,
  Relation,
  ShortExplanation,
  Status,
  SubmissionContext,
  WhyGivenBack,
} from "@firstline/sdk/wire";
import * as z from "zod";
import { type Happening, isPublic, system, type TicketActor, type TicketEvent } from "../domain/event.ts";
import { every, first, integer, nothing, type Query, type Row, text, word } from "./query.ts";
import { Needs, Unplaced } from "./ticket-details.ts";

const actorOf = (row: Row): TicketActor => {
  const kind = word(row, "actor_kind", ["contact", "agent", "key", "system"]);
  return kind === "system" ? system : { kind, id: text(row, "actor_id") };
};

const written = { id: z.string(), text: z.string(), attachments: z.array(Attachment).optional() };
const Place = z.object({ tier: z.int(), team: z.string() });
const changed = <Value extends z.ZodType>(value: Value) => z.object({ from: value, to: value }).optional();
const AutomaticCause = z.enum(["reopened", "clock"]);

/**
 * What `data` holds for each type of event; the text of messages, notes and ratings stands in a column of its own. Defaults are
 * for events of tickets that are older than lines of support.
 */
const Data = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("submitted"),
    subject: z.string(),
    topic: z.string().nullable(),
    channel: Channel,
    priority: Priority,
    contact: z.string(),
    language: z.string().nullable().default(null),
    fields: FieldValues.default({}),
    tags: z.array(z.string()).default([]),
    contract: ContractVersion.nullable().default(null),
    context: SubmissionContext.optional(),
    consent: z.object({ version: z.string() }).optional(),
    followUpOf: z.int().optional(),
  }),
  z.object({ type: z.literal("message"), ...written }),
  z.object({ type: z.literal("note"), ...written, mentions: z.array(z.string()).optional() }),
  z.object({
    type: z.literal("routed"),
    tier: z.int(),
    team: z.string(),
    because: z.string(),
    decided: z
      .object({
        topic: z.string().nullable(),
        tags: z.array(z.string()),
        needs: Needs,
        explanation: ShortExplanation,
      })
      .optional(),
  }),
  z.object({
    type: z.literal("assigned"),
    agent: z.string().nullable(),
    weighed: z.object({ eligible: z.int(), leftOut: z.record(z.string(), z.int()) }).optional(),
  }),
  z.object({ type: z.literal("unplaced"), ...Unplaced.shape }),
  z.object({ type: z.literal("given_back"), agent: z.string(), why: WhyGivenBack }),
  z.object({ type: z.literal("priority"), from: Priority, to: Priority, promised: z.boolean().default(false) }),
  z.object({ type: z.literal("status"), from: Status, to: Status, woken: z.literal(true).optional() }),
  z.object({ type: z.literal("snoozed"), until: z.int() }),
  z.object({
    type: z.literal("edited"),
    subject: changed(z.string()),
    topic: changed(z.string().nullable()),
    language: changed(z.string().nullable()),
    tags: changed(z.array(z.string())),
  }),
  z.object({ type: z.literal("merged"), into: z.int() }),
  z.object({ type: z.literal("absorbed"), ticket: z.int() }),
  z.object({ type: z.enum(["linked", "unlinked"]), ticket: z.int(), relation: Relation }),
  z.object({
    type: z.literal("escalated"),
    from: Place,
    to: z.int(),
    cause: z.enum(["agent", ...AutomaticCause.options]),
    handover: Handover,
  }),
  z.object({ type: z.literal("returned"), from: Place, to: Place, missing: z.string(), bounce: z.int() }),
  z.object({
    type: z.literal("lead_called"),
    place: Place,
    cause: z.enum(["bounces", ...AutomaticCause.options]),
  }),
  z.object({ type: z.literal("playbook"), tier: z.int(), playbook: Playbook }),
  z.object({
    type: z.literal("clock"),
    metric: ClockMetric,
    cycle: z.int(),
    alarm: ClockAlarm,
    about: z.int(),
  }),
  z.object({ type: z.literal("contract"), from: ContractVersion, to: ContractVersion }),
  z.object({ type: z.literal("rated"), score: z.int(), text: z.string().optional() }),
  z.object({ type: z.literal("erased") }),
]) satisfies z.ZodType<Happening>;

export const eventOf = (row: Row): TicketEvent => ({
  ...Data.parse({ ...JSON.parse(text(row, "data")), type: row.type, text: row.text ?? undefined }),
  seq: integer(row, "seq"),
  prev: integer(row, "prev"),
  at: integer(row, "at"),
  actor: actorOf(row),
});

/** What an event is read from. */
export const eventColumns = ["seq", "prev", "at", "actor_kind", "actor_id", "type", "data", "text"];

/** A ticket's events after a sequence number, oldest first. `audience` `requester` leaves out what only agents see. */
export const eventsAfter = (
  siteId: string,
  sequence: number,
  seq: number,
  audience: "requester" | "desk",
): Query<TicketEvent[]> => ({
  sql: `SELECT ${eventColumns.join(", ")} FROM events WHERE site_id = ?1 AND ticket = ?2 AND seq > ?3
    ${audience === "requester" ? "AND public = 1" : ""} ORDER BY seq`,
  values: [siteId, sequence, seq],
  read: every(eventOf),
});

/** A ticket's first events, up to and with a sequence number. */
export const eventsUpTo = (siteId: string, sequence: number, seq: number): Query<TicketEvent[]> => ({
  sql: `SELECT ${eventColumns.join(", ")} FROM events WHERE site_id = ?1 AND ticket = ?2 AND seq <= ?3 ORDER BY seq`,
  values: [siteId, sequence, seq],
  read: every(eventOf),
});

/** What clocks are told of. */
const clockTypes = ["submitted", "message", "routed", "priority", "status"] as const satisfies Happening["type"][];

/** The events of several tickets that clocks are told of, oldest first, by the tickets' sequences; without any text. */
export const clockEventsOf = (
  siteId: string,
  sequences: readonly number[],
): Query<ReadonlyMap<number, readonly TicketEvent[]>> => ({
  sql: `SELECT ticket, seq, prev, at, actor_kind, actor_id, e.type, data, '' AS text
    FROM json_each(?2) AS wanted JOIN events e ON e.site_id = ?1 AND e.ticket = wanted.value
    WHERE e.type IN (SELECT value FROM json_each(?3))`,
  values: [siteId, JSON.stringify(sequences), JSON.stringify(clockTypes)],
  read: (rows) => {
    const events = new Map<number, TicketEvent[]>();
    for (const row of rows) {
      const ticket = integer(row, "ticket");
      const known = events.get(ticket) ?? [];
      known.push(eventOf(row));
      events.set(ticket, known);
    }
    for (const each of events.values()) each.sort((one, other) => one.seq - other.seq);
    return events;
  },
});

/**
 * Adds events to a ticket; a number that is already taken makes the whole batch fail. Without a `sequence` the ticket is
 * the one whose number the same batch has just taken.
 */
export const appendEvents = (
  siteId: string,
  sequence: number | undefined,
  events: readonly TicketEvent[],
): Query<undefined> => ({
  sql: `INSERT INTO events (site_id, ticket, seq, prev, public, at, actor_kind, actor_id, type, data, text)
    SELECT ?1, coalesce(?2, (SELECT value FROM counters WHERE site_id = ?1)), e.value ->> 'seq', e.value ->> 'prev',
      e.value ->> 'public', e.value ->> 'at', e.value ->> 'kind', e.value ->> 'actor', e.value ->> 'type',
      e.value ->> 'data', e.value ->> 'text'
    FROM json_each(?3) AS e`,
  values: [siteId, sequence ?? null, JSON.stringify(events.map(row))],
  read: nothing,
});

function row(event: TicketEvent) {
  const { seq, prev, at, actor, type, ...rest } = event;
  const { text, ...data } = { text: null, ...rest };
  return {
    seq,
    prev,
    public: isPublic(event) ? 1 : 0,
    at,
    kind: actor.kind,
    actor: actor.id,
    type,
    data: JSON.stringify(data),
    text,
  };
}

/** The first answer to a create, kept so that the same request is answered the same way for ever. */
export interface FirstAnswer {
  readonly requestHash: string;
  readonly sequence: number;
  readonly answer: unknown;
}

export const firstAnswerTo = (siteId: string, keyHash: string): Query<FirstAnswer | undefined> => ({
  sql: "SELECT request_hash, ticket, answer FROM idempotency WHERE site_id = ?1 AND key_hash = ?2",
  values: [siteId, keyHash],
  read: first((found) => ({
    requestHash: text(found, "request_hash"),
    sequence: integer(found, "ticket"),
    answer: JSON.parse(text(found, "answer")),
  })),
});

export const insertFirstAnswer = (
  siteId: string,
  keyHash: string,
  requestHash: string,
  sequence: number | undefined,
  answer: unknown,
): Query<undefined> => ({
  sql: `INSERT INTO idempotency (site_id, key_hash, request_hash, ticket, answer)
    VALUES (?1, ?2, ?3, coalesce(?4, (SELECT value FROM counters WHERE site_id = ?1)), ?5)`,
  values: [siteId, keyHash, requestHash, sequence ?? null, JSON.stringify(answer)],
  read: nothing,
});

/** Puts another answer in the place of one that was kept before all was known. */
export const changeFirstAnswer = (siteId: string, keyHash: string, answer: unknown): Query<undefined> => ({
  sql: "UPDATE idempotency SET answer = ?3 WHERE site_id = ?1 AND key_hash = ?2",
  values: [siteId, keyHash, JSON.stringify(answer)],
  read: nothing,
});
