import type {
  Contact,
  DeskActor,
  DeskEvent,
  DeskTicket,
  Event,
  Message,
  SiteSetup,
  Ticket,
  TicketLink,
} from "@firstline/sdk/wire";
import { clocksFor, instant, instantOrNull, promiseFor } from "./clock-projection.ts";
import type { TermsOf } from "./clocks.ts";
import { agentNamed, contractNamed, type Directory, teamNamed, tierLabelled } from "./directory.ts";
import { isPublic, type TicketActor, type TicketEvent, type Written } from "./event.ts";
import { formatNumber } from "./number.ts";
import type { Link, TicketState } from "./ticket.ts";

/** What a ticket is shown with: the set-up's names, the contracts it and others are under, and the instant (ms). */
export interface View {
  readonly directory: Directory;
  readonly termsOf: TermsOf;
  readonly now: number;
}

/** A ticket's place: which site it belongs to and its number within it. */
export interface TicketPlace {
  readonly site: SiteSetup;
  readonly sequence: number;
}

const topicOf = (site: SiteSetup, id: string | null) => {
  const topic = site.topics.find((candidate) => candidate.id === id);
  return topic ? { id: topic.id, label: topic.label } : null;
};

const numberOrNull = ({ prefix }: SiteSetup, sequence: number | null): string | null =>
  sequence === null ? null : formatNumber(prefix, sequence);

/** The ticket as its requester may see it. */
export function ticketFor({ directory, termsOf, now }: View, place: TicketPlace, ticket: TicketState): Ticket {
  return {
    number: formatNumber(place.site.prefix, place.sequence),
    subject: ticket.subject,
    topic: topicOf(place.site, ticket.topic),
    status: ticket.status,
    tier: tierLabelled(directory, ticket.tier),
    assignee: ticket.assignee === null ? null : { name: agentNamed(directory, ticket.assignee).name },
    promise: promiseFor(ticket, termsOf, now),
    createdAt: instant(ticket.createdAt),
    updatedAt: instant(ticket.publicAt),
    seq: ticket.publicSeq,
    unread: ticket.unread,
    seen: ticket.seenBySupport && { seq: ticket.seenBySupport.seq, at: instant(ticket.seenBySupport.at) },
    followUpOf: numberOrNull(place.site, ticket.followUpOf),
    mergedInto: numberOrNull(place.site, ticket.mergedInto),
    rating: ticket.rating,
  };
}

/** The ticket as agents see it. */
export function deskTicketFor(
  { directory, termsOf, now }: View,
  place: TicketPlace,
  ticket: TicketState,
  requester: Contact,
): DeskTicket {
  return {
    number: formatNumber(place.site.prefix, place.sequence),
    site: { id: place.site.id, name: place.site.name },
    subject: ticket.subject,
    topic: topicOf(place.site, ticket.topic),
    status: ticket.status,
    priority: ticket.priority,
    channel: ticket.channel,
    tier: tierLabelled(directory, ticket.tier),
    team: teamNamed(directory, ticket.team),
    assignee: ticket.assignee === null ? null : agentNamed(directory, ticket.assignee),
    requester,
    language: ticket.language,
    tags: [...ticket.tags],
    needs: {
      skills: [...ticket.needs.skills],
      certificates: [...ticket.needs.certificates],
      language: ticket.needs.language,
    },
    contract: ticket.clocks && contractNamed(directory, ticket.clocks.contract),
    clocks: clocksFor(ticket, termsOf, now),
    wakeAt: instantOrNull(ticket.wakeAt),
    links: ticket.links.map((link) => linkOf(place.site, link)),
    staffedAt: instantOrNull(ticket.unplaced?.until ?? null),
    bounces: ticket.way.bounces,
    createdAt: instant(ticket.createdAt),
    updatedAt: instant(ticket.updatedAt),
    waitingSince: instantOrNull(ticket.waitingSince),
    seq: ticket.seq,
    followUpOf: numberOrNull(place.site, ticket.followUpOf),
    mergedInto: numberOrNull(place.site, ticket.mergedInto),
    rating: ticket.rating,
  };
}

const linkOf = ({ prefix }: SiteSetup, { ticket, relation }: Link): TicketLink => ({
  number: formatNumber(prefix, ticket),
  relation,
});

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

const messageOf = ({ id, text, attachments = [] }: Written): Message => ({
  id,
  text,
  ...(attachments.length > 0 && { attachments: [...attachments] }),
});

/** The events a requester may see, as they may see them. */
export function eventsFor(directory: Directory, site: SiteSetup, events: readonly TicketEvent[]): Event[] {
  return events.filter(isPublic).flatMap((event) => eventFor(directory, site, event) ?? []);
}

