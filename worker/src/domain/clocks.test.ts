import { describe, expect, test } from "vitest";
import { agent, contact, contract, lookup, office, submitted, termsWith } from "../../test/clock-history.ts";
import { answers, asks, at, gold, moves, raises, shown, start, terms, tier, told } from "../../test/clock-story.ts";
import { stateOf } from "./clock.ts";
import { type ClockEvent, everyClock, foldClocks } from "./clocks.ts";
import { system, type TicketActor } from "./event.ts";

describe("responses", () => {
  const answered = [...start("mon 09:00"), answers("mon 09:30")];

  test("the first answer meets the first response, whoever submitted", () => {
    const behalf = [submitted(at("mon 09:00"), "normal", agent), asks("mon 09:00"), answers("mon 09:30")];
    expect(shown(behalf, "mon 09:30").first_response).toBe("met mon 09:30");
    expect(shown([...answered, answers("mon 09:40")], "mon 09:40").first_response).toBe("met mon 09:30");
    expect(shown(answered, "mon 09:30")).not.toHaveProperty("next_response 1");
  });

  test("a key's answer counts, the desk's own message and a note do not", () => {
    const key: TicketActor = { kind: "key", id: "key_one" };
    const note: ClockEvent = { type: "note", at: at("mon 09:10"), actor: agent, id: "msg_a", text: "N" };
    const quiet = [...start("mon 09:00"), answers("mon 09:05", system), note];
    expect(shown(quiet, "mon 09:30").first_response).toBe("running, due mon 10:00");
    expect(shown([...quiet, answers("mon 09:20", key)], "mon 09:30").first_response).toBe("met mon 09:20");
  });

  test("each question after an answer begins a new cycle; more words before the answer move nothing", () => {
    const second = [...answered, asks("mon 10:00"), asks("mon 10:30")];
    expect(shown(second, "mon 11:00")["next_response 1"]).toBe("running, due mon 12:00");
    const third = [...second, answers("mon 11:00"), asks("mon 16:00")];
    expect(shown(third, "mon 16:00")).toMatchObject({ "next_response 2": "running, due tue 10:00" });
    expect(shown(third, "mon 16:00")).not.toHaveProperty("next_response 1");
  });

  test("a report finds every cycle", () => {
    const events = [...answered, asks("mon 10:00"), answers("mon 13:00"), asks("mon 14:00"), answers("mon 15:00")];
    expect(
      everyClock(events, gold, lookup(terms))
        .filter(({ metric }) => metric === "next_response")
        .map((clock) => told(stateOf(clock, terms, at("tue 09:00")))),
    ).toEqual(["breached mon 12:00, 60m late, met mon 13:00", "met mon 15:00"]);
  });

  test("solving is no answer, and opening again goes on with what was spent", () => {
    const solved = [...answered, asks("mon 10:00"), moves("mon 11:00", "open", "solved")];
    expect(shown(solved, "mon 15:00")["next_response 1"]).toBe("cancelled mon 11:00");
    for (const actor of [agent, contact]) {
      const again = [...solved, moves("mon 15:00", "solved", "open", actor)];
      expect(shown(again, "mon 15:00")["next_response 1"]).toBe("running, due mon 16:00");
    }
    const late = [...solved, answers("mon 14:00"), moves("mon 15:00", "solved", "open")];
    expect(shown(late, "mon 15:00")["next_response 1"]).toBe("met mon 14:00");
  });

  test("the requester who opens a solved ticket again waits again; an agent who does makes nobody wait", () => {
    const solved = [...answered, moves("mon 10:00", "open", "solved")];
    expect(shown([...solved, moves("mon 11:00", "solved", "open", contact)], "mon 11:00")["next_response 1"]).toBe(
      "running, due mon 13:00",
    );
    expect(shown([...solved, moves("mon 11:00", "solved", "open")], "mon 11:00")).not.toHaveProperty("next_response 1");
    const woken = [...answered, moves("mon 10:00", "new", "pending"), moves("mon 11:00", "pending", "open", contact)];
    expect(shown(woken, "mon 11:00")).not.toHaveProperty("next_response 1");
    const withWords = [...solved, asks("mon 11:00"), moves("mon 11:00", "solved", "open", contact)];
    expect(shown(withWords, "mon 11:00")["next_response 1"]).toBe("running, due mon 13:00");
    expect(shown(withWords, "mon 11:00")).not.toHaveProperty("next_response 2");
  });
});

