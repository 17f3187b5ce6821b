import type { Desk } from "@firstline/sdk/desk";
import type { Session } from "@firstline/sdk/wire";
import { useEffect, useMemo } from "preact/hooks";
import type { SessionModel } from "../models/session.ts";
import { type Surroundings, Workspace } from "../models/workspace.ts";
import { SignIn } from "./sign-in.tsx";
import { WorkspaceView } from "./workspace.tsx";

/** The whole page: the way in, or the workspace of who is signed in. */
export function Console({ desk, session, around }: { desk: Desk; session: SessionModel; around: Surroundings }) {
  const state = session.state.value;
  if (state.kind !== "signedIn") return <SignIn state={state} retry={session.start} />;
  return (
    <SignedIn key={state.session.agent.id} desk={desk} session={session} signedIn={state.session} around={around} />
  );
}

function SignedIn(props: { desk: Desk; session: SessionModel; signedIn: Session; around: Surroundings }) {
  const { desk, session, signedIn, around } = props;
  const workspace = useMemo(
    () => new Workspace({ desk, session: signedIn, around, onSessionEnd: session.end }),
    [desk, session, signedIn, around],
  );
  useEffect(() => () => workspace[Symbol.dispose](), [workspace]);
  return <WorkspaceView workspace={workspace} signOut={session.signOut} />;
}
