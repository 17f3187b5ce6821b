import type { Channel, Priority, Rating, Relation, Status } from "@firstline/sdk/wire";
import { type Clocks, evolveClocks, startClocks, type TermsOf } from "./clocks.ts";
import { evolveWay, untravelled, type Way } from "./escalation.ts";
import { isActive, isPublic, type Needs, type TicketEvent, type Unplaced } from "./event.ts";

/** Another ticket of the site that a ticket has to do with. */
export interface Link {
  /** The other one's sequence. */
  readonly ticket: number;
  readonly relation: Relation;
}

/** What a ticket's events add up to. Instants are milliseconds since 1970. */
export interface TicketState {
  readonly subject: string;
  readonly topic: string | null;
  readonly channel: Channel;
  readonly contact: string;
  readonly language: string | null;
  readonly tags: readonly string[];
  readonly needs: Needs;
  readonly status: Status;
  readonly priority: Priority;
  readonly tier: number;
  readonly team: string;
  readonly assignee: string | null;
  /** Why nobody has it, where the desk looked for somebody in vain. */
  readonly unplaced: Unplaced | null;
  readonly way: Way;
  /** What is promised and how it stands; null without a contract. */
  readonly clocks: Clocks | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** The same, counting only what the requester may see. */
  readonly publicAt: number;
  readonly solvedAt: number | null;
  readonly closedAt: number | null;
  /** When an agent or a key first answered. */
  readonly answeredAt: number | null;
  readonly waitingSince: number | null;
  readonly seq: number;
  readonly publicSeq: number;
  /** Up to where the requester has read, and how many answers stand after that. */
  readonly seenSeq: number;
  readonly unread: number;
  /** Up to where an agent has seen it, and when that was. No event tells of it. */
  readonly seenBySupport: { readonly seq: number; readonly at: number } | null;
  readonly rating: Rating | null;
  /** The sequence of the ticket that it goes on from. */
  readonly followUpOf: number | null;
  /** The sequence of the ticket that it was merged into. */
  readonly mergedInto: number | null;
  /** Until when it is put off. */
  readonly wakeAt: number | null;
  readonly links: readonly Link[];
}

/** Where a ticket stands in an agent's list: since when somebody waits, else when it last changed. */
export const sortedAt = (ticket: TicketState): number => ticket.waitingSince ?? ticket.updatedAt;

/** Whose open tickets it counts among. */
export const holderOf = ({ status, assignee }: Pick<TicketState, "status" | "assignee">): string | null =>
  isActive(status) ? assignee : null;

/** A ticket before its first event. */
export const blank: TicketState = {
  subject: "",
  topic: null,
  channel: "web",
  contact: "",
  language: null,
  tags: [],
  needs: { skills: [], certificates: [], language: null },
  status: "new",
  priority: "normal",
  tier: 1,
  team: "",
  assignee: null,
  unplaced: null,
  way: untravelled,
  clocks: null,
  createdAt: 0,
  updatedAt: 0,
  publicAt: 0,
  solvedAt: null,
  closedAt: null,
  answeredAt: null,
  waitingSince: null,
  seq: 0,
  publicSeq: 0,
  seenSeq: 0,
  unread: 0,
  seenBySupport: null,
  rating: null,
  followUpOf: null,
  mergedInto: null,
  wakeAt: null,
  links: [],
};

/** The ticket after one more event. `termsOf` is asked for the contract that it is under, if it is under one. */
export function evolve(ticket: TicketState, event: TicketEvent, termsOf: TermsOf): TicketState {
  const next = {
    ...ticket,
    seq: event.seq,
    updatedAt: event.at,
    ...(isPublic(event) && { publicSeq: event.seq, publicAt: event.at }),
    clocks: ticket.clocks && evolveClocks(ticket.clocks, event, termsOf),
  };
  switch (event.type) {
    case "submitted": {
      const { subject, topic, channel, priority, contact, language, tags, contract } = event;
      const facts = { subject, topic, channel, priority, contact, language, tags };
      const clocks = contract && startClocks(event, contract, termsOf);
      const followUpOf = event.followUpOf ?? null;
      return { ...next, ...facts, followUpOf, clocks, createdAt: event.at, waitingSince: event.at };
    }
    case "message": {
      if (event.actor.kind === "contact") return { ...next, waitingSince: ticket.waitingSince ?? event.at };
      const answeredAt = event.actor.kind === "system" ? ticket.answeredAt : (ticket.answeredAt ?? event.at);
      return { ...next, answeredAt, waitingSince: null, unread: ticket.unread + 1 };
    }
    case "routed": {
      const { tier, team, decided } = event;
      const { topic, tags, needs } = decided ?? ticket;
      return { ...next, tier, team, topic, tags, needs };
    }
    case "assigned":
      return { ...next, assignee: event.agent, unplaced: null };
    case "unplaced":
      return { ...next, unplaced: { why: event.why, until: event.until, alarm: event.alarm } };
    case "priority":
      return { ...next, priority: event.to };
    case "status": {
      const moved = { ...next, status: event.to, wakeAt: null };
      if (!isActive(event.to)) {
        const over = event.to === "solved" ? { solvedAt: event.at } : { closedAt: event.at };
        return { ...moved, waitingSince: null, unplaced: null, ...over };
      }
      if (isActive(event.from) || event.actor.kind !== "contact") return moved;
      const way = evolveWay(ticket.way, { type: "reopened" });
      return { ...moved, way, waitingSince: ticket.waitingSince ?? event.at };
    }
    case "snoozed":
      return { ...next, wakeAt: event.until };
    case "edited": {
      const { subject, topic, language, tags } = event;
      return {
        ...next,
        subject: subject ? subject.to : ticket.subject,
        topic: topic ? topic.to : ticket.topic,
        language: language ? language.to : ticket.language,
        tags: tags ? tags.to : ticket.tags,
      };
    }
    case "merged":
      return { ...next, mergedInto: event.into };
    case "linked":
    case "unlinked": {
      const others = ticket.links.filter((link) => link.ticket !== event.ticket);
      const { relation } = event;
      return { ...next, links: event.type === "linked" ? [...others, { ticket: event.ticket, relation }] : others };
    }
    case "escalated":
    case "returned":
    case "lead_called":
      return { ...next, way: evolveWay(ticket.way, event) };
    case "rated":
      // What somebody thought of it breaks no silence, so it closes when it would have.
      return { ...next, publicAt: ticket.publicAt, rating: { score: event.score, comment: event.text ?? null } };
    case "erased":
      return { ...next, subject: "", rating: ticket.rating && { ...ticket.rating, comment: null } };
    case "note":
    case "absorbed":
    case "given_back":
    case "playbook":
    case "clock":
    case "contract":
      return next;
  }
}
