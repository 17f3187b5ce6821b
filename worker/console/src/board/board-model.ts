import type { Board } from "@firstline/sdk/desk";
import { createModel, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";
import type { Workspace } from "../models/workspace.ts";

export type BoardState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: Failure }
  /** `stale`: why it could not be read again, if it could not. */
  | { readonly kind: "ready"; readonly board: Board; readonly stale: Failure | undefined };

/** How the desk stands, read again while things change. */
export interface BoardModel {
  readonly state: ReadonlySignal<BoardState>;
  /** A site's id; undefined is all sites. */
  readonly site: ReadonlySignal<string | undefined>;
  showSite(site: string | undefined): void;
  load(): Promise<void>;
}

/** How long (ms) after one reading the next may begin by itself. */
export const PAUSE = 5_000;

export const BoardModel = createModel<BoardModel, [Pick<Workspace, "desk" | "stirred" | "onFailure">]>(
  ({ desk, stirred, onFailure }) => {
    const state = signal<BoardState>({ kind: "loading" });
    const site = signal<string | undefined>(undefined);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked = 0;
    let askedAt = 0;

    const load = async () => {
      clearTimeout(timer);
      timer = undefined;
      const mine = ++asked;
      askedAt = Date.now();
      try {
        const board = await desk.board.get(site.peek() === undefined ? {} : { site: site.peek() });
        if (mine === asked) state.value = { kind: "ready", board, stale: undefined };
      } catch (error) {
        const failure = failureOf(error);
        if (mine === asked) {
          const now = state.peek();
          state.value = now.kind === "ready" ? { ...now, stale: failure } : { kind: "failed", failure };
        }
        onFailure(failure);
      }
    };

    effect(() => {
      site.value;
      untracked(() => void load());
    });
    const known = stirred.peek();
    effect(() => {
      if (stirred.value === known || timer !== undefined) return;
      timer = setTimeout(() => void load(), Math.max(0, askedAt + PAUSE - Date.now()));
    });
    effect(() => () => clearTimeout(timer));

    return {
      state,
      site,
      showSite(next) {
        if (next === site.peek()) return;
        state.value = { kind: "loading" };
        site.value = next;
      },
      load,
    };
  },
);
