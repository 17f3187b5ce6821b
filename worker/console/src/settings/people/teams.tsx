import type { Setup } from "@firstline/sdk/wire";
import { peopleTexts } from "../../texts/people.ts";
import { FormField } from "../../views/form-field.tsx";
import { choicesOf } from "../choices.ts";
import { newId } from "../identifier.ts";
import type { PageProps } from "../page.ts";
import type { Bound } from "../parts/bound.ts";
import { ChoicesField, NumberField, SelectField, TextField } from "../parts/fields.tsx";
import { ListDetail } from "../parts/list-detail.tsx";
import { Removal } from "../parts/removal.tsx";
import { WithDraft } from "../parts/with-draft.tsx";
import { namingTeam, withoutTeam } from "../references.ts";
import "./people.css";

const texts = peopleTexts.teams;

/** The teams, and which tier each serves with whom. */
export function Teams({ workspace, editor, path }: PageProps) {
  return (
    <WithDraft editor={editor}>
      {(setup) => {
        const { teams, tiers } = setup.value;
        const labelOf = (level: number) => tiers.find((tier) => tier.level === level)?.label ?? String(level);
        const add = () => {
          const id = newId("team");
          const tier = tiers[0]?.level ?? 1;
          setup.at("teams").change((now) => [...now, { id, name: texts.newName, tier, members: [] }]);
          workspace.open(["settings", "teams", id]);
        };
        return (
          <ListDetail
            label={peopleTexts.tiers.teams}
            page="teams"
            selected={path[0]}
            items={teams.map(({ id, name, tier, members }, index) => ({
              id,
              name,
              detail: texts.detail(labelOf(tier), members.length),
              issues: setup.at("teams").at(index).issues,
            }))}
            add={{ label: texts.add, onAdd: add }}
            empty={texts.empty}
          >
            {(id) => (
              <TeamForm
                key={id}
                setup={setup}
                index={teams.findIndex((team) => team.id === id)}
                onRemove={() => {
                  setup.change((now) => withoutTeam(now, id));
                  workspace.open(["settings", "teams"]);
                }}
              />
            )}
          </ListDetail>
        );
      }}
    </WithDraft>
  );
}

function TeamForm({ setup, index, onRemove }: { setup: Bound<Setup>; index: number; onRemove: () => void }) {
  const team = setup.at("teams").at(index);
  const { id, name } = team.value;
  const { tiers, agents, teams, roster } = setup.value;
  const rotations = roster.rotations.filter((rotation) => rotation.team === id).length;
  return (
    <div class="fields">
      <div class="form-fields">
        <TextField label={texts.name} field={team.at("name")} maxLength={80} />
        <SelectField
          label={texts.tier}
          field={team.at("tier")}
          choices={tiers.map(({ level, label }) => ({ value: level, label: texts.tierOption(level, label) }))}
        />
        <SelectField
          label={texts.lead}
          hint={texts.leadHint}
          field={team.at("lead")}
          choices={choicesOf(agents)}
          none={texts.noLead}
        />
        <OfflineField setup={setup} team={id} />
        <ChoicesField
          label={texts.members}
          field={team.at("members")}
          choices={choicesOf(agents)}
          empty={peopleTexts.agents.empty.title}
        />
      </div>
      {team.issue !== undefined && <p class="form-issue">{team.issue}</p>}
      <Removal
        name={name}
        named={namingTeam(setup.value, id)}
        stays={teams.length === 1 ? texts.only : undefined}
        hangs={rotations > 0 ? [texts.rotations(rotations)] : []}
        onRemove={onRemove}
      />
    </div>
  );
}

/** How long members may be offline, which stands in the rosters of teams. */
function OfflineField({ setup, team }: { setup: Bound<Setup>; team: string }) {
  const list = setup.at("roster").at("teams");
  const index = list.value.findIndex((one) => one.team === team);
  const known = list.value[index];
  if (known)
    return (
      <NumberField
        label={texts.offline}
        hint={texts.offlineHint}
        field={list.at(index).at("offlineMinutes")}
        min={0}
        max={1_440}
      />
    );
  return (
    <FormField label={texts.offline} hint={texts.offlineHint}>
      <input
        inputMode="numeric"
        value="15"
        onInput={({ currentTarget: { value } }) =>
          list.change((now) => [...now, { team, offlineMinutes: value.trim() === "" ? Number.NaN : Number(value) }])
        }
      />
    </FormField>
  );
}
