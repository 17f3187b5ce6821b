import type { DeskEvent, DeskTicket, Priority, Session, Status } from "@firstline/sdk/wire";

/** A desk of one working day: two sites, three tiers, four teams, eight agents. */
const names = [
  "Anna Berg",
  "Tomás Ortega",
  "Mira Schwarz",
  "Jonas Lind",
  "Priya Nair",
  "Ed Walsh",
  "Lea Fontaine",
  "Sami Aalto",
];
export const agents = names.map((name, index) => ({ id: `agt_${index + 1}`, name }));
const [anna, tomas, mira, jonas] = names;

export const tiers = [
  { level: 1, label: "First line" },
  { level: 2, label: "Second line" },
  { level: 3, label: "Specialists" },
];
export const teams = [
  { id: "team_front", name: "Front desk", tier: 1, members: ["agt_1", "agt_2", "agt_3"] },
  { id: "team_orders", name: "Orders", tier: 1, members: ["agt_1", "agt_4"] },
  { id: "team_tech", name: "Technical", tier: 2, members: ["agt_5", "agt_6"] },
  { id: "team_pay", name: "Payments", tier: 3, members: ["agt_7", "agt_8"] },
];
const topics = [
  { id: "top_order", label: "My order" },
  { id: "top_return", label: "Returns" },
  { id: "top_pay", label: "Billing" },
  { id: "top_login", label: "Login" },
];
const glossary = [
  { word: "dispatch", instead: "send" },
  { word: "RMA", instead: "return number" },
];
export const sites = [
  {
    id: "site_shop",
    key: "pk_shop12345",
    name: "Fernhill Outdoor",
    prefix: "SHOP",
    accent: "#1f7a4d",
    topics,
    glossary,
    agents: agents.map(({ id }) => id),
  },
  {
    id: "site_app",
    key: "pk_apps12345",
    name: "Ledgerly",
    prefix: "APP",
    accent: "#7a3ff2",
    topics: topics.slice(2),
    glossary: [],
    agents: agents.map(({ id }) => id),
  },
];
export const session: Session = {
  agent: { id: "agt_1", name: "Anna Berg", email: "anna@desk.example", role: "lead", sites: "all" },
  desk: { name: "Northgate Support" },
  sites,
  tiers,
  teams,
  agents,
  expiresAt: "2030-01-01T00:00:00.000Z",
};

export interface Stored {
  ticket: DeskTicket;
  events: DeskEvent[];
}

type Line = [who: "visitor" | "note" | string, text: string];

interface Story {
  readonly person: string | null;
  readonly email: string | null;
  readonly subject: string;
  readonly site: 0 | 1;
  readonly topic: number | null;
  readonly team: number;
  readonly status: Status;
  readonly priority: Priority;
  readonly assignee: string | null;
  /** Minutes since the ticket was opened. */
  readonly age: number;
  readonly lines: readonly Line[];
}

const tent: Line[] = [
  [
    "visitor",
    "Hello,\n\nmy Ridge 2 tent came yesterday, order 48211, and one of the poles is cracked near the middle joint. We leave for Norway on Friday, so I am a little nervous.\n\nCould you send a new pole before that? Photos are here: https://photos.example.com/ridge-pole (three of them).",
  ],
  [
    "Tomás Ortega",
    "Hello Clara,\n\nthank you for the photos, that joint should not look like that. I am asking the warehouse whether a single pole can go out today by express.",
  ],
  [
    "note",
    "Warehouse has four single poles left. Express cut-off is 15:00. If they miss it we send a whole tent from the Malmö store.",
  ],
  [
    "visitor",
    "That would be wonderful. I am at home until noon on Thursday; after that my neighbour Ольга at number 12 can take it.",
  ],
];

