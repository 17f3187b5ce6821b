import type { Desk } from "@firstline/sdk/desk";
import type { Changed, DeskEvent, DeskTicket } from "@firstline/sdk/wire";
import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf, isConflict } from "../failure.ts";
import { type Clash, clashesOf, type Wish, type WishField, without } from "./conflict.ts";

/** What the agent wanted, and what of it somebody else has changed meanwhile. */
export interface Conflict {
  readonly wish: Wish;
  readonly clashes: readonly Clash[];
}

/** The changes of what a ticket is and how it stands. */
export interface TicketChanges {
  /** What is being changed right now. */
  readonly wish: ReadonlySignal<Wish | undefined>;
  readonly conflict: ReadonlySignal<Conflict | undefined>;
  /**
   * Changes the ticket, and answers why not if it was refused. `base` is the ticket as the agent saw it when they chose;
   * what somebody else has changed since is asked about field by field.
   */
  change(wish: Wish, base?: DeskTicket): Promise<Failure | undefined>;
  /** Settles a conflict: what the agent keeps of their own is changed, the rest stays as it is by now. */
  settle(mine: ReadonlySet<WishField>): Promise<Failure | undefined>;
  /** Changes the ticket as one step of something else; throws. */
  perform(wish: Wish): Promise<void>;
}

interface Thread {
  readonly ticket: DeskTicket;
  readonly events: readonly DeskEvent[];
}

/** What changes need from their ticket. */
export interface ChangeSurroundings {
  readonly desk: Desk;
  thread(): Thread | undefined;
  /** Runs after what is under way. */
  inLine<Result>(run: () => Promise<Result>): Promise<Result>;
  load(): Promise<void>;
  /** Takes in what an own change made. */
  take(changed: Changed): void;
  explain(failure: Failure): Failure;
  onFailure(failure: Failure): void;
}

const isOutdated = ({ code }: Failure): boolean => code === "version_mismatch" || code === "version_clash";

export const TicketChanges = createModel<TicketChanges, [ChangeSurroundings]>((around) => {
  const { desk, thread, inLine, load, take } = around;
  const underway = signal<Wish | undefined>(undefined);
  const conflict = signal<Conflict | undefined>(undefined);

  const send = async ({ assignee, ...change }: Wish, ticket: DeskTicket): Promise<void> => {
    let now = ticket;
    if (Object.values(change).some((value) => value !== undefined)) {
      const changed = await desk.tickets.update(now, change);
      take(changed);
      now = changed.ticket;
    }
    if (assignee !== undefined) take(await desk.tickets.assign(now, assignee));
  };

  /** Asks about what somebody else has changed since; whether there is anything to ask. */
  const ask = (wish: Wish, base: DeskTicket): boolean => {
    const now = thread();
    const clashes = now ? clashesOf(wish, base, now.ticket, now.events) : [];
    if (clashes.length > 0) conflict.value = { wish, clashes };
    return clashes.length > 0;
  };

  const attempt = async (wish: Wish, base: DeskTicket, again: boolean): Promise<Failure | undefined> => {
    const now = thread();
    if (!now || ask(wish, base)) return undefined;
    try {
      await send(wish, now.ticket);
      return undefined;
    } catch (error) {
      const failure = failureOf(error);
      around.onFailure(failure);
      if (!isConflict(failure)) return failure;
      await load();
      if (isOutdated(failure) && ask(wish, now.ticket)) return undefined;
      // What somebody else changed is something else, so what was wished can be done to the newest.
      return isOutdated(failure) && again ? attempt(wish, thread()?.ticket ?? base, false) : around.explain(failure);
    }
  };

  const change = (wish: Wish, base = thread()?.ticket): Promise<Failure | undefined> => {
    if (!base) return Promise.resolve(undefined);
    underway.value = wish;
    return inLine(async () => {
      try {
        return await attempt(wish, base, true);
      } finally {
        if (underway.peek() === wish) underway.value = undefined;
      }
    });
  };

  return {
    wish: underway,
    conflict,
    change,
    async settle(mine) {
      const asked = conflict.peek();
      conflict.value = undefined;
      if (!asked) return undefined;
      const left = new Set(asked.clashes.map(({ field }) => field).filter((field) => !mine.has(field)));
      const rest = without(asked.wish, left);
      return Object.keys(rest).length === 0 ? undefined : change(rest);
    },
    async perform(wish) {
      const now = thread();
      if (!now) return;
      try {
        await send(wish, now.ticket);
      } catch (error) {
        if (!isOutdated(failureOf(error))) throw error;
        await load();
        await send(wish, thread()?.ticket ?? now.ticket);
      }
    },
  };
});
