import type { Contact } from "@firstline/sdk/wire";
import type { TermsOf } from "../../src/domain/clocks.ts";
import { type Command, decide } from "../../src/domain/decide.ts";
import type { Decision, Surroundings } from "../../src/domain/decision.ts";
import type { Directory } from "../../src/domain/directory.ts";
import type { Standing } from "../../src/domain/eligibility.ts";
import { system, type TicketActor, type TicketEvent } from "../../src/domain/event.ts";
import type { Lines } from "../../src/domain/lines.ts";
import { type LoadChange, loadChanges } from "../../src/domain/load.ts";
import { open } from "../../src/domain/open.ts";
import type { Refusal } from "../../src/domain/refusal.ts";
import { type Schedule, scheduleOf } from "../../src/domain/schedule.ts";
import { holderOf, type TicketState } from "../../src/domain/ticket.ts";
import { wake } from "../../src/domain/wake.ts";
import { newId } from "../../src/secrets.ts";
import { instantBefore } from "./hours.ts";
import { type AgentStep, isByRequester, type RequesterStep, type Story } from "./stories/script.ts";

const MINUTE = 60_000;

/** Who writes down what is told on the telephone. */
const telephonist = "agt_priya";

/** Who a customer is, beside what the desk makes up. */
export type Customer = Pick<Contact, "name" | "email" | "plan">;

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
  readonly schedule: Schedule;
}

/** All stories played, in the order in which their tickets were opened, and what they have changed beside those. */
export interface Past {
  readonly played: readonly Played[];
  readonly people: readonly Person[];
  readonly loads: readonly LoadChange[];
}

/** A story in play. Its ticket is undefined until it is opened. */
interface Play {
  readonly story: Story;
  readonly customer: Customer;
  readonly openedAt: number;
  /** When each of its steps is to happen, and how many have. */
  readonly steps: readonly number[];
  done: number;
  ticket: TicketState | undefined;
  events: TicketEvent[];
  schedule: Schedule | undefined;
}

/**
 * Plays stories on a desk as if it had been worked in until `now` (ms): every command is decided by the desk's own rules,
 * tickets are handed out by its rosters as they were then, and whatever comes due meanwhile is done at its instant, as
 * the sweep would have done it.
 */
