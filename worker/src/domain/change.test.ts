import { describe, expect, test } from "vitest";
import { contact } from "../../test/history.ts";
import { staffed } from "../../test/staffed.ts";
import { submission, within } from "../../test/surroundings.ts";
import { type Command, decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import type { TicketActor } from "./event.ts";
import { linesOf } from "./lines.ts";
import { link, unlink } from "./links.ts";
import { merge, namingSuccessor } from "./merge.ts";
import { open } from "./open.ts";
import type { Refusal } from "./refusal.ts";
import type { TicketState } from "./ticket.ts";
import { dueAt, wake } from "./wake.ts";

const day = 86_400_000;
const start = Date.UTC(2026, 11, 22, 9, 30);
const lines = linesOf(staffed, []);
const at = (now: number) => within(lines, now);
const ann: TicketActor = { kind: "agent", id: "agt_ann" };
const lea: TicketActor = { kind: "agent", id: "agt_lea" };
const { termsOf } = at(start);

const opened = open(submission({ contact: contact.id }), contact, at(start)).ticket;

const done = (result: Decision | Refusal): Decision => {
  if ("refused" in result) throw new Error(`refused: ${result.refused}`);
  return result;
};
const change = (ticket: TicketState, what: Omit<Extract<Command, { type: "change" }>, "type">, now = start + 1_000) =>
  decide(ticket, { type: "change", ...what }, ann, at(now));
const ticket = done(change(opened, { status: "open" })).ticket;
const types = ({ events }: Decision) => events.map(({ type }) => type);

describe("what a ticket is", () => {
  test("everything that was changed stands in one event, with what it was before", () => {
    const { events, ticket: after } = done(
      change(ticket, { subject: "Two lamps", topic: "top_billing", language: "pl", tags: ["bulb", "bulb"] }),
    );
    expect(events).toMatchObject([
      {
        type: "edited",
        subject: { from: ticket.subject, to: "Two lamps" },
        topic: { from: ticket.topic, to: "top_billing" },
        language: { from: ticket.language, to: "pl" },
        tags: { from: ticket.tags, to: ["bulb"] },
      },
    ]);
    expect(after).toMatchObject({ subject: "Two lamps", topic: "top_billing", language: "pl", tags: ["bulb"] });
  });

  test("what stays as it is makes no event, whatever the order of the tags", () => {
    const tagged = done(change(ticket, { tags: ["one", "two"] })).ticket;
    expect(types(done(change(tagged, { subject: ticket.subject, tags: ["two", "one"] })))).toEqual([]);
  });

  test.each([
    [{ subject: "Two lamps" }, 1],
    [{ topic: null }, 1],
    [{ tags: ["bulb"] }, 0],
    [{ language: "pl" }, 0],
  ])("the requester is told of %o: %i", (what, told) => {
    const topical = done(change(ticket, { topic: "top_login" })).ticket;
    const { ticket: after } = done(change(topical, what));
    expect(after.publicSeq - topical.publicSeq).toBe(told);
  });
});

describe("another team", () => {
  test("gets the ticket with its tier, and somebody of it who is there", () => {
    const { events, ticket: after } = done(change(ticket, { team: "team_deep" }));
    expect(events[0]).toMatchObject({
      type: "routed",
      team: "team_deep",
      tier: 2,
      actor: ann,
      because: "Moved by hand",
    });
    expect(after).toMatchObject({ team: "team_deep", tier: 2, assignee: "agt_ada" });
  });

  test("is refused where it is none, or where the work is over", () => {
    expect(change(ticket, { team: "team_gone" })).toMatchObject({ refused: "invalid", issues: [{ path: "team" }] });
    const solved = done(decide(ticket, { type: "solve" }, ann, at(start + 2_000))).ticket;
    expect(change(solved, { team: "team_deep" })).toEqual({ refused: "transition_refused" });
  });

  test("changes nothing if it is the same one", () => {
    expect(types(done(change(ticket, { team: ticket.team })))).toEqual([]);
  });
});

describe("a ticket that is put off", () => {
  const until = start + 3 * day;
  const snoozed = done(change(ticket, { status: "pending", wakeAt: until })).ticket;

  test("is pending, and wakes at the instant, not before", () => {
    expect(snoozed).toMatchObject({ status: "pending", wakeAt: until });
    expect(dueAt(snoozed, termsOf, start + 2_000)).toBeLessThanOrEqual(until);
    expect(wake(snoozed, at(until - 1)).ticket.status).toBe("pending");
    const woken = wake(snoozed, at(until));
    expect(woken.ticket).toMatchObject({ status: "open", wakeAt: null });
    expect(woken.events.at(-1)).toMatchObject({ type: "status", woken: true, actor: { kind: "system" } });
    expect(types(wake(woken.ticket, at(until)))).toEqual([]);
  });

  test.each(["pending", "on_hold"] as const)("while %s ends with what its requester writes", (status) => {
    const off = done(change(ticket, { status, wakeAt: until })).ticket;
    const { ticket: after } = done(decide(off, { type: "reply", id: "msg_a", text: "Now!" }, contact, at(start + day)));
    expect(after).toMatchObject({ status: "open", wakeAt: null });
  });

  test("on hold without an instant stays on hold when its requester writes", () => {
    const held = done(change(ticket, { status: "on_hold" })).ticket;
    const reply = decide(held, { type: "reply", id: "msg_a", text: "Now!" }, contact, at(start + day));
    expect(done(reply).ticket.status).toBe("on_hold");
  });

  test("may be put off until another instant, and the same one changes nothing", () => {
    const later = done(change(snoozed, { status: "pending", wakeAt: until + day }));
    expect(types(later)).toEqual(["snoozed"]);
    expect(later.ticket.wakeAt).toBe(until + day);
    expect(types(done(change(snoozed, { status: "pending", wakeAt: until })))).toEqual([]);
  });

  test("goes with an answer", () => {
    const answer = { type: "answer", id: "msg_a", text: "On Monday.", status: "pending", wakeAt: until } as const;
    const { events, ticket: after } = done(decide(ticket, answer, ann, at(start + 1_000)));
    expect(types({ events, ticket: after })).toEqual(["message", "status", "snoozed"]);
    expect(after.wakeAt).toBe(until);
  });

  test.each([
    ["now", 1_000],
    ["the past", 0],
    ["in more than a year", 367 * day],
  ])("%s is refused beside the field", (_name, later) => {
    const refused = { refused: "invalid", issues: [{ path: "wakeAt" }] };
    expect(change(ticket, { status: "pending", wakeAt: start + later })).toMatchObject(refused);
  });
});

describe("two tickets", () => {
  const other = open(submission({ contact: contact.id }), contact, at(start)).ticket;
  const one = { sequence: 1001, state: ticket };
  const two = { sequence: 1002, state: other };
  const now = at(start + 5_000);

  test("are merged: the one closes and names the other, which is told", () => {
    const merged = merge(one, two, ann, now);
    if ("refused" in merged) throw new Error(merged.refused);
    expect(types(merged.one)).toEqual(["merged", "status"]);
    expect(merged.one.ticket).toMatchObject({ status: "closed", mergedInto: 1002 });
    expect(types(merged.other)).toEqual(["absorbed", "status"]);
    const reply = decide(merged.one.ticket, { type: "reply", id: "msg_a", text: "Hm" }, contact, now);
    if (!("refused" in reply)) throw new Error("A merged ticket takes no reply");
    const [site] = staffed.sites;
    if (!site) throw new Error("The fixture has a site");
    expect(namingSuccessor(reply, merged.one.ticket, site)).toMatchObject({
      refused: "ticket_closed",
      issues: [{ message: expect.stringContaining("SHOP-10024") }],
    });
  });

  test.each([
    ["a ticket and itself", one, one, "invalid"],
    ["somebody else's", one, { ...two, state: { ...other, contact: "con_lou" } }, "requester_differs"],
    ["a closed one", { ...one, state: { ...ticket, status: "closed" as const } }, two, "ticket_closed"],
    ["into a closed one", one, { ...two, state: { ...other, status: "closed" as const } }, "transition_refused"],
  ])("are not merged: %s", (_name, first, second, refused) => {
    expect(merge(first, second, ann, now)).toMatchObject({ refused });
  });

  test.each([
    ["related", "related"],
    ["duplicate_of", "duplicated_by"],
    ["caused_by", "cause_of"],
  ] as const)("are linked: %s is %s from the other side", (relation, counterpart) => {
    const linked = link(one, two, relation, lea, now);
    if ("refused" in linked) throw new Error(linked.refused);
    expect(linked.one.ticket.links).toEqual([{ ticket: 1002, relation }]);
    expect(linked.other.ticket.links).toEqual([{ ticket: 1001, relation: counterpart }]);
    const again = { ...one, state: linked.one.ticket };
    const back = { ...two, state: linked.other.ticket };
    expect(link(again, back, relation, lea, now)).toMatchObject({ one: { events: [] }, other: { events: [] } });
    const apart = unlink(again, back, lea, now);
    expect([apart.one.ticket.links, apart.other.ticket.links]).toEqual([[], []]);
    expect(unlink({ ...one, state: apart.one.ticket }, two, lea, now).one.events).toEqual([]);
  });

  test("have no more than fifty links each", () => {
    const links = Array.from({ length: 50 }, (_, index) => ({ ticket: index + 1, relation: "related" as const }));
    const full = { ...one, state: { ...ticket, links } };
    expect(link(full, two, "related", ann, now)).toMatchObject({ refused: "invalid", issues: [{ path: "to" }] });
  });
});
