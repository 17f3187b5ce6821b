import type { Calendar, ContractVersion, Priority, Status, SupportContract } from "@firstline/sdk/wire";
import fc from "fast-check";
import { compileCalendar } from "../src/domain/calendar.ts";
import type { Terms } from "../src/domain/clock.ts";
import type { ClockEvent, TermsOf } from "../src/domain/clocks.ts";
import { isActive, type TicketActor } from "../src/domain/event.ts";
import { holidaysOf } from "../src/domain/roster.ts";

export const contact: TicketActor = { kind: "contact", id: "con_kim" };
export const agent: TicketActor = { kind: "agent", id: "agt_ann" };

const day = [{ from: "09:00", to: "17:00" }];
/** Monday to Friday from 9 to 17, UTC. */
export const office: Calendar = {
  id: "cal_office",
  name: "Office",
  zone: "UTC",
  hours: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
  holidays: [],
};

const half = { firstResponse: 30, nextResponse: 60, resolution: 240 };
/** At the usual priority: first response 1 h, next response 2 h, resolution 8 h, tier 1 2 h, tier 2 half of it all. */
export const contract: SupportContract = {
  id: "ctr_gold",
  version: 1,
  name: "Gold",
  site: "site_shop",
  plan: null,
  calendar: "cal_office",
  targets: {
    low: {},
    normal: { firstResponse: 60, nextResponse: 120, resolution: 480 },
    high: half,
    urgent: half,
  },
  tierBudgets: [
    { tier: 1, minutes: 120 },
    { tier: 2, share: 0.5 },
  ],
  pauses: ["pending", "on_hold"],
  warning: 0.75,
  ladder: [],
  coverage: { rule: "wait" },
  reopenWithin: 7,
  closeAfter: 7,
};

export const termsWith = (change: Partial<SupportContract>, calendar = office): Terms => ({
  contract: { ...contract, ...change },
  time: compileCalendar(calendar),
  holidays: holidaysOf(calendar),
});

/** Looks up some terms by what their contracts are called. */
export function lookup(...known: readonly Terms[]): TermsOf {
  return ({ id, version }: ContractVersion) => {
    const found = known.find((terms) => terms.contract.id === id && terms.contract.version === version);
    if (!found) throw new Error(`No contract ${id} in version ${version}`);
    return found;
  };
}

export const submitted = (at: number, priority: Priority = "normal", actor: TicketActor = contact) =>
  ({
    type: "submitted",
    at,
    actor,
    subject: "S",
    topic: null,
    channel: "web",
    priority,
    contact: "con_kim",
    language: null,
    fields: {},
    tags: [],
    contract: null,
  }) satisfies ClockEvent;

const statuses: readonly Status[] = ["open", "pending", "on_hold", "solved", "closed"];
type Move =
  | { readonly kind: "asks" }
  | { readonly kind: "answers" }
  | { readonly kind: "notes" }
  | { readonly kind: "reopens" }
  | { readonly kind: "status"; readonly to: Status }
  | { readonly kind: "tier"; readonly to: number }
  | { readonly kind: "priority"; readonly to: Priority };

const gap = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 * 3_600_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 4 * 86_400_000 }) },
);
const usual: fc.Arbitrary<Move> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Move>({ kind: "asks" }, { kind: "answers" }) },
  { weight: 1, arbitrary: fc.constantFrom<Move>({ kind: "notes" }, { kind: "reopens" }) },
  // Closed is the end of most that could be looked at.
  { weight: 4, arbitrary: fc.constantFrom(...statuses.slice(0, 4)).map((to): Move => ({ kind: "status", to })) },
  { weight: 1, arbitrary: fc.constantFrom(...statuses).map((to): Move => ({ kind: "status", to })) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 3 }).map((to): Move => ({ kind: "tier", to })) },
);
const change: fc.Arbitrary<Move> = fc
  .constantFrom<Priority>("low", "normal", "urgent")
  .map((to): Move => ({ kind: "priority", to }));

/** The histories that a ticket may have had, submitted in some hour of November 2026 and routed to tier 1. */
export const histories = (moves: "usual" | "priorities too"): fc.Arbitrary<ClockEvent[]> =>
  fc
    .tuple(
      fc.integer({ min: Date.UTC(2026, 10, 1), max: Date.UTC(2026, 10, 30) }),
      fc.array(
        fc.tuple(
          gap,
          moves === "usual" ? usual : fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: change }),
        ),
        { maxLength: 25, size: "max" },
      ),
    )
    .map(([start, steps]) => historyOf(start, steps));

function historyOf(start: number, steps: readonly (readonly [number, Move])[]): ClockEvent[] {
  const events: ClockEvent[] = [submitted(start), routed(start, 1)];
  const ticket: { at: number; status: Status; priority: Priority } = { at: start, status: "new", priority: "normal" };
  const move = (to: Status, actor: TicketActor) => {
    if (to === ticket.status) return;
    events.push({ type: "status", at: ticket.at, actor, from: ticket.status, to });
    ticket.status = to;
  };
  for (const [later, step] of steps) {
    ticket.at += later;
    const { at, status, priority } = ticket;
    if (status === "closed" && step.kind !== "notes") continue;
    switch (step.kind) {
      case "asks":
        events.push(message(at, contact));
        if (status === "pending" || status === "solved") move("open", contact);
        break;
      case "answers":
        events.push(message(at, agent));
        if (status === "new") move("open", agent);
        break;
      case "notes":
        events.push({ type: "note", at, actor: agent, id: "msg_a", text: "N" });
        break;
      case "reopens":
        if (!isActive(status)) move("open", contact);
        break;
      case "status":
        move(step.to, agent);
        break;
      case "tier":
        events.push(routed(at, step.to));
        break;
      case "priority":
        if (step.to === priority) break;
        events.push({ type: "priority", at, actor: agent, from: priority, to: step.to, promised: true });
        ticket.priority = step.to;
        break;
    }
  }
  return events;
}

export const message = (at: number, actor: TicketActor): ClockEvent => ({
  type: "message",
  at,
  actor,
  id: "msg_a",
  text: "T",
});

export const routed = (at: number, tier: number): ClockEvent => ({
  type: "routed",
  at,
  actor: { kind: "system", id: null },
  tier,
  team: `team_${tier}`,
  because: "B",
});
