import type { Desk } from "@firstline/sdk/desk";
import type { Changed, Session } from "@firstline/sdk/wire";
import { computed, createModel, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { endsSession, type Failure, failureOf, passes } from "../failure.ts";
import { texts } from "../texts.ts";
import { Alerts, type Bell } from "./alerts.ts";
import { Attendance } from "./attendance.ts";
import { Bulk } from "./bulk.ts";
import { createDrafts } from "./drafts.ts";
import { Inbox } from "./inbox.ts";
import { Lists } from "./lists.ts";
import { Live } from "./live.ts";
import { Macros } from "./macros.ts";
import { NewTicket } from "./new-ticket.ts";
import { calls } from "./news.ts";
import { Notices } from "./notices.ts";
import { Outbox } from "./outbox.ts";
import { fragmentOf, type Path, type Place, screenFragment } from "./place.ts";
import { Preferences } from "./preferences.ts";
import { Presence } from "./presence.ts";
import { Recent } from "./recent.ts";
import { Threads } from "./threads.ts";
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
  /** What lasts as long as the tab. */
  storage(): Storage;
  /** What lasts as long as the browser. */
  lasting(): Storage;
  readonly bell: Bell;
  /** Calls what it is given when the page goes; answers what ends that. */
  onLeave(listener: () => void): () => void;
  go(fragment: string): void;
}

/** Everything a signed-in agent works with. */
export interface Workspace {
  readonly desk: Desk;
  readonly session: ReadonlySignal<Session>;
  /** Reads the session again, since the set-up behind it has changed: names, sites, teams. */
  refreshSession(): Promise<void>;
  readonly place: ReadonlySignal<Place>;
  readonly now: ReadonlySignal<number>;
  readonly second: ReadonlySignal<number>;
  readonly preferences: Preferences;
  readonly presence: Presence;
  readonly alerts: Alerts;
  readonly recent: Recent;
  readonly inbox: Inbox;
  readonly lists: Lists;
  readonly bulk: Bulk;
  /** The open ticket. */
  readonly ticket: ReadonlySignal<TicketModel | undefined>;
  readonly newTicket: NewTicket;
  readonly notices: Notices;
  readonly live: Live;
  /** Rises with every change that comes in, and whenever something may have been missed. */
  readonly stirred: ReadonlySignal<number>;
  readonly macros: Macros;
  /** Who else is at the open ticket. */
  readonly attendance: Attendance;
  /** What the console is cut off from: the whole network, the desk alone, or nothing. */
  readonly cutOff: ReadonlySignal<"network" | "desk" | undefined>;
  readonly outbox: Outbox;
  /** Goes to tickets, away from any screen. */
  go(place: Partial<Omit<Place, "screen">>): void;
  /** Shows a screen over the tickets. */
  open(screen: Path): void;
  /** Hears of every failed call, for it may end the session. */
  onFailure(failure: Failure): void;
}

/** What a workspace is made from. */
export interface WorkspaceParts {
  readonly desk: Desk;
  readonly session: Session;
  readonly around: Surroundings;
  /** Told when the desk no longer knows the session. */
  onSessionEnd(): void;
  /** How often it was lost and found again. */
  readonly renewals: ReadonlySignal<number>;
}

