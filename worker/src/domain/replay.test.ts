import { Replay, type Tally } from "@firstline/sdk/wire";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { histories, lookup, termsWith } from "../../test/clock-history.ts";
import { answers, asks, at, gold, HOUR, moves, raises, start, terms, tier } from "../../test/clock-story.ts";
import { stateOf, type Terms, wasAtRisk } from "./clock.ts";
import { type ClockEvent, everyClock } from "./clocks.ts";
import { type PastTicket, replayOf } from "./replay.ts";

const ticket = (events: readonly ClockEvent[], number = "SHOP-10"): PastTicket => ({ number, subject: "S", events });
const written = (tally: Tally) =>
  Object.entries(tally)
    .filter(([, count]) => count > 0)
    .map(([result, count]) => `${count} ${result}`)
    .join(", ");

function outcomeOf(tickets: readonly PastTicket[], now: number, with_: Terms = terms) {
  const replay = replayOf(with_, now);
  for (const each of tickets) replay.add(each);
  return replay.outcome();
}

/** What one ticket comes to, in words. */
function told(events: readonly ClockEvent[], now: string, with_?: Terms): Record<string, string> {
  const { metrics, priorities, tiers } = outcomeOf([ticket(events)], at(now), with_);
  return Object.fromEntries([
    ...metrics.map(({ metric, tally }) => [metric, written(tally)]),
    ...priorities.map(({ priority, tally }) => [priority, written(tally)]),
    ...tiers.map(({ tier: level, tally }) => [`tier ${level}`, written(tally)]),
  ]);
}
const only = (metric: string, events: readonly ClockEvent[], now: string) => told(events, now)[metric];

describe("what a clock counts as", () => {
  const opened = start("mon 09:00");
  const solved = (time: string) => moves(time, "open", "solved");
  test.each<[string, string, readonly ClockEvent[], string, string | undefined]>([
    ["kept long before", "first_response", [...opened, answers("mon 09:44")], "fri 09:00", "1 kept"],
    ["kept as the warning began", "first_response", [...opened, answers("mon 09:45")], "fri 09:00", "1 atRisk"],
    ["kept at the last instant", "first_response", [...opened, answers("mon 10:00")], "fri 09:00", "1 atRisk"],
    ["late by a second", "first_response", [...opened, answers("mon 10:00:01")], "fri 09:00", "1 broken"],
    ["open", "resolution", opened, "mon 14:59", "1 open"],
    ["open and warned", "resolution", opened, "mon 15:00", "1 atRisk"],
    ["open and late", "resolution", opened, "tue 09:01", "1 broken"],
    ["paused in time", "resolution", [...opened, moves("mon 14:00", "open", "pending")], "fri 09:00", "1 open"],
    ["paused while warned", "resolution", [...opened, moves("mon 16:00", "open", "pending")], "fri 09:00", "1 atRisk"],
    ["paused too late", "resolution", [...opened, moves("tue 10:00", "open", "pending")], "fri 09:00", "1 broken"],
    ["solved without an answer in time", "first_response", [...opened, solved("mon 09:30")], "fri 09:00", undefined],
    ["solved without an answer late", "first_response", [...opened, solved("mon 10:30")], "fri 09:00", "1 broken"],
    ["closed in time", "resolution", [...opened, moves("mon 11:00", "open", "closed")], "fri 09:00", undefined],
    [
      "every question",
      "next_response",
      [
        ...opened,
        answers("mon 09:10"),
        asks("mon 10:00"),
        answers("mon 13:00"),
        asks("mon 14:00"),
        answers("mon 14:10"),
        asks("tue 09:00"),
      ],
      "tue 09:30",
      "1 kept, 1 broken, 1 open",
    ],
    ["without a target", "resolution", start("mon 09:00", "low"), "fri 09:00", undefined],
  ])("%s", (_name, metric, events, now, result) => {
    expect(only(metric, events, now)).toBe(result);
  });
});

