import type { Event } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import { abridge, type Stop, wayOf } from "./way.ts";

const first = { level: 1, label: "First line" };
const second = { level: 2, label: "Second line" };
const priya = { kind: "agent", name: "Priya" } as const;
const system = { kind: "system" } as const;

type Happening = Event extends infer One ? (One extends Event ? Omit<One, "seq" | "prev" | "at"> : never) : never;

/** The events of a ticket, one a minute from ten o'clock on. */
const story = (...happenings: Happening[]) =>
  happenings.map(
    (happening, index): Event => ({
      ...happening,
      seq: index + 1,
      prev: index,
      at: `2026-11-23T10:${String(index).padStart(2, "0")}:00.000Z`,
    }),
  );

const submitted = { type: "submitted", actor: { kind: "contact" } } as const;
const routed = { type: "routed", actor: system, tier: first } as const;
const taken = (name: string) => ({ type: "assigned", actor: system, agent: { name } }) as const;
const escalated = { type: "escalated", actor: priya, from: first, to: second, reason: "needs the carrier" } as const;
const returned = { type: "returned", actor: priya, from: second, to: first } as const;
const status = (from: "new" | "open" | "solved", to: "open" | "solved" | "closed") =>
  ({ type: "status", actor: priya, from, to }) as const;

/** A way in short: the minute, what it is, and what else is known of it. */
const short = (way: readonly Stop[]) =>
  way.map((stop) => {
    const words = stop.is === "line" ? [stop.tier.label, stop.who, stop.back && "back", stop.because] : [stop.is];
    return [stop.at.slice(14, 16), ...words].filter(Boolean).join(" ");
  });

test("a ticket goes up with a reason, comes back, is solved and closed", () => {
  const way = wayOf(
    story(
      submitted,
      routed,
      taken("Priya"),
      status("new", "open"),
      escalated,
      taken("Ada"),
      returned,
      taken("Priya"),
      status("open", "solved"),
      status("solved", "closed"),
    ),
  );
  expect(short(way)).toEqual([
    "00 new",
    "01 First line Priya",
    "04 Second line Ada needs the carrier",
    "06 First line Priya back",
    "08 solved",
    "09 closed",
  ]);
});

test("moves within a line make no stop; whoever had it last is named, and nobody once it was given back", () => {
  const givenBack = { type: "assigned", actor: system, agent: null } as const;
  expect(short(wayOf(story(submitted, routed, taken("Priya"), taken("Ada"), routed)))).toEqual([
    "00 new",
    "01 First line Ada",
  ]);
  expect(short(wayOf(story(submitted, routed, taken("Priya"), givenBack)))).toEqual(["00 new", "01 First line"]);
});

test("a move to another line by the rules is a stop without a reason", () => {
  const moved = { ...routed, tier: second } as const;
  expect(short(wayOf(story(submitted, routed, moved)))).toEqual(["00 new", "01 First line", "02 Second line"]);
});

test("routing that follows an escalation keeps its reason", () => {
  const placed = { ...routed, tier: second } as const;
  expect(short(wayOf(story(submitted, routed, escalated, placed))).at(-1)).toBe("02 Second line needs the carrier");
});

test("opened again, it is back where it was solved", () => {
  const way = wayOf(story(submitted, routed, taken("Priya"), status("open", "solved"), status("solved", "open")));
  expect(short(way)).toEqual(["00 new", "01 First line Priya", "03 solved", "04 First line Priya"]);
});

test("messages, dates and other statuses are no stops", () => {
  const message = { type: "message", actor: priya, message: { id: "msg_1", text: "Hello" } } as const;
  const dates = { type: "promise", actor: system, because: "priority" } as const;
  expect(wayOf(story(submitted, message, dates, status("new", "open")))).toHaveLength(1);
  expect(wayOf([])).toEqual([]);
});

test("a long way is told by its beginning and its end", () => {
  const way = wayOf(story(submitted, routed, escalated, returned, escalated, returned, status("open", "solved")));
  expect(abridge(way, 7)).toEqual(way);
  expect(abridge(way, 4)).toEqual([way[0], undefined, way[5], way[6]]);
});
