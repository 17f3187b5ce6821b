import type { BulkItem, Desk } from "@firstline/sdk/desk";
import type { BulkChange, BulkOutcome, DeskTicket } from "@firstline/sdk/wire";
import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf, sentenceOf } from "../failure.ts";
import { texts } from "../texts.ts";
import type { Notices } from "./notices.ts";

/** Changes to many tickets at once, and taking back the last of them. */
export interface Bulk {
  readonly busy: ReadonlySignal<boolean>;
  /** Changes tickets, each by itself; resolves once the desk has answered for all. */
  change(numbers: readonly string[], change: BulkChange): Promise<void>;
  /** Gives the tickets of the last change their former values back, unless somebody was there since. */
  undo(): Promise<void>;
}

interface BulkParts {
  readonly desk: Desk;
  readonly notices: Notices;
  onTicket(ticket: DeskTicket): void;
  onFailure(failure: Failure): void;
}

/** How many tickets the desk takes in one call. */
const most = 100;

export const Bulk = createModel<Bulk, [BulkParts]>(({ desk, notices, onTicket, onFailure }) => {
  const busy = signal(false);
  let undoable: readonly BulkItem[] = [];

  /** Sends changes; tells what became of them once all are done, or what was done before the desk was gone. */
  const send = async (items: readonly BulkItem[]) => {
    const outcomes: BulkOutcome[] = [];
    let failure: Failure | undefined;
    busy.value = true;
    try {
      for (let from = 0; from < items.length; from += most) {
        const some = await desk.tickets.bulk(items.slice(from, from + most));
        outcomes.push(...some);
        for (const one of some) if (one.outcome === "done") onTicket(one.ticket);
      }
    } catch (error) {
      failure = failureOf(error);
      onFailure(failure);
    }
    busy.value = false;
    const refused = outcomes.flatMap((one) => (one.outcome === "refused" ? [one] : []));
    if (failure) notices.warn(failure.text);
    for (const code of new Set(refused.map((one) => one.code))) {
      const numbers = refused.filter((one) => one.code === code).map(({ number }) => number);
      notices.warn(texts.inbox.bulk.refused(numbers, sentenceOf(code)), numbers.length === 1 ? numbers[0] : undefined);
    }
    return outcomes.flatMap((one) => (one.outcome === "done" && one.undo ? [one.undo] : []));
  };

  const undo = async () => {
    const items = undoable;
    undoable = [];
    if (items.length === 0) return;
    const undone = await send(items);
    if (undone.length > 0) notices.tell(texts.inbox.bulk.undone(undone.length));
  };

  return {
    busy,
    undo,
    async change(numbers, change) {
      if (busy.peek() || numbers.length === 0) return;
      undoable = await send(numbers.map((number) => ({ number, change })));
      if (undoable.length === 0) return;
      notices.tell(texts.inbox.bulk.done(undoable.length), { label: texts.inbox.bulk.undo, run: undo });
    },
  };
});