describe("resolution and tiers", () => {
  test("solved stops, opening again goes on with what was spent", () => {
    const solved = [...start("mon 09:00"), moves("mon 12:00", "new", "solved")];
    expect(shown(solved, "thu 09:00")).toMatchObject({
      resolution: "met mon 12:00",
      "tier 1": "breached mon 11:00, 60m late, met mon 12:00",
    });
    const again = [...solved, moves("wed 09:00", "solved", "open", contact)];
    expect(shown(again, "wed 09:00").resolution).toBe("running, due wed 14:00");
    expect(shown([...again, moves("wed 10:00", "open", "solved")], "fri 09:00").resolution).toBe("met wed 10:00");
  });

  test("closing without solving cancels, closing after solving changes nothing", () => {
    expect(shown([...start("mon 09:00"), moves("mon 10:00", "new", "closed")], "fri 09:00")).toEqual({
      first_response: "cancelled mon 10:00",
      resolution: "cancelled mon 10:00",
      "tier 1": "cancelled mon 10:00",
    });
    const solved = [...start("mon 09:00"), answers("mon 09:30"), moves("mon 10:00", "new", "solved")];
    for (const actor of [system, contact]) {
      const both = [...solved, moves("tue 10:00", "solved", "closed", actor)];
      expect(shown(both, "fri 09:00")).toEqual(shown(solved, "fri 09:00"));
    }
  });

  test("each tier is charged for the time that it held the ticket, and goes on with what is left", () => {
    const raised = [...start("mon 09:00"), tier("mon 10:30", 2)];
    expect(shown(raised, "mon 10:30")).toMatchObject({
      "tier 1": "met mon 10:30",
      "tier 2": "running, due mon 14:30",
      resolution: "running, due mon 17:00",
    });
    const returned = [...raised, tier("mon 13:00", 1)];
    expect(shown(returned, "mon 13:00")).toMatchObject({
      "tier 1": "at risk, due mon 13:30",
      "tier 2": "met mon 13:00",
    });
    expect(shown([...returned, tier("mon 13:10", 2)], "mon 13:10")).toMatchObject({
      "tier 1": "met mon 13:10",
      "tier 2": "running, due mon 14:40",
    });
  });

  test("another team of the same tier changes nothing", () => {
    expect(shown([...start("mon 09:00"), tier("mon 10:00", 1)], "mon 10:00")["tier 1"]).toBe("running, due mon 11:00");
  });

  test("a tier that was late stays late when the ticket has left it, and when it comes back", () => {
    const raised = [...start("mon 09:00"), tier("mon 12:00", 2)];
    expect(shown(raised, "mon 13:00")["tier 1"]).toBe("breached mon 11:00, 60m late, met mon 12:00");
    expect(shown([...raised, tier("mon 14:00", 1)], "mon 14:00")["tier 1"]).toBe(
      "breached mon 11:00, 60m late, now due mon 15:00",
    );
  });

  test("a tier without a budget has a clock that is never due", () => {
    expect(shown([...start("mon 09:00"), tier("mon 10:00", 3)], "fri 10:00")["tier 3"]).toBe("running, due never");
  });

  test("a ticket that is raised while it is solved charges the new tier once it is open again", () => {
    const events = [...start("mon 09:00"), moves("mon 10:00", "new", "solved"), tier("mon 11:00", 2)];
    expect(shown(events, "mon 12:00")["tier 2"]).toBe("met mon 11:00");
    expect(shown([...events, moves("mon 13:00", "solved", "open")], "mon 13:00")).toMatchObject({
      "tier 1": "met mon 10:00",
      "tier 2": "running, due mon 17:00",
    });
  });
});

