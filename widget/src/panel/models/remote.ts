import type { FirstlineError } from "@firstline/sdk";
import { isFirstlineError } from "@firstline/sdk/errors";
import { type Signal, signal } from "@preact/signals-core";

/** Something asked of the desk: on its way, here, or failed with why. */
export type RemoteState<Value> =
  | { readonly kind: "loading" }
  | { readonly kind: "ready"; readonly value: Value }
  | { readonly kind: "failed"; readonly error: FirstlineError };

export interface Remote<Value> {
  readonly state: Signal<RemoteState<Value>>;
  /** Asks, or asks again; what was there before stays until the answer comes. */
  load(): Promise<void>;
}

/** A fault of ours is no answer of the desk: it is thrown on. */
export function expectFirstlineError(error: unknown): FirstlineError {
  if (isFirstlineError(error)) return error;
  throw error;
}

export function createRemote<Value>(ask: () => Promise<Value>): Remote<Value> {
  const state = signal<RemoteState<Value>>({ kind: "loading" });
  return {
    state,
    async load() {
      if (state.peek().kind === "failed") state.value = { kind: "loading" };
      try {
        state.value = { kind: "ready", value: await ask() };
      } catch (error) {
        const failure = expectFirstlineError(error);
        if (state.peek().kind !== "ready") state.value = { kind: "failed", error: failure };
      }
    },
  };
}