function eventFor(directory: Directory, site: SiteSetup, event: TicketEvent): Event | undefined {
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
      return { ...seen, type: "message", message: messageOf(event) };
    case "routed":
      return { ...seen, type: "routed", tier: tierLabelled(directory, event.tier) };
    case "assigned": {
      const agent = event.agent === null ? null : { name: agentNamed(directory, event.agent).name };
      return { ...seen, type: "assigned", agent };
    }
    case "status":
      return { ...seen, type: "status", from: event.from, to: event.to };
    case "escalated":
      return {
        ...seen,
        type: "escalated",
        from: tierLabelled(directory, event.from.tier),
        to: tierLabelled(directory, event.to),
        reason: event.handover.publicReason,
      };
    case "returned":
      return {
        ...seen,
        type: "returned",
        from: tierLabelled(directory, event.from.tier),
        to: tierLabelled(directory, event.to.tier),
      };
    case "priority":
    case "contract":
      return { ...seen, type: "promise", because: event.type };
    case "rated":
      return { ...seen, type: "rated", score: event.score };
    case "edited":
      return {
        ...seen,
        type: "edited",
        ...(event.subject && { subject: event.subject.to }),
        ...(event.topic && { topic: topicOf(site, event.topic.to) }),
      };
    case "merged":
      return { ...seen, type: "merged", into: formatNumber(site.prefix, event.into) };
    case "absorbed":
      return { ...seen, type: "absorbed", number: formatNumber(site.prefix, event.ticket) };
    case "snoozed":
    case "linked":
    case "unlinked":
    case "note":
    case "unplaced":
    case "given_back":
    case "lead_called":
    case "playbook":
    case "clock":
    case "erased":
      return undefined;
  }
}

/** All events, as agents see them. */
export function deskEventsFor(
  directory: Directory,
  site: SiteSetup,
  events: readonly TicketEvent[],
  requester: Contact,
): DeskEvent[] {
  return events.map((event) => deskEventFor(directory, site, event, requester));
}

function deskEventFor(directory: Directory, site: SiteSetup, event: TicketEvent, requester: Contact): DeskEvent {
  const seen = {
    seq: event.seq,
    prev: event.seq - 1,
    at: instant(event.at),
    actor: deskActorFor(directory, event.actor, requester),
  };
  switch (event.type) {
    case "submitted":
      return {
        ...seen,
        type: "submitted",
        fields: event.fields,
        ...(event.context && { context: event.context }),
        ...(event.consent && { consent: event.consent }),
      };
    case "message":
      return { ...seen, type: "message", message: messageOf(event) };
    case "note":
      return {
        ...seen,
        type: "note",
        note: messageOf(event),
        ...(event.mentions && { mentions: event.mentions.map((agent) => agentNamed(directory, agent)) }),
      };
    case "routed":
      return {
        ...seen,
        type: "routed",
        tier: tierLabelled(directory, event.tier),
        team: teamNamed(directory, event.team),
        because: event.because,
        ...(event.decided && { explanation: event.decided.explanation, tags: [...event.decided.tags] }),
      };
    case "assigned":
      return {
        ...seen,
        type: "assigned",
        agent: event.agent === null ? null : agentNamed(directory, event.agent),
        ...(event.weighed && { weighed: { eligible: event.weighed.eligible, leftOut: { ...event.weighed.leftOut } } }),
      };
    case "unplaced":
      return { ...seen, type: "unplaced", why: event.why, until: instantOrNull(event.until), alarm: event.alarm };
    case "given_back":
      return { ...seen, type: "given_back", agent: agentNamed(directory, event.agent), why: event.why };
    case "priority":
      return { ...seen, type: "priority", from: event.from, to: event.to };
    case "status":
      return {
        ...seen,
        type: "status",
        from: event.from,
        to: event.to,
        ...(event.woken && { woken: event.woken }),
      };
    case "snoozed":
      return { ...seen, type: "snoozed", until: instant(event.until) };
    case "edited": {
      const { subject, topic, language, tags } = event;
      return {
        ...seen,
        type: "edited",
        ...(subject && { subject }),
        ...(topic && { topic: { from: topicOf(site, topic.from), to: topicOf(site, topic.to) } }),
        ...(language && { language }),
        ...(tags && { tags: { from: [...tags.from], to: [...tags.to] } }),
      };
    }
    case "merged":
      return { ...seen, type: "merged", into: formatNumber(site.prefix, event.into) };
    case "absorbed":
      return { ...seen, type: "absorbed", number: formatNumber(site.prefix, event.ticket) };
    case "linked":
    case "unlinked":
      return { ...seen, type: event.type, ...linkOf(site, event) };
    case "escalated":
      return {
        ...seen,
        type: "escalated",
        from: tierLabelled(directory, event.from.tier),
        to: tierLabelled(directory, event.to),
        cause: event.cause,
        handover: event.handover,
      };
    case "returned":
      return {
        ...seen,
        type: "returned",
        from: tierLabelled(directory, event.from.tier),
        to: tierLabelled(directory, event.to.tier),
        missing: event.missing,
        bounce: event.bounce,
      };
    case "lead_called":
      return { ...seen, type: "lead_called", cause: event.cause };
    case "playbook":
      return { ...seen, type: "playbook", playbook: event.playbook };
    case "clock": {
      const { metric, cycle, alarm } = event;
      return { ...seen, type: "clock", metric, cycle, alarm, about: instant(event.about) };
    }
    case "contract":
      return {
        ...seen,
        type: "contract",
        from: contractNamed(directory, event.from),
        to: contractNamed(directory, event.to),
      };
    case "rated":
      return { ...seen, type: "rated", score: event.score, comment: event.text ?? null };
    case "erased":
      return { ...seen, type: "erased" };
  }
}
