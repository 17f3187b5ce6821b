import type { SessionState } from "../models/session.ts";
import { texts } from "../texts.ts";
import { Mark } from "./icons.tsx";

/** What is shown while nobody is signed in. */
export function SignIn({ state, retry }: { state: Exclude<SessionState, { kind: "signedIn" }>; retry: () => void }) {
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
        <p>{text}</p>
        {state.kind === "failed" && (
          <button type="button" class="button button-primary" onClick={retry}>
            {texts.retry}
          </button>
        )}
      </div>
      <p class="door-foot">{texts.product}</p>
    </main>
  );
}

function wording(state: Exclude<SessionState, { kind: "signedIn" | "starting" }>): { title: string; text: string } {
  const { signIn } = texts;
  if (state.kind === "failed") return { title: signIn.failedTitle, text: state.failure.text };
  if (state.why === "linkUsed") return { title: signIn.linkUsedTitle, text: signIn.linkUsed };
  if (state.why === "ended") return { title: signIn.endedTitle, text: signIn.ended };
  return { title: signIn.title, text: signIn.none };
}
