import type { PromisedDate, TicketPromise } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import { isOutdated, nextOf, promiseAt } from "./promise.ts";

const minute = 60_000;
const noon = Date.parse("2026-11-23T12:00:00.000Z");
const at = (minutes: number) => new Date(noon + minutes * minute).toISOString();
const due = (minutes: number): PromisedDate => ({ is: "due", at: at(minutes) });
const missed = (lateBy: number, next: number | null): PromisedDate => ({
  is: "missed",
  dueAt: at(-lateBy),
  lateBy: lateBy * minute,
  now: { is: "due", at: next === null ? null : at(next) },
});
const pause = { since: at(-5), reason: "pending", goesOnWith: "requester_reply" } as const;
const paused: PromisedDate = { is: "paused", ...pause };
const kept: PromisedDate = { is: "kept", at: at(-5) };
const promise = (
  answer: PromisedDate | null,
  solution: PromisedDate | null = null,
  staffedAt: string | null = null,
): TicketPromise => ({ answer, solution, staffedAt });
/** The promise read at noon, so many minutes later. */
const later = (read: TicketPromise, minutes: number) => promiseAt(read, noon, noon + minutes * minute);

test("a date that passes is missed from that very moment, by as much as has gone since", () => {
  expect(later(promise(due(30)), 29.99).answer).toEqual(due(30));
  expect(later(promise(due(30)), 30).answer).toEqual({
    is: "missed",
    dueAt: at(30),
    lateBy: 0,
    now: { is: "due", at: null },
  });
  expect(later(promise(null, due(30)), 42).solution).toMatchObject({ is: "missed", lateBy: 12 * minute });
});

test("what the desk called due when it was past by our clock is not called missed: the desk knows the time", () => {
  expect(later(promise(due(-10)), 5).answer).toEqual(due(-10));
  expect(isOutdated(promise(due(-10)), noon, noon + 5 * minute)).toBe(false);
});

test("a miss grows until it is done, and loses its new date when that passes too", () => {
  expect(later(promise(missed(60, 30)), 10).answer).toMatchObject({ lateBy: 70 * minute, now: { at: at(30) } });
  expect(later(promise(missed(60, 30)), 31).answer).toMatchObject({ lateBy: 91 * minute, now: { at: null } });
  expect(later(promise(missed(60, null)), 31).answer).toMatchObject({ lateBy: 91 * minute });
});

test("what is paused, kept, done or dropped does not change by itself", () => {
  const over = (now: "done" | "dropped"): PromisedDate => ({
    is: "missed",
    dueAt: at(-60),
    lateBy: minute,
    now: { is: now, at: at(-59) },
  });
  const stopped: PromisedDate = { is: "missed", dueAt: at(-60), lateBy: minute, now: paused };
  for (const still of [paused, kept, over("done"), over("dropped"), stopped, null]) {
    const read = promise(still, still);
    expect(later(read, 600)).toEqual(read);
    expect(isOutdated(read, noon, noon + 600 * minute)).toBe(false);
  }
});

test("somebody is on duty once that time has come", () => {
  expect(later(promise(null, null, at(30)), 29).staffedAt).toBe(at(30));
  expect(later(promise(null, null, at(30)), 30).staffedAt).toBeNull();
});

test("a second after any of the dates the desk has to be asked", () => {
  for (const read of [
    promise(due(30)),
    promise(kept, due(30)),
    promise(missed(5, 30)),
    promise(null, null, at(30)),
    promise(due(300), due(30)),
  ]) {
    expect(isOutdated(read, noon, noon + 30 * minute)).toBe(false);
    expect(isOutdated(read, noon, noon + 30 * minute + 1_000)).toBe(true);
  }
});

test("what is waited for next is the answer, else the solution, unless nothing is open", () => {
  expect(nextOf(promise(due(30), due(60)))).toBe("answer");
  expect(nextOf(promise(missed(5, null), due(60)))).toBe("answer");
  expect(nextOf(promise(kept, due(60)))).toBe("solution");
  expect(nextOf(promise(null, paused))).toBe("solution");
  expect(nextOf(promise(kept, kept))).toBeUndefined();
  expect(nextOf(promise(null, null, at(30)))).toBeUndefined();
  const late: PromisedDate = { is: "missed", dueAt: at(-9), lateBy: minute, now: { is: "done", at: at(-8) } };
  expect(nextOf(promise(late, null))).toBeUndefined();
});
