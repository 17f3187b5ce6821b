import type { SupportContract } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import { lookup, routed, termsWith } from "../../test/clock-history.ts";
import { answers, at, gold, moves, raises, start, tier, written } from "../../test/clock-story.ts";
import { type ClockEvent, foldClocks, nextAlarm, nextDueAt } from "./clocks.ts";
import { type ClockHappening, system } from "./event.ts";

describe("alarms", () => {
  const ladder: SupportContract["ladder"] = [
    { on: "at_risk", step: "notify" },
    { on: "breached", step: "next_tier" },
    { on: "breached_again", step: "lead" },
  ];
  const strict = termsWith({ ladder });

  /** Tells everything that is to be told by an instant; the ladder's `next_tier` is taken at once. */
  function sweep(events: ClockEvent[], now: number): string[] {
    const told: string[] = [];
    for (;;) {
      const clocks = foldClocks(events, gold, lookup(strict));
      const alarm = nextAlarm(clocks, strict, now);
      if (!alarm) return told;
      const { metric, cycle } = alarm.happening;
      told.push(`${alarm.happening.alarm} ${metric} ${cycle} ${written(alarm.happening.about)}: ${alarm.steps.join()}`);
      events.push({ ...alarm.happening, at: now, actor: system });
      if (alarm.steps.includes("next_tier")) events.push(routed(now, (clocks.held?.tier ?? 0) + 1));
    }
  }
  const due = (events: readonly ClockEvent[], now: string) =>
    written(nextDueAt(foldClocks(events, gold, lookup(strict)), strict, at(now)));

  test("each is told once, in time, and the ladder says what follows", () => {
    const events = [...start("mon 09:00"), answers("mon 09:10")];
    expect(due(events, "mon 09:10")).toBe("mon 10:30");
    expect(sweep(events, at("mon 10:30") - 1)).toEqual([]);
    expect(sweep(events, at("mon 10:30"))).toEqual(["at_risk tier 1 mon 10:30: notify"]);
    expect(sweep(events, at("mon 10:30"))).toEqual([]);
    expect(due(events, "mon 10:30")).toBe("mon 11:00:00.001");
    expect(sweep(events, at("mon 11:00"))).toEqual([]);
    expect(sweep(events, at("mon 11:00") + 1)).toEqual(["breached tier 1 mon 11:00: next_tier"]);
    expect(due(events, "mon 11:01")).toBe("mon 14:00:00.001");
    expect(sweep(events, at("mon 14:30"))).toEqual(["at_risk tier 2 mon 14:00:00.001: notify"]);
    expect(sweep(events, at("mon 15:00"))).toEqual(["at_risk resolution 1 mon 15:00: notify"]);
    expect(sweep(events, at("tue 09:30"))).toEqual([
      "breached tier 2 mon 15:00:00.001: next_tier",
      "breached resolution 1 mon 17:00: ",
    ]);
    expect(sweep(events, at("tue 17:00"))).toEqual([]);
    expect(sweep(events, at("tue 17:00") + 1)).toEqual(["breached_again resolution 1 tue 17:00: lead"]);
    expect(due(events, "wed 09:00")).toBe("never");
  });

  test("a sweep that comes late skips stale warnings, and raises a ticket once", () => {
    const events = start("mon 09:00");
    expect(sweep(events, at("wed 10:00"))).toEqual([
      "breached first_response 1 mon 10:00: next_tier",
      "breached_again first_response 1 mon 11:00: lead",
      "breached resolution 1 mon 17:00: ",
      "breached_again resolution 1 tue 17:00: lead",
    ]);
    expect(events.filter((event) => event.type === "routed")).toHaveLength(2);
  });

  test("a sweep at the due instant still warns", () => {
    expect(sweep(start("mon 09:00"), at("mon 10:00"))).toEqual(["at_risk first_response 1 mon 09:45: notify"]);
  });

  test("of two at once the clock that began first has its turn first, and the ticket is raised once", () => {
    const events = [...start("mon 09:00", "urgent"), answers("mon 09:10"), tier("mon 11:00", 2)];
    expect(sweep(events, at("mon 13:05"))).toEqual(["breached resolution 1 mon 13:00: next_tier"]);
  });

  test("another team of the tier does not clear the tier of what was due before", () => {
    const events = [...start("mon 09:00"), answers("mon 09:10"), tier("mon 11:05", 1)];
    expect(sweep(events, at("mon 11:10"))).toEqual(["breached tier 1 mon 11:00: next_tier"]);
  });

  test("a ticket that comes back to a tier with nothing left is not raised again for that", () => {
    const events = [...start("mon 09:00"), answers("mon 09:10"), tier("mon 11:00", 2), tier("mon 12:00", 1)];
    expect(sweep(events, at("mon 12:10"))).toEqual(["breached tier 1 mon 12:00: "]);
  });

  test("each tier's clock is told of by its own", () => {
    const events = [...start("mon 09:00"), answers("mon 09:10"), tier("mon 10:00", 2), tier("mon 11:00", 1)];
    expect(sweep(events, at("mon 11:30"))).toEqual(["at_risk tier 1 mon 11:30: notify"]);
    events.push(tier("mon 11:45", 2));
    expect(sweep(events, at("mon 13:45"))).toEqual(["at_risk tier 2 mon 13:45: notify"]);
  });

  test("the tier that a ticket was raised from has no more alarms", () => {
    const events = [...start("mon 09:00"), answers("mon 09:10"), tier("mon 10:59", 2)];
    expect(sweep(events, at("mon 13:00"))).toEqual([]);
  });

  test.each<[string, ClockEvent[]]>([
    ["solved", [moves("mon 09:30", "new", "solved")]],
    ["closed", [moves("mon 09:30", "new", "closed")]],
    ["closed after a miss that was not told", [moves("mon 16:00", "new", "closed")]],
    ["pending", [moves("mon 09:30", "new", "pending")]],
    ["on hold after a miss that was not told", [moves("mon 16:00", "new", "on_hold")]],
  ])("a ticket that is %s never alarms", (_, rest) => {
    const events = [...start("mon 09:00"), ...rest];
    expect(due(events, "mon 16:00")).toBe("never");
    expect(sweep(events, at("sun+3 12:00"))).toEqual([]);
  });

  test("what a pause kept quiet is told when it is over", () => {
    const events = [...start("mon 09:00"), moves("mon 10:10", "new", "pending"), moves("tue 09:00", "pending", "open")];
    expect(sweep(events, at("tue 09:00"))).toEqual(["breached first_response 1 mon 10:00: next_tier"]);
  });

  test("a new target tells its own alarms; news of old ones that comes late changes nothing", () => {
    const events = start("mon 09:00", "urgent");
    expect(sweep(events, at("mon 09:40"))).toEqual(["breached first_response 1 mon 09:30: next_tier"]);
    const belated: ClockHappening = { type: "clock", metric: "first_response", cycle: 1, alarm: "at_risk", about: 0 };
    events.push({ ...belated, at: at("mon 09:40"), actor: system });
    expect(sweep(events, at("mon 09:41"))).toEqual([]);
    events.push(raises("mon 09:41", "urgent", "normal"));
    expect(sweep(events, at("mon 09:46"))).toEqual(["at_risk first_response 1 mon 09:45: notify"]);
    expect(sweep(events, at("mon 10:01"))).toEqual(["breached first_response 1 mon 10:00: next_tier"]);
  });
});
