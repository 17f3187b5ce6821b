import type { Absence, Setup } from "@firstline/sdk/wire";
import { type Command, decide } from "../src/domain/decide.ts";
import type { Decision, Surroundings } from "../src/domain/decision.ts";
import type { Standing } from "../src/domain/eligibility.ts";
import type { TicketActor, TicketEvent } from "../src/domain/event.ts";
import { type Lines, linesOf } from "../src/domain/lines.ts";
import { loadChanges } from "../src/domain/load.ts";
import { open, type Submission } from "../src/domain/open.ts";
import { whyGone } from "../src/domain/placement.ts";
import type { Refusal } from "../src/domain/refusal.ts";
import { absenceIssues } from "../src/domain/roster-issues.ts";
import { holderOf, type TicketState } from "../src/domain/ticket.ts";
import { dueAt, wake } from "../src/domain/wake.ts";
import { submission, within } from "./surroundings.ts";

/** A ticket in the model, with everything that ever happened to it. */
export interface ModelTicket {
  state: TicketState;
  readonly events: TicketEvent[];
  dueAt: number | null;
}

/** What was decided, as a check may look at it: the surroundings of the moment and what followed. */
export interface Decided {
  readonly surroundings: Surroundings;
  readonly before: TicketState | undefined;
  readonly decision: Decision;
}

/**
 * A small desk in memory: tickets, how the agents stand, absences and a clock. Every step goes through the domain's own
 * functions in the order in which the shell calls them; what the database holds is held here by plain values.
 */
export class DeskModel {
  readonly tickets: ModelTicket[] = [];
  readonly standings = new Map<string, Standing>();
  readonly #setup: Setup;
  readonly #look: (decided: Decided) => void;
  absences: Absence[] = [];
  lines: Lines;
  now: number;

  constructor(setup: Setup, now: number, look: (decided: Decided) => void) {
    this.#setup = setup;
    this.#look = look;
    this.now = now;
    this.lines = linesOf(setup, []);
  }

  /** What a decision rests on now; the standings as they are, not as they become. */
  surroundings(): Surroundings {
    return within(this.lines, this.now, { situation: new Map(this.standings) });
  }

  submit(change: Partial<Submission>, actor: TicketActor): void {
    const surroundings = this.surroundings();
    const decision = open(submission(change), actor, surroundings);
    const ticket: ModelTicket = { state: decision.ticket, events: [], dueAt: null };
    this.tickets.push(ticket);
    this.#commit(ticket, undefined, decision, surroundings);
  }

  act(index: number, command: Command, actor: TicketActor): Decision | Refusal | undefined {
    const ticket = this.tickets[index % Math.max(1, this.tickets.length)];
    if (!ticket) return undefined;
    const surroundings = this.surroundings();
    const decision = decide(ticket.state, command, actor, surroundings);
    if (!("refused" in decision)) this.#commit(ticket, ticket.state, decision, surroundings);
    return decision;
  }

  /** Marks somebody absent from now on, if that makes sense, and takes their tickets back as the desk does. */
  absent(absence: Absence): void {
    if (absenceIssues([...this.absences, absence], this.#setup.agents).length > 0) return;
    this.absences = [...this.absences, absence];
    this.lines = linesOf(this.#setup, this.absences);
    this.relieve();
  }

  /** Takes tickets from everybody who is absent now. */
  relieve(): void {
    for (const ticket of this.tickets) {
      const holder = holderOf(ticket.state);
      const surroundings = this.surroundings();
      const why = holder === null ? undefined : whyGone(holder, surroundings);
      if (why === undefined) continue;
      const decision = decide(ticket.state, { type: "give_back", why }, { kind: "system", id: null }, surroundings);
      if (!("refused" in decision)) this.#commit(ticket, ticket.state, decision, surroundings);
    }
  }

  /** Wakes what is due, the oldest first; resolves how many changed. */
  sweep(): number {
    const due = this.tickets
      .filter((ticket) => ticket.dueAt !== null && ticket.dueAt <= this.now)
      .sort((one, other) => (one.dueAt ?? 0) - (other.dueAt ?? 0));
    let changed = 0;
    for (const ticket of due) {
      const surroundings = this.surroundings();
      const decision = wake(ticket.state, surroundings);
      if (decision.events.length > 0) changed++;
      this.#commit(ticket, ticket.state, decision, surroundings);
    }
    return changed;
  }

  #commit(ticket: ModelTicket, before: TicketState | undefined, decision: Decision, surroundings: Surroundings): void {
    this.#look({ surroundings, before, decision });
    for (const { agent, by, most, assignedAt } of loadChanges(before, decision.ticket, decision.events, this.lines)) {
      const standing = this.standings.get(agent) ?? { open: 0, lastAssignedAt: null, presence: null };
      const open = standing.open + by;
      if (open > most) throw new Error(`${agent} was given a ticket over their capacity`);
      this.standings.set(agent, { ...standing, open, lastAssignedAt: assignedAt ?? standing.lastAssignedAt });
    }
    ticket.state = decision.ticket;
    ticket.events.push(...decision.events);
    ticket.dueAt = dueAt(decision.ticket, surroundings.termsOf, this.now);
  }
}