const stories: readonly Story[] = [
  {
    person: "Clara Lindqvist",
    email: "clara.lindqvist@example.com",
    subject: "Cracked tent pole, leaving on Friday",
    site: 0,
    topic: 0,
    team: 1,
    status: "open",
    priority: "high",
    assignee: anna ?? null,
    age: 190,
    lines: tent,
  },
  {
    person: "Marcus Webb",
    email: "marcus@webbandsons.example",
    subject: "Charged twice for the annual plan",
    site: 1,
    topic: 2,
    team: 3,
    status: "open",
    priority: "urgent",
    assignee: anna ?? null,
    age: 64,
    lines: [
      [
        "visitor",
        "Our card shows two charges of 480 € on the same day for the same invoice, LED-2291. Please check and refund one of them.",
      ],
    ],
  },
  {
    person: "إلياس منصور",
    email: "elias.mansour@example.org",
    subject: "Delivery address in the wrong city",
    site: 0,
    topic: 0,
    team: 1,
    status: "open",
    priority: "normal",
    assignee: anna ?? null,
    age: 26,
    lines: [["visitor", "I typed Lund, the parcel says Luleå. Can you still change it?"]],
  },
  {
    person: "Hanna Kowalczyk",
    email: "hanna.k@example.com",
    subject: "Exchange: boots one size up",
    site: 0,
    topic: 1,
    team: 0,
    status: "pending",
    priority: "normal",
    assignee: anna ?? null,
    age: 1_500,
    lines: [
      ["visitor", "The Trail GTX in 39 are too small. I would like 40."],
      [anna ?? "", "Hello Hanna, 40 is in stock. Would you like moss or slate?"],
    ],
  },
  {
    person: null,
    email: null,
    subject: "Does the Fjell jacket run small?",
    site: 0,
    topic: null,
    team: 0,
    status: "new",
    priority: "low",
    assignee: null,
    age: 4,
    lines: [["visitor", "Between M and L usually. Which one should I take?"]],
  },
  {
    person: "Bea Tanaka",
    email: "bea@tanaka.example",
    subject: "Cannot sign in after changing my phone",
    site: 1,
    topic: 3,
    team: 0,
    status: "new",
    priority: "high",
    assignee: null,
    age: 11,
    lines: [
      [
        "visitor",
        "The app asks for a code from my old phone, which is gone. I have the recovery sheet somewhere but not here.",
      ],
    ],
  },
  {
    person: "Oskar Nyström",
    email: "oskar.nystrom@example.com",
    subject: "Invoice without VAT number",
    site: 1,
    topic: 2,
    team: 0,
    status: "new",
    priority: "normal",
    assignee: null,
    age: 38,
    lines: [["visitor", "Please add SE556677889901 to invoice LED-2250 and send it again."]],
  },
  {
    person: "Delphine Roux",
    email: "delphine.roux@example.fr",
    subject: "Parcel says delivered, but it is not here",
    site: 0,
    topic: 0,
    team: 1,
    status: "new",
    priority: "high",
    assignee: null,
    age: 52,
    lines: [["visitor", "Tracking says it was handed over at 10:12. Nobody rang, and the neighbours have nothing."]],
  },
  {
    person: "Ravi Menon",
    email: "ravi@menon.example",
    subject: "Export stops at 10,000 rows",
    site: 1,
    topic: 3,
    team: 2,
    status: "open",
    priority: "normal",
    assignee: "Priya Nair",
    age: 300,
    lines: [
      ["visitor", "The CSV export of bookings ends at row 10,000 without a word."],
      ["Priya Nair", "Thank you, Ravi. I can repeat it here and am looking for the cause."],
      ["visitor", "Good to know it is not me. I need the file for the audit on Monday."],
    ],
  },
  {
    person: "Ines Carvalho",
    email: "ines@example.pt",
    subject: "Waiting for the supplier: stove valve",
    site: 0,
    topic: 1,
    team: 2,
    status: "on_hold",
    priority: "normal",
    assignee: jonas ?? null,
    age: 4_300,
    lines: [
      ["visitor", "The valve of my stove leaks."],
      [jonas ?? "", "We have asked the maker for a new valve; they answer within a week."],
    ],
  },
  {
    person: "Tom Ashdown",
    email: "tom@ashdown.example",
    subject: "Gift card code is not accepted",
    site: 0,
    topic: 2,
    team: 0,
    status: "open",
    priority: "normal",
    assignee: mira ?? null,
    age: 85,
    lines: [["visitor", "The code FERN-50 says unknown."]],
  },
  {
    person: "Sofia Marino",
    email: "sofia.marino@example.it",
    subject: "Bank import doubles transactions",
    site: 1,
    topic: 2,
    team: 3,
    status: "pending",
    priority: "high",
    assignee: tomas ?? null,
    age: 700,
    lines: [
      ["visitor", "Every transaction of 3 March is there twice."],
      [tomas ?? "", "Could you send us the import log from Settings → Imports?"],
    ],
  },
];

const solved = [
  "Where is my refund?",
  "Change of invoice address",
  "Wrong colour delivered",
  "Password link expired",
  "Student discount",
];

