import type { FirstlineError } from "@firstline/sdk";
import type { Attachment, Reply, Submission } from "@firstline/sdk/wire";
import { signal } from "@preact/signals-core";
import type { Shelf } from "../shelf.ts";
import type { Kept } from "../storage.ts";
import type { Fields } from "./draft.ts";
import { expectFirstlineError } from "./remote.ts";

/** What somebody wrote, with all that is known of its files. */
type Written<Message> = Omit<Message, "attachments"> & { readonly attachments?: Attachment[] };

/** What was sent and is kept until the desk has confirmed it. With its `key` it may be sent again and again. */
export type Parcel = { readonly key: string; readonly site: string; readonly at: string } & (
  | {
      readonly is: "ticket";
      readonly submission: Submission & { readonly message: Written<Submission["message"]> };
      readonly fields: Fields;
    }
  | { readonly is: "reply"; readonly number: string; readonly reply: Written<Reply> & { readonly id: string } }
);

/** How a parcel stands: on its way, waiting for another try, or refused. */
export type Sent = { readonly parcel: Parcel } & (
  | { readonly is: "sending" }
  | { readonly is: "queued" | "failed"; readonly error: FirstlineError }
);

/** A parcel that the desk could not take at the moment; trying again helps. */
const passes = ({ code, status = 500 }: FirstlineError) => status >= 500 || status === 429 || code === "version_clash";

interface OutboxOptions {
  readonly site: string;
  readonly shelf: Shelf<Parcel>;
  /** Remembers that something waits. */
  readonly waiting: Kept;
  /** Brings a parcel to the desk; done twice, the desk has it once. */
  readonly deliver: (parcel: Parcel) => Promise<void>;
}

/** What is on its way to the desk, one after the other, also from before a reload and from tabs that are gone. Ends with `stop`. */
export function createOutbox({ site, shelf, waiting, deliver }: OutboxOptions) {
  const parcels = signal<readonly Sent[]>([]);
  let last = Promise.resolve();
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const find = (key: string) => parcels.peek().find(({ parcel }) => parcel.key === key);
  const without = (key: string) => parcels.peek().filter(({ parcel }) => parcel.key !== key);

  function set(next: Sent) {
    const { key } = next.parcel;
    parcels.value = find(key)
      ? parcels.peek().map((other) => (other.parcel.key === key ? next : other))
      : [...parcels.peek(), next];
  }

  async function remove(key: string) {
    parcels.value = without(key);
    await shelf.remove(key);
    if (!parcels.peek().length) waiting.write(undefined);
  }

  async function attempt(parcel: Parcel) {
    // Taken back, or the panel is gone: whoever opens it next goes on.
    if (stopped || !find(parcel.key)) return;
    set({ parcel, is: "sending" });
    try {
      await deliver(parcel);
      tries = 0;
      await remove(parcel.key);
    } catch (thrown) {
      const error = expectFirstlineError(thrown);
      if (!find(parcel.key)) return;
      set({ parcel, is: passes(error) ? "queued" : "failed", error });
      if (!passes(error)) return;
      clearTimeout(timer);
      timer = setTimeout(resend, Math.min(5_000 * 2 ** tries++, 60_000));
    }
  }

  /** One after the other, so that the desk gets them in the order they were written. */
  function carry(parcel: Parcel): Promise<void> {
    last = last.then(() => attempt(parcel));
    return last;
  }

  /** Tries again what waits. */
  function resend() {
    for (const { is, parcel } of parcels.peek()) if (is === "queued") void carry(parcel);
  }

  addEventListener("online", resend);

  return {
    parcels,
    find,
    remove,
    /** Keeps a parcel, says so, and sends it; resolves after the first try, however that ended. */
    async send(parcel: Parcel, onKept?: () => void) {
      set({ parcel, is: "sending" });
      await shelf.put(parcel);
      waiting.write("1");
      onKept?.();
      await carry(parcel);
    },
    /** Goes on with what earlier pages left. */
    async resume() {
      const kept = (await shelf.all()).filter((parcel) => parcel.site === site && !find(parcel.key));
      for (const parcel of kept) {
        set({ parcel, is: "sending" });
        void carry(parcel);
      }
      return kept;
    },
    /** Forgets what is on its way. */
    async clear() {
      for (const { parcel } of parcels.peek()) await remove(parcel.key);
      await shelf.fold();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      removeEventListener("online", resend);
    },
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
