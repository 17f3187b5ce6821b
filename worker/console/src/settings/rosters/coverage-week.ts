import type { Coverage, Desk, Gap, Need } from "@firstline/sdk/desk";
import { createModel, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { type Failure, failureOf } from "../../failure.ts";

export type GapsState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "ready"; readonly gaps: readonly Gap[] };

export type AskedState =
  | { readonly kind: "none" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "ready"; readonly coverage: Coverage };

/** How the next days are covered, as the desk says it. */
export interface CoverageWeek {
  readonly need: ReadonlySignal<Need>;
  readonly gaps: ReadonlySignal<GapsState>;
  readonly asked: ReadonlySignal<AskedState>;
  show(need: Need): void;
  /** Reads the gaps again. */
  load(): Promise<void>;
  /** Asks who takes a ticket at an instant (ms). */
  ask(at: number): Promise<void>;
}

/** Days that are looked at: seven from this midnight on are among them at any hour. */
const DAYS = 8;

export const CoverageWeek = createModel<CoverageWeek, [Desk, Need, (failure: Failure) => void]>(
  (desk, first, onFailure) => {
    const need = signal(first);
    const gaps = signal<GapsState>({ kind: "loading" });
    const asked = signal<AskedState>({ kind: "none" });
    const failed = (error: unknown) => {
      const failure = failureOf(error);
      onFailure(failure);
      return { kind: "failed" as const, failure };
    };

    const load = async () => {
      const now = need.peek();
      let outcome: GapsState;
      try {
        outcome = { kind: "ready", gaps: (await desk.coverage.gaps({ ...now, days: DAYS })).gaps };
      } catch (error) {
        outcome = failed(error);
      }
      // Something else may have been asked meanwhile.
      if (need.peek() === now) gaps.value = outcome;
    };

    effect(() => {
      void need.value;
      untracked(() => {
        gaps.value = { kind: "loading" };
        asked.value = { kind: "none" };
        void load();
      });
    });

    return {
      need,
      gaps,
      asked,
      load,
      show(next) {
        need.value = next;
      },
      async ask(at) {
        const now = need.peek();
        let outcome: AskedState;
        try {
          outcome = {
            kind: "ready",
            coverage: await desk.coverage.at({ ...now, at: new Date(at).toISOString() }),
          };
        } catch (error) {
          outcome = failed(error);
        }
        if (need.peek() === now) asked.value = outcome;
      },
    };
  },
);

/** How many of the milliseconds from one instant to another lie in gaps. */
export const gapIn = (gaps: readonly Gap[], from: number, to: number): number =>
  gaps.reduce(
    (sum, gap) => sum + Math.max(0, Math.min(Date.parse(gap.to), to) - Math.max(Date.parse(gap.from), from)),
    0,
  );