/** Forty tickets, told from `now` backwards. Numbers carry a made-up last digit. */
export function tellStories(now: number): Map<string, Stored> {
  const told: Story[] = [...stories];
  for (let index = 0; index < 28; index += 1) {
    const done = index % 2 === 0;
    told.push({
      person: ["Greta Holm", "Yusuf Demir", "Paula Reyes", "Liam O’Connor", "Wen Li"][index % 5] ?? null,
      email: `person${index}@example.com`,
      subject: done
        ? (solved[index % 5] ?? "")
        : (["Tracking link is empty", "Two-step codes arrive late", "Size chart for kids"][index % 3] ?? ""),
      site: index % 3 === 0 ? 1 : 0,
      topic: 2,
      team: index % 4,
      status: done ? (index % 4 === 0 ? "closed" : "solved") : "open",
      priority: "normal",
      assignee: names[index % 8] ?? null,
      age: 400 + index * 173,
      lines: [
        ["visitor", "Could you help me with this, please?"],
        [names[index % 8] ?? "", "Of course. It is done now; please tell us if anything is left."],
      ],
    });
  }
  const tickets = new Map<string, Stored>();
  told.forEach((story, index) => {
    const stored = tell(story, index, now);
    tickets.set(stored.ticket.number, stored);
  });
  return tickets;
}

function tell(story: Story, index: number, now: number): Stored {
  const site = sites[story.site] ?? sites[0];
  const team = teams[story.team] ?? teams[0];
  if (!site || !team) throw new Error("the stories name a site or team that is not there");
  const tier = tiers.find(({ level }) => level === team.tier) ?? { level: 1, label: "First line" };
  const requester = {
    id: `con_${index + 1}`,
    name: story.person,
    email: story.email,
    verified: index % 3 === 0,
    plan: null,
  };
  const contact = { kind: "contact" as const, id: requester.id, name: requester.name };
  const holder = agents.find(({ name }) => name === story.assignee) ?? null;
  const start = now - story.age * 60_000;
  const step = (story.age * 60_000) / (story.lines.length + 3);
  const events: DeskEvent[] = [];
  const at = () => new Date(start + events.length * step * 0.7).toISOString();
  const base = () => ({ seq: events.length + 1, prev: events.length, at: at() });
  let waitingSince: string | null = null;
  events.push({ ...base(), actor: contact, type: "submitted", fields: {} });
  for (const [who, text] of story.lines) {
    const id = `msg_s${index}x${events.length}`;
    const author = agents.find(({ name }) => name === who) ?? agents[1] ?? { id: "agt_2", name: "Tomás Ortega" };
    if (who === "visitor") {
      waitingSince ??= at();
      events.push({ ...base(), actor: contact, type: "message", message: { id, text } });
    } else if (who === "note") {
      events.push({ ...base(), actor: { kind: "agent", ...author }, type: "note", note: { id, text } });
    } else {
      waitingSince = null;
      events.push({ ...base(), actor: { kind: "agent", ...author }, type: "message", message: { id, text } });
    }
    if (events.length === 2) {
      const because = story.topic === null ? "Default team of the site" : `Topic “${topics[story.topic]?.label}”`;
      events.push({
        ...base(),
        actor: { kind: "system" },
        type: "routed",
        tier,
        team: { id: team.id, name: team.name },
        because,
      });
      if (holder) events.push({ ...base(), actor: { kind: "agent", ...holder }, type: "assigned", agent: holder });
      if (holder)
        events.push({ ...base(), actor: { kind: "agent", ...holder }, type: "status", from: "new", to: "open" });
    }
  }
  if (story.status !== "new" && story.status !== "open" && holder) {
    const to = story.status;
    events.push({ ...base(), actor: { kind: "agent", ...holder }, type: "status", from: "open", to });
  }
  const topic = story.topic === null ? null : (topics[story.topic] ?? null);
  return {
    ticket: {
      number: `${site.prefix}-${10_001 + index}${index % 10}`,
      site: { id: site.id, name: site.name },
      subject: story.subject,
      topic,
      status: story.status,
      priority: story.priority,
      channel: index % 5 === 3 ? "mail" : "web",
      tier,
      team: { id: team.id, name: team.name },
      assignee: holder,
      requester,
      language: null,
      tags: [],
      needs: { skills: [], certificates: [], language: null },
      contract: null,
      clocks: [],
      wakeAt: null,
      links: [],
      staffedAt: null,
      bounces: 0,
      createdAt: new Date(start).toISOString(),
      updatedAt: events.at(-1)?.at ?? new Date(start).toISOString(),
      waitingSince: story.status === "open" || story.status === "new" ? waitingSince : null,
      seq: events.length,
      followUpOf: null,
      mergedInto: null,
      rating: null,
    },
    events,
  };
}
