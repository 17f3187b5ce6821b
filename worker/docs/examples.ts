import type {
  Attachment,
  Changed,
  Contact,
  DataPage,
  DeskThread,
  DeskTicket,
  Identified,
  IdentityKey,
  Key,
  Session,
  Site,
  SubmissionContext,
  Submitted,
  Thread,
  Ticket,
} from "@firstline/sdk/wire";

/** One believable ticket, told the same way in every example of the documentation. */

export const at = "2026-11-23T09:30:00.000Z";
export const tier = { level: 1, label: "First line" };
export const secondTier = { level: 2, label: "Second line" };
const topic = { id: "top_delivery", label: "Delivery" };
export const contact: Contact = {
  id: "con_8GkLw2",
  name: "Nora Lindqvist",
  email: "nora@mail.example",
  verified: false,
  plan: null,
};
export const agent = { id: "agt_amara", name: "Amara Diallo" };
export const team = { id: "team_orders", name: "Orders" };
const fields = { orderNumber: "20417" };
export const context: SubmissionContext = {
  page: "https://fernweg.example/orders/20417",
  title: "Your order",
  viewport: { width: 1280, height: 720 },
  locale: "sv-SE",
  timeZone: "Europe/Stockholm",
  custom: { Basket: "2 items" },
};
export const firstResponseAt = "2026-11-23T10:30:00.000Z";
export const resolutionAt = "2026-11-25T09:30:00.000Z";

export const attachment: Attachment = {
  id: "att_Jb7rW2xTq0uLdY5hV9kEo1sZmC4nPgX8aFiR6tB3vQw",
  name: "Label on the box.jpg",
  type: "image/jpeg",
  size: 184_213,
  dimensions: { width: 1200, height: 1600 },
};

export const messageId = "msg_4kTz0aVd81LqYwXc2Rb7Ns";
export const question = "Order 20417 has said “handed to the carrier” since Monday. Is it lost?";
export const answer = "It sits in the depot in Leipzig. I asked them to send it on today.";

export const site: Site = {
  key: "pk_Qx7fT2mVbn40",
  name: "Fernweg Outdoor",
  greeting: "Hello! What can we do for you?",
  theme: { accent: "#1f6f54", scheme: "auto", side: "end" },
  topics: [
    {
      ...topic,
      fields: [{ type: "text", id: "orderNumber", label: "Order number", hint: "On the receipt", required: false }],
    },
    { id: "top_returns", label: "Returns", fields: [] },
  ],
  uploads: { maxBytes: 10_485_760, maxFiles: 5, types: ["image/png", "image/jpeg", "application/pdf", "text/plain"] },
  hours: { is: "open", until: "2026-11-23T17:00:00.000Z" },
  usualAnswer: 1_320_000,
  identifiedOnly: false,
  consent: { version: "2026-10", text: "Fernweg keeps what you write for two years and shows it to nobody else." },
  fallbackEmail: "help@fernweg.example",
  texts: { en: { greeting: "Hello! Ask away." } },
  restore: true,
};

export const ticket: Ticket = {
  number: "SHOP-10019",
  subject: "My parcel has not moved since Monday",
  topic,
  status: "new",
  tier,
  assignee: { name: agent.name },
  promise: {
    answer: { is: "due", at: firstResponseAt },
    solution: { is: "due", at: resolutionAt },
    staffedAt: null,
  },
  createdAt: at,
  updatedAt: at,
  seq: 4,
  unread: 0,
  seen: { seq: 2, at },
  followUpOf: null,
  mergedInto: null,
  rating: null,
};

export const thread: Thread = {
  ticket,
  events: [
    { seq: 1, prev: 0, at, actor: { kind: "contact" }, type: "submitted" },
    { seq: 2, prev: 1, at, actor: { kind: "contact" }, type: "message", message: { id: messageId, text: question } },
    { seq: 3, prev: 2, at, actor: { kind: "system" }, type: "routed", tier },
    { seq: 4, prev: 3, at, actor: { kind: "system" }, type: "assigned", agent: { name: agent.name } },
  ],
};

export const submitted: Submitted = {
  ...thread,
  link: "/t/SHOP-10019#k=Yb3nJ0pVq5tWz8xKd2Lr7sFg4hMc6vNa1QeTu9iOwPk",
  visitorToken: "flv_mB7Yc1Xz5Rk9Wd3Hs0Lp8Tq4Nf6Jg2VaQe5Ui8Ob3Zx",
};

const solved: Ticket = {
  ...ticket,
  status: "solved",
  promise: { answer: { is: "kept", at }, solution: { is: "kept", at }, staffedAt: null },
  seq: 7,
  unread: 1,
};
export const closed: Thread = {
  ticket: { ...solved, status: "closed", seq: 8, unread: 0 },
  events: [{ seq: 8, prev: 7, at, actor: { kind: "contact" }, type: "status", from: "solved", to: "closed" }],
};
export const reopened: Thread = {
  ticket: { ...solved, status: "open", promise: ticket.promise, seq: 8, unread: 0 },
  events: [{ seq: 8, prev: 7, at, actor: { kind: "contact" }, type: "status", from: "solved", to: "open" }],
};
export const rated: Thread = {
  ticket: { ...solved, seq: 8, rating: { score: 5, comment: "Quick, and friendly." } },
  events: [{ seq: 8, prev: 7, at, actor: { kind: "contact" }, type: "rated", score: 5 }],
};
export const replied: Thread = {
  ticket: { ...ticket, seq: 5 },
  events: [
    { seq: 5, prev: 4, at, actor: { kind: "contact" }, type: "message", message: { id: messageId, text: question } },
  ],
};

