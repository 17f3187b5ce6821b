import type { NewRelation, Relation } from "@firstline/sdk/wire";
import { type Decision, follow, type Surroundings, undecided } from "./decision.ts";
import type { TicketActor } from "./event.ts";
import { invalid, type Refusal } from "./refusal.ts";
import type { Link, TicketState } from "./ticket.ts";

/** A ticket with its place within its site. */
export interface Numbered {
  readonly sequence: number;
  readonly state: TicketState;
}

/** What was decided about two tickets at once. */
export interface PairDecision {
  readonly one: Decision;
  readonly other: Decision;
}

/** What the other ticket says of it. */
const counterpart: Readonly<Record<NewRelation, Relation>> = {
  related: "related",
  duplicate_of: "duplicated_by",
  caused_by: "cause_of",
};

/** How many other tickets one may be related to. */
const MOST = 50;

/** Relates a ticket to another one. Two tickets have one relation; a new one takes the place of the one before. */
export function link(
  one: Numbered,
  other: Numbered,
  relation: NewRelation,
  actor: TicketActor,
  surroundings: Surroundings,
): PairDecision | Refusal {
  if (one.sequence === other.sequence) {
    return invalid([{ path: "to", message: "This is the ticket itself. Name another one." }]);
  }
  const known = linkTo(one.state, other.sequence);
  if (known?.relation === relation) return { one: undecided(one.state), other: undecided(other.state) };
  const full = [one, other].some(({ state }) => state.links.length >= MOST);
  if (!known && full) return invalid([{ path: "to", message: `One of them has ${MOST} links, which are the most.` }]);
  const add = (state: TicketState, ticket: number, relation: Relation) =>
    follow(undecided(state), actor, surroundings, [{ type: "linked", ticket, relation }]);
  return {
    one: add(one.state, other.sequence, relation),
    other: add(other.state, one.sequence, counterpart[relation]),
  };
}

/** Takes the relation of two tickets back. Nothing to do where there is none. */
export function unlink(one: Numbered, other: Numbered, actor: TicketActor, surroundings: Surroundings): PairDecision {
  const remove = (state: TicketState, ticket: number) => {
    const known = linkTo(state, ticket);
    return follow(undecided(state), actor, surroundings, known ? [{ type: "unlinked", ...known }] : []);
  };
  return { one: remove(one.state, other.sequence), other: remove(other.state, one.sequence) };
}

const linkTo = ({ links }: TicketState, ticket: number): Link | undefined =>
  links.find((known) => known.ticket === ticket);
