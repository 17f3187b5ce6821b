import type {
  AbsencePlan,
  AgentStanding,
  Alarm,
  Board,
  Coverage,
  CoverageCalendar,
  Explanation,
  Gaps,
  Handover,
  NewAbsence,
  Placement,
  Playbook,
  Replay,
  Taker,
} from "@firstline/sdk/wire";
import { agent, at, changed, deskTicket, firstResponseAt, made, secondTier, team, ticket, tier } from "./examples.ts";
import { second } from "./examples-setup.ts";

/** What the lines of support answer about the documentation's desk. */

const warranty = { id: "team_warranty", name: "Warranty" };

export const handover: Handover = {
  summary: "Parcel 20417 has stood at the depot since Monday; the carrier does not say why.",
  tried: ["Looked up the tracking: no scan since Monday", "Called the depot: they ask for a written claim"],
  missing: "Somebody who may claim from the carrier.",
  impact: "One customer, who leaves on Friday; goods worth 240 €.",
  publicReason: "A colleague who may claim parcels from the carrier has it now.",
};

export const playbook: Playbook = {
  title: "A parcel stands at the depot",
  signs: "No scan for two days, and the depot asks for a written claim.",
  steps: [
    "Open the order, then Carrier → Claim.",
    "Attach the slip and the value of the goods.",
    "Tell the requester.",
  ],
};

const system = { kind: "system" } as const;

export const escalatedTicket = changed(
  { status: "open", tier: secondTier, team: warranty, assignee: second },
  { ...made, type: "escalated", from: tier, to: secondTier, cause: "agent", handover },
  { ...made, seq: 6, prev: 5, type: "status", from: "new", to: "open" },
  {
    ...made,
    seq: 7,
    prev: 6,
    actor: system,
    type: "routed",
    tier: secondTier,
    team: warranty,
    because: "Escalated from tier 1",
  },
  {
    ...made,
    seq: 8,
    prev: 7,
    actor: system,
    type: "assigned",
    agent: second,
    weighed: { eligible: 1, leftOut: {} },
  },
);

export const returnedTicket = changed(
  { status: "open", bounces: 1 },
  {
    ...made,
    type: "returned",
    from: secondTier,
    to: tier,
    missing: "The slip of the parcel. Please ask for a picture of it.",
    bounce: 1,
  },
  { ...made, seq: 6, prev: 5, actor: system, type: "routed", tier, team, because: "Returned from tier 2" },
  { ...made, seq: 7, prev: 6, actor: system, type: "assigned", agent, weighed: { eligible: 1, leftOut: {} } },
);

const taker: Taker = {
  agent,
  team,
  duty: "shift",
  standsInFor: null,
  open: 4,
  capacity: 12,
  lastAssignedAt: "2026-11-23T09:12:00.000Z",
};
const taken: Placement = { kind: "agent", taker, via: "team" };
const nobody: Placement = {
  kind: "nobody",
  why: "off_duty",
  next: { at: "2026-12-28T07:30:00.000Z", taker: { ...taker, lastAssignedAt: at } },
};

export const explanation: Explanation = {
  at,
  rules: [
    {
      result: "failed",
      rule: "rul_gold",
      name: "Gold customers",
      failed: [{ condition: { type: "plan", is: ["Gold"] }, expected: true, value: null }],
    },
    { result: "matched", rule: "rul_delivery", name: "Delivery", decided: ["tier", "team", "tags"] },
    { result: "matched", rule: "rul_default", name: "Everything else", decided: [] },
  ],
  routing: {
    topic: "top_delivery",
    priority: "normal",
    tier: 1,
    team: team.id,
    skills: [],
    certificates: [],
    language: null,
    tags: ["parcel"],
    contract: null,
  },
  placement: taken,
  considered: [{ eligible: true, ...taker }],
  contract: { id: "ctr_shop", version: 3 },
  clocks: deskTicket.clocks,
  promise: ticket.promise ?? { answer: null, solution: null, staffedAt: null },
};

export const coverage: Coverage = {
  at: "2026-12-25T03:00:00.000Z",
  placement: nobody,
  otherwise: null,
  considered: [{ eligible: false, agent, team, reasons: [{ why: "off_duty" }] }],
};

