import { type Desk, newMessageId } from "@firstline/sdk/desk";
import type { Changed, DeskEvent, DeskTicket, Priority, TicketChange } from "@firstline/sdk/wire";
import { batch, computed, createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf, isConflict } from "../failure.ts";
import { texts } from "../texts.ts";
import type { Drafts, EntryKind, Outgoing } from "./drafts.ts";
import type { Notices } from "./notices.ts";
import { TicketForms } from "./ticket-forms.ts";
import { isActive } from "./views.ts";

export type TicketState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | {
      readonly kind: "ready";
      readonly ticket: DeskTicket;
      readonly events: readonly DeskEvent[];
      /** When the desk told how the ticket stands, in milliseconds. */
      readonly readAt: number;
    };

/** An entry that is on its way, or that failed to arrive. */
export interface Sending extends Outgoing {
  readonly failure: Failure | undefined;
}

/** What is being changed right now, with the value the agent chose. */
export type Doing =
  | { readonly kind: "priority"; readonly to: Priority }
  | { readonly kind: "status"; readonly to: NonNullable<TicketChange["status"]> }
  | { readonly kind: "assignee"; readonly to: string | null }
  | { readonly kind: "claim" | "solve" | "escalate" | "return" };

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
  /** Sends the shown draft. The text stays, marked as sending, until the desk confirms it. */
  send(status?: Outgoing["status"]): Promise<void>;
  /** Sends a failed entry again under the id it had. */
  sendAgain(id: string): Promise<void>;
  /** Takes a failed entry back into the composer. */
  takeBack(id: string): void;
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
  /** Told of each change an own action made. */
  onChange(changed: Changed): void;
  onFailure(failure: Failure): void;
  /** The present instant; RFC 3339. */
  now(): string;
}

