import type { DeskEvent, DeskTicket, TicketChange } from "@firstline/sdk/wire";

/** What an agent may change about a ticket in one go. */
export interface Wish extends TicketChange {
  /** An agent's id, or null for nobody. */
  readonly assignee?: string | null;
}
export type WishField = keyof Wish;

/** A field that the agent wanted to change and somebody else did change. */
export interface Clash {
  readonly field: WishField;
  readonly by: string | undefined;
  readonly at: string | undefined;
}

const fields: readonly WishField[] = [
  "subject",
  "topic",
  "language",
  "tags",
  "priority",
  "status",
  "wakeAt",
  "team",
  "assignee",
  "contract",
];

/** What a ticket says in the terms of a wish. */
export function stateOf(ticket: DeskTicket, field: WishField): string | null | readonly string[] {
  switch (field) {
    case "topic":
    case "team":
    case "assignee":
    case "contract":
      return ticket[field]?.id ?? null;
    default:
      return ticket[field];
  }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Which of the wished fields somebody else has changed since, to something else than what is wished. */
export function clashesOf(wish: Wish, before: DeskTicket, now: DeskTicket, events: readonly DeskEvent[]): Clash[] {
  return fields
    .filter((field) => wish[field] !== undefined)
    .filter((field) => {
      const theirs = stateOf(now, field);
      return !isSame(theirs, stateOf(before, field)) && !isSame(theirs, wish[field]);
    })
    .map((field) => {
      const changed = events.findLast((event) => event.seq > before.seq && concerns(event, field));
      const actor = changed?.actor;
      return {
        field,
        by: actor === undefined || actor.kind === "system" ? undefined : (actor.name ?? undefined),
        at: changed?.at,
      };
    });
}

/** The wish without some of its fields. */
export function without(wish: Wish, left: ReadonlySet<WishField>): Wish {
  return Object.fromEntries(
    Object.entries(wish).filter(([field]) => !fields.some((one) => one === field && left.has(one))),
  );
}

function concerns(event: DeskEvent, field: WishField): boolean {
  switch (field) {
    case "subject":
    case "topic":
    case "language":
    case "tags":
      return event.type === "edited" && event[field] !== undefined;
    case "priority":
    case "status":
    case "contract":
      return event.type === field;
    case "wakeAt":
      return event.type === "snoozed" || event.type === "status";
    case "team":
      return event.type === "routed";
    case "assignee":
      return event.type === "assigned" || event.type === "given_back";
  }
}
