import type { Desk } from "@firstline/sdk/desk";
import type { Changed, DeskEvent } from "@firstline/sdk/wire";
import { batch, computed, createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureFor, failureOf, isConflict, passes } from "../failure.ts";
import type { Wish } from "./conflict.ts";
import type { Drafts, Outgoing } from "./drafts.ts";

/** An entry that is on its way, or that failed to arrive. */
export interface Sending extends Outgoing {
  readonly failure: Failure | undefined;
}

/** What an agent sent on one ticket and the desk has not confirmed. It survives a reload. */
export interface Delivery {
  /** Entries without a confirmation, oldest first. */
  readonly sending: ReadonlySignal<readonly Sending[]>;
  send(entry: Outgoing): Promise<void>;
  /** Sends a failed entry again under the id it had. */
  sendAgain(id: string): Promise<void>;
  /** Gives a failed entry up, and answers it. */
  withdraw(id: string): Outgoing | undefined;
  /** Forgets what the thread has by now, whatever became of its call. */
  forgetArrived(): void;
  /** Sends what waited for the connection. */
  resume(): Promise<void>;
}

/** What a delivery needs from its ticket. */
export interface DeliverySurroundings {
  readonly desk: Desk;
  readonly drafts: Drafts;
  /** The agent's own id. */
  readonly agent: string;
  /** The events of the ticket's thread, as far as it is read. */
  readonly events: ReadonlySignal<readonly DeskEvent[]>;
  /** Runs after what is under way. */
  inLine<Result>(run: () => Promise<Result>): Promise<Result>;
  /** Changes the ticket; throws. */
  perform(wish: Wish): Promise<void>;
  load(): Promise<void>;
  apply(changed: Changed): void;
  /** Told of what has arrived, with the change that it made. */
  onArrived(entry: Outgoing, changed: Changed): void;
  onFailure(failure: Failure): void;
}

export const Delivery = createModel<Delivery, [string, DeliverySurroundings]>((number, around) => {
  const { desk, events, inLine } = around;
  // What a reload cut off may or may not have arrived: it waits for the connection, and a second try is harmless.
  const outgoing = signal<readonly Sending[]>(
    around.drafts.read(number).outgoing.map((entry) => ({ ...entry, failure: failureFor(entry.refused ?? "network") })),
  );
  const sending = computed(() => {
    const arrived = new Set(events.value.flatMap(entryId));
    return outgoing.value.filter((entry) => !arrived.has(entry.id));
  });

  const put = (entries: readonly Sending[]) => {
    outgoing.value = entries;
    const waiting = entries.map(({ failure, ...entry }) => ({
      ...entry,
      refused: failure && !passes(failure) ? failure.code : undefined,
    }));
    around.drafts.write(number, { outgoing: waiting });
  };
  const mark = (id: string, failure: Failure | undefined) =>
    put(outgoing.peek().map((other) => (other.id === id ? { ...other, failure } : other)));
  const failed = (id: string) => outgoing.peek().find((other) => other.id === id && other.failure !== undefined);

  const deliver = (entry: Outgoing): Promise<void> =>
    inLine(async () => {
      const waiting = outgoing.peek().some((other) => other.id === entry.id);
      if (!waiting) return;
      try {
        const { id, text, status, wakeAt, wish, files, mentions } = entry;
        // Before the message, because a ticket that the message solves cannot move to another team.
        if (wish) await around.perform(wish);
        const written = { id, text, ...(files && { attachments: files.map((file) => ({ id: file.id })) }) };
        const changed =
          entry.kind === "note"
            ? await desk.tickets.note(number, { ...written, ...(mentions && { mentions: [...mentions] }) })
            : await desk.tickets.reply(number, {
                ...written,
                ...(status !== undefined && { status }),
                ...(wakeAt !== undefined && { wakeAt }),
              });
        batch(() => {
          put(outgoing.peek().filter((other) => other.id !== id));
          around.apply(changed);
        });
        around.onArrived(entry, changed);
      } catch (error) {
        const failure = failureOf(error);
        mark(entry.id, failure);
        around.onFailure(failure);
        if (isConflict(failure)) await around.load();
      }
    });

  const sendAgain = async (id: string) => {
    const entry = failed(id);
    if (!entry) return;
    mark(id, undefined);
    await deliver(entry);
  };

  const forgetArrived = () => {
    if (sending.peek().length < outgoing.peek().length) put(sending.peek());
  };

  const changedSince = (seq: number): boolean => {
    const own = ({ actor }: DeskEvent) => actor.kind === "agent" && actor.id === around.agent;
    return events.peek().some((event) => event.seq > seq && !own(event));
  };
  /**
   * One that changes the ticket as well was meant for the ticket as it was: if somebody else has changed it since, it
   * stays, and the agent decides.
   */
  const resume = async () => {
    forgetArrived();
    for (const { id, failure, status, wish, seq } of outgoing.peek()) {
      if (!failure || !passes(failure)) continue;
      if ((status !== undefined || wish !== undefined) && changedSince(seq)) mark(id, failureFor("version_mismatch"));
      else await sendAgain(id);
    }
  };

  return {
    sending,
    async send(entry) {
      put([...outgoing.peek(), { ...entry, failure: undefined }]);
      await deliver(entry);
    },
    sendAgain,
    withdraw(id) {
      const entry = failed(id);
      if (entry) put(outgoing.peek().filter((other) => other !== entry));
      return entry;
    },
    forgetArrived,
    resume,
  };
});

/** The id of the message or note an event brought, if it brought one. */
const entryId = (event: DeskEvent): string[] => {
  if (event.type === "message") return [event.message.id];
  if (event.type === "note") return [event.note.id];
  return [];
};