describe("pauses", () => {
  test("all clocks stand still, and go on with what is left", () => {
    const paused = [...start("mon 09:00"), moves("mon 09:30", "new", "pending")];
    expect(shown(paused, "fri 09:00")).toEqual({
      first_response: "paused by pending since mon 09:30, 30m left",
      resolution: "paused by pending since mon 09:30, 450m left",
      "tier 1": "paused by pending since mon 09:30, 90m left",
    });
    expect(shown([...paused, moves("tue 16:45", "pending", "open")], "tue 16:45")).toEqual({
      first_response: "running, due wed 09:15",
      resolution: "running, due wed 16:15",
      "tier 1": "running, due wed 10:15",
    });
  });

  test("from one pause to another nothing runs in between", () => {
    const paused = [
      ...start("mon 09:00"),
      moves("mon 09:30", "new", "pending"),
      moves("mon 12:00", "pending", "on_hold"),
    ];
    expect(shown(paused, "mon 15:00").first_response).toBe("paused by on_hold since mon 12:00, 30m left");
  });

  test("a contract may pause in one status only", () => {
    const paused = [...start("mon 09:00"), moves("mon 09:30", "new", "on_hold")];
    expect(shown(paused, "mon 09:40", termsWith({ pauses: ["pending"] })).first_response).toBe(
      "running, due mon 10:00",
    );
  });

  test("a question in a pause has a clock that waits with the others", () => {
    const paused = [
      ...start("mon 09:00"),
      answers("mon 09:30"),
      moves("mon 09:30", "new", "on_hold"),
      asks("mon 10:00"),
    ];
    expect(shown(paused, "mon 12:00")["next_response 1"]).toBe("paused by on_hold since mon 10:00, 120m left");
  });

  test("a pause after a miss takes nothing back, and is not counted as late", () => {
    const paused = [...start("mon 09:00"), moves("mon 10:10", "new", "pending")];
    expect(shown(paused, "thu 09:00").first_response).toBe("breached mon 10:00, 10m late, paused by pending");
    const resumed = [...paused, moves("thu 09:00", "pending", "open")];
    expect(shown(resumed, "thu 09:20").first_response).toBe("breached mon 10:00, 30m late, now due thu 09:50");
    expect(shown([...resumed, answers("thu 09:30")], "fri 09:00").first_response).toBe(
      "breached mon 10:00, 40m late, met thu 09:30",
    );
  });

  test("all pauses after a miss are left out, and what the requester let rest after solving too", () => {
    const events = [
      ...start("mon 09:00"),
      moves("mon 10:10", "new", "pending"),
      moves("mon 12:00", "pending", "open"),
      moves("mon 12:05", "open", "on_hold"),
      moves("mon 13:00", "on_hold", "open"),
      moves("mon 13:05", "open", "solved"),
      moves("tue 09:00", "solved", "open", contact),
    ];
    expect(shown(events, "tue 09:01").first_response).toBe("breached mon 10:00, 21m late, now due tue 09:40");
  });

  test("what is paused when it is due has nothing left, and is late at once when it goes on", () => {
    const paused = [...start("mon 09:00"), moves("mon 10:00", "new", "pending")];
    expect(shown(paused, "tue 09:00").first_response).toBe("paused by pending since mon 10:00, 0m left");
    const resumed = [...paused, moves("tue 12:00", "pending", "open")];
    expect(shown(resumed, "tue 12:00").first_response).toBe("at risk, due tue 12:00");
    expect(shown(resumed, "tue 12:30").first_response).toBe("breached tue 12:00, 30m late, now due tue 13:00");
  });
});

