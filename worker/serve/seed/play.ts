import type { Contact } from "@firstline/sdk/wire";
import type { TermsOf } from "../../src/domain/clocks.ts";
import { type Command, decide, dueAt, open, wake } from "../../src/domain/decide.ts";
import type { Decision, Surroundings } from "../../src/domain/decision.ts";
import type { Directory } from "../../src/domain/directory.ts";
import type { Standing } from "../../src/domain/eligibility.ts";
import type { TicketActor, TicketEvent } from "../../src/domain/event.ts";
import { type LoadChange, loadChanges } from "../../src/domain/load.ts";
import type { Refusal } from "../../src/domain/refusal.ts";
import { holderOf, type TicketState } from "../../src/domain/ticket.ts";
import { newId } from "../../src/secrets.ts";
import { instantBefore } from "./hours.ts";
import { type AgentStep, isByRequester, type RequesterStep, type Story } from "./stories/script.ts";

const MINUTE = 60_000;

/** A customer, with when (ms) they first and last wrote. */
export interface Person {
  readonly contact: Contact;
  readonly site: string;
  readonly since: number;
  readonly wroteAt: number;
}

/** A ticket as its story has left it. */
export interface Played {
  readonly site: string;
  readonly ticket: TicketState;
  readonly events: readonly TicketEvent[];
  /** When (ms) it is to be woken. */
  readonly dueAt: number | null;
}

/** All stories played, in the order in which their tickets were opened, and what they have changed beside those. */
export interface Past {
  readonly played: readonly Played[];
  readonly people: readonly Person[];
  readonly loads: readonly LoadChange[];
}

/** A story that has begun, and what comes next in it. */
interface Play {
  readonly story: Story;
  readonly person: string;
  /** When each of its steps is to happen. */
  readonly steps: readonly number[];
  readonly openedAt: number;
  done: number;
  ticket: TicketState | undefined;
  events: TicketEvent[];
  dueAt: number | null;
}

/**
 * Plays stories on a desk as if it had been worked in until `now` (ms): every command is decided by the desk's own rules,
 * tickets are handed out by its rosters as they were then, and whatever comes due meanwhile is done at its instant, as
 * the sweep would have done it.
 */
