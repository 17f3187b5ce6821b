import { type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";

export type ListState<Item> =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "ready"; readonly items: readonly Item[] };

/** A short list that the desk keeps, read as a whole. */
export interface List<Item> {
  readonly state: ReadonlySignal<ListState<Item>>;
  load(): Promise<void>;
  /** Changes something and reads the list again; answers why not, if it was refused. */
  change(work: () => Promise<unknown>): Promise<Failure | undefined>;
}

export function createList<Item>(
  read: () => Promise<readonly Item[]>,
  onFailure: (failure: Failure) => void,
): List<Item> {
  const state = signal<ListState<Item>>({ kind: "loading" });
  const load = async () => {
    try {
      state.value = { kind: "ready", items: await read() };
    } catch (error) {
      const failure = failureOf(error);
      onFailure(failure);
      // What was read before is still worth showing.
      if (state.peek().kind !== "ready") state.value = { kind: "failed", failure };
    }
  };
  return {
    state,
    load,
    async change(work) {
      try {
        await work();
        await load();
        return undefined;
      } catch (error) {
        const failure = failureOf(error);
        onFailure(failure);
        return failure;
      }
    },
  };
}
