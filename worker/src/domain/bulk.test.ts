import type { BulkChange } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import { contact } from "../../test/history.ts";
import { staffed } from "../../test/staffed.ts";
import { submission, within } from "../../test/surroundings.ts";
import { decideBulk, undoOf } from "./bulk.ts";
import type { TicketActor } from "./event.ts";
import { linesOf } from "./lines.ts";
import { open } from "./open.ts";
import type { TicketState } from "./ticket.ts";

const surroundings = within(linesOf(staffed, []), Date.UTC(2026, 11, 22, 9, 30));
const ann: TicketActor = { kind: "agent", id: "agt_ann" };
const opened = open(submission({ contact: contact.id }), contact, surroundings).ticket;

function changed(ticket: TicketState, change: BulkChange): TicketState {
  const decision = decideBulk(ticket, change, ann, surroundings);
  if ("refused" in decision) throw new Error(`refused: ${decision.refused}`);
  return decision.ticket;
}
const facts = ({ assignee, priority, status, tags, team }: TicketState) => ({ assignee, priority, status, tags, team });
const ticket = changed(changed(opened, { type: "status", status: "open" }), {
  type: "tags",
  add: ["dark", "lamp"],
  remove: [],
});
const otherTeam = staffed.teams.find(({ id }) => id !== ticket.team)?.id ?? "";

describe("a change to many tickets", () => {
  const cases: readonly [string, BulkChange][] = [
    ["who has it", { type: "assign", agent: null }],
    ["what is taken", { type: "claim" }],
    ["a priority", { type: "priority", priority: "urgent" }],
    ["a status", { type: "status", status: "on_hold" }],
    ["solving", { type: "status", status: "solved" }],
    ["tags", { type: "tags", add: ["new", "dark"], remove: ["lamp", "gone"] }],
  ];
  test.each(cases)("%s is given back by its undoing", (_, change) => {
    const free = { ...ticket, assignee: change.type === "claim" ? null : "agt_ann" };
    const after = changed(free, change);
    expect(facts(after)).not.toEqual(facts(free));
    const back = facts(changed(after, undoOf(free, change)));
    expect({ ...back, tags: [...back.tags].sort() }).toEqual({ ...facts(free), tags: [...free.tags].sort() });
  });

  test("a team is given back with whoever had the ticket", () => {
    const mine = { ...ticket, assignee: "agt_ann" };
    expect(undoOf(mine, { type: "team", team: otherTeam })).toEqual({
      type: "team",
      team: ticket.team,
      agent: "agt_ann",
    });
    expect(changed(mine, { type: "team", team: otherTeam }).team).toBe(otherTeam);
  });

  test("tags that are there already, or not, make nothing to undo", () => {
    const change: BulkChange = { type: "tags", add: ["dark"], remove: ["gone"] };
    expect(changed(ticket, change).tags).toEqual(ticket.tags);
    expect(undoOf(ticket, change)).toEqual({ type: "tags", add: [], remove: [] });
  });

  test.each([
    ["new", "open"],
    ["closed", "solved"],
    ["pending", "pending"],
  ] as const)("nothing becomes %s again: it is %s", (status, former) => {
    expect(undoOf({ ...ticket, status }, { type: "status", status: "on_hold" })).toEqual({
      type: "status",
      status: former,
    });
  });

  test("what is closed is refused", () => {
    const closed: TicketState = { ...ticket, status: "closed" };
    const decision = decideBulk(closed, { type: "priority", priority: "low" }, ann, surroundings);
    expect(decision).toMatchObject({ refused: "ticket_closed" });
  });
});
