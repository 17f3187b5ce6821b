import { follow, notify, type SocketClass, type WatchListener } from "./live.ts";
import type { Call, Known } from "./request.ts";
import type { Frame, Thread } from "./wire/index.ts";

/** What a ticket's watcher gives and gets. */
export interface WatchOptions extends WatchListener {
  /** The number of the last event already known; 0 if none is. */
  readonly after: number;
  /** Up to which event support is known to have seen the ticket (`seen.seq`). Default: 0, to none. */
  readonly seen?: number | undefined;
  /**
   * The ticket as it is now and its events since the last call: in order, none missing, none twice. There are none where
   * support has only seen more of it.
   */
  readonly onChange: (thread: Thread) => void;
}

interface Room {
  readonly call: Call;
  readonly WebSocket: SocketClass | undefined;
  readonly address: string;
  readonly token: () => string | undefined;
}

/** Watches one ticket. Frames only say that something happened; whatever they leave out is read over HTTP. */
export function watchTicket(
  room: Room,
  number: string,
  { after, seen = 0, onChange, onStatus, onError }: WatchOptions,
): () => void {
  let seq = after;
  let reading: Promise<void> | undefined;
  let readAgain = false;
  const known: Known = {};

  /** Hands on what is new. A frame that leaves a gap before it is not taken: false. */
  const take = ({ ticket, events }: Thread, signal: AbortSignal, whole: boolean): boolean => {
    const fresh = events.filter((event) => event.seq > seq);
    const [first] = fresh;
    const last = fresh.at(-1)?.seq ?? seq;
    const seenNow = ticket.seen?.seq ?? 0;
    if (signal.aborted || (last === seq && seenNow <= seen)) return true;
    // Without an event it is told of the ticket as it is known, not of an older or newer one.
    if (!whole && (first ? first.prev > seq : ticket.seq !== seq)) return false;
    seq = last;
    seen = seenNow;
    notify(() => onChange({ ticket, events: fresh }));
    return true;
  };

  const read = async (signal: AbortSignal) => {
    do {
      readAgain = false;
      const parts = { params: { number }, query: { after: seq }, known, signal };
      const thread = await room.call("GET /v1/tickets/:number", parts);
      if (thread) take(thread, signal, true);
    } while (readAgain);
  };

  /** Reads what is missing. A read that began before the last hint may have missed it, so it is followed by another. */
  const catchUp = (signal: AbortSignal): Promise<void> => {
    readAgain = true;
    reading ??= read(signal).finally(() => {
      reading = undefined;
    });
    return reading;
  };

  return follow<Frame>({
    WebSocket: room.WebSocket,
    address: room.address,
    token: room.token,
    interval: 5_000,
    poll: catchUp,
    onFrame: (frame, signal) => {
      const behind =
        frame.type === "ready"
          ? frame.seq > seq || (frame.seen ?? 0) > seen
          : frame.type === "changed" && !take(frame, signal, false);
      return behind ? catchUp(signal) : undefined;
    },
    onStatus,
    onError,
  });
}
