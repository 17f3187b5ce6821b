import { type Firstline, type FirstlineError, newMessageId } from "@firstline/sdk";
import type { Event, Message, Thread } from "@firstline/sdk/wire";
import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Kept } from "../storage.ts";
import type { Clock } from "./clock.ts";
import { isOutdated, promiseAt } from "./promise.ts";
import { createRemote, expectFirstlineError } from "./remote.ts";

/** A reply of mine that the desk has not confirmed yet. */
export interface Outgoing extends Message {
  readonly at: string;
  /** Why it was not sent; without one it is on its way. */
  readonly error?: FirstlineError;
}

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
  readonly visible: ReadonlySignal<boolean>;
  readonly clock: Clock;
  readonly onUnread: (unread: boolean) => void;
}

/** One ticket on the screen: its thread, first asked for, then kept live, and the replies on their way. Ends with `stop`. */
export function createThreadModel({ firstline, number, ask, draft, visible, clock, onUnread }: ThreadModelOptions) {
  const { tickets } = firstline;
  const outgoing = signal<readonly Outgoing[]>([]);
  const text = signal(draft.read() ?? "");
  const offline = signal(false);
  const problem = signal<FirstlineError | undefined>(undefined);
  let stopWatching: (() => void) | undefined;
  let stopped = false;
  let acting = false;
  let readUpTo = 0;
  let readAt = 0;
  let askedAt = 0;
  let last = Promise.resolve();

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
    const arrived = new Set(news.events.map((event) => (event.type === "message" ? event.message.id : "")));
    batch(() => {
      outgoing.value = outgoing.peek().filter((message) => !arrived.has(message.id));
      remote.state.value = { kind: "ready", value: merge(state.kind === "ready" ? state.value : undefined, news) };
    });
    keep();
  }

  // What is unsent counts as draft: after a reload it stands in the composer again.
  function keep() {
    const unsent = [...outgoing.peek().map((message) => message.text), text.peek()].filter(Boolean).join("\n\n");
    if (unsent || draft.read()) draft.write(unsent || undefined);
  }

  async function deliver(message: Outgoing) {
    try {
      apply(await tickets.reply(number, { id: message.id, text: message.text }));
    } catch (thrown) {
      const error = expectFirstlineError(thrown);
      outgoing.value = outgoing.peek().map((other) => (other.id === message.id ? { ...message, error } : other));
    }
  }

  function send(message: Outgoing) {
    outgoing.value = [...outgoing.peek().filter((other) => other.id !== message.id), message];
    // One after the other, so that the desk gets them in the order they were written.
    last = last.then(() => deliver(message));
    return last;
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
      [problem.value, ...outgoing.value.map(({ error }) => error)].some((error) => error?.code === "reopen_expired"),
    ),
    promise,
    write(value: string) {
      text.value = value;
      keep();
    },
    send() {
      const written = text.peek().trim();
      if (!written) return;
      text.value = "";
      return send({ id: newMessageId(), text: written, at: new Date().toISOString() });
    },
    retry: ({ id, text, at }: Outgoing) => send({ id, text, at }),
    confirm: () => act(() => tickets.confirm(number)),
    reopen: () => act(() => tickets.reopen(number)),
    stop() {
      stopped = true;
      stopWatching?.();
      stopMarking();
      stopAsking();
      onUnread(false);
    },
  };
}

export type ThreadModel = ReturnType<typeof createThreadModel>;