export const Workspace = createModel<Workspace, [WorkspaceParts]>(
  ({ desk, session, around, onSessionEnd, renewals }) => {
    const { place } = around;
    const me = {
      id: session.agent.id,
      teams: new Set<string>(
        session.teams.filter((team) => team.members.includes(session.agent.id)).map(({ id }) => id),
      ),
    };
    const onFailure = (failure: Failure) => {
      if (endsSession(failure)) onSessionEnd();
    };
    const current = signal(session);
    const notices = new Notices();
    const inbox = new Inbox(desk, me, onFailure, () => around.now.peek());
    const lists = new Lists(desk, onFailure);
    const drafts = createDrafts(session.agent.id, around.storage);
    const ticket = signal<TicketModel | undefined>(undefined);
    const outbox = new Outbox({ open: ticket, connected: around.connected, now: around.now });
    const preferences = new Preferences(around.lasting);
    const recent = new Recent(session.agent.id, around.lasting);
    const presence = new Presence({
      desk,
      agent: session.agent.id,
      visible: around.visible,
      storage: around.storage,
      onLeave: around.onLeave,
      onFailure,
    });
    const alerts = new Alerts({
      bell: around.bell,
      preferences,
      me,
      presence: presence.state,
      inView: (number) => around.visible.peek() && place.peek().number === number && !place.peek().screen,
      open: (number) => go({ number }),
    });

    const go = (change: Partial<Omit<Place, "screen">>) => around.go(fragmentOf({ ...place.peek(), ...change }));
    const onChange = ({ ticket: changed, events }: Changed) => {
      inbox.apply(changed, changed.number === place.peek().number ? [] : events);
      lists.stir();
      // Where it stands among what calls the agent, a ticket does not say.
      if (place.peek().view === "mentions" && events.some((event) => calls(event, me.id))) void inbox.refresh();
    };

    const threads = new Threads();
    const knownOf = (number: string) => {
      const list = inbox.state.peek();
      const listed = list.kind === "ready" ? list.items.find((item) => item.number === number) : undefined;
      return threads.of(number) ?? (listed && { ticket: listed });
    };

    const modelOf = (number: string): TicketModel =>
      outbox.of(number) ??
      new TicketModel(number, {
        desk,
        drafts,
        notices,
        agent: session.agent.id,
        known: knownOf(number),
        onChange: (changed) => onChange({ ticket: changed.ticket, events: [] }),
        onSeen: lists.stir,
        onFailure: (failure) => {
          onFailure(failure);
          if (place.peek().number === number || passes(failure)) return;
          notices.warn(texts.notices.replyNotSent(number), number);
        },
        now: () => new Date().toISOString(),
      });

    effect(() => {
      const { view, site, filter, order, search } = place.value;
      void untracked(() => inbox.show({ view, site, filter, order, search }));
    });

    const site = computed(() => place.value.site);
    effect(() => {
      const next = site.value;
      untracked(() => lists.countSite(next));
    });

    const number = computed(() => place.value.number);
    effect(() => {
      const next = number.value;
      untracked(() => {
        const left = ticket.peek();
        const read = left?.state.peek();
        if (read?.kind === "ready") threads.keep(read);
        ticket.value = next === undefined ? undefined : modelOf(next);
        outbox.change(left, next);
        if (next === undefined) return;
        inbox.putCursor(next);
        inbox.markSeen(next);
        void ticket.peek()?.load();
      });
    });

    effect(() => {
      const open = ticket.value;
      if (around.visible.value && open?.state.value.kind === "ready") void untracked(() => open.see());
    });

    effect(() => {
      const read = ticket.value?.state.value;
      if (read?.kind === "ready") untracked(() => recent.add(read.ticket));
    });
    outbox.take(
      drafts
        .unsent()
        .filter((unsent) => unsent !== place.peek().number)
        .map(modelOf),
    );

    /** Several sites connect at nearly the same moment: what was missed is read once for all of them. */
    let catchUp: ReturnType<typeof setTimeout> | undefined;
    effect(() => () => clearTimeout(catchUp));

    const stirred = signal(0);
    const live = new Live(
      { desk, sites: computed(() => current.value.sites.map((site) => site.id)), renewals },
      {
        onChange(changed) {
          alerts.hear(changed);
          onChange(changed);
          stirred.value++;
          ticket.peek()?.apply(changed);
          outbox.apply(changed);
        },
        onAttending: (attending) => attendance.hear(attending),
        onReady() {
          attendance.say();
          clearTimeout(catchUp);
          catchUp = setTimeout(() => {
            stirred.value++;
            void inbox.refresh();
            void ticket.peek()?.load();
            outbox.resume();
          }, 100);
        },
        onFailure,
      },
    );

    const openAt = computed(() => {
      const state = ticket.value?.state.value;
      return state?.kind === "ready" ? `${state.ticket.site.id} ${state.ticket.number}` : "";
    });
    const attendance = new Attendance({
      open: computed(() => {
        const [site, at] = openAt.value.split(" ");
        return site && at ? { site, number: at } : undefined;
      }),
      written: computed(() => ticket.value?.drafts.value.reply ?? ""),
      visible: around.visible,
      second: around.second,
      attend: (site, at, attention) => live.attend(site, at, attention),
    });

    return {
      desk,
      onFailure,
      session: current,
      async refreshSession() {
        try {
          current.value = await desk.session.get();
        } catch (error) {
          onFailure(failureOf(error));
        }
      },
      place,
      now: around.now,
      second: around.second,
      preferences,
      presence,
      alerts,
      recent,
      inbox,
      lists,
      bulk: new Bulk({
        desk,
        notices,
        onTicket: (changed) => {
          onChange({ ticket: changed, events: [] });
          if (ticket.peek()?.number.peek() === changed.number) void ticket.peek()?.load();
        },
        onFailure,
      }),
      ticket,
      newTicket: new NewTicket({
        desk,
        session: current,
        onFailure,
        onOpened(changed) {
          onChange({ ticket: changed.ticket, events: [] });
          notices.tell(texts.create.done(changed.ticket.number));
          go({ number: changed.ticket.number });
        },
      }),
      notices,
      live,
      stirred,
      macros: new Macros(desk, onFailure),
      attendance,
      cutOff: computed(() => {
        if (!around.connected.value) return "network";
        return live.status.value === "offline" ? "desk" : undefined;
      }),
      outbox,
      go,
      open: (screen) => around.go(screenFragment(screen)),
    };
  },
);
