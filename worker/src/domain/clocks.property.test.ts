import type { ClockAlarm, ClockMetric } from "@firstline/sdk/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { histories, lookup, routed, termsWith } from "../../test/clock-history.ts";
import { type Clock, stateOf } from "./clock.ts";
import { type ClockEvent, everyClock, evolveClocks, foldClocks, nextAlarm, nextDueAt, startClocks } from "./clocks.ts";
import { isActive, system } from "./event.ts";
import { promiseOf } from "./promise.ts";

const gold = { id: "ctr_gold", version: 1 };
const ladder = [
  { on: "at_risk", step: "notify" },
  { on: "breached", step: "next_tier" },
  { on: "breached_again", step: "lead" },
] as const;
const order: readonly ClockAlarm[] = ["at_risk", "breached", "breached_again"];
const terms = termsWith({ ladder: [...ladder] });
const { time } = terms;
const termsOf = lookup(terms);

const holds = <Value>(histories: fc.Arbitrary<Value>, check: (value: Value, later: number) => void, numRuns = 500) =>
  fc.assert(fc.property(histories, fc.integer({ min: 0, max: 5 * 86_400_000 }), check), { numRuns, seed: 3 });
const endOf = (events: readonly ClockEvent[]): number => events.at(-1)?.at ?? 0;

/** What holds of a ticket between one event and the next. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly status: string;
  readonly tier: number;
  /** The cycle of the question that waits for an answer; 0 is the first response. */
  readonly question: number | undefined;
}

/** The history read anew, by its own simple means: what held when. */
function stretchesOf(events: readonly ClockEvent[], now: number): Stretch[] {
  let [status, tier, question, asked, answered] = ["new", 1, 0 as number | undefined, 0, false];
  return events.map((event, index) => {
    const byContact = event.actor.kind === "contact";
    const opens = event.type === "status" && byContact && !isActive(event.from) && isActive(event.to);
    if (event.type === "status") status = event.to;
    if (event.type === "routed") tier = event.tier;
    if (event.type === "message" && !byContact) [question, answered] = [undefined, true];
    if (answered && question === undefined && (opens || (event.type === "message" && byContact))) question = ++asked;
    return { from: event.at, to: events[index + 1]?.at ?? now, status, tier, question };
  });
}

function runsIn({ status, tier, question }: Stretch, metric: ClockMetric, cycle: number): boolean {
  if (status !== "new" && status !== "open") return false;
  if (metric === "tier") return tier === cycle;
  if (metric === "resolution") return true;
  return question === (metric === "first_response" ? 0 : cycle);
}

/** What a clock has spent by an instant, and when it was due, by adding up the stretches in which it ran. */
function reckon(stretches: readonly Stretch[], { metric, cycle, target }: Clock) {
  let spent = 0;
  let dueAt: number | undefined;
  for (const stretch of stretches) {
    if (!runsIn(stretch, metric, cycle)) continue;
    const open = time.businessTimeBetween(stretch.from, stretch.to);
    const due = target === null ? undefined : time.addBusinessTime(stretch.from, Math.max(0, target - spent));
    if (dueAt === undefined && due !== undefined && due < stretch.to) dueAt = due;
    spent += open;
  }
  return { spent, dueAt };
}

test("the clocks that are carried on as stored are those that the whole history adds up to", () => {
  const next = { ...terms, contract: { ...terms.contract, version: 2, pauses: [] } };
  const both = lookup(terms, next);
  holds(histories("priorities too"), (history, later) => {
    const middle = later % (history.length + 1);
    const move: ClockEvent = {
      type: "contract",
      at: history[middle]?.at ?? endOf(history),
      actor: system,
      from: gold,
      to: { id: "ctr_gold", version: 2 },
    };
    const events = middle === 0 ? history : [...history.slice(0, middle), move, ...history.slice(middle)];
    const [submission, ...others] = events;
    if (submission?.type !== "submitted") throw new Error("Not a history");
    let stored = JSON.stringify(startClocks(submission, gold, both));
    for (const event of others) stored = JSON.stringify(evolveClocks(JSON.parse(stored), event, both));
    expect(JSON.parse(stored)).toEqual(foldClocks(events, gold, both));
  });
});

