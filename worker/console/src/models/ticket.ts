import { type Desk, newMessageId } from "@firstline/sdk/desk";
import type { Changed, DeskEvent, DeskTicket, Priority, TicketChange } from "@firstline/sdk/wire";
import { computed, createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf, isConflict } from "../failure.ts";
import { work } from "../texts/work.ts";
import { texts } from "../texts.ts";
import { moment } from "../time.ts";
import type { Asked } from "./asked.ts";
import { Composing } from "./composing.ts";
import type { Wish } from "./conflict.ts";
import { Delivery, type Sending } from "./delivery.ts";
import type { Drafts, EntryKind, Outgoing } from "./drafts.ts";
import { calls } from "./news.ts";
import type { Notices } from "./notices.ts";
import { Related } from "./related.ts";
import { TicketChanges } from "./ticket-changes.ts";
import { TicketForms } from "./ticket-forms.ts";
import { type Known, lastSeq, type TicketState, TicketThread } from "./ticket-thread.ts";
import { isActive } from "./views.ts";

/** What is being done right now, with the values the agent chose. */
export type Doing =
  | { readonly kind: "change"; readonly wish: Wish }
  | { readonly kind: "claim" | "solve" | "escalate" | "return" | "relate" };

/** One ticket as an agent works on it: its thread, what they write, and what they change. */
export interface TicketModel {
  readonly number: ReadonlySignal<string>;
  readonly state: ReadonlySignal<TicketState>;
  readonly doing: ReadonlySignal<Doing | undefined>;
  /** Which tab the composer shows. */
  readonly writing: ReadonlySignal<EntryKind>;
  readonly drafts: ReadonlySignal<Readonly<Record<EntryKind, string>>>;
  /** Entries without a confirmation, oldest first. */
  readonly sending: ReadonlySignal<readonly Sending[]>;
  /** The numbers of the tickets that go on from it, newest first; of a closed one, once they are read. */
  readonly followUps: ReadonlySignal<readonly string[]>;
  /** The dialogs for what needs more than a click. */
  readonly forms: TicketForms;
  /** What goes with the drafts. */
  readonly composing: Composing;
  readonly changes: TicketChanges;
  readonly related: Related;
  /** What a dialog asks about the ticket. */
  readonly asked: ReadonlySignal<Asked | undefined>;
  ask(asked: Asked | undefined): void;
  /** Puts the ticket off until an instant; RFC 3339. */
  snooze(status: "pending" | "on_hold", until: string): Promise<void>;
  /** Who else has answered since the agent began the reply that they write. */
  readonly answeredMeanwhile: ReadonlySignal<string | undefined>;
  /** Reads the ticket, or what it missed since it was read. */
  load(): Promise<void>;
  /** Takes in a change that came live. Events it has are dropped; what is missing between is fetched. */
  apply(changed: Changed): void;
  /** Tells the desk that the requester's messages are on the screen. Nothing to tell if it knows. */
  see(): Promise<void>;
  /** Reads a file's bytes; undefined if that failed, which is told. */
  fetchFile(id: string): Promise<Blob | undefined>;
  write(kind: EntryKind): void;
  draft(text: string): void;
  /**
   * Sends the shown draft, unless it is held. The text stays, marked as sending, until the desk confirms it. With
   * `wakeAt` (RFC 3339) the ticket waits until then.
   */
  send(status?: Outgoing["status"], wakeAt?: string): Promise<void>;
  /** Sends a failed entry again under the id it had. */
  sendAgain(id: string): Promise<void>;
  /** Takes a failed entry back into the composer. */
  takeBack(id: string): void;
  /** Changes the ticket; a refusal is told in a notice. */
  change(wish: Wish): Promise<void>;
  setPriority(priority: Priority): Promise<void>;
  setStatus(status: NonNullable<TicketChange["status"]>): Promise<void>;
  assign(agent: string | null): Promise<void>;
  claim(): Promise<void>;
  /** Solves the ticket; from tier 2 on a dialog asks for a playbook first. */
  solve(): Promise<void>;
}

/** What a ticket needs from around it. */
export interface TicketSurroundings {
  readonly desk: Desk;
  readonly drafts: Drafts;
  readonly notices: Notices;
  /** The agent's own id. */
  readonly agent: string;
  readonly known?: Known | undefined;
  /** Told of each change an own action made. */
  onChange(changed: Changed): void;
  /** Told that the desk knows what was seen. */
  onSeen(): void;
  onFailure(failure: Failure): void;
  /** The present instant; RFC 3339. */
  now(): string;
}

