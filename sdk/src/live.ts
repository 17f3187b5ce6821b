import { type ErrorCode, FirstlineError, isFirstlineError } from "./errors.ts";
import { passing, pause } from "./retry.ts";
import type { DeskFrame, Frame, Hello } from "./wire/index.ts";

/** `live`: pushed over a socket. `polling`: asked for every few seconds, as sockets are blocked. `offline`: neither works now. */
export type LiveStatus = "connecting" | "live" | "polling" | "offline";

/** What everything that watches may be told besides the changes. */
export interface WatchListener {
  readonly onStatus?: ((status: LiveStatus) => void) | undefined;
  /** The watch has ended for a reason that waiting does not mend, such as `credentials_invalid`. */
  readonly onError?: ((error: FirstlineError) => void) | undefined;
}

/** What makes web sockets, as the global `WebSocket` does, and how much of them is used. */
export type SocketClass = new (
  address: string,
) => {
  onopen: ((event: never) => unknown) | null;
  onmessage: ((event: never) => unknown) | null;
  onclose: ((event: never) => unknown) | null;
  send(text: string): void;
  close(): void;
};

interface Subscription<Live extends Frame | DeskFrame> extends WatchListener {
  /** Default: the global one. */
  readonly WebSocket?: SocketClass | undefined;
  /** Where to open the socket; http and https are taken as ws and wss. */
  readonly address: string;
  readonly token: () => string | undefined;
  /** Milliseconds between two polls while sockets are blocked. */
  readonly interval: number;
  readonly poll: (signal: AbortSignal) => Promise<void>;
  readonly onFrame: (frame: Live, signal: AbortSignal) => void | Promise<void>;
}

/** Faults that waiting mends; after any other the watch ends. */
const mending: readonly ErrorCode[] = [...passing, "unreadable", "overloaded"];

/** Calls a listener; what it throws is reported as uncaught and does not stop the watch. */
export function notify(listener: () => void): void {
  try {
    listener();
  } catch (fault) {
    queueMicrotask(() => {
      throw fault;
    });
  }
}

/** What ends a watch, and what says something to the room; unheard while there is no socket. */
export interface Followed {
  (): void;
  say(frame: object): void;
}

/**
 * Follows a room: keeps a socket open, opens it again with growing, random pauses (up to 30 s), and polls while no
 * socket can be had. Returns what ends it: from then on nothing is called and no timer, socket or request is left.
 */
export function follow<Live extends Frame | DeskFrame>(subscription: Subscription<Live>): Followed {
  const { address, interval, onError, onFrame, onStatus, poll, token } = subscription;
  const controller = new AbortController();
  const { signal } = controller;
  let status: LiveStatus | undefined;
  let failures = 0;
  let wasReady = false;
  /** Ends what is being waited for: a pause, or the socket. */
  let release = () => {};
  /** Sends a frame over the socket that listens, if one does. */
  let say: ((frame: object) => void) | undefined;

  const stop = () => {
    controller.abort();
    release();
  };

  const tell = (next: LiveStatus) => {
    if (signal.aborted || status === next) return;
    status = next;
    notify(() => onStatus?.(next));
  };

  /** Ends the watch if the fault is one of those that do not pass. */
  const weigh = (fault: unknown) => {
    if (signal.aborted || !isFirstlineError(fault) || mending.includes(fault.code)) return;
    tell("offline");
    stop();
    notify(() => onError?.(fault));
  };

  const sleep = (milliseconds: number) => {
    const waiting = new AbortController();
    release = () => waiting.abort();
    return pause(signal.aborted ? 0 : milliseconds, waiting.signal);
  };

  /** Opens a socket; settles when it is gone. */
  const connect = () =>
    new Promise<void>((resolve) => {
      const socket = new (subscription.WebSocket ?? WebSocket)(address.replace(/^http/, "ws"));
      const close = () => {
        clearTimeout(timer);
        clearTimeout(steady);
        say = undefined;
        socket.onopen = socket.onmessage = socket.onclose = null;
        socket.close();
        resolve();
      };
      // A connection that is silent for 10 s when it owes an answer is dead, whatever the socket says.
      let timer = setTimeout(close, 10_000);
      // One that has lasted was no failure, however many went before.
      let steady: typeof timer | undefined;
      const ask = () => {
        socket.send("ping");
        timer = setTimeout(close, 10_000);
      };
      socket.onopen = () => {
        const hello: Hello = { type: "hello", token: token() };
        socket.send(JSON.stringify(hello));
      };
      socket.onmessage = async ({ data }: { readonly data: string }) => {
        clearTimeout(timer);
        timer = setTimeout(ask, 25_000);
        if (data === "pong") return;
        try {
          const frame: Live = JSON.parse(data);
          if (frame.type === "refused")
            throw new FirstlineError(frame.code, `The desk refused to go live: ${frame.code}.`);
          if (frame.type === "ready") {
            wasReady = true;
            say = (said) => socket.send(JSON.stringify(said));
            steady ??= setTimeout(() => {
              failures = 0;
            }, 25_000);
            tell("live");
          }
          await onFrame(frame, signal);
        } catch (fault) {
          close();
          // A credential that was refused is shown over HTTP, where it can be renewed; that tells whether it is over.
          if (!isFirstlineError(fault) || !/^(credentials|identity)_/.test(fault.code)) weigh(fault);
        }
      };
      socket.onclose = close;
      release = close;
    });

  const run = async () => {
    // The caller holds the stop function before the first listener is called.
    await null;
    while (!signal.aborted) {
      if (!status || status === "live") tell("connecting");
      wasReady = false;
      // Where sockets do not exist or a page's policy forbids them, the constructor throws.
      await connect().catch(() => {});
      failures += 1;
      if (wasReady) await sleep(Math.random() * Math.min(500 * 2 ** failures, 30_000));
      else {
        for (let polls = Math.min(2 ** failures, 12); polls > 0 && !signal.aborted; polls -= 1) {
          await poll(signal).then(
            () => tell("polling"),
            (fault) => {
              tell("offline");
              weigh(fault);
            },
          );
          await sleep(interval * (0.75 + Math.random() / 2));
        }
      }
    }
  };
  void run();
  // A machine that is back on the network need not sit out its pause.
  globalThis.addEventListener?.("online", () => status !== "live" && release(), { signal });
  return Object.assign(stop, { say: (frame: object) => say?.(frame) });
}
