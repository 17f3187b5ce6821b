import type { Desk } from "@firstline/sdk/desk";
import type { DeskEvent, DeskTicket, Segment } from "@firstline/sdk/wire";
import { batch, createModel, effect, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";
import { filterText } from "./filter.ts";
import { calls } from "./news.ts";
import { createSelection, type Selection } from "./selection.ts";
import { createSortedTickets, type SortedTickets } from "./sorted-tickets.ts";
import { belongs, type Listing, type Me } from "./views.ts";

export type InboxState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | {
      readonly kind: "ready";
      readonly items: readonly DeskTicket[];
      /** The cursor of the next page; null on the last one. */
      readonly next: string | null;
      readonly more: "idle" | "loading" | Failure;
      /** Of what a search found, the passages that show why, by the tickets' numbers. */
      readonly passages: ReadonlyMap<string, readonly Segment[]>;
    };

/** One of the agent's lists, kept as the desk has it. */
export interface Inbox {
  readonly state: ReadonlySignal<InboxState>;
  /** The number of the ticket that the keys are on. */
  readonly cursor: ReadonlySignal<string | undefined>;
  /** Tickets with something from the requester, or a note that calls me, that came while another one was open. */
  readonly fresh: ReadonlySignal<ReadonlySet<string>>;
  readonly selection: Selection;
  /** Shows a list: at once what was last seen of it, then as the desk has it. */
  show(listing: Listing): Promise<void>;
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
/** How much of a long list is read again at once; the rest comes as it is scrolled to. */
const mostAgain = 500;
/** How many lists that were left are kept, to be shown at once again. */
const kept = 8;
/** For how long (ms) changes are gathered after one was shown: a busy desk moves the list a few times a second. */
const gathering = 100;

/** A list that was left: what was loaded of it, and how far. */
interface Left {
  readonly tickets: SortedTickets;
  readonly state: InboxState & { readonly kind: "ready" };
  readonly cursor: string | undefined;
}

const nameOf = ({ view, site, filter, order, search }: Listing): string =>
  JSON.stringify([view, site, filterText(filter), order, search]);

const none: ReadonlyMap<string, readonly Segment[]> = new Map();

export const Inbox = createModel<Inbox, [Desk, Me, (failure: Failure) => void, () => number]>(
  (desk, me, onFailure, now) => {
    const state = signal<InboxState>({ kind: "loading" });
    const cursor = signal<string | undefined>(undefined);
    const fresh = signal<ReadonlySet<string>>(new Set());
    let shown: Listing = { view: "mine", site: undefined, filter: {}, order: "due", search: undefined };
    let tickets = createSortedTickets(shown);
    const left = new Map<string, Left>();
    let round = 0;
    /** What changed while the list was on its way, which may have been read before it; undefined: it is there. */
    let meanwhile: DeskTicket[] | undefined;
    const itemsNow = () => {
      const current = state.peek();
      return current.kind === "ready" ? current.items : [];
    };
    const selection = createSelection(() => itemsNow().map(({ number }) => number));

    const pageOf = async (limit: number, after: string | undefined) => {
      const { search, site, ...listing } = shown;
      const page = { limit, ...(after !== undefined && { cursor: after }), ...(site !== undefined && { site }) };
      if (search === undefined) {
        const { items, next } = await desk.tickets.list({ ...listing, ...page }).page();
        return { items, next, passages: none };
      }
      const { items, next } = await desk.tickets.search(search, page).page();
      return {
        items: items.map(({ ticket }) => ticket),
        next,
        passages: new Map(items.map(({ ticket, passage }) => [ticket.number, passage])),
      };
    };

    /** Reads the list anew: a page, or so many tickets of those that are there. */
    const load = async (most = largestPage) => {
      round += 1;
      const mine = round;
      meanwhile = [];
      const size = Math.min(tickets.size(), most);
      try {
        let { items, next, passages } = await pageOf(Math.min(Math.max(size, pageSize), largestPage), undefined);
        while (next !== null && items.length < size && mine === round) {
          const page = await pageOf(largestPage, next);
          items = [...items, ...page.items];
          next = page.next;
          passages = new Map([...passages, ...page.passages]);
        }
        if (mine !== round) return;
        tickets.clear();
        tickets.append(items);
        state.value = { kind: "ready", items, next, more: "idle", passages };
        for (const ticket of meanwhile ?? []) place(ticket);
        meanwhile = undefined;
        update();
      } catch (error) {
        if (mine !== round) return;
        meanwhile = undefined;
        const failure = failureOf(error);
        if (state.peek().kind !== "ready") state.value = { kind: "failed", failure };
        onFailure(failure);
      }
    };

    const place = (ticket: DeskTicket) => {
      const current = state.peek();
      if (current.kind !== "ready") return;
      const known = tickets.get(ticket.number);
      if (known && known.seq > ticket.seq) return;
      if (shown.search !== undefined || belongs(ticket, shown, me, now())) tickets.put(ticket, current.next !== null);
      else tickets.take(ticket.number);
    };
    const update = () => {
      const current = state.peek();
      if (current.kind !== "ready") return;
      state.value = { ...current, items: tickets.items() };
      selection.keep((number) => tickets.get(number) !== undefined);
    };

    /** Changes of a burst: the first is shown at once, the others together a moment later. */
    let gathered: DeskTicket[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    effect(() => () => clearTimeout(timer));
    const flush = () => {
      timer = undefined;
      if (gathered.length === 0) return;
      for (const ticket of gathered.splice(0)) place(ticket);
      update();
      timer = setTimeout(flush, gathering);
    };

    const leave = () => {
      const current = state.peek();
      if (current.kind !== "ready") return;
      const name = nameOf(shown);
      left.delete(name);
      left.set(name, { tickets, state: current, cursor: cursor.peek() });
      for (const oldest of left.keys()) if (left.size > kept) left.delete(oldest);
    };

    return {
      state,
      cursor,
      fresh,
      selection,
      async show(listing) {
        if (state.peek().kind !== "loading" && nameOf(shown) === nameOf(listing)) return;
        leave();
        shown = listing;
        const known = left.get(nameOf(listing));
        tickets = known?.tickets ?? createSortedTickets(listing);
        gathered = [];
        batch(() => {
          state.value = known?.state ?? { kind: "loading" };
          cursor.value = known?.cursor;
          selection.clear();
        });
        await load();
      },
      async refresh() {
        const current = state.peek();
        if (current.kind === "failed") state.value = { kind: "loading" };
        await load(mostAgain);
      },
      async loadMore() {
        const current = state.peek();
        if (current.kind !== "ready" || current.next === null || current.more === "loading") return;
        const mine = round;
        state.value = { ...current, more: "loading" };
        try {
          const page = await pageOf(largestPage, current.next);
          const then = state.peek();
          if (mine !== round || then.kind !== "ready") return;
          tickets.append(page.items);
          const passages = page.passages.size === 0 ? then.passages : new Map([...then.passages, ...page.passages]);
          state.value = { kind: "ready", items: tickets.items(), next: page.next, more: "idle", passages };
        } catch (error) {
          const then = state.peek();
          const failure = failureOf(error);
          if (mine === round && then.kind === "ready") state.value = { ...then, more: failure };
          onFailure(failure);
        }
      },
      apply(ticket, events) {
        meanwhile?.push(ticket);
        gathered.push(ticket);
        if (timer === undefined) flush();
        if (fresh.peek().has(ticket.number)) return;
        if (events.some((event) => event.actor.kind === "contact" || calls(event, me.id))) {
          fresh.value = new Set([...fresh.peek(), ticket.number]);
        }
      },
      moveCursor(step) {
        const items = itemsNow();
        if (items.length === 0) return;
        const at = items.findIndex((item) => item.number === cursor.peek());
        const index = at === -1 ? 0 : Math.min(Math.max(at + step, 0), items.length - 1);
        cursor.value = items[index]?.number;
        if (index === items.length - 1) void this.loadMore();
      },
      putCursor(number) {
        cursor.value = number;
      },
      markSeen(number) {
        if (!fresh.peek().has(number)) return;
        fresh.value = new Set([...fresh.peek()].filter((other) => other !== number));
      },
    };
  },
);
