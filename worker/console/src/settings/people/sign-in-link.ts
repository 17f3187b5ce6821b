import type { Desk, SignInLink } from "@firstline/sdk/desk";
import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../../failure.ts";

export type LinkState =
  | { readonly kind: "none"; readonly failure: Failure | undefined }
  | { readonly kind: "making" }
  | { readonly kind: "made"; readonly link: SignInLink };

/** A one-time sign-in link for an agent. It is known here alone, and gone with the page. */
export interface SignInLinkModel {
  readonly state: ReadonlySignal<LinkState>;
  make(): Promise<void>;
}

export const SignInLinkModel = createModel<SignInLinkModel, [Desk, string, (failure: Failure) => void]>(
  (desk, agent, onFailure) => {
    const state = signal<LinkState>({ kind: "none", failure: undefined });
    return {
      state,
      async make() {
        if (state.peek().kind === "making") return;
        state.value = { kind: "making" };
        try {
          state.value = { kind: "made", link: await desk.agents.createLink(agent) };
        } catch (error) {
          const failure = failureOf(error);
          state.value = { kind: "none", failure };
          onFailure(failure);
        }
      },
    };
  },
);
