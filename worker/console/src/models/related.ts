import type { Desk } from "@firstline/sdk/desk";
import type { Changed, DeskTicket, NewRelation } from "@firstline/sdk/wire";
import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";

/** The ticket that another number leads to. */
export type Found =
  | { readonly kind: "nothing" }
  | { readonly kind: "finding" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "there"; readonly ticket: DeskTicket };

/** A ticket's relations to others: what it is linked to, and what it is merged into. */
export interface Related {
  readonly found: ReadonlySignal<Found>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  readonly busy: ReadonlySignal<boolean>;
  /** Looks a ticket up by its number. */
  find(number: string): Promise<void>;
  forget(): void;
  /** Merges the ticket into the one that was found; answers whether that is done. */
  merge(): Promise<boolean>;
  link(number: string, relation: NewRelation): Promise<boolean>;
  unlink(number: string): Promise<void>;
}

/** What the relations need from their ticket. */
export interface RelatedSurroundings {
  readonly desk: Desk;
  /** Makes a change, and answers why not if it was refused. */
  attempt(call: (ticket: DeskTicket) => Promise<Changed>): Promise<Failure | undefined>;
  warn(text: string): void;
}

export const Related = createModel<Related, [string, RelatedSurroundings]>((number, { desk, attempt, warn }) => {
  const found = signal<Found>({ kind: "nothing" });
  const failure = signal<Failure | undefined>(undefined);
  const busy = signal(false);

  const run = async (call: (ticket: DeskTicket) => Promise<Changed>): Promise<boolean> => {
    if (busy.peek()) return false;
    busy.value = true;
    failure.value = await attempt(call);
    busy.value = false;
    return failure.peek() === undefined;
  };

  return {
    found,
    failure,
    busy,
    async find(asked) {
      const wanted = asked.trim().toUpperCase();
      failure.value = undefined;
      found.value = { kind: "finding" };
      try {
        const { ticket } = await desk.tickets.get(wanted, { after: 1_000_000_000 });
        found.value = { kind: "there", ticket };
      } catch (error) {
        found.value = { kind: "failed", failure: failureOf(error) };
      }
    },
    forget() {
      found.value = { kind: "nothing" };
      failure.value = undefined;
    },
    async merge() {
      const into = found.peek();
      return into.kind === "there" && run((ticket) => desk.tickets.merge(ticket, into.ticket.number));
    },
    link: (other, relation) => run(() => desk.tickets.link(number, other.trim().toUpperCase(), relation)),
    async unlink(other) {
      if (!(await run(() => desk.tickets.unlink(number, other)))) warn(failure.peek()?.text ?? "");
    },
  };
});
