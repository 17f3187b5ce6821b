import type { Contact, DeskActor, DeskEvent, DeskTicket, Event, SiteSetup, Ticket, Tier } from "@firstline/sdk/wire";
import type { Directory } from "./directory.ts";
import { formatNumber } from "./number.ts";
import { isPublic, type TicketActor, type TicketEvent, type TicketState } from "./ticket.ts";

/** A ticket's place: which site it belongs to and its number within it. */
export interface TicketPlace {
  readonly site: SiteSetup;
  readonly sequence: number;
}

const instant = (at: number): string => new Date(at).toISOString();

const tierOf = (directory: Directory, level: number): Tier =>
  directory.tier.get(level) ?? { level, label: `Tier ${level}` };

const agentNamed = (directory: Directory, id: string) => ({
  id,
  name: directory.agent.get(id)?.name ?? "Former colleague",
});

const topicOf = (site: SiteSetup, id: string | null) => {
  const topic = site.topics.find((candidate) => candidate.id === id);
  return topic ? { id: topic.id, label: topic.label } : null;
};

/** The ticket as its requester may see it. */
export function ticketFor(directory: Directory, place: TicketPlace, ticket: TicketState): Ticket {
  return {
    number: formatNumber(place.site.prefix, place.sequence),
    subject: ticket.subject,
    topic: topicOf(place.site, ticket.topic),
    status: ticket.status,
    tier: tierOf(directory, ticket.tier),
    assignee: ticket.assignee === null ? null : { name: agentNamed(directory, ticket.assignee).name },
    createdAt: instant(ticket.createdAt),
    updatedAt: instant(ticket.publicAt),
    seq: ticket.publicSeq,
    unread: ticket.unread,
  };
}

/** The ticket as agents see it. */
export function deskTicketFor(
  directory: Directory,
  place: TicketPlace,
  ticket: TicketState,
  requester: Contact,
): DeskTicket {
  const team = directory.team.get(ticket.team);
  return {
    number: formatNumber(place.site.prefix, place.sequence),
    site: { id: place.site.id, name: place.site.name },
    subject: ticket.subject,
    topic: topicOf(place.site, ticket.topic),
    status: ticket.status,
    priority: ticket.priority,
    channel: ticket.channel,
    tier: tierOf(directory, ticket.tier),
    team: { id: ticket.team, name: team?.name ?? "Former team" },
    assignee: ticket.assignee === null ? null : agentNamed(directory, ticket.assignee),
    requester,
    createdAt: instant(ticket.createdAt),
    updatedAt: instant(ticket.updatedAt),
    waitingSince: ticket.waitingSince === null ? null : instant(ticket.waitingSince),
    seq: ticket.seq,
  };
}

const actorFor = (directory: Directory, actor: TicketActor): Event["actor"] => {
  switch (actor.kind) {
    case "contact":
    case "system":
      return { kind: actor.kind };
    case "agent":
      return { kind: "agent", name: agentNamed(directory, actor.id).name };
    case "key":
      return { kind: "agent", name: directory.setup.name };
  }
};

const deskActorFor = (directory: Directory, actor: TicketActor, requester: Contact): DeskActor => {
  switch (actor.kind) {
    case "system":
      return { kind: "system" };
    case "contact":
      return { kind: "contact", id: actor.id, name: actor.id === requester.id ? requester.name : null };
    case "agent":
      return { kind: "agent", ...agentNamed(directory, actor.id) };
    case "key":
      return {
        kind: "key",
        id: actor.id,
        name: directory.keys.find((key) => key.id === actor.id)?.name ?? "Revoked key",
      };
  }
};

/** The events a requester may see, as they may see them. */
export function eventsFor(directory: Directory, events: readonly TicketEvent[]): Event[] {
  return events.filter(isPublic).flatMap((event) => eventFor(directory, event) ?? []);
}

function eventFor(directory: Directory, event: TicketEvent): Event | undefined {
  const seen = {
    seq: event.seq,
    prev: event.prev,
    at: instant(event.at),
    actor: actorFor(directory, event.actor),
  };
  switch (event.type) {
    case "submitted":
      return { ...seen, type: "submitted" };
    case "message":
      return { ...seen, type: "message", message: { id: event.id, text: event.text } };
    case "routed":
      return { ...seen, type: "routed", tier: tierOf(directory, event.tier) };
    case "assigned": {
      const agent = event.agent === null ? null : { name: agentNamed(directory, event.agent).name };
      return { ...seen, type: "assigned", agent };
    }
    case "status":
      return { ...seen, type: "status", from: event.from, to: event.to };
    case "note":
    case "priority":
      return undefined;
  }
}

/** All events, as agents see them. */
export function deskEventsFor(directory: Directory, events: readonly TicketEvent[], requester: Contact): DeskEvent[] {
  return events.map((event) => deskEventFor(directory, event, requester));
}

function deskEventFor(directory: Directory, event: TicketEvent, requester: Contact): DeskEvent {
  const seen = {
    seq: event.seq,
    prev: event.seq - 1,
    at: instant(event.at),
    actor: deskActorFor(directory, event.actor, requester),
  };
  switch (event.type) {
    case "submitted":
      return { ...seen, type: "submitted" };
    case "message":
      return { ...seen, type: "message", message: { id: event.id, text: event.text } };
    case "note":
      return { ...seen, type: "note", note: { id: event.id, text: event.text } };
    case "routed": {
      const team = { id: event.team, name: directory.team.get(event.team)?.name ?? "Former team" };
      return { ...seen, type: "routed", tier: tierOf(directory, event.tier), team, because: event.because };
    }
    case "assigned":
      return { ...seen, type: "assigned", agent: event.agent === null ? null : agentNamed(directory, event.agent) };
    case "priority":
      return { ...seen, type: "priority", from: event.from, to: event.to };
    case "status":
      return { ...seen, type: "status", from: event.from, to: event.to };
  }
}
