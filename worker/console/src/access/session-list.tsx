import type { OpenSession } from "@firstline/sdk/wire";
import { useState } from "preact/hooks";
import type { Failure } from "../failure.ts";
import type { Workspace } from "../models/workspace.ts";
import { accessTexts } from "../texts/access.ts";
import type { List } from "./list.ts";
import { At, Confirm, ListView } from "./parts.tsx";

const texts = accessTexts.sessions;

interface SessionListParts {
  readonly workspace: Workspace;
  readonly list: List<OpenSession>;
  readonly end: (session: OpenSession) => Promise<unknown>;
  /** Ends all of them, or all but the one that is asked from. */
  readonly endMany: { readonly label: string; readonly title: string; readonly run: () => Promise<unknown> };
}

/** Where somebody is signed in, and the ways to end that. */
export function SessionList({ workspace, list, end, endMany }: SessionListParts) {
  const [asked, setAsked] = useState(false);
  const state = list.state.value;
  const ending = (work: () => Promise<unknown>) => async () => {
    const failure: Failure | undefined = await list.change(work);
    if (failure) workspace.notices.warn(failure.text);
    return failure;
  };
  const others = state.kind === "ready" && state.items.some(({ current }) => !current);
  return (
    <>
      <ListView list={list} empty={texts.none} label={texts.label}>
        {(session) => (
          <>
            <div class="access-about">
              <p class="access-name">{session.browser ?? texts.unknownBrowser}</p>
              <p class="access-detail">
                {texts.by[session.method]} <At at={session.createdAt} /> ·{" "}
                {session.current ? (
                  texts.seenNow
                ) : (
                  <>
                    {texts.seen} <At at={session.seenAt} />
                  </>
                )}
              </p>
            </div>
            {session.current ? (
              <span class="access-here">{texts.here}</span>
            ) : (
              <button type="button" class="button button-small" onClick={ending(() => end(session))}>
                {texts.end}
              </button>
            )}
          </>
        )}
      </ListView>
      {others && (
        <button type="button" class="button" onClick={() => setAsked(true)}>
          {endMany.label}
        </button>
      )}
      {asked && (
        <Confirm
          title={endMany.title}
          text={texts.endText}
          action={texts.end}
          onConfirm={ending(endMany.run)}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}