export const deskTicket: DeskTicket = {
  number: ticket.number,
  site: { id: "site_shop", name: site.name },
  subject: ticket.subject,
  topic,
  status: "new",
  priority: "normal",
  channel: "web",
  tier,
  team,
  assignee: agent,
  requester: contact,
  language: "en",
  tags: ["parcel"],
  needs: { skills: [], certificates: [], language: null },
  contract: { id: "ctr_shop", version: 3, name: "Fernweg Outdoor" },
  clocks: [
    {
      metric: "first_response",
      cycle: 1,
      state: "running",
      dueAt: firstResponseAt,
      riskAt: "2026-11-23T10:18:00.000Z",
    },
    { metric: "resolution", cycle: 1, state: "running", dueAt: resolutionAt, riskAt: "2026-11-24T15:18:00.000Z" },
  ],
  wakeAt: null,
  links: [],
  staffedAt: null,
  bounces: 0,
  createdAt: at,
  updatedAt: at,
  waitingSince: at,
  seq: 4,
  followUpOf: null,
  mergedInto: null,
  rating: null,
};

const asked = { kind: "contact", id: contact.id, name: contact.name } as const;
const answered = { kind: "agent", id: agent.id, name: agent.name } as const;

export const deskThread: DeskThread = {
  ticket: deskTicket,
  events: [
    {
      seq: 1,
      prev: 0,
      at,
      actor: asked,
      type: "submitted",
      fields,
      context,
      consent: { version: "2026-10" },
    },
    { seq: 2, prev: 1, at, actor: asked, type: "message", message: { id: messageId, text: question } },
    {
      seq: 3,
      prev: 2,
      at,
      actor: { kind: "system" },
      type: "routed",
      tier,
      team,
      because: "Rule “Delivery”",
      explanation: {
        looked: 3,
        decided: [{ rule: "rul_delivery", name: "Delivery", outcomes: ["tier", "team"] }],
        failed: [{ rule: "rul_gold", by: ["plan"] }],
      },
      tags: ["parcel"],
    },
    {
      seq: 4,
      prev: 3,
      at,
      actor: { kind: "system" },
      type: "assigned",
      agent,
      weighed: { eligible: 2, leftOut: { off_duty: 1 } },
    },
  ],
};

/** What an agent's action answers with: the ticket after it, and the event it made. */
export const changed = (change: Partial<DeskTicket>, ...events: Changed["events"]): Changed => ({
  ticket: { ...deskTicket, ...change, seq: 4 + events.length },
  events,
});
export const made = { seq: 5, prev: 4, at, actor: answered };

export const answeredTicket = changed(
  { status: "open", waitingSince: null },
  { ...made, type: "message", message: { id: messageId, text: answer } },
);
export const notedTicket = changed({}, { ...made, type: "note", note: { id: messageId, text: "Called the depot." } });
export const urgentTicket = changed({ priority: "high" }, { ...made, type: "priority", from: "normal", to: "high" });
export const assignedTicket = changed({ status: "open", assignee: agent }, { ...made, type: "assigned", agent });
export const mergedTicket = changed(
  { status: "closed", waitingSince: null, mergedInto: "SHOP-10027" },
  { ...made, type: "merged", into: "SHOP-10027" },
  { ...made, seq: 6, prev: 5, type: "status", from: "open", to: "closed" },
);
export const linkedTicket = changed(
  { links: [{ number: "SHOP-10027", relation: "caused_by" }] },
  { ...made, type: "linked", number: "SHOP-10027", relation: "caused_by" },
);
export const unlinkedTicket = changed({}, { ...made, type: "unlinked", number: "SHOP-10027", relation: "caused_by" });
export const solvedTicket = changed(
  { status: "solved", waitingSince: null },
  { ...made, type: "status", from: "open", to: "solved" },
);

export const session: Session = {
  agent: { ...agent, email: "amara@desk.example", role: "admin", sites: "all" },
  desk: { name: "Fernweg support" },
  sites: [
    {
      id: "site_shop",
      key: site.key,
      name: site.name,
      prefix: "SHOP",
      accent: site.theme.accent,
      topics: [topic],
      glossary: [{ word: "RMA", instead: "return number" }],
      agents: [agent.id],
    },
  ],
  tiers: [tier, secondTier],
  teams: [{ ...team, tier: 1, members: [agent.id] }],
  agents: [agent],
  expiresAt: "2026-11-24T09:30:00.000Z",
};

export const key: Key = {
  id: "key_orders1",
  name: "Order system",
  scopes: ["tickets:read", "tickets:write"],
  sites: ["site_shop"],
  createdAt: at,
};

export const identityKey: IdentityKey = { id: "idk_shop1", algorithm: "HS256", name: "Shop server", createdAt: at };

/** Shortened: nobody can make anything of it. */
export const identityToken = "eyJhbGciOiJIUzI1NiIsImtpZCI6Imlka19zaG9wMSJ9.eyJhdWQiOiJwa19ReDdmVDJtVmJuNDAi….Q8kT3v…";

const visitor = { name: contact.name, email: contact.email, verified: true, plan: "gold" };

export const identified: Identified = {
  visitor,
  visitorToken: "flv_Wd3Hs0Lp8Tq4Nf6Jg2VaQe5Ui8Ob3ZxmB7Yc1Xz5Rk9",
  expiresAt: "2026-11-23T09:36:00.000Z",
};

export const ownData: DataPage = {
  person: { ...visitor, subject: "user-4711", language: "sv", createdAt: at, wroteAt: at },
  tickets: [{ ...thread, fields, context, consent: { version: "2026-10" } }],
  next: null,
};

export const token = submitted.visitorToken ?? "";
export const linkSecret = submitted.link.split("#k=")[1] ?? "";
