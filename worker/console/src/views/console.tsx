import type { Desk } from "@firstline/sdk/desk";
import type { Session } from "@firstline/sdk/wire";
import { computed } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { SessionModel } from "../models/session.ts";
import { type Surroundings, Workspace } from "../models/workspace.ts";
import { resumable } from "../resumable.ts";
import { lazy } from "./lazy.tsx";
import { SignIn } from "./sign-in.tsx";
import { WorkspaceView } from "./workspace.tsx";

/** The whole page: the way in, or the workspace of who is signed in. */
export function Console({ desk, session, around }: { desk: Desk; session: SessionModel; around: Surroundings }) {
  const state = session.state.value;
  if (state.kind !== "signedIn") return <SignIn desk={desk} session={session} state={state} />;
  return (
    <>
      <SignedIn key={state.session.agent.id} desk={desk} session={session} signedIn={state.session} around={around} />
      {state.lost && <SignInAgain desk={desk} session={session} />}
    </>
  );
}

const SignInAgain = lazy(async () => (await import("../sign-in/again.tsx")).SignInAgain);

function SignedIn(props: { desk: Desk; session: SessionModel; signedIn: Session; around: Surroundings }) {
  const { desk, session, signedIn, around } = props;
  const workspace = useMemo(
    () =>
      new Workspace({
        desk: resumable(desk, session.renewed),
        session: signedIn,
        around,
        onSessionEnd: session.end,
        renewals: computed(() => (session.state.value.kind === "signedIn" ? session.state.value.renewals : 0)),
      }),
    [desk, session, signedIn, around],
  );
  useEffect(() => () => workspace[Symbol.dispose](), [workspace]);
  return <WorkspaceView workspace={workspace} signOut={session.signOut} />;
}