describe("another priority or contract", () => {
  test("time already spent stays spent", () => {
    const raised = [...start("mon 09:00"), raises("mon 09:20", "normal", "urgent")];
    expect(shown(raised, "mon 09:20")).toEqual({
      first_response: "running, due mon 09:30",
      resolution: "running, due mon 13:00",
      "tier 1": "running, due mon 11:00",
    });
    const lowered = [...raised, raises("mon 09:25", "urgent", "normal")];
    expect(shown(lowered, "mon 09:25").first_response).toBe("running, due mon 10:00");
  });

  test("more spent than the new target: due at the change, not before it", () => {
    const raised = [...start("mon 09:00"), raises("mon 09:45", "normal", "urgent")];
    expect(shown(raised, "mon 09:45").first_response).toBe("at risk, due mon 09:45");
    expect(shown(raised, "mon 10:00").first_response).toBe("breached mon 09:45, 15m late, now due mon 10:15");
  });

  test("a longer target takes a miss back if less than it was spent; otherwise the miss stays where it was", () => {
    const urgent = start("mon 09:00", "urgent");
    expect(shown([...urgent, raises("mon 09:45", "urgent", "normal")], "mon 09:45").first_response).toBe(
      "at risk, due mon 10:00",
    );
    expect(shown([...urgent, raises("mon 10:15", "urgent", "normal")], "mon 10:20").first_response).toBe(
      "breached mon 09:30, 50m late, now due mon 10:30",
    );
    expect(shown([...urgent, raises("mon 10:00", "urgent", "normal")], "mon 10:00").first_response).toBe(
      "breached mon 09:30, 30m late, now due mon 10:30",
    );
    const twice = [...start("mon 09:00"), raises("mon 10:15", "normal", "urgent")];
    expect(shown(twice, "mon 10:20").first_response).toBe("breached mon 10:00, 20m late, now due mon 10:30");
  });

  test("with a priority that promises nothing nothing is due, and time is still counted", () => {
    const lowered = [...start("mon 09:00"), raises("mon 09:15", "normal", "low")];
    expect(shown(lowered, "fri 09:00").first_response).toBe("running, due never");
    expect(shown([...lowered, raises("mon 09:30", "low", "normal")], "mon 09:30").first_response).toBe(
      "running, due mon 10:00",
    );
  });

  test("in a pause only what is left changes; what has ended takes the new target when it goes on", () => {
    const paused = [
      ...start("mon 09:00"),
      moves("mon 09:10", "new", "pending"),
      raises("mon 12:00", "normal", "urgent"),
    ];
    expect(shown(paused, "mon 12:00").first_response).toBe("paused by pending since mon 09:10, 20m left");
    const solved = [
      ...start("mon 09:00"),
      moves("mon 12:00", "new", "solved"),
      raises("mon 13:00", "normal", "urgent"),
    ];
    expect(shown(solved, "tue 09:00").resolution).toBe("met mon 12:00");
    expect(shown([...solved, moves("tue 09:00", "solved", "open")], "tue 09:00").resolution).toBe(
      "at risk, due tue 10:00",
    );
  });

  test("a new contract counts with its own calendar from the move on", () => {
    const always = { ...office, hours: "always" as const };
    const next = termsWith(
      { version: 2, pauses: [], targets: { ...contract.targets, normal: { firstResponse: 90 } } },
      always,
    );
    const termsOf = lookup(terms, next);
    const move: ClockEvent = {
      type: "contract",
      at: at("mon 18:00"),
      actor: agent,
      from: gold,
      to: { id: "ctr_gold", version: 2 },
    };
    const clocks = foldClocks([...start("mon 16:30"), move], gold, termsOf);
    expect(clocks.contract).toEqual({ id: "ctr_gold", version: 2 });
    expect(clocks.list.map((clock) => told(stateOf(clock, next, at("mon 18:00"))))).toEqual([
      "running, due mon 19:00",
      "running, due never",
      "running, due mon 19:30",
    ]);
    const paused = foldClocks([...start("mon 16:30"), moves("mon 16:45", "new", "pending"), move], gold, termsOf);
    expect(paused.list[0] && told(stateOf(paused.list[0], next, at("mon 18:00")))).toBe("running, due mon 19:15");
  });
});

test("an event from a clock that is behind counts as simultaneous with the one before", () => {
  const events = [...start("mon 09:00"), moves("mon 09:30", "new", "pending"), moves("mon 09:20", "pending", "open")];
  expect(shown(events, "mon 09:30").first_response).toBe("running, due mon 10:00");
});

test("a history begins with its submission, and has one", () => {
  expect(() => foldClocks([], gold, lookup(terms))).toThrow("first event is its submission");
  expect(() => foldClocks([asks("mon 09:00")], gold, lookup(terms))).toThrow("first event is its submission");
  expect(() => foldClocks([...start("mon 09:00"), submitted(0)], gold, lookup(terms))).toThrow("submitted once");
});