describe("whom a clock counts for", () => {
  test("the priority and the tier that the ticket had until it ended", () => {
    const events = [
      ...start("mon 09:00"),
      answers("mon 09:10"),
      // The same instant: what the answer ended was not yet raised.
      raises("mon 09:10", "normal", "high"),
      tier("mon 09:10", 2),
      moves("mon 09:50", "open", "solved"),
      raises("mon 12:00", "high", "low"),
      tier("mon 12:00", 1),
    ];
    expect(told(events, "fri 09:00")).toEqual({
      first_response: "1 kept",
      resolution: "1 kept",
      tier: "2 kept",
      // The first response and tier 1.
      normal: "2 kept",
      high: "2 kept",
      "tier 1": "2 kept",
      "tier 2": "2 kept",
    });
  });

  test("of a clock that has not ended, those that it has now", () => {
    const events = [
      ...start("mon 09:00"),
      answers("mon 09:10"),
      tier("mon 10:00", 2),
      raises("mon 10:00", "normal", "urgent"),
    ];
    expect(told(events, "mon 10:30")).toEqual({
      first_response: "1 kept",
      resolution: "1 open",
      tier: "1 kept, 1 open",
      normal: "2 kept",
      urgent: "2 open",
      "tier 1": "2 kept",
      "tier 2": "2 open",
    });
  });

  test("and before it was sent anywhere, the tier it was sent to", () => {
    const [submitted, ...rest] = start("mon 09:00");
    if (!submitted) throw new Error("A history begins with the submission");
    expect(told([submitted, answers("mon 09:00"), tier("mon 09:00", 2), ...rest.slice(1)], "mon 09:01")).toMatchObject({
      "tier 2": "1 kept, 2 open",
    });
  });
});

describe("what a log holds of another contract", () => {
  const system = { kind: "system", id: null } as const;
  const events = [...start("mon 09:00"), answers("mon 09:30")];
  const plain = { id: "ctr_plain", version: 4 };

  test("is passed over", () => {
    const logged: ClockEvent[] = [
      ...events,
      {
        type: "clock",
        at: at("mon 09:40"),
        actor: system,
        metric: "resolution",
        cycle: 1,
        alarm: "breached",
        about: at("mon 09:40"),
      },
      { type: "contract", at: at("mon 09:45"), actor: system, from: plain, to: { id: "ctr_other", version: 1 } },
    ];
    expect(told(logged, "mon 12:00")).toEqual(told(events, "mon 12:00"));
  });

  test("and the ladder of the one in question raises nothing", () => {
    const ladder = [{ on: "breached" as const, step: "next_tier" as const }];
    expect(told(events, "fri 09:00", termsWith({ ladder }))).toEqual(told(events, "fri 09:00"));
  });
});

test("the ten latest: of the same lateness whatever was due first, and then by number", () => {
  const answered = termsWith({
    targets: { ...terms.contract.targets, normal: { firstResponse: 60 } },
    tierBudgets: [],
  });
  const late = [
    [4, "mon"],
    [9, "mon"],
    [1, "mon"],
    [9, "tue"],
    [7, "mon"],
    [3, "mon"],
    [2, "mon"],
    [9, "mon"],
    [5, "mon"],
    [8, "mon"],
    [6, "mon"],
  ] as const;
  const tickets = late.map(([minutes, day], index) =>
    ticket([...start(`${day} 09:00`), answers(`${day} 10:0${minutes}`)], `SHOP-${100 + index}`),
  );
  const { worst, all } = outcomeOf(tickets, at("fri 09:00"), answered);
  expect(all).toEqual({ kept: 0, atRisk: 0, broken: 11, open: 0 });
  expect(worst[0]).toEqual({
    number: "SHOP-101",
    subject: "S",
    metric: "first_response",
    dueAt: "2026-11-23T10:00:00.000Z",
    lateBy: 9 * 60_000,
  });
  expect(worst.map(({ number }) => number.slice(-2)).join(" ")).toBe("01 07 03 09 04 10 08 00 05 06");
});

