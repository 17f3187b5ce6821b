import { expect, test } from "vitest";
import { createTestDesk } from "../../test/desk.ts";
import { tiers } from "../../test/stories.ts";
import { unplacedOf } from "./unplaced.ts";
import { canEscalate, canReturn, tiersAbove, wayOf } from "./way.ts";

const desk = createTestDesk();
const find = (number: string) => {
  const stored = desk.tickets.get(number);
  if (!stored) throw new Error(`there is no ticket ${number}`);
  return stored;
};
const marcus = find("APP-100021");
const bea = find("APP-100065");

test("the way goes up, back and up again, each station with its reason and the team that had it", () => {
  const steps = wayOf(marcus.events).map((step) =>
    step.kind === "tier" ? [step.how, step.tier.level, step.team, step.because] : [step.kind],
  );
  expect(steps).toEqual([
    ["received"],
    ["routed", 1, "Front desk", "Topic “Billing”"],
    ["escalated", 2, "Technical", "Our technical team looks into the two charges."],
    ["returned", 1, "Front desk", "The last four digits of the card, please."],
    ["escalated", 2, "Technical", "Our technical team looks into the two charges."],
    ["escalated", 3, "Payments", "It took longer than it should have, so the next line of support has it now."],
  ]);
});

test("a solution ends the way, until the ticket is opened again", () => {
  const [first] = marcus.events;
  if (!first) throw new Error("the ticket has no events");
  const solved = { ...first, type: "status", from: "open", to: "solved" } as const;
  const closed = { ...first, type: "status", from: "solved", to: "closed" } as const;
  const opened = { ...first, type: "status", from: "solved", to: "open" } as const;
  expect(wayOf([first, solved]).at(-1)?.kind).toBe("solved");
  expect(wayOf([first, solved, closed]).at(-1)?.kind).toBe("solved");
  expect(wayOf([first, solved, opened]).at(-1)?.kind).toBe("received");
});

test("a ticket goes up while a tier is above it, and back if somebody below sent it up", () => {
  expect(tiersAbove(bea.ticket, tiers.toReversed()).map(({ level }) => level)).toEqual([2, 3]);
  expect([canEscalate(bea.ticket, tiers), canReturn(bea.ticket, bea.events)]).toEqual([true, false]);
  expect([canEscalate(marcus.ticket, tiers), canReturn(marcus.ticket, marcus.events)]).toEqual([false, true]);
  const solved = { ...marcus.ticket, status: "solved" } as const;
  expect(canReturn(solved, marcus.events)).toBe(false);
  expect(canEscalate({ ...bea.ticket, status: "closed" }, tiers)).toBe(false);
});

test("a ticket that nobody can take says why and until when; one that somebody has, or could take, does not", () => {
  const now = Date.now();
  const { ticket, events } = bea;
  expect(unplacedOf(ticket, events, now)).toEqual({ why: "off_duty", until: ticket.staffedAt });
  const assignee = { id: "agt_1", name: "Anna Berg" };
  expect(unplacedOf({ ...ticket, assignee }, events, now)).toBeUndefined();
  expect(unplacedOf({ ...ticket, status: "solved" }, events, now)).toBeUndefined();
  expect(unplacedOf(ticket, events, Date.parse(ticket.staffedAt ?? ""))).toBeUndefined();
  expect(unplacedOf(find("APP-100076").ticket, find("APP-100076").events, now)).toBeUndefined();
  const taken = { ...events[0], type: "assigned", agent: assignee, seq: 9, prev: 8 } as const;
  const [first] = events;
  if (!first) throw new Error("the ticket has no events");
  const back = [...events, { ...first, ...taken }];
  expect(unplacedOf({ ...ticket, staffedAt: null }, back, now)).toBeUndefined();
});
