import { DeskThread, Event, Thread, Ticket } from "@firstline/sdk/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contact, play, type Step, step } from "../../test/history.ts";
import { staffed as setup } from "../../test/staffed.ts";
import { newestIn } from "../../test/surroundings.ts";
import { directoryOf } from "./directory.ts";
import type { TicketActor, TicketEvent } from "./event.ts";
import { deskEventsFor, deskTicketFor, eventsFor, ticketFor, type View } from "./projection.ts";

const key = { id: "key_one", name: "Nightly job", scopes: [], sites: "all" as const, secretHash: "", createdAt: 0 };
const directory = directoryOf(1, setup, [key]);
const view: View = { directory, termsOf: newestIn(directory.lines), now: 5_000_000_000 };
const [site] = setup.sites;
if (!site) throw new Error("The fixture has a site");
const place = { site, sequence: 1001 };
const requester = { id: contact.id, name: "Kim", email: "kim@example.test", verified: false, plan: null };

const holds = (check: (steps: readonly Step[]) => void) =>
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), check), { numRuns: 300, seed: 1 });

test("nothing that only agents may see is ever in what a requester gets", () => {
  holds((steps) => {
    const { ticket, history } = play(steps, () => {});
    // The wire's schemas are closed: a field that is not the requester's does not parse.
    const thread = Thread.parse({
      ticket: ticketFor(view, place, ticket),
      events: eventsFor(directory, site, history),
    });
    const said = thread.events.map((event) => (event.type === "message" ? { ...event, message: null } : event));
    const seen = JSON.stringify({ ticket: thread.ticket, said });
    const secrets = [
      "NOTE",
      "BECAUSE",
      "SECRET",
      "Everything else",
      "agt_",
      "team_",
      "rul_",
      "ctr_",
      "key_",
      "con_",
      "kim@",
    ];
    for (const secret of [...secrets, '"low"', "urgent", "Nightly", "tier_budget", "leftOut"]) {
      expect(seen).not.toContain(secret);
    }
    for (const event of thread.events) expect(JSON.stringify(event)).not.toMatch(/NOTE|"(note|clock|handover)"/);
  });
});

test("a requester's events hang together by `prev`, up to the ticket's own number", () => {
  holds((steps) => {
    const { ticket, history } = play(steps, () => {});
    let last = 0;
    for (const event of eventsFor(directory, site, history)) {
      expect(event.prev).toBe(last);
      last = event.seq;
    }
    expect(ticketFor(view, place, ticket).seq).toBe(last);
  });
});

test("agents see every event, each after the one before", () => {
  holds((steps) => {
    const { ticket, history } = play(steps, () => {});
    const { events, ticket: seen } = DeskThread.parse({
      ticket: deskTicketFor(view, place, ticket, requester),
      events: deskEventsFor(directory, site, history, requester),
    });
    expect(events.map(({ seq, prev }) => [seq, prev])).toEqual(history.map((_, index) => [index + 1, index]));
    expect(seen.seq).toBe(history.length);
  });
});

const at = { seq: 2, prev: 1, at: 0 };
const message = (actor: TicketActor): TicketEvent => ({ ...at, type: "message", id: "msg_a", text: "T", actor });

test.each<[string, TicketActor, unknown, unknown]>([
  ["a contact", contact, { kind: "contact" }, { kind: "contact", id: "con_kim", name: "Kim" }],
  [
    "another contact",
    { kind: "contact", id: "con_ed" },
    { kind: "contact" },
    { kind: "contact", id: "con_ed", name: null },
  ],
  [
    "an agent",
    { kind: "agent", id: "agt_ann" },
    { kind: "agent", name: "Ann Agent" },
    { kind: "agent", id: "agt_ann", name: "Ann Agent" },
  ],
  [
    "an agent who has left",
    { kind: "agent", id: "agt_gone" },
    { kind: "agent", name: "Former colleague" },
    { kind: "agent", id: "agt_gone", name: "Former colleague" },
  ],
  [
    "a program",
    { kind: "key", id: "key_one" },
    { kind: "agent", name: "Brightdesk" },
    { kind: "key", id: "key_one", name: "Nightly job" },
  ],
  [
    "a revoked program",
    { kind: "key", id: "key_gone" },
    { kind: "agent", name: "Brightdesk" },
    { kind: "key", id: "key_gone", name: "Revoked key" },
  ],
  ["the desk", { kind: "system", id: null }, { kind: "system" }, { kind: "system" }],
])("%s, as a requester and as an agent sees them", (_name, actor, asRequester, asAgent) => {
  const [event] = eventsFor(directory, site, [message(actor)]);
  expect(Event.parse(event).actor).toEqual(asRequester);
  expect(deskEventsFor(directory, site, [message(actor)], requester)[0]?.actor).toEqual(asAgent);
});

test("what the set-up no longer names is still shown", () => {
  const { ticket } = play([], () => {});
  const old = { ...ticket, topic: "top_gone", tier: 7, team: "team_gone", assignee: "agt_gone" };
  expect(Ticket.parse(ticketFor(view, place, old))).toMatchObject({
    number: "SHOP-10019",
    topic: null,
    tier: { level: 7, label: "Tier 7" },
    assignee: { name: "Former colleague" },
  });
  expect(deskTicketFor(view, place, old, requester)).toMatchObject({
    team: { id: "team_gone", name: "Former team" },
    assignee: { id: "agt_gone", name: "Former colleague" },
  });
});