export const gaps: Gaps = {
  from: at,
  to: "2027-01-22T09:30:00.000Z",
  gaps: [{ from: "2026-12-24T11:00:00.000Z", to: "2026-12-28T07:30:00.000Z", why: "off_duty" }],
};

export const standing: AgentStanding = {
  agent,
  teams: [team.id],
  open: 4,
  capacity: 12,
  lastAssignedAt: "2026-11-23T09:12:00.000Z",
  presence: { state: "online", since: "2026-11-23T07:28:00.000Z" },
  onShift: true,
  onCall: false,
  absentUntil: null,
};

export const calendar: CoverageCalendar = {
  from: at,
  to: "2027-01-22T09:30:00.000Z",
  lanes: [
    {
      agent,
      team,
      via: "team",
      qualification: { is: "qualified", until: null },
      shifts: [{ from: at, to: "2026-11-23T16:30:00.000Z" }],
      onCall: [],
      absences: [{ from: "2026-12-21T07:00:00.000Z", to: "2026-12-28T07:00:00.000Z", standIn: second }],
    },
  ],
  gaps: gaps.gaps,
  skills: [{ id: "skl_gas", label: "Gas appliances" }],
};

export const newAbsence: NewAbsence = {
  agent: agent.id,
  from: "2026-12-21T07:00:00.000Z",
  to: "2026-12-28T07:00:00.000Z",
  standIn: second.id,
  reason: "Holiday",
};
export const absence = { id: "abs_5Hq2Lm", ...newAbsence };

export const absencePlan: AbsencePlan = {
  moves: [
    {
      number: ticket.number,
      site: deskTicket.site,
      subject: ticket.subject,
      priority: "normal",
      placement: {
        kind: "agent",
        taker: { ...taker, agent: second, standsInFor: agent, open: 2, capacity: 8 },
        via: "stand_in",
      },
      atRisk: [{ metric: "first_response", cycle: 1, state: "at_risk", dueAt: firstResponseAt }],
    },
  ],
  hidden: 0,
};

export const alarms: Alarm[] = [
  {
    id: "alm_8Rw1Tz",
    kind: "gap",
    raisedAt: at,
    site: "site_shop",
    tier: 1,
    from: "2026-12-24T11:00:00.000Z",
    to: "2026-12-28T07:30:00.000Z",
    why: "off_duty",
  },
  {
    id: "alm_2Nc6Vb",
    kind: "certificate",
    raisedAt: at,
    agent: second,
    skill: "skl_gas",
    expiresAt: "2026-12-14T23:00:00.000Z",
  },
];

const tally = (kept: number, atRisk: number, broken: number, open: number) => ({ kept, atRisk, broken, open });

export const replay: Replay = {
  tickets: 412,
  more: false,
  from: "2026-10-24T09:30:00.000Z",
  all: tally(1088, 61, 19, 24),
  metrics: [
    { metric: "first_response", tally: tally(389, 17, 6, 0) },
    { metric: "next_response", tally: tally(311, 29, 8, 7) },
    { metric: "resolution", tally: tally(388, 15, 5, 17) },
  ],
  priorities: [
    { priority: "urgent", tally: tally(24, 6, 3, 0) },
    { priority: "normal", tally: tally(1064, 55, 16, 24) },
  ],
  tiers: [
    { tier: 1, tally: tally(951, 44, 11, 20) },
    { tier: 2, tally: tally(137, 17, 8, 4) },
  ],
  worst: [
    {
      number: "SHOP-9847",
      subject: "Refund has not arrived",
      metric: "resolution",
      dueAt: "2026-11-03T16:00:00.000Z",
      lateBy: 61_200_000,
    },
  ],
};

const { lastAssignedAt: _, open: __, ...load } = standing;
export const board: Board = {
  at,
  teams: [{ team, tier: 1, open: 5, atRisk: 1, breached: 0, unassigned: 1 }],
  agents: [{ ...load, open: 4, atRisk: 1, breached: 0 }],
  breached: [],
  atRisk: [deskTicket],
  unassigned: [],
  bounced: [],
  alarms,
  skills: calendar.skills,
  days: [
    { date: "2026-11-22", opened: 12, solved: 9 },
    { date: "2026-11-23", opened: 3, solved: 4 },
  ],
  weeks: [{ begins: "2026-11-23", kept: 7, missed: 1 }],
  rating: { average: 4.6, count: 31 },
};
