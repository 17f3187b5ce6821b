import type { TicketFilter } from "@firstline/sdk/wire";

/** The facts that a list can be narrowed by, in the order in which they are offered. */
export const facts = [
  "status",
  "priority",
  "clock",
  "assignee",
  "team",
  "tier",
  "topic",
  "tag",
  "channel",
  "language",
  "plan",
  "contract",
  "rating",
  "bounces",
  "verified",
  "created",
  "updated",
  "site",
] as const satisfies readonly (keyof TicketFilter)[];
export type Fact = (typeof facts)[number];

/** The facts that a filter names. */
export const namedIn = (filter: TicketFilter): Fact[] => facts.filter((fact) => filter[fact] !== undefined);

export const isEmpty = (filter: TicketFilter): boolean => namedIn(filter).length === 0;

/** The filter without a fact. */
export const without = (filter: TicketFilter, fact: Fact): TicketFilter => {
  const { [fact]: _, ...rest } = filter;
  return rest;
};

/**
 * Reads a filter out of an address. What has another shape than a filter's is left out, fact by fact; whether the values
 * are good is the desk's to say.
 */
export function filterOf(text: string | null): TicketFilter {
  let read: unknown;
  try {
    read = JSON.parse(text ?? "{}");
  } catch {
    return {};
  }
  if (typeof read !== "object" || read === null) return {};
  const kept = Object.entries(read).filter(([name, value]) =>
    facts.some((fact) => fact === name && holds(fact, value)),
  );
  return Object.fromEntries(kept);
}

function holds(fact: Fact, value: unknown): boolean {
  switch (fact) {
    case "bounces":
      return typeof value === "number";
    case "verified":
      return typeof value === "boolean";
    case "created":
    case "updated":
      return (
        typeof value === "object" && value !== null && Object.values(value).every((one) => typeof one === "string")
      );
    default:
      return (
        Array.isArray(value) &&
        value.length > 0 &&
        value.every((one) => one === null || typeof one === "string" || typeof one === "number")
      );
  }
}

/** A filter as an address has it; undefined if it is empty. */
export const filterText = (filter: TicketFilter): string | undefined =>
  isEmpty(filter) ? undefined : JSON.stringify(filter);
