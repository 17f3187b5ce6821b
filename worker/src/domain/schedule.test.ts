import { describe, expect, test } from "vitest";
import { lookup, termsWith } from "../../test/clock-history.ts";
import { answers, at, gold, start } from "../../test/clock-story.ts";
import { type ClockEvent, foldClocks } from "./clocks.ts";
import { scheduleOf, WITHOUT_CLOCK } from "./schedule.ts";
import { blank, type TicketState } from "./ticket.ts";

const terms = termsWith({});
const termsOf = lookup(terms);
const now = at("mon 09:00");
const quiet: TicketState = { ...blank, status: "open", updatedAt: now };
const under = (events: readonly ClockEvent[]): TicketState => ({ ...quiet, clocks: foldClocks(events, gold, termsOf) });
const schedule = (ticket: TicketState, instant = now) => scheduleOf(ticket, termsOf, instant);

describe("a list by what is due next", () => {
  test("has first what is due, then who waits, then what is quiet, then what is solved", () => {
    const due = schedule(under(start("mon 09:00"))).position;
    const waiting = schedule({ ...quiet, waitingSince: now }).position;
    const nobody = schedule(quiet).position;
    const solved = schedule({ ...quiet, status: "solved", solvedAt: now }).position;
    expect(due).toBeLessThan(WITHOUT_CLOCK);
    expect([waiting, nobody, solved].every((position) => position >= WITHOUT_CLOCK)).toBe(true);
    expect([solved, nobody, waiting, due].sort((one, other) => one - other)).toEqual([due, waiting, nobody, solved]);
  });

  test("has the longest wait first, and of what is solved the newest", () => {
    const waits = (since: number) => schedule({ ...quiet, waitingSince: since }).position;
    expect(waits(now - 1)).toBeLessThan(waits(now));
    const solved = (updatedAt: number) => schedule({ ...quiet, status: "closed", updatedAt }).position;
    expect(solved(now)).toBeLessThan(solved(now - 1));
  });
});

describe("a promise", () => {
  const ticket = under(start("mon 09:00"));
  const { position, riskAt } = schedule(ticket);

  test("stands where its first clock is due, and is at risk before that", () => {
    expect(position).toBe(at("mon 10:00"));
    expect(riskAt).toBeGreaterThan(now);
    expect(riskAt).toBeLessThan(position);
    // The answer keeps that clock; the next one is due later.
    expect(schedule(under([...start("mon 09:00"), answers("mon 09:10")])).position).toBeGreaterThan(position);
  });

  test("is broken only after the instant at which it was due, and then no more at risk", () => {
    expect(schedule(ticket, position).riskAt).toBe(riskAt);
    expect(schedule(ticket, position + 1)).toMatchObject({ position, riskAt: null });
  });

  test("binds nobody once the ticket is solved", () => {
    const { position: place, riskAt: risk } = schedule({ ...ticket, status: "solved", solvedAt: now });
    expect(place).toBeGreaterThan(WITHOUT_CLOCK);
    expect(risk).toBeNull();
  });
});
