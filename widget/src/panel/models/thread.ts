import { type Firstline, type FirstlineError, newMessageId } from "@firstline/sdk";
import type { Event, Thread } from "@firstline/sdk/wire";
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Kept } from "../storage.ts";
import type { Clock } from "./clock.ts";
import type { Files } from "./files.ts";
import type { Outbox, Parcel, Sent } from "./outbox.ts";
import { isOutdated, promiseAt } from "./promise.ts";
import { createRemote, expectFirstlineError } from "./remote.ts";

/** A reply of mine that the desk has not confirmed yet. */
export type Outgoing = Sent & { readonly parcel: Extract<Parcel, { is: "reply" }> };

/** Puts events into a thread: each once, in order, whichever way they came. */
export function merge(current: Thread | undefined, news: Thread): Thread {
  const events = new Map<number, Event>();
  for (const event of [...(current?.events ?? []), ...news.events]) events.set(event.seq, event);
  return {
    ticket: current && current.ticket.seq > news.ticket.seq ? current.ticket : news.ticket,
    events: [...events.values()].sort((first, second) => first.seq - second.seq),
  };
}

export interface ThreadModelOptions {
  readonly firstline: Firstline;
  readonly number: string;
  /** Asks for the thread the first time. */
  readonly ask: () => Promise<Thread>;
  readonly draft: Kept;
  readonly outbox: Outbox;
  /** The site's public key. */
  readonly site: string;
  readonly visible: ReadonlySignal<boolean>;
  readonly clock: Clock;
  readonly onUnread: (unread: boolean) => void;
}

/** One ticket on the screen: its thread, first asked for, then kept live, and the replies on their way. Ends with `stop`. */
export function createThreadModel(options: ThreadModelOptions) {
  const { firstline, number, ask, draft, outbox, visible, clock, onUnread } = options;
  const { tickets } = firstline;
  const text = signal(draft.read() ?? "");
  const offline = signal(false);
  const problem = signal<FirstlineError | undefined>(undefined);
  /** The files for the next reply, once somebody has picked some. */
  const files = signal<Files | undefined>(undefined);
  let stopWatching: (() => void) | undefined;
  let stopped = false;
  let acting = false;
  let rated = Promise.resolve();
  let readUpTo = 0;
  let readAt = 0;
  let askedAt = 0;

  const remote = createRemote(async () => {
    const thread = await ask();
    readAt = clock.read();
    if (!stopped && !stopWatching) {
      stopWatching = tickets.watch(number, {
        after: thread.ticket.seq,
        onChange: apply,
        onStatus: (status) => {
          offline.value = status === "offline";
          if (status === "live") askedAt = 0;
        },
        onError: fail,
      });
    }
    return thread;
  });

  function fail(error: FirstlineError) {
    problem.value = error;
  }

  function apply(news: Thread) {
    readAt = clock.read();
    const state = remote.state.peek();
    remote.state.value = { kind: "ready", value: merge(state.kind === "ready" ? state.value : undefined, news) };
  }

  /** My replies that are on their way; one whose event has come is here, whatever became of its answer. */
  const outgoing = computed(() => {
    const state = remote.state.value;
    const events = state.kind === "ready" ? state.value.events : [];
    const arrived = new Set(events.map((event) => (event.type === "message" ? event.message.id : "")));
    return outbox.parcels.value.filter(
      (sent): sent is Outgoing =>
        sent.parcel.is === "reply" && sent.parcel.number === number && !arrived.has(sent.parcel.reply.id),
    );
  });

  function write(value: string) {
    text.value = value;
    draft.write(value || undefined);
  }

  async function act(action: () => Promise<Thread>) {
    if (acting) return;
    acting = true;
    problem.value = undefined;
    try {
      apply(await action());
    } catch (error) {
      fail(expectFirstlineError(error));
    }
    acting = false;
  }

  function ticket() {
    const state = remote.state.value;
    return state.kind === "ready" ? state.value.ticket : undefined;
  }
  /** What is promised, as it stands now. */
  const promise = computed(() => {
    const promise = ticket()?.promise;
    return promise ? promiseAt(promise, readAt, clock.now.value) : null;
  });
  const stopAsking = effect(() => {
    const { promise, seq } = ticket() ?? {};
    const now = clock.now.value;
    if (!promise || !isOutdated(promise, Math.max(readAt, askedAt), now)) return;
    // What holds after a promised date only the desk knows. It is asked once, and again when it is back in reach.
    askedAt = now;
    tickets.get(number, { after: seq }).then(apply, expectFirstlineError);
  });

  const stopMarking = effect(() => {
    const state = remote.state.value;
    if (state.kind !== "ready") return;
    const { seq, unread } = state.value.ticket;
    onUnread(unread > 0 && !visible.value);
    if (unread === 0 || !visible.value || seq <= readUpTo) return;
    readUpTo = seq;
    // Not marked is not lost: the next event, or the next visit, marks it.
    tickets.read(number, seq).catch(expectFirstlineError);
  });

  return {
    number,
    state: remote.state,
    load: remote.load,
    outgoing,
    text,
    offline,
    problem,
    /** Solved too long ago to be opened again: nothing more can be said here. */
    expired: computed(() =>
      [problem.value, ...outgoing.value.map((sent) => sent.is === "failed" && sent.error)].some(
        (error) => error && error.code === "reopen_expired",
      ),
    ),
    promise,
    files,
    apply,
    write,
    async send() {
      const written = text.peek().trim();
      const attachments = files.peek()?.ready();
      if (files.peek()?.hold() || !(written || attachments)) return;
      const id = newMessageId();
      const reply = { id, text: written, ...(attachments && { attachments }) };
      const at = new Date().toISOString();
      text.value = "";
      files.value = undefined;
      await outbox.send({ key: id, site: options.site, at, is: "reply", number, reply }, () => write(text.peek()));
    },
    retry: ({ parcel }: Outgoing) => outbox.send(parcel),
    /** One after the other: whoever goes through the stars with the arrow keys means the last one. */
    rate(score: number, comment: string) {
      const rating = { score, ...(comment.trim() && { comment: comment.trim() }) };
      rated = rated.then(() => act(() => tickets.rate(number, rating)));
      return rated;
    },
    confirm: () => act(() => tickets.confirm(number)),
    reopen: () => act(() => tickets.reopen(number)),
    stop() {
      stopped = true;
      files.peek()?.stop();
      stopWatching?.();
      stopMarking();
      stopAsking();
      onUnread(false);
    },
  };
}

export type ThreadModel = ReturnType<typeof createThreadModel>;