export function play(
  directory: Directory,
  stories: readonly Story[],
  customers: Readonly<Record<string, Pick<Contact, "name" | "email" | "plan">>>,
  now: number,
): Past {
  const { lines } = directory;
  const termsOf: TermsOf = ({ id }) => {
    const terms = lines.terms.get(id);
    if (!terms) throw new Error(`The demo has no contract ${id}`);
    return terms;
  };
  const situation = new Map<string, Standing>();
  const people = new Map<string, Person>();
  const loads: LoadChange[] = [];

  const begin = (story: Story): Play => {
    const customer = customers[story.from];
    if (!customer) throw new Error(`Nobody in the demo is called ${story.from}`);
    const time = lines.termsFor(story.site, customer.plan, null)?.time;
    if (!time) throw new Error(`“${story.subject}” is under no contract`);
    const openedAt = instantBefore(time, now, story.ago * MINUTE);
    let minutes = 0;
    const steps = story.steps.map(({ after }) => {
      minutes += after;
      return time.addBusinessTime(openedAt, minutes * MINUTE) ?? Infinity;
    });
    const person = `${story.site} ${story.from}`;
    return { story, person, steps, openedAt, done: 0, ticket: undefined, events: [], dueAt: null };
  };
  const plays = stories.map(begin).sort((one, other) => one.openedAt - other.openedAt);
  const late = plays.find(({ steps }) => steps.some((at) => at > now));
  if (late) throw new Error(`“${late.story.subject}” goes on after now`);

  const surroundings = (one: Play, at: number): Surroundings => ({
    now: at,
    site: one.story.site,
    lines,
    situation,
    termsOf,
  });
  const accept = (one: Play, decision: Decision | Refusal, at: number, what: string) => {
    if ("refused" in decision)
      throw new Error(`“${one.story.subject}” refuses to ${what}: ${JSON.stringify(decision)}`);
    for (const change of loadChanges(one.ticket, decision.ticket, decision.events, lines)) {
      const known = situation.get(change.agent) ?? { open: 0, lastAssignedAt: null, presence: null };
      const lastAssignedAt = change.assignedAt ?? known.lastAssignedAt;
      situation.set(change.agent, { ...known, open: known.open + change.by, lastAssignedAt });
      loads.push(change);
    }
    one.events.push(...decision.events);
    one.ticket = decision.ticket;
    one.dueAt = dueAt(decision.ticket, termsOf, at);
  };
  const writes = (one: Play, at: number): Person => {
    const known = people.get(one.person);
    const customer = customers[one.story.from] ?? { name: null, email: null, plan: null };
    const person = known
      ? { ...known, wroteAt: at }
      : {
          contact: { id: newId("con", at), ...customer, verified: false },
          site: one.story.site,
          since: at,
          wroteAt: at,
        };
    people.set(one.person, person);
    return person;
  };

  const openTicket = (one: Play, at: number) => {
    const { topic = null, channel = "web", language = null, priority = "normal", ...story } = one.story;
    const lastContactAt = people.get(one.person)?.wroteAt ?? null;
    const { contact } = writes(one, at);
    const submission = {
      subject: story.subject,
      topic,
      channel,
      priority,
      contact: contact.id,
      language,
      fields: story.fields ?? {},
      tags: [],
      message: { id: newId("msg", at), text: story.text },
      plan: contact.plan,
      verified: false,
      lastContactAt,
    };
    const requester: TicketActor = { kind: "contact", id: contact.id };
    const actor: TicketActor = channel === "phone" ? { kind: "agent", id: "agt_priya" } : requester;
    accept(one, open(submission, actor, surroundings(one, at)), at, "be opened");
  };

  const step = (one: Play, ticket: TicketState, at: number) => {
    const step = one.story.steps[one.done++];
    if (!step) throw new Error(`“${one.story.subject}” has no such step`);
    if (isByRequester(step)) {
      const { contact } = writes(one, at);
      const command = requesterCommand(step, at);
      accept(one, decide(ticket, command, { kind: "contact", id: contact.id }, surroundings(one, at)), at, step.do);
      // Who writes, confirms or reopens has read what came before.
      if (one.ticket) one.ticket = { ...one.ticket, seenSeq: one.ticket.seq, unread: 0 };
    } else {
      // What nobody has is answered for by the lead of its team.
      const agent = ticket.assignee ?? directory.team.get(ticket.team)?.lead ?? "";
      const [me = ""] = directory.agent.get(agent)?.name.split(" ") ?? [];
      const decision = decide(ticket, agentCommand(step, me, at), { kind: "agent", id: agent }, surroundings(one, at));
      accept(one, decision, at, step.do);
    }
  };

  /** The instant at which something next happens in a play; Infinity if nothing does. */
  const nextAt = (one: Play): number =>
    one.ticket ? Math.min(one.steps[one.done] ?? Infinity, one.dueAt ?? Infinity) : one.openedAt;
  const leaves = [...directory.agent.keys()]
    .flatMap((agent) => (lines.staff.rosters.agent(agent)?.absences ?? []).map(({ from }) => ({ agent, from })))
    .sort((one, other) => one.from - other.from);

  for (;;) {
    const next = plays.reduce<Play | undefined>(
      (first, one) => (first && nextAt(first) <= nextAt(one) ? first : one),
      undefined,
    );
    const at = next ? nextAt(next) : Infinity;
    const leave = leaves[0];
    if (leave && leave.from <= Math.min(at, now)) {
      leaves.shift();
      for (const one of plays) {
        if (!one.ticket || holderOf(one.ticket) !== leave.agent) continue;
        const command: Command = { type: "give_back", why: "absent" };
        accept(
          one,
          decide(one.ticket, command, { kind: "system", id: null }, surroundings(one, leave.from)),
          leave.from,
          "move",
        );
      }
    } else if (!next || at > now) break;
    else if (!next.ticket) openTicket(next, at);
    else if (next.dueAt === at) accept(next, wake(next.ticket, surroundings(next, at)), at, "wake");
    else step(next, next.ticket, at);
  }

  return {
    played: plays.flatMap(({ story, ticket, events, dueAt }) =>
      ticket ? [{ site: story.site, ticket, events, dueAt }] : [],
    ),
    people: [...people.values()],
    loads,
  };
}

function requesterCommand(step: RequesterStep, at: number): Command {
  return step.do === "reply" ? { type: "reply", id: newId("msg", at), text: step.text } : { type: step.do };
}

function agentCommand(step: AgentStep, me: string, at: number): Command {
  const spoken = (text: string) => text.replaceAll("{me}", me);
  switch (step.do) {
    case "note":
      return { type: "note", id: newId("msg", at), text: spoken(step.text) };
    case "answer": {
      const { status } = step;
      return { type: "answer", id: newId("msg", at), text: spoken(step.text), ...(status && { status }) };
    }
    case "hold":
      return { type: "change", status: "on_hold" };
    case "priority":
      return { type: "change", priority: step.to };
    case "solve":
      return { type: "solve", playbook: step.playbook };
    case "escalate":
      return { type: "escalate", tier: step.tier, handover: step.handover };
    case "return":
      return { type: "return", missing: step.missing };
  }
}
