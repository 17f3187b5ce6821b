import type { Changed, DeskEvent } from "@firstline/sdk/wire";
import { isActive, type Me } from "./views.ts";

/** What an agent may want to be told of while they look elsewhere; the more pressing first. */
export const newsKinds = ["mention", "atRisk", "assigned", "reply", "submitted"] as const;
export type News = (typeof newsKinds)[number];

/** What of a change is news to an agent, if anything: the most pressing part of it. What they did themselves is not. */
export function newsOf({ ticket, events }: Changed, me: Me): News | undefined {
  if (!isActive(ticket.status)) return undefined;
  const mine = ticket.assignee?.id === me.id;
  const kinds = events
    .filter(({ actor }) => !(actor.kind === "agent" && actor.id === me.id))
    .map((event) => kindOf(event, mine, mine || (ticket.assignee === null && me.teams.has(ticket.team.id)), me));
  return newsKinds.find((kind) => kinds.includes(kind));
}

/** Whether an event is a note that calls an agent, written by somebody else. */
export const calls = (event: DeskEvent, agent: string): boolean =>
  event.type === "note" &&
  !(event.actor.kind === "agent" && event.actor.id === agent) &&
  event.mentions?.some(({ id }) => id === agent) === true;

function kindOf(event: DeskEvent, mine: boolean, near: boolean, me: Me): News | undefined {
  switch (event.type) {
    case "submitted":
      return near ? "submitted" : undefined;
    case "assigned":
      return event.agent?.id === me.id ? "assigned" : undefined;
    case "message":
      return mine && event.actor.kind === "contact" ? "reply" : undefined;
    case "note":
      return calls(event, me.id) ? "mention" : undefined;
    case "clock":
      return mine ? "atRisk" : undefined;
    default:
      return undefined;
  }
}
