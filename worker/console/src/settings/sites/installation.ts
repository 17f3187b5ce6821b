import type { Desk } from "@firstline/sdk/desk";
import type { Installation } from "@firstline/sdk/wire";
import { createModel, effect, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../../failure.ts";

export type InstallationState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "ready"; readonly installation: Installation };

/** Whether a site's tag runs on its pages, looked at again and again while somebody waits for it. */
export interface InstallationCheck {
  readonly state: ReadonlySignal<InstallationState>;
  look(): Promise<void>;
}

/** How often (ms) the desk is asked. */
const every = 4_000;

interface Around {
  readonly visible?: () => boolean;
  onFailure(failure: Failure): void;
}

export const InstallationCheck = createModel<InstallationCheck, [Desk, string, Around]>(
  (desk, site, { visible = () => document.visibilityState === "visible", onFailure }) => {
    const state = signal<InstallationState>({ kind: "loading" });
    const look = async () => {
      try {
        state.value = { kind: "ready", installation: await desk.installation.get(site) };
      } catch (error) {
        const failure = failureOf(error);
        onFailure(failure);
        // What was seen before is still true.
        if (state.peek().kind !== "ready") state.value = { kind: "failed", failure };
      }
    };
    effect(() => {
      void look();
      const timer = setInterval(() => visible() && void look(), every);
      return () => clearInterval(timer);
    });
    return { state, look };
  },
);