export function play(
  directory: Directory,
  stories: readonly Story[],
  customers: Readonly<Record<string, Customer>>,
  now: number,
): Past {
  const { lines } = directory;
  const termsOf: TermsOf = ({ id }) => {
    const terms = lines.terms.get(id);
    if (!terms) throw new Error(`The demo has no contract ${id}`);
    return terms;
  };
  const plays = stories
    .map((story) => begin(lines, story, customers, now))
    .sort((one, other) => one.openedAt - other.openedAt);
  const situation = new Map<string, Standing>();
  const people = new Map<Customer, Person>();
  const loads: LoadChange[] = [];

  const surroundings = ({ story }: Play, at: number): Surroundings => ({
    now: at,
    site: story.site,
    lines,
    situation,
    termsOf,
  });

  const accept = (one: Play, at: number, decision: Decision | Refusal) => {
    if ("refused" in decision) throw new Error(`“${one.story.subject}” is refused: ${JSON.stringify(decision)}`);
    for (const change of loadChanges(one.ticket, decision.ticket, decision.events, lines)) {
      const known = situation.get(change.agent) ?? { open: 0, lastAssignedAt: null, presence: null };
      const lastAssignedAt = change.assignedAt ?? known.lastAssignedAt;
      situation.set(change.agent, { ...known, open: known.open + change.by, lastAssignedAt });
      loads.push(change);
    }
    one.events.push(...decision.events);
    one.ticket = decision.ticket;
    one.schedule = scheduleOf(decision.ticket, termsOf, at);
  };

  /** The requester of a play, who writes now; and when they last did in another ticket. */
  const writes = ({ story, customer }: Play, at: number): Person & { readonly lastContactAt: number | null } => {
    const known = people.get(customer);
    const contact = known?.contact ?? { id: newId("con", at), ...customer, verified: false };
    const person = { contact, site: story.site, since: known?.since ?? at, wroteAt: at };
    people.set(customer, person);
    return { ...person, lastContactAt: known?.wroteAt ?? null };
  };

  const openTicket = (one: Play, at: number) => {
    const {
      subject,
      text,
      topic = null,
      channel = "web",
      language = null,
      priority = "normal",
      fields = {},
    } = one.story;
    const { contact, lastContactAt } = writes(one, at);
    const submission = {
      ...{ subject, topic, channel, priority, language, fields, tags: [], lastContactAt },
      contact: contact.id,
      plan: contact.plan,
      verified: contact.verified,
      message: { id: newId("msg", at), text },
    };
    const actor: TicketActor =
      channel === "phone" ? { kind: "agent", id: telephonist } : { kind: "contact", id: contact.id };
    accept(one, at, open(submission, actor, surroundings(one, at)));
  };

  const takeStep = (one: Play, ticket: TicketState, at: number) => {
    const step = one.story.steps[one.done++];
    if (!step) throw new Error(`“${one.story.subject}” has no such step`);
    if (isByRequester(step)) {
      const requester: TicketActor = { kind: "contact", id: writes(one, at).contact.id };
      // Who writes, confirms or reopens has read what came before.
      const read = { ...ticket, seenSeq: ticket.seq, unread: 0 };
      accept(one, at, decide(read, requesterCommand(step, at), requester, surroundings(one, at)));
    } else {
      // What nobody has is answered for by the lead of its team.
      const id = ticket.assignee ?? directory.team.get(ticket.team)?.lead ?? "";
      const [me = ""] = directory.agent.get(id)?.name.split(" ") ?? [];
      // Who does something has seen what came before.
      const seen = { ...ticket, seenBySupport: { seq: ticket.seq, at } };
      accept(one, at, decide(seen, agentCommand(step, me, at), { kind: "agent", id }, surroundings(one, at)));
    }
  };

  /** Somebody is not there from now on: their tickets go to others. */
  const leave = (agent: string, at: number) => {
    for (const one of plays) {
      if (!one.ticket || holderOf(one.ticket) !== agent) continue;
      accept(one, at, decide(one.ticket, { type: "give_back", why: "absent" }, system, surroundings(one, at)));
    }
  };

  const leaves = [...directory.agent.keys()]
    .flatMap((agent) => (lines.staff.rosters.agent(agent)?.absences ?? []).map(({ from }) => ({ agent, from })))
    .sort((one, other) => one.from - other.from);
  for (;;) {
    const next = plays.reduce((first, one) => (nextAt(first) <= nextAt(one) ? first : one));
    const at = nextAt(next);
    const [absent] = leaves;
    if (absent && absent.from <= Math.min(at, now)) {
      leaves.shift();
      leave(absent.agent, absent.from);
    } else if (at > now) break;
    else if (!next.ticket) openTicket(next, at);
    else if (next.schedule?.wakeAt === at) accept(next, at, wake(next.ticket, surroundings(next, at)));
    else takeStep(next, next.ticket, at);
  }

  return {
    played: plays.flatMap(({ story: { site }, ticket, events, schedule }) =>
      ticket && schedule ? [{ site, ticket, events, schedule }] : [],
    ),
    people: [...people.values()],
    loads,
  };
}

/** A story with its instants, which are counted in the opening hours of its contract. */
function begin(lines: Lines, story: Story, customers: Readonly<Record<string, Customer>>, now: number): Play {
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
  if (minutes > story.ago) throw new Error(`“${story.subject}” goes on after now`);
  return { story, customer, openedAt, steps, done: 0, ticket: undefined, events: [], schedule: undefined };
}

/** The instant at which something next happens in a play; Infinity if nothing does. */
const nextAt = ({ ticket, openedAt, steps, done, schedule }: Play): number =>
  ticket ? Math.min(steps[done] ?? Infinity, schedule?.wakeAt ?? Infinity) : openedAt;

function requesterCommand(step: RequesterStep, at: number): Command {
  switch (step.do) {
    case "reply":
      return { type: "reply", id: newId("msg", at), text: step.text };
    case "rate":
      return { type: "rate", score: step.score, comment: step.comment };
    default:
      return { type: step.do };
  }
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
