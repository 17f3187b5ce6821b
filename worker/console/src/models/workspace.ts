import type { Desk } from "@firstline/sdk/desk";
import type { Changed, Session } from "@firstline/sdk/wire";
import { computed, createModel, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { endsSession, type Failure } from "../failure.ts";
import { texts } from "../texts.ts";
import { createDrafts } from "./drafts.ts";
import { Inbox } from "./inbox.ts";
import { Live } from "./live.ts";
import { NewTicket } from "./new-ticket.ts";
import { Notices } from "./notices.ts";
import { fragmentOf, type Place } from "./place.ts";
import { Presence } from "./presence.ts";
import { TicketModel } from "./ticket.ts";

/** What of the browser the console uses, so that a test can stand in for it. */
export interface Surroundings {
  readonly place: ReadonlySignal<Place>;
  /** Whether the browser has a network at all. */
  readonly connected: ReadonlySignal<boolean>;
  /** The present instant in milliseconds, moved on from time to time. */
  readonly now: ReadonlySignal<number>;
  /** The same, moved on every second while the page can be seen. */
  readonly second: ReadonlySignal<number>;
  readonly visible: ReadonlySignal<boolean>;
  storage(): Storage;
  /** Calls what it is given when the page goes; answers what ends that. */
  onLeave(listener: () => void): () => void;
  go(fragment: string): void;
}

/** Everything a signed-in agent works with. */
export interface Workspace {
  readonly session: ReadonlySignal<Session>;
  readonly place: ReadonlySignal<Place>;
  readonly now: ReadonlySignal<number>;
  readonly second: ReadonlySignal<number>;
  readonly presence: Presence;
  readonly inbox: Inbox;
  /** The open ticket. */
  readonly ticket: ReadonlySignal<TicketModel | undefined>;
  readonly newTicket: NewTicket;
  readonly notices: Notices;
  readonly live: Live;
  /** What the console is cut off from: the whole network, the desk alone, or nothing. */
  readonly cutOff: ReadonlySignal<"network" | "desk" | undefined>;
  go(place: Partial<Place>): void;
}

/** What a workspace is made from. */
export interface WorkspaceParts {
  readonly desk: Desk;
  readonly session: Session;
  readonly around: Surroundings;
  /** Told when the desk no longer knows the session. */
  onSessionEnd(): void;
}

export const Workspace = createModel<Workspace, [WorkspaceParts]>(({ desk, session, around, onSessionEnd }) => {
  const { place } = around;
  const me = {
    id: session.agent.id,
    teams: new Set<string>(session.teams.filter((team) => team.members.includes(session.agent.id)).map(({ id }) => id)),
  };
  const onFailure = (failure: Failure) => {
    if (endsSession(failure)) onSessionEnd();
  };
  const notices = new Notices();
  const inbox = new Inbox(desk, me, onFailure);
  const drafts = createDrafts(session.agent.id, around.storage);
  const ticket = signal<TicketModel | undefined>(undefined);
  /** Tickets that were left while something of theirs was on its way or failed. */
  const unfinished = new Map<string, TicketModel>();

  const go = (change: Partial<Place>) => around.go(fragmentOf({ ...place.peek(), ...change }));
  const onChange = ({ ticket: changed, events }: Changed) => {
    inbox.apply(changed, changed.number === place.peek().number ? [] : events);
  };

  const modelOf = (number: string): TicketModel =>
    unfinished.get(number) ??
    new TicketModel(number, {
      desk,
      drafts,
      notices,
      onChange: (changed) => onChange({ ticket: changed.ticket, events: [] }),
      onFailure: (failure) => {
        onFailure(failure);
        if (place.peek().number !== number) notices.warn(texts.notices.replyNotSent(number), number);
      },
      now: () => new Date().toISOString(),
    });

  effect(() => {
    const { view, site } = place.value;
    void untracked(() => inbox.show(view, site));
  });

  const number = computed(() => place.value.number);
  effect(() => {
    const next = number.value;
    untracked(() => {
      const left = ticket.peek();
      if (left && left.sending.peek().length > 0) unfinished.set(left.number.peek(), left);
      ticket.value = next === undefined ? undefined : modelOf(next);
      if (next === undefined) return;
      unfinished.delete(next);
      inbox.putCursor(next);
      inbox.markSeen(next);
      void ticket.peek()?.load();
    });
  });

  effect(() => {
    const open = ticket.value;
    if (around.visible.value && open?.state.value.kind === "ready") void untracked(() => open.see());
  });

  /** Several sites connect at nearly the same moment: what was missed is read once for all of them. */
  let catchUp: ReturnType<typeof setTimeout> | undefined;
  effect(() => () => clearTimeout(catchUp));

  const live = new Live(
    desk,
    session.sites.map((site) => site.id),
    {
      onChange(changed) {
        onChange(changed);
        ticket.peek()?.apply(changed);
        unfinished.get(changed.ticket.number)?.apply(changed);
      },
      onReady() {
        clearTimeout(catchUp);
        catchUp = setTimeout(() => {
          void inbox.refresh();
          void ticket.peek()?.load();
        }, 100);
      },
      onFailure,
    },
  );

  return {
    session: signal(session),
    place,
    now: around.now,
    second: around.second,
    presence: new Presence({
      desk,
      agent: session.agent.id,
      visible: around.visible,
      storage: around.storage,
      onLeave: around.onLeave,
      onFailure,
    }),
    inbox,
    ticket,
    newTicket: new NewTicket({
      desk,
      session,
      onFailure,
      onOpened(changed) {
        onChange({ ticket: changed.ticket, events: [] });
        notices.tell(texts.create.done(changed.ticket.number));
        go({ number: changed.ticket.number });
      },
    }),
    notices,
    live,
    cutOff: computed(() => {
      if (!around.connected.value) return "network";
      return live.status.value === "offline" ? "desk" : undefined;
    }),
    go,
  };
});
