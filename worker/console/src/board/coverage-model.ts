import type { CoverageCalendar, Desk } from "@firstline/sdk/desk";
import type { Session } from "@firstline/sdk/wire";
import { computed, createModel, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";
import { type Day, daysFrom } from "./coverage-days.ts";

/** How many days are shown. */
export const zooms = [1, 7, 60] as const;
export type Zoom = (typeof zooms)[number];

/** Which tickets are asked about, as the form has it; empty is none. */
export interface Asked {
  readonly site: string;
  /** `tier:1`, or a team's id. */
  readonly whom: string;
  readonly language: string;
  /** A skill's id. */
  readonly certificate: string;
}

export type CoverageState =
  | { readonly kind: "loading"; readonly calendar: CoverageCalendar | undefined }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "ready"; readonly calendar: CoverageCalendar };

/** The coverage calendar: who is there over some days, for the tickets that are asked about. */
export interface CoverageModel {
  readonly state: ReadonlySignal<CoverageState>;
  readonly asked: ReadonlySignal<Asked>;
  readonly zoom: ReadonlySignal<Zoom>;
  readonly days: ReadonlySignal<readonly Day[]>;
  ask(change: Partial<Asked>): void;
  show(zoom: Zoom): void;
  /** Goes on, or back, by what is shown. */
  turn(pages: 1 | -1): void;
  goToday(): void;
  load(): Promise<void>;
}

interface Around {
  readonly desk: Desk;
  readonly session: Session;
  readonly now: number;
  onFailure(failure: Failure): void;
}

export const CoverageModel = createModel<CoverageModel, [Around]>(({ desk, session, now, onFailure }) => {
  const state = signal<CoverageState>({ kind: "loading", calendar: undefined });
  const asked = signal<Asked>({
    site: session.sites[0]?.id ?? "",
    whom: `tier:${session.tiers[0]?.level ?? 1}`,
    language: "",
    certificate: "",
  });
  const zoom = signal<Zoom>(7);
  const start = signal(now);
  const days = computed(() => daysFrom(start.value, zoom.value));
  let last = 0;

  const load = async () => {
    const { site, whom, language, certificate } = asked.peek();
    const [first] = days.peek();
    if (site === "" || !first) return;
    const mine = ++last;
    const before = state.peek();
    state.value = { kind: "loading", calendar: "calendar" in before ? before.calendar : undefined };
    const [, tier] = /^tier:(\d)$/.exec(whom) ?? [];
    try {
      const calendar = await desk.coverage.calendar({
        site,
        ...(tier === undefined ? { team: whom } : { tier: Number(tier) }),
        ...(language !== "" && { language }),
        ...(certificate !== "" && { certificates: [certificate] }),
        from: new Date(first.begins).toISOString(),
        // A day more, for those days that have 25 hours.
        days: zoom.peek() + 1,
      });
      if (mine === last) state.value = { kind: "ready", calendar };
    } catch (error) {
      const failure = failureOf(error);
      if (mine === last) state.value = { kind: "failed", failure };
      onFailure(failure);
    }
  };

  effect(() => {
    asked.value;
    days.value;
    untracked(() => void load());
  });

  return {
    state,
    asked,
    zoom,
    days,
    ask(change) {
      asked.value = { ...asked.peek(), ...change };
    },
    show(next) {
      zoom.value = next;
    },
    turn(pages) {
      const shown = days.peek();
      const first = new Date(shown[0]?.begins ?? now);
      start.value = new Date(first.getFullYear(), first.getMonth(), first.getDate() + pages * shown.length).getTime();
    },
    goToday() {
      start.value = Date.now();
    },
    load,
  };
});
