import fc from "fast-check";
import {
  type Command,
  decide,
  open,
  type TicketActor,
  type TicketEvent,
  type TicketState,
} from "../src/domain/ticket.ts";

/** The requester of every history. */
export const contact = { kind: "contact", id: "con_kim" } as const;
const agents = ["agt_ann", "agt_lea"] as const;

export interface Step {
  readonly actor: TicketActor;
  readonly command: Command;
  /** Milliseconds after the step before. */
  readonly later: number;
}

const text = fc.record({ id: fc.constantFrom("msg_a", "msg_b"), text: fc.string({ minLength: 1 }) });
const agentId = fc.constantFrom(...agents);

const ofContact = fc.oneof(
  text.map((message): Command => ({ type: "reply", ...message })),
  fc.constantFrom<Command>({ type: "confirm" }, { type: "reopen" }),
);
const ofDesk = fc.oneof(
  text.map((message): Command => ({ type: "answer", ...message })),
  fc
    .tuple(text, fc.constantFrom("open" as const, "pending" as const, "solved" as const))
    .map(([message, status]): Command => ({ type: "answer", ...message, status })),
  text.map(({ id, text: inside }): Command => ({ type: "note", id, text: `NOTE ${inside}` })),
  fc.option(agentId, { nil: null }).map((agent): Command => ({ type: "assign", agent })),
  agentId.map((agent): Command => ({ type: "claim", agent })),
  fc
    .record(
      {
        priority: fc.constantFrom("low" as const, "normal" as const, "urgent" as const),
        status: fc.constantFrom("open" as const, "pending" as const, "on_hold" as const),
      },
      { requiredKeys: [] },
    )
    .map((change): Command => ({ type: "change", ...change })),
  fc.constant<Command>({ type: "solve" }),
);

const later = fc.integer({ min: 0, max: 10_000 });
/** Something that somebody may try. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ actor: fc.constant(contact), command: ofContact, later }),
  fc.record({
    actor: fc.oneof(
      agentId.map((id): TicketActor => ({ kind: "agent", id })),
      fc.constant<TicketActor>({ kind: "key", id: "key_one" }),
    ),
    command: ofDesk,
    later,
  }),
);

/** Runs a history and shows every decision that was not a refusal. */
export function play(
  steps: readonly Step[],
  look: (before: TicketState, step: Step, ticket: TicketState, events: readonly TicketEvent[]) => void,
) {
  let now = 1_000;
  const opened = open(
    {
      subject: "S",
      topic: null,
      channel: "web",
      priority: "normal",
      contact: contact.id,
      message: { id: "msg_first", text: "T" },
      route: { tier: 1, team: "team_front", because: "BECAUSE" },
    },
    contact,
    now,
  );
  let { ticket } = opened;
  const history = [...opened.events];
  for (const each of steps) {
    now += each.later;
    const result = decide(ticket, each.command, { actor: each.actor, now });
    if ("refused" in result) continue;
    look(ticket, each, result.ticket, result.events);
    ticket = result.ticket;
    history.push(...result.events);
  }
  return { opened, ticket, history };
}
