import type { Clock, DeskActor, DeskEvent, DeskTicket } from "@firstline/sdk/wire";
import type { Unnumbered } from "./desk.ts";
import { agents, type Stored, teams, tiers } from "./stories.ts";

type Told = readonly [minutesAgo: number, actor: DeskActor, event: Unnumbered<DeskEvent>];

const minute = 60_000;
const system: DeskActor = { kind: "system" };
const [front, tech, pay] = tiers;
const agent = (name: string): DeskActor & { kind: "agent" } => {
  const found = agents.find((one) => one.name === name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return { kind: "agent", ...found };
};
const teamOf = (level: number) => {
  const found = teams.find(({ tier }) => tier === level);
  if (!found) throw new Error(`no team serves tier ${level}`);
  return { id: found.id, name: found.name };
};

/** Gives some of the stories what lines of support bring: clocks in every state, a way through the tiers, and a wait. */
export function tellLines(tickets: ReadonlyMap<string, Stored>, now: number): void {
  const at = (minutes: number) => new Date(now + minutes * minute).toISOString();
  const find = (number: string): Stored => {
    const stored = tickets.get(number);
    if (!stored) throw new Error(`there is no ticket ${number}`);
    return stored;
  };
  const promise = (number: string, clocks: Clock[], more: Partial<DeskTicket> = {}) => {
    const stored = find(number);
    stored.ticket = { ...stored.ticket, contract: { id: "ctr_shop", version: 3, name: "Shop" }, clocks, ...more };
  };
  const running = (metric: Clock["metric"], cycle: number, due: number, risk: number): Clock => ({
    metric,
    cycle,
    state: "running",
    dueAt: at(due),
    riskAt: at(risk),
  });

  // At risk, running, and met.
  promise(
    "SHOP-100010",
    [
      { metric: "first_response", cycle: 1, state: "met", at: at(-150) },
      { metric: "next_response", cycle: 1, state: "at_risk", dueAt: at(14.6) },
      running("resolution", 1, 1_420, 1_100),
      running("tier", 1, 74, 40),
    ],
    { language: "en", tags: ["tent", "express"] },
  );
  explain(find("SHOP-100010"));

  // Missed, with a new date; a way up, back and up again.
  marcus(find("APP-100021"), now);
  promise(
    "APP-100021",
    [
      {
        metric: "first_response",
        cycle: 1,
        state: "breached",
        dueAt: at(-22.4),
        lateBy: 22.4 * minute,
        since: { is: "running", newDate: at(37.6) },
      },
      running("resolution", 1, 210, 150),
      running("tier", 3, 96, 80),
    ],
    { bounces: 1 },
  );

  // Paused, and missed earlier.
  promise("SHOP-100043", [
    {
      metric: "first_response",
      cycle: 1,
      state: "breached",
      dueAt: at(-1_200),
      lateBy: 12 * minute,
      since: { is: "ended", at: at(-1_188), how: "met" },
    },
    { metric: "resolution", cycle: 1, state: "paused", since: at(-600), reason: "pending", left: 310 * minute },
    { metric: "tier", cycle: 1, state: "paused", since: at(-600), reason: "pending", left: 95 * minute },
  ]);

  // Running, in the lists.
  promise("SHOP-100032", [running("first_response", 1, 94, 70), running("resolution", 1, 2_400, 2_000)]);
  promise("SHOP-100054", [running("first_response", 1, 236, 180), running("resolution", 1, 2_800, 2_000)]);
  promise("SHOP-100087", [{ metric: "first_response", cycle: 1, state: "at_risk", dueAt: at(8) }]);
  promise("APP-100098", [running("next_response", 2, 41, 20), running("resolution", 1, 900, 800)]);

  // Nobody can take it.
  const bea = find("APP-100065");
  const tomorrow = new Date(now + 24 * 60 * minute);
  const opening = new Date(tomorrow.getFullYear(), tomorrow.getMonth(), tomorrow.getDate(), 8).toISOString();
  tell(bea, now, [[6, system, { type: "unplaced", why: "off_duty", until: opening, alarm: true }]]);
  promise("APP-100065", [running("first_response", 1, 1_000, 800)], { staffedAt: opening });
}

/** Adds to what happened on a ticket. */
function tell(stored: Stored, now: number, told: readonly Told[]): void {
  for (const [minutesAgo, actor, event] of told) {
    const seq = stored.events.length + 1;
    const at = new Date(now - minutesAgo * minute).toISOString();
    stored.events.push({ ...event, seq, prev: seq - 1, at, actor });
    stored.ticket = { ...stored.ticket, seq, updatedAt: at };
  }
}

/** Puts the desk's reasons into a ticket's first routing and assignment. */
function explain(stored: Stored): void {
  stored.events = stored.events.map((event): DeskEvent => {
    if (event.type === "assigned") {
      return { ...event, actor: system, weighed: { eligible: 3, leftOut: { off_duty: 2, full: 1 } } };
    }
    if (event.type !== "routed") return event;
    return {
      ...event,
      because: "Rule “Damaged goods”",
      tags: ["tent"],
      explanation: {
        looked: 12,
        decided: [
          { rule: "rul_damaged", name: "Damaged goods", outcomes: ["team", "tags"] },
          { rule: "rul_default", name: "Everything else", outcomes: ["priority"] },
        ],
        failed: [{ rule: "rul_gold", by: ["plan", "verified"] }],
      },
    };
  });
}

function marcus(stored: Stored, now: number): void {
  const [submitted, message] = stored.events;
  if (!submitted || !message || !front || !tech || !pay) throw new Error("the story of Marcus has no beginning");
  stored.events = [submitted, message];
  const [ed, anna, tomas] = [agent("Ed Walsh"), agent("Anna Berg"), agent("Tomás Ortega")];
  const handover = {
    summary: "Two charges of 480 € for one invoice, LED-2291, both settled.",
    tried: ["Compared both receipts: same invoice, other reference", "Asked the bank: both are booked"],
    missing: "Access to the card processor, to see which charge stands.",
    impact: "One customer, 480 € too much; their audit is on Monday.",
    publicReason: "Our technical team looks into the two charges.",
  };
  tell(stored, now, [
    [60, system, { type: "routed", tier: front, team: teamOf(1), because: "Topic “Billing”" }],
    [
      60,
      system,
      { type: "assigned", agent: { id: tomas.id, name: tomas.name }, weighed: { eligible: 1, leftOut: {} } },
    ],
    [55, tomas, { type: "escalated", from: front, to: tech, cause: "agent", handover }],
    [55, system, { type: "routed", tier: tech, team: teamOf(2), because: "Escalated by Tomás Ortega" }],
    [
      50,
      system,
      { type: "assigned", agent: { id: ed.id, name: ed.name }, weighed: { eligible: 2, leftOut: { away: 1 } } },
    ],
    [
      46,
      ed,
      { type: "returned", from: tech, to: front, missing: "The last four digits of the card, please.", bounce: 1 },
    ],
    [46, system, { type: "routed", tier: front, team: teamOf(1), because: "Sent back by Ed Walsh" }],
    [40, tomas, { type: "note", note: { id: "msg_m1", text: "The card ends in 4471." } }],
    [
      38,
      tomas,
      {
        type: "escalated",
        from: front,
        to: tech,
        cause: "agent",
        handover: { ...handover, tried: [...handover.tried, "Asked for the card: ends in 4471"] },
      },
    ],
    [38, system, { type: "routed", tier: tech, team: teamOf(2), because: "Escalated by Tomás Ortega" }],
    [30, ed, { type: "priority", from: "high", to: "urgent" }],
    [
      22,
      system,
      {
        type: "clock",
        metric: "first_response",
        cycle: 1,
        alarm: "breached",
        about: new Date(now - 22 * minute).toISOString(),
      },
    ],
    [
      22,
      system,
      {
        type: "escalated",
        from: tech,
        to: pay,
        cause: "clock",
        handover: {
          summary: "The time that tier 2 had for this ran out.",
          tried: ["What was done so far: the thread shows it."],
          missing: "Somebody who has the time for it now.",
          impact: "The requester has waited for longer than was promised.",
          publicReason: "It took longer than it should have, so the next line of support has it now.",
        },
      },
    ],
    [22, system, { type: "routed", tier: pay, team: teamOf(3), because: "A promised time ran out" }],
    [21, system, { type: "given_back", agent: { id: "agt_7", name: "Lea Fontaine" }, why: "absent" }],
    [20, system, { type: "assigned", agent: { id: anna.id, name: anna.name } }],
  ]);
}
