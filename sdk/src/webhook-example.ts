import type { DeskTicket, WebhookEvent } from "./wire/index.ts";

/** An event with a ticket that nobody has, whose requester nobody is; its id is new each time. */
export function exampleEvent(type: WebhookEvent["type"], now: Date): WebhookEvent {
  const at = now.toISOString();
  const id = `whm_${crypto.randomUUID().replaceAll("-", "")}`;
  const requester = { kind: "contact", id: "con_example", name: "Nora Example" } as const;
  const submitted = { type: "submitted", seq: 1, prev: 0, at, actor: requester, fields: {} } as const;
  const asked = {
    type: "message",
    seq: 2,
    prev: 1,
    at,
    actor: requester,
    message: { id: "msg_example", text: "This is a test. Nobody waits for an answer." },
  } as const;
  const opened = { type: "status", seq: 3, prev: 2, at, actor: { kind: "system" }, from: "new", to: "open" } as const;
  if (type === "ticket.created")
    return { type, version: 1, id, at, data: { ticket: exampleTicket(at, "new", 2), events: [submitted, asked] } };
  return { type, version: 1, id, at, data: { ticket: exampleTicket(at, "open", 3), events: [opened] } };
}

function exampleTicket(at: string, status: DeskTicket["status"], seq: number): DeskTicket {
  return {
    number: "TEST-10019",
    site: { id: "site_example", name: "Example" },
    subject: "A test of your webhook",
    topic: null,
    status,
    priority: "normal",
    channel: "web",
    tier: { level: 1, label: "First line" },
    team: { id: "team_example", name: "Example team" },
    assignee: null,
    requester: { id: "con_example", name: "Nora Example", email: "nora@mail.example", verified: false, plan: null },
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
