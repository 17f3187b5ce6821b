import type { Desk } from "@firstline/sdk/desk";
import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../../failure.ts";
import { doneSteps, type Facts, type StepName, stepNames } from "./steps.ts";

export type GuideState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | {
      readonly kind: "ready";
      readonly done: ReadonlySet<StepName>;
      /** The first step that is not done; undefined: the desk answers tickets, and needs no guide. */
      readonly now: StepName | undefined;
      readonly facts: Facts;
    };

/** How far a new desk has come. */
export interface Guide {
  readonly state: ReadonlySignal<GuideState>;
  look(): Promise<void>;
}

interface Around {
  onFailure(failure: Failure): void;
}

export const Guide = createModel<Guide, [Desk, Around]>((desk, { onFailure }) => {
  const state = signal<GuideState>({ kind: "loading" });
  return {
    state,
    async look() {
      try {
        const facts = await factsOf(desk);
        const done = doneSteps(facts);
        // A desk that has answered somebody works, whatever it is called.
        const now = done.has("answer") ? undefined : stepNames.find((name) => !done.has(name));
        state.value = { kind: "ready", done, now, facts };
      } catch (error) {
        const failure = failureOf(error);
        onFailure(failure);
        if (state.peek().kind !== "ready") state.value = { kind: "failed", failure };
      }
    },
  };
});

async function factsOf(desk: Desk): Promise<Facts> {
  const [{ setup }, open, solved] = await Promise.all([
    desk.setup.get(),
    desk.tickets.list({ view: "open", limit: 10 }).page(),
    desk.tickets.list({ view: "solved", limit: 1 }).page(),
  ]);
  const site = setup.sites.at(-1);
  const seen = site ? (await desk.installation.get(site.id)).seen.length > 0 : false;
  return { setup, seen, tickets: [...open.items, ...solved.items] };
}
