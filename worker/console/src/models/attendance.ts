import type { ColleagueAttending } from "@firstline/sdk/desk";
import type { Attention } from "@firstline/sdk/wire";
import { computed, createModel, effect, type ReadonlySignal, signal } from "@preact/signals";

/** A colleague who is at the open ticket too. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly typing: boolean;
}

/** Who else is at the open ticket, and what colleagues are told of this agent. */
export interface Attendance {
  readonly others: ReadonlySignal<readonly Colleague[]>;
  /** Takes in what a colleague does. */
  hear(attending: ColleagueAttending): void;
  /** Tells again what this agent does, where the line was down. */
  say(): void;
}

/** What attendance needs from around it. */
export interface AttendanceSurroundings {
  /** The open ticket: its site, its number, and how often its draft was written in. */
  readonly open: ReadonlySignal<{ readonly site: string; readonly number: string } | undefined>;
  readonly written: ReadonlySignal<string>;
  readonly visible: ReadonlySignal<boolean>;
  /** The present instant in milliseconds, moved on every second. */
  readonly second: ReadonlySignal<number>;
  attend(site: string, number: string, attention: Attention): void;
}

/** How long (ms) what was heard holds, after which rest somebody types no more, and how often it is said again. */
const heardLasts = 60_000;
const rest = 8_000;
const again = 20_000;

interface Heard extends Colleague {
  readonly number: string;
  readonly until: number;
}

export const Attendance = createModel<Attendance, [AttendanceSurroundings]>((around) => {
  const { open, written, visible, second, attend } = around;
  const heard = signal<ReadonlyMap<string, Heard>>(new Map());
  let attention: Attention = "looking";

  const tell = (next: Attention) => {
    attention = next;
    const at = open.peek();
    if (at && visible.peek()) attend(at.site, at.number, next);
  };

  const others = computed(() =>
    [...heard.value.values()].filter(({ number, until }) => number === open.value?.number && until > second.value),
  );

  effect(() => {
    const at = open.value;
    if (!at || !visible.value) return undefined;
    attention = "looking";
    attend(at.site, at.number, "looking");
    const timer = setInterval(() => tell(attention), again);
    return () => {
      clearInterval(timer);
      attend(at.site, at.number, "left");
    };
  });

  let text: string | undefined;
  effect(() => {
    const now = written.value;
    const isNew = text !== undefined && now !== text && now.trim() !== "";
    text = now;
    if (!isNew) return undefined;
    if (attention !== "typing") tell("typing");
    const timer = setTimeout(() => tell("looking"), rest);
    return () => clearTimeout(timer);
  });

  return {
    others,
    hear({ number, attention: does, agent }) {
      const next = new Map(heard.peek());
      if (does === "left") next.delete(`${agent.id} ${number}`);
      else {
        const typing = does === "typing";
        next.set(`${agent.id} ${number}`, { ...agent, number, typing, until: second.peek() + heardLasts });
      }
      heard.value = next;
    },
    say: () => tell(attention),
  };
});
