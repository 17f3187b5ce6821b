import { useEffect, useMemo } from "preact/hooks";
import { createList } from "../access/list.ts";
import { SessionList } from "../access/session-list.tsx";
import { accessTexts as texts } from "../texts/access.ts";
import { texts as words } from "../texts.ts";
import { PreferencesFields } from "../views/preferences.tsx";
import type { ScreenProps } from "../views/screen-props.ts";
import { Passkeys } from "./passkeys.tsx";
import "../settings/settings.css";

/** What belongs to the agent alone: their passkeys, and where they are signed in. */
export function Account({ workspace }: ScreenProps) {
  const { desk } = workspace;
  const sessions = useMemo(() => createList(() => desk.sessions.list(), workspace.onFailure), [desk, workspace]);
  useEffect(() => void sessions.load(), [sessions]);
  return (
    <div class="account">
      <h2 id="screen-title" tabIndex={-1}>
        {texts.account.title}
      </h2>
      <div class="settings-sections">
        <Passkeys workspace={workspace} />
        <section class="access-wide" aria-labelledby="sessions-title">
          <h3 id="sessions-title">{texts.sessions.title}</h3>
          <p>{texts.sessions.intro}</p>
          <SessionList
            workspace={workspace}
            list={sessions}
            end={({ id }) => desk.sessions.end(id)}
            endMany={{
              label: texts.sessions.endOthers,
              title: texts.sessions.endOthersTitle,
              run: () => desk.sessions.endOthers(),
            }}
          />
        </section>
        <section class="access-wide" aria-labelledby="preferences-title">
          <h3 id="preferences-title">{words.preferences.title}</h3>
          <p>{words.preferences.intro}</p>
          <PreferencesFields workspace={workspace} />
        </section>
      </div>
    </div>
  );
}
