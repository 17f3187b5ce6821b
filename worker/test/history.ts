import fc from "fast-check";
import { type Command, decide } from "../src/domain/decide.ts";
import type { TicketActor, TicketEvent } from "../src/domain/event.ts";
import { linesOf } from "../src/domain/lines.ts";
import { open } from "../src/domain/open.ts";
import type { TicketState } from "../src/domain/ticket.ts";
import { wake } from "../src/domain/wake.ts";
import { staffed } from "./staffed.ts";
import { submission, within } from "./surroundings.ts";

/** The requester of every history. */
export const contact = { kind: "contact", id: "con_kim" } as const;
const agents = ["agt_ann", "agt_lea"] as const;
const lines = linesOf(staffed, []);
/** A Tuesday at half past nine. */
const start = Date.UTC(2026, 11, 22, 9, 30);
const at = (now: number) => within(lines, now);

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
        subject: fc.constantFrom("The lamp is dark", "Two lamps are dark"),
        topic: fc.constantFrom("top_login", null),
        tags: fc.uniqueArray(fc.constantFrom("lamp", "bulb")),
        team: fc.constantFrom("team_front", "team_deep", "team_gone"),
      },
      { requiredKeys: [] },
    )
    .map((change): Command => ({ type: "change", ...change })),
  fc
    .tuple(
      fc.constantFrom("pending" as const, "on_hold" as const),
      fc.integer({ min: start, max: start + 10 * 86_400_000 }),
    )
    .map(([status, wakeAt]): Command => ({ type: "change", status, wakeAt })),
  fc.constantFrom<Command>(
    { type: "solve" },
    { type: "solve", playbook: { title: "SECRET title", signs: "SECRET signs", steps: ["SECRET step"] } },
    { type: "return", missing: "SECRET missing" },
    { type: "give_back", why: "offline" },
    {
      type: "escalate",
      handover: {
        summary: "SECRET summary",
        tried: ["SECRET step"],
        missing: "SECRET missing",
        impact: "SECRET impact",
        publicReason: "It needs somebody who knows lamps.",
      },
    },
  ),
);

const later = fc.oneof(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 5 * 3_600_000 }));
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

/** Runs a history on the staffed desk and shows every decision that was not a refusal; a sweep comes after each step. */
export function play(
  steps: readonly Step[],
  look: (before: TicketState, step: Step, ticket: TicketState, events: readonly TicketEvent[]) => void,
) {
  let now = start;
  const opened = open(submission({ contact: contact.id }), contact, at(now));
  let { ticket } = opened;
  const history = [...opened.events];
  for (const each of steps) {
    now += each.later;
    const result = decide(ticket, each.command, each.actor, at(now));
    if ("refused" in result) continue;
    look(ticket, each, result.ticket, result.events);
    const woken = wake(result.ticket, at(now));
    ticket = woken.ticket;
    history.push(...result.events, ...woken.events);
  }
  return { opened, ticket, history };
}
