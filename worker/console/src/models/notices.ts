import { computed, createModel, effect, type ReadonlySignal, signal } from "@preact/signals";

/** A short message about something that just happened. */
export interface Notice {
  readonly id: number;
  readonly tone: "plain" | "problem";
  readonly text: string;
  /** The ticket it is about, if opening that helps. */
  readonly number: string | undefined;
  /** What can be done about it. */
  readonly action: NoticeAction | undefined;
}

export interface NoticeAction {
  readonly label: string;
  run(): void;
}

/**
 * What just happened, one notice at a time: the newest. A plain notice goes by itself; a problem stays until it is
 * dismissed, and comes back when what covered it has gone.
 */
export interface Notices {
  readonly shown: ReadonlySignal<Notice | undefined>;
  /** With an action it stays twice as long. */
  tell(text: string, action?: NoticeAction): void;
  warn(text: string, number?: string): void;
  dismiss(id: number): void;
}

const stays = 5_000;
const most = 3;

export const Notices = createModel<Notices>(() => {
  const kept = signal<readonly Notice[]>([]);
  const shown = computed(() => kept.value.at(-1));
  const timers = new Set<ReturnType<typeof setTimeout>>();
  effect(() => () => timers.forEach(clearTimeout));
  let last = 0;

  const dismiss = (id: number) => {
    kept.value = kept.peek().filter((notice) => notice.id !== id);
  };
  const add = (tone: Notice["tone"], text: string, number?: string, action?: NoticeAction) => {
    last += 1;
    const others = kept.peek().filter((notice) => notice.tone === "problem" && notice.text !== text);
    kept.value = [...others, { id: last, tone, text, number, action }].slice(-most);
    return last;
  };

  return {
    shown,
    dismiss,
    tell(text, action) {
      const id = add("plain", text, undefined, action);
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          dismiss(id);
        },
        stays * (action ? 2 : 1),
      );
      timers.add(timer);
    },
    warn(text, number) {
      add("problem", text, number);
    },
  };
});
