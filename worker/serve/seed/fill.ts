import type { Contact, Setup } from "@firstline/sdk/wire";
import { directoryOf } from "../../src/domain/directory.ts";
import { route } from "../../src/domain/routing.ts";
import {
  type Command,
  type Decision,
  decide,
  evolve,
  open,
  system,
  type TicketActor,
  type TicketEvent,
  type TicketState,
} from "../../src/domain/ticket.ts";
import { digest, newId, randomSecret } from "../../src/secrets.ts";
import { insertContact } from "../../src/store/contacts.ts";
import { appendEvents } from "../../src/store/events.ts";
import { run } from "../../src/store/query.ts";
import { insertSetup } from "../../src/store/setup.ts";
import { insertTicket, nextSequence } from "../../src/store/tickets.ts";
import type { Database } from "../database.ts";
import type { Filling } from "../folder.ts";
import { people } from "./people.ts";
import { productStories } from "./product.ts";
import type { Step, Story } from "./script.ts";
import { demoSetup, emptySetup } from "./setup.ts";
import { shopStories } from "./shop.ts";

const minute = 60_000;

type Escalation = Extract<Step, { readonly do: "escalate" }>;
const isEscalation = (step: Step): step is Escalation => step.do === "escalate";

/** Fills a new database with a desk: empty, or with the demo as if it had been worked in until `now` (ms since 1970). */
export async function fill(database: Database, filling: Filling, now: number): Promise<void> {
  const setup = filling === "demo" ? demoSetup : emptySetup();
  await run(database, { setup: insertSetup(setup, 1) });
  if (filling === "empty") return;
  const known = new Map<string, Contact>();
  const stories = [...shopStories, ...productStories].sort((one, other) => other.ago - one.ago);
  for (const story of stories) {
    const person = people[story.from];
    if (!person) throw new Error(`Nobody in the demo is called ${story.from}`);
    const key = `${story.site} ${story.from}`;
    const openedAt = now - story.ago * minute;
    const contact = known.get(key) ?? { id: newId("con", openedAt), ...person, verified: false };
    const { ticket, events } = await play(setup, story, contact, openedAt);
    if (ticket.updatedAt > now) throw new Error(`“${story.subject}” goes on after now`);
    await run(database, {
      ...(!known.has(key) && { contact: insertContact(story.site, contact, person.email, openedAt) }),
      sequence: nextSequence(story.site),
      ticket: insertTicket(story.site, ticket, await digest(randomSecret()), 1),
      events: appendEvents(story.site, undefined, events),
    });
    known.set(key, contact);
  }
}

/** What a story's steps lead to, decided by the desk's own rules. */
async function play(setup: Setup, story: Story, contact: Contact, openedAt: number): Promise<Decision> {
  const directory = directoryOf(1, setup, []);
  const site = directory.siteById.get(story.site);
  if (!site) throw new Error(`The demo has no site ${story.site}`);
  const { team, tier, because } = route(directory, site, story.topic);
  const channel = story.channel ?? "web";
  const requester: TicketActor = { kind: "contact", id: contact.id };
  const opening = open(
    {
      subject: story.subject,
      topic: story.topic ?? null,
      channel,
      priority: story.priority ?? "normal",
      contact: contact.id,
      message: { id: newId("msg", openedAt), text: story.text },
      route: { tier, team: team.id, because },
    },
    channel === "phone" ? { kind: "agent", id: "agt_amara" } : requester,
    openedAt,
  );
  let at = openedAt;
  let { ticket } = opening;
  const events: TicketEvent[] = [...opening.events];
  for (const step of story.steps) {
    at += step.after * minute;
    const next = isEscalation(step) ? escalate(setup, ticket, step, at) : act(ticket, step, requester, at);
    events.push(...next.events);
    // Who writes, confirms or reopens has read what came before.
    ticket = isByRequester(step) ? { ...next.ticket, seenSeq: next.ticket.seq, unread: 0 } : next.ticket;
  }
  return { ticket, events };
}

function act(ticket: TicketState, step: Exclude<Step, Escalation>, requester: TicketActor, now: number): Decision {
  const actor: TicketActor = "by" in step ? { kind: "agent", id: `agt_${step.by}` } : requester;
  const decision = decide(ticket, commandOf(step, now), { actor, now });
  if ("refused" in decision) throw new Error(`“${ticket.subject}” refuses to ${step.do}: ${decision.refused}`);
  return decision;
}

/** The move to a higher tier, which agents cannot make by a command of their own yet. */
function escalate(setup: Setup, ticket: TicketState, step: Escalation, at: number): Decision {
  const team = setup.teams.find((candidate) => candidate.id === step.to);
  if (!team) throw new Error(`The demo has no team ${step.to}`);
  let next = ticket;
  const events: TicketEvent[] = [];
  const happen = (happening: Parameters<typeof numbered>[1]) => {
    const event = numbered(next, happening, at);
    events.push(event);
    next = evolve(next, event);
  };
  happen({ type: "routed", tier: team.tier, team: team.id, because: step.because });
  if (ticket.assignee !== null) happen({ type: "assigned", agent: null });
  return { ticket: next, events };
}

const numbered = (
  ticket: TicketState,
  happening: { type: "routed"; tier: number; team: string; because: string } | { type: "assigned"; agent: null },
  at: number,
): TicketEvent => ({ ...happening, seq: ticket.seq + 1, prev: ticket.publicSeq, at, actor: system });

function commandOf(step: Exclude<Step, Escalation>, now: number): Command {
  switch (step.do) {
    case "reply":
    case "note":
      return { type: step.do, id: newId("msg", now), text: step.text };
    case "answer":
      return {
        type: "answer",
        id: newId("msg", now),
        text: step.text,
        ...(step.status !== undefined && { status: step.status }),
      };
    case "claim":
      return { type: "claim", agent: `agt_${step.by}` };
    case "assign":
      return { type: "assign", agent: `agt_${step.to}` };
    case "priority":
      return { type: "change", priority: step.to };
    case "hold":
      return { type: "change", status: "on_hold" };
    case "solve":
    case "confirm":
    case "reopen":
      return { type: step.do };
  }
}

const isByRequester = (step: Step): boolean => step.do === "reply" || step.do === "confirm" || step.do === "reopen";
