import type { DeskTicket, Placeholder } from "@firstline/sdk/wire";
import { moment } from "../time.ts";

/** A stretch of a text, as offsets in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const placeholder = /\{\{\s*([a-zA-Z.]+)\s*\}\}/g;

/** What is known for each placeholder. Undefined: nothing. */
export type Values = Readonly<Record<Placeholder, string | undefined>>;

/** What a ticket's macros may say. A promise that is kept, broken or paused names no time. */
export function valuesOf(ticket: DeskTicket, agent: { readonly name: string }, now: number): Values {
  const due = (metrics: readonly string[]) => {
    const clock = ticket.clocks.find(
      ({ metric, state }) => metrics.includes(metric) && (state === "running" || state === "at_risk"),
    );
    return clock && "dueAt" in clock && clock.dueAt !== null ? moment(clock.dueAt, now) : undefined;
  };
  return {
    "contact.name": ticket.requester.name ?? undefined,
    "ticket.number": ticket.number,
    "ticket.subject": ticket.subject,
    "agent.name": agent.name,
    "site.name": ticket.site.name,
    "promise.answerBy": due(["first_response", "next_response"]),
    "promise.solvedBy": due(["resolution"]),
  };
}

const isKnown = (name: string, values: Values): name is Placeholder => name in values;

/** The text with what is known put in. What is not known stays as it is, for somebody to write over. */
export const fill = (text: string, values: Values): string =>
  text.replace(placeholder, (whole, name: string) => (isKnown(name, values) ? (values[name] ?? whole) : whole));

/** The placeholders that still stand in a text. */
export const unfilled = (text: string): (Span & { readonly text: string })[] =>
  [...text.matchAll(placeholder)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }));
