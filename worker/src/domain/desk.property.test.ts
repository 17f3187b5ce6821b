import { Handover, type Priority } from "@firstline/sdk/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Decided, DeskModel } from "../../test/desk-model.ts";
import { staffed } from "../../test/staffed.ts";
import { promiseFor } from "./clock-projection.ts";
import { foldClocks } from "./clocks.ts";
import type { Command } from "./decide.ts";
import { eligibility, replacements } from "./eligibility.ts";
import { isActive, type TicketActor, type TicketEvent } from "./event.ts";
import { needOf } from "./placement.ts";
import { holderOf } from "./ticket.ts";

/**
 * Random days on a desk. Whatever people, clocks and absences do in whatever order, these hold after every step; how
 * many days are tried is set by DESK_DAYS.
 */
const days = Number(process.env.DESK_DAYS ?? 150);

const kim: TicketActor = { kind: "contact", id: "con_kim" };
const HOUR = 3_600_000;
const start = Date.UTC(2026, 11, 21, 8);
const instant = (at: number) => new Date(at).toISOString();

const handover = {
  summary: "The lamp is dark.",
  tried: ["Another socket."],
  missing: "Somebody who knows lamps.",
  impact: "Kim sits in the dark.",
  publicReason: "It needs somebody who knows lamps.",
};

/** What may happen next: a step is a closure over values, so that a failing day prints what it did. */
class Step implements fc.Command<object, DeskModel> {
  readonly #name: string;
  readonly #run: (desk: DeskModel) => void;

  constructor(name: string, run: (desk: DeskModel) => void) {
    this.#name = name;
    this.#run = run;
  }
  check() {
    return true;
  }
  run(_model: object, desk: DeskModel) {
    this.#run(desk);
    checkAll(desk);
  }
  toString() {
    return this.#name;
  }
}

const which = fc.nat(5);
const agent = fc.constantFrom("agt_ann", "agt_lea", "agt_ada", "agt_max");
const byAgent = (id: string): TicketActor => ({ kind: "agent", id });
const does = (command: Command, actor: TicketActor) => (index: number) =>
  new Step(`${command.type} by ${actor.id} on ${index}`, (desk) => void desk.act(index, command, actor));

const message = { id: "msg_a", text: "Text" };
const commands = [
  fc
    .record({
      text: fc.constantFrom("It is dark.", "I want a refund."),
      language: fc.constantFrom(null, "de", "pl"),
      priority: fc.constantFrom<Priority>("low", "normal", "urgent"),
      topic: fc.constantFrom(null, "top_login"),
    })
    .map(
      ({ text, ...more }) =>
        new Step(`submit ${text} ${JSON.stringify(more)}`, (desk) =>
          desk.submit({ ...more, message: { id: "msg_a", text } }, kim),
        ),
    ),
  which.map(does({ type: "reply", ...message }, kim)),
  fc
    .tuple(which, agent, fc.constantFrom<"open" | "pending" | "solved" | undefined>(undefined, "pending", "solved"))
    .map(([index, by, status]) => does({ type: "answer", ...message, ...(status && { status }) }, byAgent(by))(index)),
  fc
    .tuple(which, fc.constantFrom<"open" | "pending" | "on_hold">("open", "pending", "on_hold"))
    .map(([index, status]) => does({ type: "change", status }, byAgent("agt_ann"))(index)),
  fc
    .tuple(which, fc.constantFrom<Priority>("normal", "urgent", "low"))
    .map(([index, priority]) => does({ type: "change", priority }, byAgent("agt_ann"))(index)),
  fc.tuple(which, agent).map(([index, by]) => does({ type: "claim", agent: by }, byAgent(by))(index)),
  fc
    .tuple(which, fc.option(agent, { nil: null }))
    .map(([index, to]) => does({ type: "assign", agent: to }, byAgent("agt_lea"))(index)),
  fc
    .tuple(which, fc.constantFrom(handover, { ...handover, tried: [] }, {}))
    .map(([index, packet]) => does({ type: "escalate", handover: packet }, byAgent("agt_ann"))(index)),
  fc
    .tuple(which, fc.constantFrom("The order number.", "", undefined))
    .map(([index, missing]) => does({ type: "return", missing }, byAgent("agt_ada"))(index)),
  which.map(does({ type: "solve" }, byAgent("agt_ada"))),
  which.map(does({ type: "confirm" }, kim)),
  which.map(does({ type: "reopen" }, kim)),
  fc
    .record({
      id: fc.stringMatching(/^[a-z0-9]{6}$/),
      who: agent,
      hours: fc.integer({ min: 1, max: 60 }),
      standIn: fc.option(agent, { nil: undefined }),
    })
    .map(
      ({ id, who, hours, standIn }) =>
        new Step(`${who} is absent for ${hours} h, ${standIn ?? "nobody"} stands in`, (desk) =>
          desk.absent({
            id: `abs_${id}`,
            agent: who,
            from: instant(desk.now),
            to: instant(desk.now + hours * HOUR),
            ...(standIn && { standIn }),
          }),
        ),
    ),
  fc.constant(new Step("sweep", (desk) => void desk.sweep())),
  fc.oneof(fc.integer({ min: 1, max: 90 * 60_000 }), fc.integer({ min: HOUR, max: 40 * HOUR })).map(
    (later) =>
      new Step(`${(later / HOUR).toFixed(2)} h later`, (desk) => {
        desk.now += later;
        desk.relieve();
      }),
  ),
];

