import type { Desk, ReplayRequest } from "@firstline/sdk/desk";
import type { Replay } from "@firstline/sdk/wire";
import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../../failure.ts";

export type DryRunState =
  | { readonly kind: "none" }
  | { readonly kind: "running" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "done"; readonly replay: Replay; readonly request: ReplayRequest };

/** What a contract that is not saved would have come to. */
export interface DryRun {
  readonly state: ReadonlySignal<DryRunState>;
  run(request: ReplayRequest): Promise<void>;
}

export const DryRun = createModel<DryRun, [Desk, (failure: Failure) => void]>((desk, onFailure) => {
  const state = signal<DryRunState>({ kind: "none" });
  return {
    state,
    async run(request) {
      if (state.peek().kind === "running") return;
      state.value = { kind: "running" };
      try {
        state.value = { kind: "done", replay: await desk.contracts.dryRun(request), request };
      } catch (error) {
        const failure = failureOf(error);
        onFailure(failure);
        state.value = { kind: "failed", failure };
      }
    },
  };
});
