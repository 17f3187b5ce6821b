import type { Desk } from "@firstline/sdk/desk";
import type { Changed, DeskEvent, DeskTicket } from "@firstline/sdk/wire";
import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";

export type TicketState =
  /** A list may have shown what the ticket is, before its thread is read. */
  | { readonly kind: "loading"; readonly ticket?: DeskTicket | undefined }
  | { readonly kind: "failed"; readonly failure: Failure }
  | {
      readonly kind: "ready";
      readonly ticket: DeskTicket;
      readonly events: readonly DeskEvent[];
      /** When the desk told how the ticket stands, in milliseconds. */
      readonly readAt: number;
    };

/** A ticket's thread as far as the page has read it, kept up with what happens. */
export interface TicketThread {
  readonly state: ReadonlySignal<TicketState>;
  /** The numbers of the tickets that go on from it, newest first; of a closed one, once they are read. */
  readonly followUps: ReadonlySignal<readonly string[]>;
  /** The thread once it is read. */
  ready(): Extract<TicketState, { kind: "ready" }> | undefined;
  /** Reads the ticket, or what it missed since it was read. */
  load(): Promise<void>;
  /** Takes in a change. Events it has are dropped; what is missing between is fetched. */
  apply(changed: Changed): void;
}

/** A ticket as it is known already: its thread as it was read before, or what a list has of it. */
export interface Known {
  readonly ticket: DeskTicket;
  readonly events?: readonly DeskEvent[];
}

/** What a thread needs from around it. */
export interface ThreadSurroundings {
  readonly desk: Desk;
  readonly known: Known | undefined;
  /** Told once the desk has answered a reading. */
  onRead(): void;
  onFailure(failure: Failure): void;
}

export const TicketThread = createModel<TicketThread, [string, ThreadSurroundings]>((number, around) => {
  const { desk } = around;
  const state = signal<TicketState>(stateOf(around.known));
  const followUps = signal<readonly string[]>([]);

  let fetching: Promise<void> | undefined;
  const load = (): Promise<void> => {
    fetching ??= fetchMissing().finally(() => {
      fetching = undefined;
    });
    return fetching;
  };
  const fetchMissing = async () => {
    const before = state.peek();
    if (before.kind === "failed") state.value = { kind: "loading" };
    try {
      const after = before.kind === "ready" ? lastSeq(before.events) : 0;
      const thread = after === 0 ? await desk.tickets.get(number) : await desk.tickets.get(number, { after });
      const now = state.peek();
      if (now.kind === "ready") merge(now, thread);
      else {
        state.value = { kind: "ready", ticket: thread.ticket, events: thread.events, readAt: Date.now() };
        if (thread.ticket.status === "closed") void findFollowUps();
      }
      around.onRead();
      // A change that came live while the first answer was on its way may not be in it.
      if (now.kind !== "ready" && announced > thread.ticket.seq) await fetchMissing();
    } catch (error) {
      const failure = failureOf(error);
      if (state.peek().kind !== "ready") state.value = { kind: "failed", failure };
      around.onFailure(failure);
    }
  };

  const findFollowUps = async () => {
    try {
      const found = await desk.tickets.list({ followUpOf: number }).page();
      followUps.value = found.items.map((ticket) => ticket.number);
    } catch (error) {
      around.onFailure(failureOf(error));
    }
  };

  /** Appends the events that follow without a gap; answers whether something is missing between. */
  const merge = (now: TicketState & { kind: "ready" }, { ticket, events }: Changed): boolean => {
    const merged = [...now.events];
    for (const event of events) {
      if (event.prev === lastSeq(merged)) merged.push(event);
    }
    const newest = ticket.seq >= now.ticket.seq ? { ticket, readAt: Date.now() } : now;
    state.value = { ...newest, kind: "ready", events: merged };
    return lastSeq(merged) < newest.ticket.seq;
  };

  let announced = 0;
  const apply = (changed: Changed) => {
    if (changed.ticket.number !== number) return;
    announced = Math.max(announced, changed.ticket.seq);
    const now = state.peek();
    if (now.kind !== "ready") return;
    const isEmptied = changed.events.some(({ type }) => type === "erased");
    if (isEmptied || merge(now, changed)) void load();
  };

  return {
    state,
    followUps,
    ready() {
      const now = state.peek();
      return now.kind === "ready" ? now : undefined;
    },
    load,
    apply,
  };
});

const stateOf = (known: Known | undefined): TicketState =>
  known?.events
    ? { kind: "ready", ticket: known.ticket, events: known.events, readAt: Date.now() }
    : { kind: "loading", ticket: known?.ticket };

/** The number of a thread's last event; 0 for none. */
export const lastSeq = (events: readonly DeskEvent[]): number => events.at(-1)?.seq ?? 0;
