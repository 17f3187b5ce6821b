import type { Desk } from "@firstline/sdk/desk";
import type { DeskEvent, DeskTicket, View } from "@firstline/sdk/wire";
import { batch, createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";
import { belongs, compare, type Me } from "./views.ts";

export type InboxState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | {
      readonly kind: "ready";
      readonly items: readonly DeskTicket[];
      /** The cursor of the next page; null on the last one. */
      readonly next: string | null;
      readonly more: "idle" | "loading" | Failure;
    };

/** One of the agent's lists, kept as the desk has it. */
export interface Inbox {
  readonly state: ReadonlySignal<InboxState>;
  /** The number of the ticket that the keys are on. */
  readonly cursor: ReadonlySignal<string | undefined>;
  /** Tickets with something from the requester that came while another one was open. */
  readonly fresh: ReadonlySignal<ReadonlySet<string>>;
  show(view: View, site: string | undefined): Promise<void>;
  /** Reads the shown list again without hiding it; after a broken connection, or as a second try. */
  refresh(): Promise<void>;
  loadMore(): Promise<void>;
  /** Brings the list in line with a ticket that changed. */
  apply(ticket: DeskTicket, events: readonly DeskEvent[]): void;
  moveCursor(step: 1 | -1): void;
  putCursor(number: string | undefined): void;
  markSeen(number: string): void;
}

const pageSize = 25;
const largestPage = 100;

export const Inbox = createModel<Inbox, [Desk, Me, (failure: Failure) => void]>((desk, me, onFailure) => {
  const state = signal<InboxState>({ kind: "loading" });
  const cursor = signal<string | undefined>(undefined);
  const fresh = signal<ReadonlySet<string>>(new Set());
  let shown: { view: View; site: string | undefined } = { view: "mine", site: undefined };
  let round = 0;
  /** What changed while a page was on its way: the page may have been read before it. */
  let meanwhile: DeskTicket[] = [];

  const load = async (limit: number) => {
    round += 1;
    const mine = round;
    meanwhile = [];
    try {
      const { items, next } = await desk.tickets.list({ ...present(shown), limit }).page();
      if (mine !== round) return;
      state.value = { kind: "ready", items, next, more: "idle" };
      for (const ticket of meanwhile) place(ticket);
    } catch (error) {
      if (mine !== round) return;
      const failure = failureOf(error);
      if (state.peek().kind !== "ready") state.value = { kind: "failed", failure };
      onFailure(failure);
    }
  };

  const place = (ticket: DeskTicket) => {
    const now = state.peek();
    if (now.kind !== "ready") return;
    const known = now.items.find((item) => item.number === ticket.number);
    if (known && known.seq > ticket.seq) return;
    const others = now.items.filter((item) => item !== known);
    const fits = belongs(ticket, shown.view, me) && (shown.site === undefined || ticket.site.id === shown.site);
    if (!fits) {
      if (known) state.value = { ...now, items: others };
      return;
    }
    const found = others.findIndex((item) => compare(ticket, item) < 0);
    const index = found === -1 ? others.length : found;
    // Behind the last ticket of an unfinished list its place is on a later page, which will bring it.
    if (index === others.length && now.next !== null && !known) return;
    state.value = { ...now, items: others.toSpliced(index, 0, ticket) };
  };

  const loadMore = async () => {
    const now = state.peek();
    if (now.kind !== "ready" || now.next === null || now.more === "loading") return;
    const mine = round;
    state.value = { ...now, more: "loading" };
    try {
      const page = await desk.tickets.list({ ...present(shown), limit: pageSize, cursor: now.next }).page();
      const then = state.peek();
      if (mine !== round || then.kind !== "ready") return;
      const have = new Set(then.items.map((item) => item.number));
      const items = [...then.items, ...page.items.filter((item) => !have.has(item.number))];
      state.value = { kind: "ready", items, next: page.next, more: "idle" };
    } catch (error) {
      const then = state.peek();
      const failure = failureOf(error);
      if (mine === round && then.kind === "ready") state.value = { ...then, more: failure };
      onFailure(failure);
    }
  };

  return {
    state,
    cursor,
    fresh,
    async show(view, site) {
      if (state.peek().kind !== "loading" && shown.view === view && shown.site === site) return;
      shown = { view, site };
      batch(() => {
        state.value = { kind: "loading" };
        cursor.value = undefined;
      });
      await load(pageSize);
    },
    async refresh() {
      const now = state.peek();
      if (now.kind === "failed") state.value = { kind: "loading" };
      const have = now.kind === "ready" ? now.items.length : 0;
      await load(Math.min(Math.max(have, pageSize), largestPage));
    },
    loadMore,
    apply(ticket, events) {
      meanwhile.push(ticket);
      place(ticket);
      if (events.some((event) => event.actor.kind === "contact")) {
        fresh.value = new Set([...fresh.peek(), ticket.number]);
      }
    },
    moveCursor(step) {
      const now = state.peek();
      if (now.kind !== "ready") return;
      const at = now.items.findIndex((item) => item.number === cursor.peek());
      const index = at === -1 ? 0 : Math.min(Math.max(at + step, 0), now.items.length - 1);
      cursor.value = now.items[index]?.number;
      if (index === now.items.length - 1) void loadMore();
    },
    putCursor(number) {
      cursor.value = number;
    },
    markSeen(number) {
      if (!fresh.peek().has(number)) return;
      fresh.value = new Set([...fresh.peek()].filter((other) => other !== number));
    },
  };
});

const present = ({ view, site }: { view: View; site: string | undefined }) =>
  site === undefined ? { view } : { view, site };
