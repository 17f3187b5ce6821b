import type { Changed } from "@firstline/sdk/wire";
import { computed, createModel, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { passes } from "../failure.ts";
import type { TicketModel } from "./ticket.ts";

/** Tickets with something that the desk has not confirmed: the open one, and those that were left with it. */
export interface Outbox {
  /** How many tickets have something that waits for the connection. */
  readonly waiting: ReadonlySignal<number>;
  /** The model of a ticket that was left so. */
  of(number: string): TicketModel | undefined;
  /** Goes from one ticket to another. */
  change(left: TicketModel | undefined, opened: string | undefined): void;
  /** Takes over what the page before this one had not sent. */
  take(models: readonly TicketModel[]): void;
  apply(changed: Changed): void;
  /** Tries again what waits. */
  resume(): void;
}

/** What an outbox hears of. */
export interface OutboxSurroundings {
  readonly open: ReadonlySignal<TicketModel | undefined>;
  readonly connected: ReadonlySignal<boolean>;
  readonly now: ReadonlySignal<number>;
}

export const Outbox = createModel<Outbox, [OutboxSurroundings]>(({ open, connected, now }) => {
  const left = signal<ReadonlyMap<string, TicketModel>>(new Map());
  const waiting = computed(() =>
    [...left.value.values(), ...(open.value ? [open.value] : [])].filter((model) =>
      model.sending.value.some(({ failure }) => failure && passes(failure)),
    ),
  );
  /** What waits goes out with the next reading of its ticket, which also shows what has happened meanwhile. */
  const resume = () => {
    for (const model of waiting.peek()) void model.load();
  };
  // Now and then, for the desk may be back without the connections having noticed.
  effect(() => {
    if (connected.value && now.value > 0) untracked(resume);
  });
  return {
    waiting: computed(() => waiting.value.length),
    of: (number) => left.peek().get(number),
    change(model, opened) {
      const unsent = [...left.peek().values(), ...(model ? [model] : [])].filter(
        ({ sending, number }) => sending.peek().length > 0 && number.peek() !== opened,
      );
      left.value = new Map(unsent.map((one) => [one.number.peek(), one]));
    },
    take(models) {
      left.value = new Map(models.map((model) => [model.number.peek(), model]));
      resume();
    },
    apply(changed) {
      left.peek().get(changed.ticket.number)?.apply(changed);
    },
    resume,
  };
});