/** Looks at every decision at the moment it is made. */
function checkDecision({ surroundings, before, decision }: Decided): void {
  const { lines, now, situation } = surroundings;
  const { events } = decision;
  const called = events.some(({ type }) => type === "lead_called");
  const assigned = events.findLast((event) => event.type === "assigned");
  if (assigned?.type === "assigned" && assigned.agent !== null && assigned.actor.kind === "system" && !called) {
    const { tier, team } = decision.ticket;
    const need = needOf(decision.ticket, { tier, team }, surroundings);
    const team1 = eligibility(lines.staff, need, now, situation);
    const able = [
      ...team1,
      ...team1.flatMap((one) => (one.eligible ? [] : replacements(lines.staff, need, now, situation, one, one.duty))),
    ].some((one) => one.eligible && one.agent === assigned.agent);
    expect(able, `${assigned.agent} could take it`).toBe(true);
  }
  for (const event of events) {
    if (event.type === "escalated") expect(Handover.parse(event.handover)).toEqual(event.handover);
    if (event.type === "clock") expect(before?.status).not.toBe("closed");
  }
}

/** Looks at the whole desk after every step. */
function checkAll(desk: DeskModel): void {
  const { termsOf } = desk.surroundings();
  const held = new Map<string, number>();
  for (const { state, events, dueAt } of desk.tickets) {
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    const holder = holderOf(state);
    if (holder !== null) held.set(holder, (held.get(holder) ?? 0) + 1);
    if (!state.clocks) throw new Error("Every ticket of the shop is under a contract");

    const pauses = termsOf(state.clocks.contract).contract.pauses.some((status) => status === state.status);
    for (const { phase } of state.clocks.list) {
      if (pauses || !isActive(state.status)) expect(phase.is).not.toBe("running");
      if (state.status === "closed") expect(phase.is).toBe("ended");
    }
    const folded = { ...state, clocks: foldClocks(events, state.clocks.contract, termsOf) };
    expect(promiseFor(folded, termsOf, desk.now)).toEqual(promiseFor(state, termsOf, desk.now));
    expect(silentOnceClosed(events)).toBe(true);
    if (state.status === "closed") expect(dueAt).toBeNull();
    if (state.unplaced) expect(state.assignee).toBeNull();
    if (state.status === "solved" || state.unplaced) expect(dueAt).not.toBeNull();
  }
  for (const [who, { open }] of desk.standings) expect(open, who).toBe(held.get(who) ?? 0);
}

const silentOnceClosed = (events: readonly TicketEvent[]): boolean => {
  const closed = events.findIndex((event) => event.type === "status" && event.to === "closed");
  return closed === -1 || events.slice(closed + 1).every(({ type }) => type === "note");
};

test("whatever happens on a desk, its tickets stay in order", () => {
  fc.assert(
    fc.property(fc.commands(commands, { maxCommands: 60, size: "max" }), (steps) => {
      const desk = new DeskModel(staffed, start, checkDecision);
      fc.modelRun(() => ({ model: {}, real: desk }), steps);
      // A sweep leaves nothing that is due, and a second one has nothing to do.
      desk.sweep();
      for (const { dueAt } of desk.tickets) expect(dueAt ?? Infinity).toBeGreaterThan(desk.now);
      const after = desk.tickets.map(({ state }) => state);
      expect(desk.sweep()).toBe(0);
      expect(desk.tickets.map(({ state }) => state)).toEqual(after);
    }),
    { numRuns: days, seed: 3 },
  );
}, 600_000);
