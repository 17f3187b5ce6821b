import type { Desk } from "@firstline/sdk/desk";
import type { Session, SignIn } from "@firstline/sdk/wire";
import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import { endsSession, type Failure, failureOf } from "../failure.ts";

/** Why nobody is signed in: nobody was yet, the proof they brought did not do, or the session ended. */
export type SignedOut = "none" | "linkUsed" | "issuerRefused" | "unknown" | "ended";

export type SessionState =
  | { readonly kind: "starting" }
  | { readonly kind: "signedOut"; readonly why: SignedOut }
  | { readonly kind: "failed"; readonly failure: Failure }
  | {
      readonly kind: "signedIn";
      readonly session: Session;
      /** Whether the desk knows the session no more: what is on the screen waits until somebody signs in again. */
      readonly lost: boolean;
      /** How often it was lost and found again. */
      readonly renewals: number;
    };

/** What opened this page and proves who is there, where it waits until it is used: a one-time link, or an issuer's answer. */
export interface Arrival {
  /** `refused`: the issuer sent the browser back without a proof. */
  read(): SignIn | "refused" | undefined;
  /** Takes it out of the address. */
  clear(): void;
}

/** Who is signed in. */
export interface SessionModel {
  readonly state: ReadonlySignal<SessionState>;
  /** Signs in with what the page was opened with, if anything, else goes on with the cookie's session. */
  start(): Promise<void>;
  /** Goes on with a session that has just begun. */
  enter(session: Session): void;
  /** Answers why it did not work, if it did not. */
  signOut(): Promise<Failure | undefined>;
  /** Tells that the desk no longer knows the session. */
  end(): void;
  /** Looks whether somebody has signed in meanwhile, in another tab. */
  lookAgain(): Promise<void>;
  /** Gives up a lost session: the page shows the door. */
  leave(): void;
  /** Resolves once a lost session is there again, with whether it is the same agent's. */
  renewed(): Promise<boolean>;
}

export const SessionModel = createModel<SessionModel, [Desk, Arrival]>((desk, arrival) => {
  const state = signal<SessionState>({ kind: "starting" });
  /** The calls that wait for a lost session. */
  let waiting: ((same: boolean) => void)[] = [];

  const settle = (next: SessionState, same: boolean) => {
    const settled = waiting;
    waiting = [];
    state.value = next;
    for (const resolve of settled) resolve(same);
  };

  const enter = (session: Session) => {
    const now = state.peek();
    const same = now.kind === "signedIn" && now.session.agent.id === session.agent.id;
    const renewals = same ? now.renewals + 1 : 0;
    // Whoever may do the same as before goes on with everything as it is.
    const kept = same && whatMayBeSeen(now.session) === whatMayBeSeen(session) ? now.session : session;
    settle({ kind: "signedIn", session: kept, lost: false, renewals }, same);
  };

  const signInBy = async (proof: SignIn): Promise<void> => {
    try {
      const session = await desk.session.signIn(proof);
      arrival.clear();
      enter(session);
    } catch (error) {
      const failure = failureOf(error);
      if (!endsSession(failure) && failure.code !== "invalid" && failure.code !== "agent_unknown") {
        state.value = { kind: "failed", failure };
        return;
      }
      arrival.clear();
      const byLink = "token" in proof;
      // A used link opened again in the browser that used it: its session may still be good.
      await signInByCookie(failure.code === "agent_unknown" ? "unknown" : byLink ? "linkUsed" : "issuerRefused");
    }
  };

  const signInByCookie = async (why: SignedOut): Promise<void> => {
    try {
      enter(await desk.session.get());
    } catch (error) {
      const failure = failureOf(error);
      state.value = endsSession(failure) ? { kind: "signedOut", why } : { kind: "failed", failure };
    }
  };

  return {
    state,
    enter,
    async start() {
      state.value = { kind: "starting" };
      const proof = arrival.read();
      if (proof !== undefined && proof !== "refused") return signInBy(proof);
      if (proof === "refused") arrival.clear();
      return signInByCookie(proof === "refused" ? "issuerRefused" : "none");
    },
    async signOut() {
      try {
        await desk.session.signOut();
      } catch (error) {
        const failure = failureOf(error);
        if (!endsSession(failure)) return failure;
      }
      settle({ kind: "signedOut", why: "none" }, false);
      return undefined;
    },
    end() {
      const now = state.peek();
      if (now.kind === "signedIn" && !now.lost) state.value = { ...now, lost: true };
    },
    async lookAgain() {
      try {
        enter(await desk.session.get());
      } catch {
        // Nobody has yet.
      }
    },
    leave: () => settle({ kind: "signedOut", why: "ended" }, false),
    renewed() {
      const now = state.peek();
      if (now.kind !== "signedIn") return Promise.resolve(false);
      state.value = { ...now, lost: true };
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
  };
});

const whatMayBeSeen = ({ expiresAt: _, ...session }: Session): string => JSON.stringify(session);