export const TicketModel = createModel<TicketModel, [string, TicketSurroundings]>((number, around) => {
  const { desk, notices } = around;
  const kept = around.drafts.read(number);
  const state = signal<TicketState>({ kind: "loading" });
  const doing = signal<Doing | undefined>(undefined);
  const writing = signal<EntryKind>(kept.reply === "" && kept.note !== "" ? "note" : "reply");
  const drafts = signal<Readonly<Record<EntryKind, string>>>({ reply: kept.reply, note: kept.note });
  // What a reload cut off may or may not have arrived: it waits as failed, and a second try is harmless.
  const outgoing = signal<readonly Sending[]>(kept.outgoing.map((entry) => ({ ...entry, failure: cutOff })));
  const sending = computed(() => {
    const now = state.value;
    if (now.kind !== "ready") return outgoing.value;
    const arrived = new Set(now.events.flatMap(entryId));
    return outgoing.value.filter((entry) => !arrived.has(entry.id));
  });

  const followUps = signal<readonly string[]>([]);
  /** Up to which message the desk was told that it was seen. */
  let seen = 0;

  const keep = () => {
    const waiting = outgoing.peek().map(({ failure: _, ...entry }) => entry);
    around.drafts.write(number, { ...drafts.peek(), outgoing: waiting });
  };

  /** Calls run one after the other, so that each knows the version the one before it made. */
  let line: Promise<unknown> = Promise.resolve();
  const inLine = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const result = line.then(run);
    line = result.catch(() => undefined);
    return result;
  };

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
      forgetArrived();
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
    if (merge(now, changed)) void load();
    forgetArrived();
  };

  const forgetArrived = () => {
    if (sending.peek().length === outgoing.peek().length) return;
    outgoing.value = sending.peek();
    keep();
  };

  const deliver = (entry: Outgoing): Promise<void> =>
    inLine(async () => {
      const waiting = outgoing.peek().some((other) => other.id === entry.id);
      if (!waiting) return;
      try {
        const { id, text, status } = entry;
        const changed =
          entry.kind === "note"
            ? await desk.tickets.note(number, { id, text })
            : await desk.tickets.reply(number, status === undefined ? { id, text } : { id, text, status });
        batch(() => {
          outgoing.value = outgoing.peek().filter((other) => other.id !== id);
          keep();
          apply(changed);
        });
        around.onChange(changed);
        if (status === "solved") notices.tell(texts.notices.solved(number));
      } catch (error) {
        const failure = failureOf(error);
        outgoing.value = outgoing.peek().map((other) => (other.id === entry.id ? { ...other, failure } : other));
        around.onFailure(failure);
        if (isConflict(failure)) await load();
      }
    });

  /** Makes a change, and answers why not if it was refused. */
  const attempt = (
    next: Doing,
    call: (ticket: DeskTicket) => Promise<Changed>,
    done?: (changed: Changed) => string,
  ): Promise<Failure | undefined> => {
    doing.value = next;
    return inLine(async () => {
      const now = state.peek();
      try {
        if (now.kind !== "ready") return undefined;
        const changed = await call(now.ticket);
        apply(changed);
        around.onChange(changed);
        if (done) notices.tell(done(changed));
        return undefined;
      } catch (error) {
        return await refused(failureOf(error));
      } finally {
        if (doing.peek() === next) doing.value = undefined;
      }
    });
  };

  const forms = new TicketForms(number, {
    desk,
    drafts: around.drafts,
    attempt: (kind, call, done) => attempt({ kind }, call, done),
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
    doing,
    writing,
    drafts,
    sending,
    followUps,
    forms,
    load,
    apply,
    async see() {
      const now = state.peek();
      const seq = now.kind === "ready" ? lastAsked(now.events) : 0;
      if (seq <= seen) return;
      const before = seen;
      seen = seq;
      try {
        await desk.tickets.read(number, seq);
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
      drafts.value = { ...drafts.peek(), [writing.peek()]: text };
      keep();
    },
    async send(status) {
      const kind = writing.peek();
      const text = drafts.peek()[kind].trim();
      if (text === "") return;
      const entry = { id: newMessageId(), kind, text, status: kind === "note" ? undefined : status, at: around.now() };
      outgoing.value = [...outgoing.peek(), { ...entry, failure: undefined }];
      drafts.value = { ...drafts.peek(), [kind]: "" };
      keep();
      await deliver(entry);
    },
    async sendAgain(id) {
      const entry = outgoing.peek().find((other) => other.id === id && other.failure !== undefined);
      if (!entry) return;
      outgoing.value = outgoing.peek().map((other) => (other === entry ? { ...other, failure: undefined } : other));
      await deliver(entry);
    },
    takeBack(id) {
      const entry = outgoing.peek().find((other) => other.id === id && other.failure !== undefined);
      if (!entry) return;
      const written = drafts.peek()[entry.kind];
      outgoing.value = outgoing.peek().filter((other) => other !== entry);
      drafts.value = { ...drafts.peek(), [entry.kind]: written === "" ? entry.text : `${entry.text}\n\n${written}` };
      writing.value = entry.kind;
      keep();
    },
    setPriority: (priority) =>
      act({ kind: "priority", to: priority }, (ticket) => desk.tickets.update(ticket, { priority })),
    setStatus: (status) => act({ kind: "status", to: status }, (ticket) => desk.tickets.update(ticket, { status })),
    assign: (agent) => act({ kind: "assignee", to: agent }, (ticket) => desk.tickets.assign(ticket, agent)),
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

const cutOff: Failure = { code: "network", text: texts.timeline.leftOff, issues: [] };

const lastSeq = (events: readonly DeskEvent[]): number => events.at(-1)?.seq ?? 0;

/** The number of the requester's last message. */
const lastAsked = (events: readonly DeskEvent[]): number =>
  events.findLast((event) => event.type === "message" && event.actor.kind === "contact")?.seq ?? 0;

/** The id of the message or note an event brought, if it brought one. */
const entryId = (event: DeskEvent): string[] => {
  if (event.type === "message") return [event.message.id];
  if (event.type === "note") return [event.note.id];
  return [];
};
