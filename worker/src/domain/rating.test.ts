import type { NewRating } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import { staffed } from "../../test/staffed.ts";
import { submission, within } from "../../test/surroundings.ts";
import { type Command, decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { system, type TicketActor } from "./event.ts";
import { linesOf } from "./lines.ts";
import { open } from "./open.ts";
import type { Refusal } from "./refusal.ts";
import type { TicketState } from "./ticket.ts";
import { dueAt, wake } from "./wake.ts";

const kim: TicketActor = { kind: "contact", id: "con_kim" };
const ann: TicketActor = { kind: "agent", id: "agt_ann" };
const day = 86_400_000;
const start = Date.UTC(2026, 11, 22, 9, 30);
const lines = linesOf(staffed, []);
const at = (now: number) => within(lines, now);

const done = (result: Decision | Refusal): Decision => {
  if ("refused" in result) throw new Error(`refused: ${result.refused}`);
  return result;
};
const after = (ticket: TicketState, actor: TicketActor, command: Command, now: number): TicketState =>
  done(decide(ticket, command, actor, at(now))).ticket;

const opened = open(submission(), kim, at(start)).ticket;
const solved = after(opened, ann, { type: "solve" }, start + 1_000);
const closed = after(solved, kim, { type: "confirm" }, start + 2_000);
const rate = (ticket: TicketState, rating: NewRating, now: number) =>
  decide(ticket, { type: "rate", ...rating }, kim, at(now));

test("a rating stands in the ticket, and the next one takes its place", () => {
  const first = done(rate(solved, { score: 2, comment: "Slow." }, start + 3_000));
  expect(first.events).toMatchObject([{ type: "rated", score: 2, text: "Slow.", actor: kim, prev: solved.publicSeq }]);
  expect(first.ticket.rating).toEqual({ score: 2, comment: "Slow." });
  const second = done(rate(first.ticket, { score: 5 }, start + 4_000));
  expect(second.ticket.rating).toEqual({ score: 5, comment: null });
});

test("the same rating again adds nothing, also when it is too late for another", () => {
  const rated = done(rate(closed, { score: 3 }, start + 3_000)).ticket;
  expect(done(rate(rated, { score: 3 }, start + 3_001)).events).toEqual([]);
  expect(done(rate(rated, { score: 3 }, start + 40 * day)).events).toEqual([]);
  expect(rate(rated, { score: 4 }, start + 40 * day)).toEqual({ refused: "rating_expired" });
});

test("a closed ticket can be rated for thirty days after it closed", () => {
  const end = start + 2_000 + 30 * day;
  expect(done(rate(closed, { score: 4 }, end - 1)).events).toHaveLength(1);
  expect(rate(closed, { score: 4 }, end)).toEqual({ refused: "rating_expired" });
  // A note moves its last change, and not the day on which it closed.
  const noted = after(closed, ann, { type: "note", id: "msg_note", text: "Hm." }, end - 1);
  expect(rate(noted, { score: 4 }, end)).toEqual({ refused: "rating_expired" });
});

test("it moves no clock, no promise and no closing", () => {
  const { ticket } = done(rate(solved, { score: 1, comment: "No." }, start + 3 * day));
  expect(ticket.clocks).toEqual({ ...solved.clocks, at: start + 3 * day });
  expect(ticket).toMatchObject({ status: "solved", publicAt: solved.publicAt, unread: solved.unread });
  const { termsOf } = at(start);
  expect(dueAt(ticket, termsOf, start + 3 * day)).toBe(dueAt(solved, termsOf, start + 3 * day));
  const woken = wake(ticket, at(start + 1_000 + 7 * day));
  expect(woken.ticket.status).toBe("closed");
  expect(woken.events).toMatchObject([{ type: "status", actor: system }]);
});
