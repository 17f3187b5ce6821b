import { describe, expect, test } from "vitest";
import { lookup, office, submitted, termsWith } from "../../test/clock-history.ts";
import { answers, at, closed, gold, HOUR, hours, shown, start, terms, told } from "../../test/clock-story.ts";
import { stateOf } from "./clock.ts";
import { foldClocks } from "./clocks.ts";

const SECOND = 1_000;

describe("due times", () => {
  test.each<[string, string, string, string]>([
    ["in the middle of hours", "mon 10:00", "mon 11:00", "tue 10:00"],
    ["exactly at opening", "mon 09:00", "mon 10:00", "mon 17:00"],
    ["exactly at closing when the amount fits to the second", "mon 16:00", "mon 17:00", "tue 16:00"],
    ["a second later, on the next day", "mon 16:00:01", "tue 09:00:01", "tue 16:00:01"],
    ["from the next opening when submitted at night", "mon 20:00", "tue 10:00", "tue 17:00"],
    ["from the next opening when submitted at closing", "mon 17:00", "tue 10:00", "tue 17:00"],
    ["over the weekend", "fri 16:30", "mon+1 09:30", "mon+1 16:30"],
    ["from Monday when submitted on Saturday", "sat 12:00", "mon+1 10:00", "mon+1 17:00"],
  ])("%s", (_, time, answer, solution) => {
    expect(shown(start(time), time)).toMatchObject({
      first_response: `running, due ${answer}`,
      resolution: `running, due ${solution}`,
    });
  });

  test("24:00 is midnight, not a minute before", () => {
    const late = { ...office, hours: { ...closed, mon: [{ from: "23:00", to: "24:00" }] } };
    expect(shown(start("mon 23:00"), "mon 23:00", termsWith({}, late)).first_response).toBe("running, due tue 00:00");
  });

  test("across a clock change real elapsed time counts", () => {
    const berlin = termsWith({}, { ...office, zone: "Europe/Berlin", hours: "always" });
    for (const [day, local] of [
      ["2026-03-29", "spring"],
      ["2026-10-25", "autumn"],
    ]) {
      const begun = Date.parse(`${day}T00:30:00Z`);
      const clocks = foldClocks([submitted(begun)], gold, lookup(berlin));
      const [first] = clocks.list;
      expect(first && stateOf(first, berlin, begun), local).toMatchObject({ dueAt: begun + HOUR });
    }
  });

  test("what is not promised is never due", () => {
    expect(shown(start("mon 10:00", "low"), "fri 10:00")).toEqual({
      first_response: "running, due never",
      resolution: "running, due never",
      "tier 1": "breached mon 12:00, 5640m late, now due fri 10:00",
    });
  });

  test("a calendar that opens no more has no due times", () => {
    const once = {
      ...office,
      hours: closed,
      holidays: [{ date: "2026-11-23", name: "Day", hours: [hours("09:00", "10:30")] }],
    };
    expect(shown(start("mon 10:00"), "mon 10:00", termsWith({}, once)).first_response).toBe("running, due never");
  });
});

describe("to the millisecond", () => {
  test.each<[string, number, string]>([
    ["a while before the warning", -15 * 60 * SECOND - 1, "running, due mon 11:00"],
    ["at the warning", -15 * 60 * SECOND, "at risk, due mon 11:00"],
    ["just before it is due", -1, "at risk, due mon 11:00"],
    ["when it is due", 0, "at risk, due mon 11:00"],
    ["just after", 60, "breached mon 11:00, 0.001m late, now due mon 12:00"],
  ])("%s", (_, offset, expected) => {
    const clocks = foldClocks(start("mon 10:00"), gold, lookup(terms));
    const [first] = clocks.list;
    if (!first) throw new Error("There is no clock");
    expect(told(stateOf(first, terms, at("mon 11:00") + offset))).toBe(expected);
  });

  test("an answer at the due instant is on time, one a second later is not", () => {
    expect(shown([...start("mon 10:00"), answers("mon 11:00")], "tue 10:00").first_response).toBe("met mon 11:00");
    expect(shown([...start("mon 10:00"), answers("mon 11:00:01")], "tue 10:00").first_response).toBe(
      `breached mon 11:00, ${1 / 60}m late, met mon 11:00:01`,
    );
  });

  test("what was due at closing is late in the evening, though no business time has gone by", () => {
    expect(shown([...start("mon 16:00"), answers("mon 18:00")], "tue 10:00").first_response).toBe(
      "breached mon 17:00, 60m late, met mon 18:00",
    );
  });
});