test("every clock shows what the stretches in which it ran add up to", () => {
  holds(histories("usual"), (events, later) => {
    const now = endOf(events) + later;
    const stretches = stretchesOf(events, now);
    for (const clock of everyClock(events, gold, termsOf)) {
      const { spent, dueAt } = reckon(stretches, clock);
      const running = clock.phase.is === "running" ? time.businessTimeBetween(clock.phase.since, now) : 0;
      expect(clock.spent + running).toBe(spent);
      const state = stateOf(clock, terms, now);
      expect(state.state === "breached" ? state.dueAt : undefined).toBe(dueAt);
      const last = stretches.at(-1);
      expect(clock.phase.is === "running").toBe(last !== undefined && runsIn(last, clock.metric, clock.cycle));
    }
    const cycles = new Set(stretches.map(({ question }) => question ?? 0));
    const known = everyClock(events, gold, termsOf).filter(({ metric }) => metric === "next_response");
    expect(known.map(({ cycle }) => cycle)).toEqual([...cycles].filter((cycle) => cycle > 0).sort((a, b) => a - b));
  });
});

test("what the tiers are charged adds up to what the resolution took, whatever the priorities", () => {
  holds(histories("priorities too"), (events) => {
    const clocks = everyClock(events, gold, termsOf);
    const sum = (metric: ClockMetric) =>
      clocks.filter((clock) => clock.metric === metric).reduce((total, { spent }) => total + spent, 0);
    const since = clocks.flatMap(({ phase }) => (phase.is === "running" ? phase.since : []));
    const booked = (metric: ClockMetric) =>
      sum(metric) +
      clocks
        .filter((clock) => clock.metric === metric && clock.phase.is === "running")
        .reduce((total, { phase }) => total + time.businessTimeBetween(phase.since, endOf(events)), 0);
    expect(since.every((instant) => instant <= endOf(events))).toBe(true);
    expect(booked("tier")).toBe(booked("resolution"));
  });
});

test("priorities change what is due, never what was spent", () => {
  holds(histories("priorities too"), (events) => {
    const spentOf = (some: readonly ClockEvent[]) =>
      everyClock(some, gold, termsOf).map((clock) => {
        const running = clock.phase.is === "running" ? time.businessTimeBetween(clock.phase.since, endOf(events)) : 0;
        return [clock.metric, clock.cycle, clock.spent + running];
      });
    expect(spentOf(events)).toEqual(spentOf(events.filter(({ type }) => type !== "priority")));
  });
});

test("nothing runs in a pause, after solving or after closing; else just one tier does", () => {
  holds(histories("priorities too"), (events) => {
    const clocks = foldClocks(events, gold, termsOf);
    const running = clocks.list.filter(({ phase }) => phase.is === "running");
    const tiers = running.filter(({ metric }) => metric === "tier").map(({ cycle }) => cycle);
    if (clocks.status === "new" || clocks.status === "open") expect(tiers).toEqual([clocks.held?.tier]);
    else expect(running).toEqual([]);
    if (!isActive(clocks.status)) expect(clocks.list.every(({ phase }) => phase.is === "ended")).toBe(true);
  });
});

test("a pause moves due times later only, or leaves them", () => {
  const pause = fc.tuple(
    fc.integer({ min: Date.UTC(2026, 10, 1), max: Date.UTC(2026, 10, 30) }),
    fc.integer({ min: 0, max: 4e8 }),
    fc.integer({ min: 0, max: 4e8 }),
  );
  holds(pause, ([at, before, length]) => {
    const start: ClockEvent[] = [
      {
        type: "submitted",
        at,
        actor: system,
        subject: "S",
        topic: null,
        channel: "web",
        priority: "normal",
        contact: "con_kim",
        language: null,
        fields: {},
        tags: [],
        contract: null,
      },
      routed(at, 1),
    ];
    const move = { type: "status", actor: system } as const;
    const paused: ClockEvent[] = [
      { ...move, at: at + before, from: "new", to: "pending" },
      { ...move, at: at + before + length, from: "pending", to: "open" },
    ];
    const dues = (events: ClockEvent[]) =>
      foldClocks(events, gold, termsOf).list.map((clock) => {
        const state = stateOf(clock, terms, at + before + length);
        return "dueAt" in state ? (state.dueAt ?? 0) : 0;
      });
    const plain = dues(start);
    dues([...start, ...paused]).forEach((due, index) => {
      expect(due).toBeGreaterThanOrEqual(plain[index] ?? Infinity);
    });
  });
});

/** Tells what is to be told by an instant, and raises the ticket where the ladder says so. */
function sweep(events: ClockEvent[], now: number): ClockEvent[] {
  const told: ClockEvent[] = [];
  for (;;) {
    const clocks = foldClocks([...events, ...told], gold, termsOf);
    const alarm = nextAlarm(clocks, terms, now);
    if (!alarm) return told;
    told.push({ ...alarm.happening, at: now, actor: system });
    const tier = clocks.held?.tier ?? 1;
    if (alarm.steps.includes("next_tier") && tier < 3) told.push(routed(now, tier + 1));
  }
}