export const TicketModel = createModel<TicketModel, [string, TicketSurroundings]>((number, around) => {
  const { desk, notices } = around;
  const kept = around.drafts.read(number);
  const acting = signal<Doing | undefined>(undefined);
  const writing = signal<EntryKind>(kept.reply === "" && kept.note !== "" ? "note" : "reply");
  const drafts = signal<Readonly<Record<EntryKind, string>>>({ reply: kept.reply, note: kept.note });
  const put = (kind: EntryKind, text: string) => {
    drafts.value = { ...drafts.peek(), [kind]: text };
    around.drafts.write(number, { [kind]: text });
  };

  /** Up to which message the desk was told that it was seen. */
  let seen = 0;

  /** Calls run one after the other, so that each knows the version the one before it made. */
  let line: Promise<unknown> = Promise.resolve();
  const inLine = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const result = line.then(run);
    line = result.catch(() => undefined);
    return result;
  };

  const thread = new TicketThread(number, {
    desk,
    known: around.known,
    onRead: () => void delivery.resume(),
    onFailure: around.onFailure,
  });
  const { state, ready, load } = thread;
  const apply = (changed: Changed) => {
    thread.apply(changed);
    delivery.forgetArrived();
  };
  const take = (changed: Changed) => {
    apply(changed);
    around.onChange(changed);
  };

  /** Makes a change, and answers why not if it was refused. */
  const attempt = (
    next: Doing,
    call: (ticket: DeskTicket) => Promise<Changed>,
    done?: (changed: Changed) => string,
  ): Promise<Failure | undefined> => {
    acting.value = next;
    return inLine(async () => {
      const now = ready();
      try {
        if (!now) return undefined;
        const changed = await call(now.ticket);
        take(changed);
        if (done) notices.tell(done(changed));
        return undefined;
      } catch (error) {
        return await refused(failureOf(error));
      } finally {
        if (acting.peek() === next) acting.value = undefined;
      }
    });
  };

  const forms = new TicketForms(number, {
    desk,
    drafts: around.drafts,
    thread: ready,
    attempt: (kind, call, done) => attempt({ kind }, call, done),
  });
  const composing = new Composing(number, {
    desk,
    drafts: around.drafts,
    agent: around.agent,
    texts: drafts,
    writing,
    ticket: () => ready()?.ticket,
    onFailure: around.onFailure,
  });
  const related = new Related(number, {
    desk,
    attempt: (call) => attempt({ kind: "relate" }, call),
    warn: (text) => notices.warn(text),
  });

  const act = async (...change: Parameters<typeof attempt>): Promise<void> => {
    const failure = await attempt(...change);
    if (failure) notices.warn(failure.text);
  };

  /** The failure in words for the ticket as it is by now. */
  const refused = async (failure: Failure): Promise<Failure> => {
    around.onFailure(failure);
    if (!isConflict(failure)) return failure;
    await load();
    return { ...failure, text: explain(failure) };
  };

  const changes = new TicketChanges({
    desk,
    thread: ready,
    inLine,
    load,
    take,
    explain: (failure) => ({ ...failure, text: explain(failure) }),
    onFailure: around.onFailure,
  });
  const delivery = new Delivery(number, {
    desk,
    drafts: around.drafts,
    agent: around.agent,
    events: computed(() => (state.value.kind === "ready" ? state.value.events : [])),
    inLine,
    perform: changes.perform,
    load,
    apply,
    onArrived({ status }, changed) {
      around.onChange(changed);
      if (status === "solved") notices.tell(texts.notices.solved(number));
    },
    onFailure: around.onFailure,
  });
  const change = async (wish: Wish): Promise<void> => {
    const failure = await changes.change(wish);
    if (failure) notices.warn(failure.text);
  };

  const asked = signal<Asked | undefined>(undefined);

  /** The last event when the reply was begun. */
  const began = signal(Number.POSITIVE_INFINITY);
  const answeredMeanwhile = computed(() => {
    const now = state.value;
    const answer =
      now.kind === "ready"
        ? now.events.findLast(
            ({ type, seq, actor }) =>
              type === "message" && seq > began.value && actor.kind === "agent" && actor.id !== around.agent,
          )
        : undefined;
    return answer?.actor.kind === "agent" ? answer.actor.name : undefined;
  });

  const explain = (failure: Failure): string => {
    const now = state.peek();
    if (failure.code === "already_assigned") {
      const holder = now.kind === "ready" ? now.ticket.assignee?.name : undefined;
      return holder === undefined ? texts.notices.takenUnknown(number) : texts.notices.taken(number, holder);
    }
    return failure.code === "version_mismatch" || failure.code === "version_clash"
      ? texts.notices.changed(number)
      : failure.text;
  };

  return {
    number: signal(number),
    state,
    doing: computed(() => {
      const wish = changes.wish.value;
      return wish ? { kind: "change" as const, wish } : acting.value;
    }),
    writing,
    drafts,
    sending: delivery.sending,
    followUps: thread.followUps,
    forms,
    composing,
    changes,
    related,
    asked,
    ask(next) {
      asked.value = next;
    },
    async snooze(status, until) {
      const failure = await changes.change({ status, wakeAt: until });
      if (failure) notices.warn(failure.issues[0]?.message ?? failure.text);
      else if (!changes.conflict.peek())
        notices.tell(work.snooze.done(number, moment(until, Date.parse(around.now()))));
    },
    answeredMeanwhile,
    load,
    apply,
    async see() {
      const now = state.peek();
      const seq = now.kind === "ready" ? lastAsking(now.events, around.agent) : 0;
      if (seq <= seen) return;
      const before = seen;
      seen = seq;
      try {
        await desk.tickets.read(number, seq);
        around.onSeen();
      } catch (error) {
        // The next change tells it again.
        seen = before;
        around.onFailure(failureOf(error));
      }
    },
    async fetchFile(id) {
      try {
        return await desk.attachments.get(id);
      } catch (error) {
        const failure = failureOf(error);
        around.onFailure(failure);
        notices.warn(failure.text);
        return undefined;
      }
    },
    write(kind) {
      writing.value = kind;
    },
    draft(text) {
      if (writing.peek() === "reply") {
        if (text.trim() === "") {
          began.value = Number.POSITIVE_INFINITY;
          composing.use(undefined);
        } else if (began.peek() === Number.POSITIVE_INFINITY) began.value = lastSeq(ready()?.events ?? []);
      }
      put(writing.peek(), text);
    },
    async send(status, wakeAt) {
      if (composing.held.peek() !== undefined) return;
      const kind = writing.peek();
      const text = drafts.peek()[kind].trim();
      const { status: usual, ...more } = composing.take(kind);
      const entry: Outgoing = {
        id: newMessageId(),
        kind,
        text,
        status: kind === "note" ? undefined : (status ?? usual),
        ...(wakeAt !== undefined && kind === "reply" && { wakeAt }),
        ...more,
        at: around.now(),
        seq: lastSeq(ready()?.events ?? []),
      };
      began.value = Number.POSITIVE_INFINITY;
      const delivered = delivery.send(entry);
      put(kind, "");
      await delivered;
    },
    sendAgain: delivery.sendAgain,
    takeBack(id) {
      const entry = delivery.withdraw(id);
      if (!entry) return;
      const written = drafts.peek()[entry.kind];
      put(entry.kind, written === "" ? entry.text : `${entry.text}\n\n${written}`);
      writing.value = entry.kind;
      composing.giveBack(entry);
    },
    change,
    setPriority: (priority) => change({ priority }),
    setStatus: (status) => change({ status }),
    assign: (agent) => change({ assignee: agent }),
    claim: () =>
      act(
        { kind: "claim" },
        () => desk.tickets.claim(number),
        () => texts.notices.taking(number),
      ),
    async solve() {
      const now = state.peek();
      if (now.kind === "ready" && isActive(now.ticket.status) && now.ticket.tier.level > 1) forms.open("solve");
      else
        await act(
          { kind: "solve" },
          (ticket) => desk.tickets.solve(ticket),
          () => texts.notices.solved(number),
        );
    },
  };
});

/** The number of the last event that asks something of an agent: a message of the requester, or a note that calls them. */
const lastAsking = (events: readonly DeskEvent[], agent: string): number =>
  events.findLast((event) => (event.type === "message" && event.actor.kind === "contact") || calls(event, agent))
    ?.seq ?? 0;
