import { useEffect, useMemo, useState } from "preact/hooks";
import { createList } from "../access/list.ts";
import { SessionList } from "../access/session-list.tsx";
import { accessTexts as texts } from "../texts/access.ts";
import { FormField } from "../views/form-field.tsx";
import { Picker } from "../views/parts.tsx";
import type { PageProps } from "./page.ts";

/** Where any agent is signed in. */
export function AgentSessions({ workspace }: PageProps) {
  const { desk } = workspace;
  const { agents, agent: me } = workspace.session.value;
  const [agent, setAgent] = useState<string>(me.id);
  const sessions = useMemo(
    () => createList(() => desk.sessions.listOf(agent), workspace.onFailure),
    [desk, workspace, agent],
  );
  useEffect(() => void sessions.load(), [sessions]);
  return (
    <div class="settings-sections">
      <section class="access-wide">
        <p>{texts.agentSessions.intro}</p>
        <div class="access-bar">
          <FormField label={texts.agentSessions.agent}>
            <Picker value={agent} onChange={(event) => setAgent(event.currentTarget.value)}>
              {agents.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Picker>
          </FormField>
        </div>
        <SessionList
          workspace={workspace}
          list={sessions}
          end={({ id }) => desk.sessions.endOf(agent, id)}
          endMany={{
            label: texts.agentSessions.endAll,
            title: texts.agentSessions.endAllTitle,
            run: () => desk.sessions.endAllOf(agent),
          }}
        />
      </section>
    </div>
  );
}