test("sweeps tell each alarm once for a target, in order, and nothing of what does not run", () => {
  holds(histories("priorities too"), (history, later) => {
    const events: ClockEvent[] = [];
    const last = new Map<string, ClockAlarm>();
    for (const [index, event] of history.entries()) {
      events.push(event);
      if (event.type === "priority") last.clear();
      // Sweeps come now and then, some of them late, and each a second time.
      if (index === 0 || (index + later) % 3 === 0) continue;
      const now = history[index + 1]?.at ?? event.at + later;
      const told = sweep(events, now);
      expect(sweep([...events, ...told], now)).toEqual([]);
      const { status } = foldClocks(events, gold, termsOf);
      if (status !== "new" && status !== "open") expect(told).toEqual([]);
      expect(told.filter(({ type }) => type === "routed").length).toBeLessThanOrEqual(1);
      for (const happening of told) {
        if (happening.type !== "clock") continue;
        const name = `${happening.metric} ${happening.cycle}`;
        const before = last.get(name);
        if (before) expect(order.indexOf(happening.alarm)).toBeGreaterThan(order.indexOf(before));
        last.set(name, happening.alarm);
      }
      events.push(...told);
    }
  });
});

test("a new target makes due what is left of it, at the earliest at once; a miss it does not take back stays", () => {
  holds(histories("priorities too"), (events) => {
    events.forEach(({ type, at }, index) => {
      if (type !== "priority") return;
      const before = foldClocks(events.slice(0, index), gold, termsOf).list;
      foldClocks(events.slice(0, index + 1), gold, termsOf).list.forEach((clock, place) => {
        const old = before[place];
        if (!old || clock.phase.is !== "running" || clock.target === old.target) return;
        const was = stateOf(old, terms, at);
        const left = clock.target === null ? null : clock.target - clock.spent;
        const due = left === null ? null : time.addBusinessTime(at, Math.max(0, left));
        const kept = was.state === "breached" && left !== null && left <= 0 ? was.dueAt : due;
        const state = stateOf(clock, terms, at);
        expect("dueAt" in state ? state.dueAt : undefined).toBe(kept);
      });
    });
  });
});

test("the next due time is the first instant at which there is something to tell", () => {
  holds(histories("priorities too"), (events) => {
    const clocks = foldClocks(events, gold, termsOf);
    const now = endOf(events);
    const due = nextDueAt(clocks, terms, now) ?? Infinity;
    // What is due already was due at some instant before the last event.
    if (due > now) expect(nextAlarm(clocks, terms, Math.min(due - 1, now + 1e11))).toBeNull();
    if (due < Infinity) expect(nextAlarm(clocks, terms, Math.max(due, now))).not.toBeNull();
  });
});

test("the promise is what the stretches add up to", () => {
  holds(histories("usual"), (events, later) => {
    const now = endOf(events) + later;
    const stretches = stretchesOf(events, now);
    const clocks = foldClocks(events, gold, termsOf);
    const { solution, answer } = promiseOf(clocks, terms, now);
    const resolution = clocks.list.find(({ metric }) => metric === "resolution");
    if (!resolution || resolution.target === null) throw new Error("There is no resolution clock");
    const { spent, dueAt } = reckon(stretches, resolution);
    if (dueAt !== undefined) expect(solution).toMatchObject({ is: "missed", dueAt });
    else if (clocks.status === "solved") expect(solution?.is).toBe("kept");
    else if (clocks.status === "pending")
      expect(solution).toMatchObject({ is: "paused", goesOnWith: "requester_reply" });
    else if (clocks.status === "on_hold") expect(solution).toMatchObject({ is: "paused", goesOnWith: "third_party" });
    else if (isActive(clocks.status)) {
      expect(solution).toMatchObject({ is: "due" });
      const at = solution?.is === "due" ? solution.at : 0;
      expect(at).toBeGreaterThanOrEqual(now);
      expect(spent + time.businessTimeBetween(now, at)).toBe(resolution.target);
    }
    const owed = stretches.at(-1)?.question !== undefined;
    if (owed && isActive(clocks.status)) expect(["due", "paused", "missed"]).toContain(answer?.is);
    if (!owed)
      expect(answer === null || answer.is === "kept" || (answer.is === "missed" && answer.now.is === "done")).toBe(
        true,
      );
  });
});
