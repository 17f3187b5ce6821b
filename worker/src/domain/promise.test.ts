import { expect, test } from "vitest";
import { lookup, office, termsWith } from "../../test/clock-history.ts";
import { answers, asks, at, closed, gold, hours, moves, start, terms, tier, written } from "../../test/clock-story.ts";
import { type ClockEvent, foldClocks } from "./clocks.ts";
import { type AfterMiss, type PromisedDate, promiseOf } from "./promise.ts";

/** A promise as a requester might read it. */
function read(promised: PromisedDate | null): string {
  if (!promised) return "nothing";
  return promised.is === "missed"
    ? `${written(promised.dueAt)} missed by ${promised.lateBy / 60_000}m, ${after(promised.now)}`
    : after(promised);
}

function after(promised: Exclude<PromisedDate, { is: "missed" }> | AfterMiss): string {
  return promised.is === "paused"
    ? `paused since ${written(promised.since)} (${promised.reason}) until ${promised.goesOnWith}`
    : `${promised.is} ${written(promised.at)}`;
}

const opened = start("mon 09:00");
const answered = [...opened, answers("mon 09:30")];

test.each<[string, ClockEvent[], string, string, string]>([
  ["a new ticket", opened, "mon 09:05", "due mon 10:00", "due mon 17:00"],
  ["a warning is not for the requester", opened, "mon 09:50", "due mon 10:00", "due mon 17:00"],
  ["an answer in time", answered, "mon 12:00", "kept mon 09:30", "due mon 17:00"],
  ["another question", [...answered, asks("mon 16:00")], "mon 16:00", "due tue 10:00", "due mon 17:00"],
  [
    "the requester is asked",
    [...opened, moves("mon 09:10", "new", "pending")],
    "thu 09:00",
    "paused since mon 09:10 (pending) until requester_reply",
    "paused since mon 09:10 (pending) until requester_reply",
  ],
  [
    "a third party is waited for",
    [...answered, moves("mon 09:40", "new", "on_hold")],
    "thu 09:00",
    "kept mon 09:30",
    "paused since mon 09:40 (on_hold) until third_party",
  ],
  ["at the due instant", opened, "mon 10:00", "due mon 10:00", "due mon 17:00"],
  ["missed, with a new date", opened, "mon 10:15", "mon 10:00 missed by 15m, due mon 11:00", "due mon 17:00"],
  ["the new date missed too", opened, "mon 11:15", "mon 10:00 missed by 75m, due mon 12:00", "due mon 17:00"],
  [
    "missed at closing: by the wall clock, for nights are waited too",
    start("mon 16:00"),
    "tue 09:00",
    "mon 17:00 missed by 960m, due tue 10:00",
    "due tue 16:00",
  ],
  [
    "the new date was closing, too",
    start("mon 15:00"),
    "mon 18:00",
    "mon 16:00 missed by 120m, due tue 10:00",
    "due tue 15:00",
  ],
  [
    "missed and then paused: no new date, and the pause is nobody's fault",
    [...opened, moves("mon 10:10", "new", "pending")],
    "fri 09:00",
    "mon 10:00 missed by 10m, paused since mon 10:10 (pending) until requester_reply",
    "paused since mon 10:10 (pending) until requester_reply",
  ],
  [
    "answered late",
    [...opened, answers("mon 10:20")],
    "fri 09:00",
    "mon 10:00 missed by 20m, done mon 10:20",
    "mon 17:00 missed by 5280m, due fri 17:00",
  ],
  [
    "solved in time",
    [...answered, moves("mon 16:00", "open", "solved")],
    "fri 09:00",
    "kept mon 09:30",
    "kept mon 16:00",
  ],
  [
    "solved late, without an answer that was due",
    [...opened, moves("tue 09:30", "new", "solved")],
    "fri 09:00",
    "mon 10:00 missed by 1410m, dropped tue 09:30",
    "mon 17:00 missed by 990m, done tue 09:30",
  ],
  [
    "solved before an answer was due",
    [...opened, moves("mon 09:30", "new", "solved")],
    "fri 09:00",
    "nothing",
    "kept mon 09:30",
  ],
  ["closed unsolved", [...opened, moves("mon 09:30", "new", "closed")], "fri 09:00", "nothing", "nothing"],
  ["nothing is promised at this priority", start("mon 09:00", "low"), "mon 09:00", "nothing", "nothing"],
  [
    "nor does it become one by being kept",
    [...start("mon 09:00", "low"), answers("mon 09:10"), moves("mon 10:00", "new", "solved")],
    "mon 10:00",
    "nothing",
    "nothing",
  ],
  [
    "nor by being paused",
    [...start("mon 09:00", "low"), moves("mon 10:00", "new", "pending")],
    "mon 10:00",
    "nothing",
    "nothing",
  ],
  [
    "a tier's budget is no promise",
    [...answered, tier("mon 10:00", 2)],
    "mon 15:00",
    "kept mon 09:30",
    "due mon 17:00",
  ],
])("%s", (_, events, now, answer, solution) => {
  const promise = promiseOf(foldClocks(events, gold, lookup(terms)), terms, at(now));
  expect([read(promise.answer), read(promise.solution)]).toEqual([answer, solution]);
});

test("a calendar that opens no more promises nothing, and has no new date", () => {
  const once = {
    ...office,
    hours: closed,
    holidays: [{ date: "2026-11-23", name: "Day", hours: [hours("09:00", "10:30")] }],
  };
  const last = termsWith({}, once);
  const promise = promiseOf(foldClocks(opened, gold, lookup(last)), last, at("mon 10:15"));
  expect(read(promise.answer)).toBe("mon 10:00 missed by 15m, due never");
  expect(read(promise.solution)).toBe("nothing");
});
