import type { DeskTicket, Event, Submission, Ticket } from "../src/wire/index.ts";

const at = "2026-11-23T09:30:00.000Z";

export const number = "SHOP-10013";

export const submission: Submission = { subject: "Where is my parcel?", message: { text: "Sent on Monday." } };

/** A ticket whose last visible event is `seq`. */
export function ticketAt(seq: number): Ticket {
  return {
    number,
    subject: "Where is my parcel?",
    topic: { id: "top_delivery", label: "Delivery" },
    status: "open",
    tier: { level: 1, label: "First line" },
    assignee: null,
    promise: null,
    createdAt: at,
    updatedAt: at,
    seq,
    unread: 0,
    seen: null,
    followUpOf: null,
    mergedInto: null,
    rating: null,
  };
}

export function deskTicketAt(seq: number): DeskTicket {
  return {
    number,
    site: { id: "site_shop", name: "Shop" },
    subject: "Where is my parcel?",
    topic: null,
    status: "open",
    priority: "normal",
    channel: "web",
    tier: { level: 1, label: "First line" },
    team: { id: "team_front", name: "Front desk" },
    assignee: null,
    requester: { id: "con_1", name: null, email: null, verified: false, plan: null },
    language: null,
    tags: [],
    needs: { skills: [], certificates: [], language: null },
    contract: null,
    clocks: [],
    wakeAt: null,
    links: [],
    staffedAt: null,
    bounces: 0,
    createdAt: at,
    updatedAt: at,
    waitingSince: at,
    seq,
    followUpOf: null,
    mergedInto: null,
    rating: null,
  };
}

/** The answer of an agent, as the event numbered `seq` that follows `prev`. */
export function answerAt(seq: number, prev: number): Event {
  return {
    type: "message",
    seq,
    prev,
    at,
    actor: { kind: "agent", name: "Ada" },
    message: { id: `msg_${seq}`, text: `Answer ${seq}` },
  };
}