test("an empty desk has nothing to tell", () => {
  expect(outcomeOf([], 0)).toEqual({
    tickets: 0,
    all: { kept: 0, atRisk: 0, broken: 0, open: 0 },
    metrics: [],
    priorities: [],
    tiers: [],
    worst: [],
  });
});

test("a clock that has stopped was at risk if that is what it showed until then", () => {
  const seen = { true: 0, false: 0 };
  fc.assert(
    fc.property(histories("usual"), (events) => {
      for (const clock of everyClock(events, gold, lookup(terms))) {
        const { phase, metric, cycle, missed, startedAt } = clock;
        if (phase.is === "running" || missed || clock.target === null || startedAt === phase.since) continue;
        const running = everyClock(
          events.filter((event) => event.at < phase.since),
          gold,
          lookup(terms),
        ).find((each) => each.metric === metric && each.cycle === cycle);
        if (running?.phase.is !== "running") continue;
        const wasShown = stateOf(running, terms, phase.since).state === "at_risk";
        seen[`${wasShown}`] += 1;
        expect(wasAtRisk(clock, terms.contract)).toBe(wasShown);
      }
    }),
    { numRuns: 3_000, seed: 3 },
  );
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(30);
});

const desk = fc.array(histories("priorities too"), { maxLength: 15 });
const later = fc.integer({ min: 0, max: 5 * 24 * HOUR });
const ends = (all: readonly (readonly ClockEvent[])[]): number =>
  Math.max(0, ...all.flatMap((events) => events.map((event) => event.at)));
const numbered = (all: readonly (readonly ClockEvent[])[]) =>
  all.map((events, index) => ticket(events, `SHOP-${100 + index}`));
const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (one, other) => ({
      kept: one.kept + other.kept,
      atRisk: one.atRisk + other.atRisk,
      broken: one.broken + other.broken,
      open: one.open + other.open,
    }),
    { kept: 0, atRisk: 0, broken: 0, open: 0 },
  );

test("every clock counts once in each table, and the answer is what the wire says", () => {
  fc.assert(
    fc.property(desk, later, (all, wait) => {
      const now = ends(all) + wait;
      const outcome = outcomeOf(numbered(all), now);
      for (const table of [outcome.metrics, outcome.priorities, outcome.tiers]) {
        expect(sum(table.map(({ tally }) => tally))).toEqual(outcome.all);
      }
      const clocks = all.flatMap((events) => everyClock(events, gold, lookup(terms)));
      const states = clocks.flatMap((clock) => (clock.target === null ? [] : stateOf(clock, terms, now).state));
      const counts = (...names: string[]) => states.filter((state) => names.includes(state)).length;
      const { kept, atRisk, broken, open } = outcome.all;
      expect(broken).toBe(counts("breached"));
      expect(kept + atRisk + open).toBe(counts("met", "running", "at_risk", "paused"));
      expect(outcome.worst.length).toBe(Math.min(10, broken));
      Replay.parse({ ...outcome, more: false, from: "2026-11-01T00:00:00.000Z" });
    }),
    { numRuns: 150, seed: 3 },
  );
});

test("in whatever order tickets are taken, they come to the same, and the worst are the latest of all", () => {
  fc.assert(
    fc.property(desk, later, fc.infiniteStream(fc.nat()), (all, wait, chance) => {
      const now = ends(all) + wait;
      const tickets = numbered(all);
      const shuffled = tickets
        .map((each) => ({ each, place: chance.next().value ?? 0 }))
        .sort((one, other) => one.place - other.place)
        .map(({ each }) => each);
      const outcome = outcomeOf(tickets, now);
      expect(outcomeOf(shuffled, now)).toEqual(outcome);
      const late = tickets
        .flatMap((each) => outcomeOf([each], now).worst.map(({ lateBy }) => lateBy))
        .sort((one, other) => other - one);
      expect(outcome.worst.map(({ lateBy }) => lateBy)).toEqual(late.slice(0, 10));
    }),
    { numRuns: 100, seed: 3 },
  );
});
