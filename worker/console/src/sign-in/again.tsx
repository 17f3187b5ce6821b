import type { Desk } from "@firstline/sdk/desk";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { SessionModel } from "../models/session.ts";
import { signInTexts as texts } from "../texts/sign-in.ts";
import { SignInWaysView } from "./form.tsx";

/** How often (ms) it is looked whether somebody has signed in in another tab. */
const LOOKED_EVERY = 3_000;

/**
 * Asks to sign in again, over everything that is on the screen: what is written, chosen and open stays. It cannot be
 * closed, for nothing behind it works; whoever does not want to go on leaves.
 */
export function SignInAgain({ desk, session }: { desk: Desk; session: SessionModel }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    const look = () => {
      if (!document.hidden) void session.lookAgain();
    };
    const timer = setInterval(look, LOOKED_EVERY);
    addEventListener("focus", look);
    return () => {
      clearInterval(timer);
      removeEventListener("focus", look);
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, [session]);
  return (
    <dialog
      ref={dialog}
      class="dialog sign-in-again"
      aria-labelledby="sign-in-again-title"
      onCancel={(event) => event.preventDefault()}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id="sign-in-again-title">{texts.againTitle}</h2>
        </header>
        <div class="form">
          <p class="form-intro">{texts.again}</p>
          <SignInWaysView desk={desk} stays onSignedIn={session.enter} />
          <button type="button" class="button button-quiet sign-in-leave" onClick={session.leave}>
            {texts.leave}
          </button>
        </div>
      </div>
    </dialog>
  );
}
