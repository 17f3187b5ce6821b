import type { Status } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import { plainly, submission } from "../../test/surroundings.ts";
import { type Command, decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { system, type TicketActor } from "./event.ts";
import { open } from "./open.ts";
import type { Refusal } from "./refusal.ts";
import type { TicketState } from "./ticket.ts";

const kim: TicketActor = { kind: "contact", id: "con_kim" };
const ann: TicketActor = { kind: "agent", id: "agt_ann" };
const program: TicketActor = { kind: "key", id: "key_one" };

const opened = open(submission({ topic: "top_login" }), kim, plainly(1_000));

const done = (result: Decision | Refusal): Decision => {
  if ("refused" in result) throw new Error(`refused: ${result.refused}`);
  return result;
};

/** The opened ticket after some commands, one second apart. */
const after = (...steps: readonly [TicketActor, Command][]): TicketState =>
  steps.reduce(
    (ticket, [actor, command], index) => done(decide(ticket, command, actor, plainly(2_000 + index * 1_000))).ticket,
    opened.ticket,
  );

const stand: Record<Status, TicketState> = {
  new: opened.ticket,
  open: after([ann, { type: "change", status: "open" }]),
  pending: after([ann, { type: "change", status: "pending" }]),
  on_hold: after([ann, { type: "change", status: "on_hold" }]),
  solved: after([ann, { type: "solve" }]),
  closed: after([ann, { type: "solve" }], [kim, { type: "confirm" }]),
};

const text = { id: "msg_one", text: "Text" };
const handover = {
  summary: "The lamp is dark.",
  tried: ["Another socket."],
  missing: "Somebody who knows lamps.",
  impact: "Kim sits in the dark.",
  publicReason: "It needs somebody who knows lamps.",
};
const statuses = ["new", "open", "pending", "on_hold", "solved", "closed"] as const;
type Row = readonly [name: string, actor: TicketActor, command: Command, outcomes: readonly string[]];

/**
 * What every command does in every status, in the order of `statuses`: the events it adds, where `>open` is a change of
 * status, `-` when nothing changes, or `!` and what it is refused with.
 */
const table: readonly Row[] = [
  [
    "reply",
    kim,
    { type: "reply", ...text },
    ["message", "message", "message >open", "message", "message >open", "!ticket_closed"],
  ],
  [
    "answer",
    ann,
    { type: "answer", ...text },
    ["message >open", "message", "message", "message", "message", "!ticket_closed"],
  ],
  [
    "answer by a key",
    program,
    { type: "answer", ...text },
    ["message >open", "message", "message", "message", "message", "!ticket_closed"],
  ],
  [
    "answer and open",
    ann,
    { type: "answer", ...text, status: "open" },
    ["message >open", "message", "message >open", "message >open", "message >open", "!ticket_closed"],
  ],
  [
    "answer and wait",
    ann,
    { type: "answer", ...text, status: "pending" },
    ["message >pending", "message >pending", "message", "message >pending", "message >pending", "!ticket_closed"],
  ],
  [
    "answer and solve",
    ann,
    { type: "answer", ...text, status: "solved" },
    ["message >solved", "message >solved", "message >solved", "message >solved", "message", "!ticket_closed"],
  ],
  ["note", ann, { type: "note", ...text }, ["note >open", "note", "note", "note", "note", "note"]],
  [
    "assign",
    ann,
    { type: "assign", agent: "agt_lea" },
    ["assigned >open", "assigned", "assigned", "assigned", "assigned", "!ticket_closed"],
  ],
  ["give back what nobody has", ann, { type: "assign", agent: null }, ["-", "-", "-", "-", "-", "!ticket_closed"]],
  [
    "claim",
    ann,
    { type: "claim", agent: "agt_ann" },
    ["assigned >open", "assigned", "assigned", "assigned", "assigned", "!ticket_closed"],
  ],
  [
    "change priority",
    ann,
    { type: "change", priority: "high" },
    ["priority >open", "priority", "priority", "priority", "priority", "!ticket_closed"],
  ],
  [
    "change to the same priority",
    ann,
    { type: "change", priority: "normal" },
    [">open", "-", "-", "-", "-", "!ticket_closed"],
  ],
  [
    "change to open",
    ann,
    { type: "change", status: "open" },
    [">open", "-", ">open", ">open", ">open", "!ticket_closed"],
  ],
  [
    "change to pending",
    ann,
    { type: "change", status: "pending" },
    [">pending", ">pending", "-", ">pending", "!transition_refused", "!ticket_closed"],
  ],
  [
    "change to on hold",
    ann,
    { type: "change", status: "on_hold" },
    [">on_hold", ">on_hold", ">on_hold", "-", "!transition_refused", "!ticket_closed"],
  ],
  [
    "change both",
    ann,
    { type: "change", priority: "urgent", status: "pending" },
    [
      "priority >pending",
      "priority >pending",
      "priority",
      "priority >pending",
      "!transition_refused",
      "!ticket_closed",
    ],
  ],
  [
    "solve",
    ann,
    { type: "solve" },
    [">solved", ">solved", ">solved", ">solved", "!transition_refused", "!ticket_closed"],
  ],
  [
    "confirm",
    kim,
    { type: "confirm" },
    [
      "!transition_refused",
      "!transition_refused",
      "!transition_refused",
      "!transition_refused",
      ">closed",
      "!ticket_closed",
    ],
  ],
  [
    "reopen",
    kim,
    { type: "reopen" },
    [
      "!transition_refused",
      "!transition_refused",
      "!transition_refused",
      "!transition_refused",
      ">open",
      "!ticket_closed",
    ],
  ],
  [
    "rate",
    kim,
    { type: "rate", score: 4, comment: "Quick." },
    ["!not_solved", "!not_solved", "!not_solved", "!not_solved", "rated", "rated"],
  ],
  [
    "escalate",
    ann,
    { type: "escalate", handover },
    [
      "escalated >open routed",
      "escalated routed",
      "escalated routed",
      "escalated routed",
      "!transition_refused",
      "!ticket_closed",
    ],
  ],
  [
    "escalate without a handover",
    ann,
    { type: "escalate", handover: {} },
    ["!invalid", "!invalid", "!invalid", "!invalid", "!transition_refused", "!ticket_closed"],
  ],
  [
    "return what was never sent up",
    ann,
    { type: "return", missing: "The order number." },
    [
      "!transition_refused",
      "!transition_refused",
      "!transition_refused",
      "!transition_refused",
      "!transition_refused",
      "!ticket_closed",
    ],
  ],
  [
    "erase",
    ann,
    { type: "erase" },
    [">closed erased", ">closed erased", ">closed erased", ">closed erased", ">closed erased", "erased"],
  ],
  [
    "give back what nobody has",
    system,
    { type: "give_back", why: "absent" },
    ["-", "-", "-", "-", "-", "!ticket_closed"],
  ],
];

function inWords(result: Decision | Refusal): string {
  if ("refused" in result) return `!${result.refused}`;
  return result.events.map((event) => (event.type === "status" ? `>${event.to}` : event.type)).join(" ") || "-";
}

describe("every command in every status", () => {
  const cases = table.flatMap(([name, actor, command, outcomes]) =>
    statuses.map((status, index) => [name, status, actor, command, outcomes[index] ?? ""] as const),
  );
  test.each(cases)("%s when %s", (_name, status, actor, command, outcome) => {
    const result = decide(stand[status], command, actor, plainly(9_000));
    expect(inWords(result)).toBe(outcome);
    if ("refused" in result) return;
    const to = />(\w+)/.exec(outcome)?.[1] ?? status;
    expect(result.ticket.status).toBe(to);
    for (const event of result.events) {
      // Where a ticket goes from there is for the desk to say.
      expect(event).toMatchObject({ at: 9_000, actor: event.type === "routed" ? system : actor });
      if (event.type === "status") expect(event.from).toBe(status);
    }
  });

  test("every command has a row", () => {
    const commands = new Set(table.map(([, , command]) => command.type));
    const all: Record<Command["type"], true> = {
      reply: true,
      answer: true,
      note: true,
      assign: true,
      claim: true,
      change: true,
      solve: true,
      confirm: true,
      reopen: true,
      escalate: true,
      return: true,
      give_back: true,
      rate: true,
      erase: true,
    };
    expect([...commands].sort()).toEqual(Object.keys(all).sort());
  });
});

describe("a new ticket", () => {
  test("is taken in, told and routed, each by who did it", () => {
    expect(opened.events.map(({ seq, prev, type, actor }) => [seq, prev, type, actor.kind])).toEqual([
      [1, 0, "submitted", "contact"],
      [2, 1, "message", "contact"],
      [3, 2, "routed", "system"],
    ]);
    expect(opened.ticket).toMatchObject({
      status: "new",
      waitingSince: 1_000,
      unread: 0,
      seenSeq: 3,
      team: "team_front",
    });
  });

  test("an agent who takes it down on the phone writes in the contact's name", () => {
    const { events, ticket } = open(submission({ channel: "phone", priority: "urgent" }), ann, plainly(1_000));
    expect(events.map((event) => event.actor)).toEqual([ann, kim, { kind: "system", id: null }]);
    expect(ticket).toMatchObject({ priority: "urgent", channel: "phone", unread: 0, waitingSince: 1_000 });
  });
});

describe("who has it", () => {
  const claimed = after([ann, { type: "claim", agent: "agt_ann" }]);

  test.each<[string, Command, string, string | null]>([
    ["claiming my own again", { type: "claim", agent: "agt_ann" }, "-", "agt_ann"],
    ["claiming a colleague's", { type: "claim", agent: "agt_lea" }, "!already_assigned", "agt_ann"],
    ["giving it to a colleague", { type: "assign", agent: "agt_lea" }, "assigned", "agt_lea"],
    ["giving it to who has it", { type: "assign", agent: "agt_ann" }, "-", "agt_ann"],
    ["giving it back", { type: "assign", agent: null }, "assigned", null],
  ])("%s", (_name, command, outcome, assignee) => {
    const result = decide(claimed, command, ann, plainly(9_000));
    expect(inWords(result)).toBe(outcome);
    expect("refused" in result ? claimed.assignee : result.ticket.assignee).toBe(assignee);
  });
});

describe("since when somebody waits", () => {
  test.each<[string, TicketState, number | null]>([
    ["from the start", opened.ticket, 1_000],
    ["a second message does not start again", after([kim, { type: "reply", ...text }]), 1_000],
    ["a note is no answer", after([ann, { type: "note", ...text }]), 1_000],
    ["a claim is no answer", after([ann, { type: "claim", agent: "agt_ann" }]), 1_000],
    ["an answer ends it", after([ann, { type: "answer", ...text }]), null],
    ["a program's answer ends it", after([program, { type: "answer", ...text }]), null],
    ["solving ends it", stand.solved, null],
    [
      "a reply after an answer starts anew",
      after([ann, { type: "answer", ...text }], [kim, { type: "reply", ...text }]),
      3_000,
    ],
    ["reopening starts anew", after([ann, { type: "solve" }], [kim, { type: "reopen" }]), 3_000],
    ["a reply to a solved one starts anew", after([ann, { type: "solve" }], [kim, { type: "reply", ...text }]), 3_000],
    [
      "an agent who opens it again owes no answer",
      after([ann, { type: "solve" }], [ann, { type: "change", status: "open" }]),
      null,
    ],
  ])("%s", (_name, ticket, since) => {
    expect(ticket.waitingSince).toBe(since);
  });
});

describe("what the requester has not read", () => {
  test("counts answers, not notes and not what the requester wrote", () => {
    const ticket = after(
      [ann, { type: "answer", ...text }],
      [ann, { type: "note", ...text }],
      [kim, { type: "reply", ...text }],
      [program, { type: "answer", ...text }],
    );
    expect(ticket.unread).toBe(2);
  });
});
