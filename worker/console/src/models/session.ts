import type { Desk } from "@firstline/sdk/desk";
import type { Session } from "@firstline/sdk/wire";
import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import { endsSession, type Failure, failureOf } from "../failure.ts";

export type SessionState =
  | { readonly kind: "starting" }
  | { readonly kind: "signedOut"; readonly why: "none" | "linkUsed" | "ended" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "signedIn"; readonly session: Session };

/** The sign-in token of the one-time link that opened this page, where it waits until it is used. */
export interface SignInLink {
  read(): string | undefined;
  /** Takes the token out of the address. */
  clear(): void;
}

/** Who is signed in. */
export interface SessionModel {
  readonly state: ReadonlySignal<SessionState>;
  /** Signs in with the link's token if there is one, else goes on with the cookie's session. */
  start(): Promise<void>;
  /** Answers why it did not work, if it did not. */
  signOut(): Promise<Failure | undefined>;
  /** Tells that the desk no longer knows the session. */
  end(): void;
}

export const SessionModel = createModel<SessionModel, [Desk, SignInLink]>((desk, link) => {
  const state = signal<SessionState>({ kind: "starting" });

  const signInByLink = async (token: string): Promise<SessionState> => {
    try {
      const session = await desk.session.signIn(token);
      link.clear();
      return { kind: "signedIn", session };
    } catch (error) {
      const failure = failureOf(error);
      if (!endsSession(failure) && failure.code !== "invalid") return { kind: "failed", failure };
      link.clear();
      // A used link opened again in the browser that used it: its session may still be good.
      return signInByCookie("linkUsed");
    }
  };

  const signInByCookie = async (why: "none" | "linkUsed"): Promise<SessionState> => {
    try {
      return { kind: "signedIn", session: await desk.session.get() };
    } catch (error) {
      const failure = failureOf(error);
      return endsSession(failure) ? { kind: "signedOut", why } : { kind: "failed", failure };
    }
  };

  return {
    state,
    async start() {
      state.value = { kind: "starting" };
      const token = link.read();
      state.value = token === undefined ? await signInByCookie("none") : await signInByLink(token);
    },
    async signOut() {
      try {
        await desk.session.signOut();
      } catch (error) {
        const failure = failureOf(error);
        if (!endsSession(failure)) return failure;
      }
      state.value = { kind: "signedOut", why: "none" };
      return undefined;
    },
    end() {
      if (state.peek().kind === "signedIn") state.value = { kind: "signedOut", why: "ended" };
    },
  };
});
