import type { Desk } from "@firstline/sdk/desk";
import type { SessionModel, SessionState } from "../models/session.ts";
import { texts } from "../texts.ts";
import { Mark } from "./icons.tsx";
import { lazy } from "./lazy.tsx";

const SignInWaysView = lazy(async () => (await import("../sign-in/form.tsx")).SignInWaysView);

interface SignInParts {
  readonly desk: Desk;
  readonly session: SessionModel;
  readonly state: Exclude<SessionState, { kind: "signedIn" }>;
}

/** What is shown while nobody is signed in: the door, and the ways in. */
export function SignIn({ desk, session, state }: SignInParts) {
  if (state.kind === "starting") {
    return (
      <main class="door" aria-busy="true">
        <div class="door-card door-quiet">
          <Mark />
          <p role="status">{texts.signIn.starting}</p>
        </div>
      </main>
    );
  }
  const { title, text } = wording(state);
  return (
    <main class="door">
      <div class="door-card">
        <Mark />
        <h1>{title}</h1>
        {text !== "" && <p>{text}</p>}
        {state.kind === "failed" ? (
          <button type="button" class="button button-primary" onClick={session.start}>
            {texts.retry}
          </button>
        ) : (
          <SignInWaysView desk={desk} stays={false} onSignedIn={session.enter} />
        )}
      </div>
      <p class="door-foot">{texts.product}</p>
    </main>
  );
}

function wording(state: Exclude<SessionState, { kind: "signedIn" | "starting" }>): { title: string; text: string } {
  const { signIn } = texts;
  if (state.kind === "failed") return { title: signIn.failedTitle, text: state.failure.text };
  return signIn.why[state.why];
}
