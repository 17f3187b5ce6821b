import type { Role, Setup } from "@firstline/sdk/wire";
import type { Workspace } from "../../models/workspace.ts";
import { peopleTexts } from "../../texts/people.ts";
import { Avatar } from "../../views/parts.tsx";
import { choicesOf } from "../choices.ts";
import { newId } from "../identifier.ts";
import type { PageProps } from "../page.ts";
import type { Bound } from "../parts/bound.ts";
import { CheckField, ChoicesField, SelectField, TextField } from "../parts/fields.tsx";
import { ListDetail } from "../parts/list-detail.tsx";
import { WithDraft } from "../parts/with-draft.tsx";
import { withTeamsOf } from "../references.ts";
import { Abilities } from "./abilities.tsx";
import { AgentRemoval } from "./agent-removal.tsx";
import { LinkMaker } from "./link-maker.tsx";
import "./people.css";

const texts = peopleTexts.agents;
const roles: readonly Role[] = ["agent", "lead", "admin"];

/** The people who answer: who they are, what they see, what they can do. */
export function Agents({ workspace, editor, path }: PageProps) {
  return (
    <WithDraft editor={editor}>
      {(setup) => {
        const { agents, teams, roster } = setup.value;
        const state = editor.state.value;
        const saved = state.kind === "ready" ? state.saved.setup.agents : [];
        const rosterAt = (id: string) => roster.agents.findIndex((one) => one.agent === id);
        const add = () => {
          const id = newId("agt");
          setup
            .at("agents")
            .change((now) => [...now, { id, name: texts.newName, email: "", role: "agent", sites: "all" }]);
          workspace.open(["settings", "agents", id]);
        };
        return (
          <ListDetail
            label={peopleTexts.skills.agent}
            page="agents"
            selected={path[0]}
            items={agents.map(({ id, name, role }, index) => ({
              id,
              name,
              mark: <Avatar id={id} name={name} small />,
              detail: texts.detail(texts.role[role], namesOf(teams.filter((team) => team.members.includes(id)))),
              issues: setup.at("agents").at(index).issues + issuesAt(setup, rosterAt(id)),
            }))}
            add={{ label: texts.add, onAdd: add }}
            empty={texts.empty}
          >
            {(id) => (
              <AgentForm
                key={id}
                workspace={workspace}
                setup={setup}
                index={agents.findIndex((agent) => agent.id === id)}
                known={saved.some((agent) => agent.id === id)}
              />
            )}
          </ListDetail>
        );
      }}
    </WithDraft>
  );
}

const namesOf = (things: readonly { readonly name: string }[]): string => things.map(({ name }) => name).join(", ");

const issuesAt = (setup: Bound<Setup>, index: number): number =>
  index === -1 ? 0 : setup.at("roster").at("agents").at(index).issues;

const teamsOf = ({ teams }: Setup, agent: string): string[] =>
  teams.filter(({ members }) => members.includes(agent)).map(({ id }) => id);

interface AgentProps {
  readonly workspace: Workspace;
  readonly setup: Bound<Setup>;
  readonly index: number;
  /** Whether the desk has this agent already. */
  readonly known: boolean;
}

function AgentForm({ workspace, setup, index, known }: AgentProps) {
  const agent = setup.at("agents").at(index);
  const { id, name, role, sites } = agent.value;
  const sitesField = agent.at("sites");
  return (
    <div class="fields">
      <div class="form-fields">
        <TextField label={texts.name} field={agent.at("name")} maxLength={80} />
        <TextField label={texts.email} field={agent.at("email")} code maxLength={254} />
        <SelectField
          label={texts.roleLabel}
          hint={texts.roleHint[role]}
          field={agent.at("role")}
          choices={roles.map((value) => ({ value, label: texts.role[value] }))}
        />
        <CheckField
          label={texts.allSites}
          field={sitesField.as(
            (value) => value === "all",
            (all, value) => (all ? "all" : value === "all" ? [] : value),
          )}
        />
        {sites !== "all" && (
          <ChoicesField
            label={texts.sites}
            field={sitesField.as(
              (value) => (value === "all" ? [] : value),
              (list) => list,
            )}
            choices={choicesOf(setup.value.sites)}
          />
        )}
        <ChoicesField
          label={texts.teams}
          field={setup.as(
            (whole) => teamsOf(whole, id),
            (list, whole) => withTeamsOf(whole, id, list),
          )}
          choices={choicesOf(setup.value.teams)}
        />
      </div>
      {agent.issue !== undefined && <p class="form-issue">{agent.issue}</p>}
      <LinkMaker workspace={workspace} agent={id} known={known} />
      <Abilities setup={setup} agent={id} now={workspace.now.value} />
      <AgentRemoval workspace={workspace} setup={setup} id={id} name={name} known={known} />
    </div>
  );
}
