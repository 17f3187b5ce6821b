import type { Setup } from "@firstline/sdk/wire";
import { screenFragment } from "../../models/place.ts";
import { peopleTexts } from "../../texts/people.ts";
import { newId } from "../identifier.ts";
import type { PageProps } from "../page.ts";
import type { Bound } from "../parts/bound.ts";
import { TextField } from "../parts/fields.tsx";
import { ListDetail } from "../parts/list-detail.tsx";
import { Removal } from "../parts/removal.tsx";
import { WithDraft } from "../parts/with-draft.tsx";
import { namingSkill, withoutSkill } from "../references.ts";
import { Expiry } from "./expiry.tsx";
import "./people.css";

const texts = peopleTexts.skills;

/** What tickets may ask for, and who has it. */
export function Skills({ workspace, editor, path }: PageProps) {
  return (
    <WithDraft editor={editor}>
      {(setup) => {
        const { skills } = setup.value.roster;
        const list = setup.at("roster").at("skills");
        const add = () => {
          const id = newId("skl");
          list.change((now) => [...now, { id, label: texts.newName }]);
          workspace.open(["settings", "skills", id]);
        };
        return (
          <div class="fields">
            <p class="fields-text">{texts.intro}</p>
            <ListDetail
              label={peopleTexts.abilities.skills}
              page="skills"
              selected={path[0]}
              items={skills.map(({ id, label }, index) => ({
                id,
                name: label,
                detail: texts.holders(holdersOf(setup.value, id).length),
                issues: list.at(index).issues,
              }))}
              add={{ label: texts.add, onAdd: add }}
              empty={texts.empty}
            >
              {(id) => (
                <SkillForm
                  setup={setup}
                  index={skills.findIndex((skill) => skill.id === id)}
                  now={workspace.now.value}
                  onRemove={() => {
                    setup.change((now) => withoutSkill(now, id));
                    workspace.open(["settings", "skills"]);
                  }}
                />
              )}
            </ListDetail>
          </div>
        );
      }}
    </WithDraft>
  );
}

interface Holder {
  readonly id: string;
  readonly name: string;
  /** Undefined: proven by a certificate alone. */
  readonly level: number | undefined;
  /** The last day of the certificate that holds longest. */
  readonly until: string | undefined;
}

function holdersOf({ agents, roster }: Setup, skill: string): Holder[] {
  return roster.agents.flatMap((one): Holder[] => {
    const level = one.skills.find((has) => has.skill === skill)?.level;
    const until = one.certificates
      .filter((has) => has.skill === skill)
      .map(({ validUntil }) => validUntil)
      .sort()
      .at(-1);
    if (level === undefined && until === undefined) return [];
    return [{ id: one.agent, name: agents.find(({ id }) => id === one.agent)?.name ?? one.agent, level, until }];
  });
}

function SkillForm(props: { setup: Bound<Setup>; index: number; now: number; onRemove: () => void }) {
  const { setup, index, now, onRemove } = props;
  const skill = setup.at("roster").at("skills").at(index);
  const { id, label } = skill.value;
  const holders = holdersOf(setup.value, id);
  return (
    <div class="fields">
      <TextField label={texts.label} field={skill.at("label")} maxLength={60} />
      {skill.issue !== undefined && <p class="form-issue">{skill.issue}</p>}
      <section class="fields-part" aria-labelledby="holders-title">
        <h3 id="holders-title">{texts.who}</h3>
        {holders.length === 0 ? (
          <p class="fields-text">{texts.nobody}</p>
        ) : (
          <div class="table-scroll">
            <table class="setting-table">
              <thead>
                <tr>
                  <th scope="col">{texts.agent}</th>
                  <th scope="col">{peopleTexts.abilities.level}</th>
                  <th scope="col">{texts.certified}</th>
                </tr>
              </thead>
              <tbody>
                {holders.map((holder) => (
                  <tr key={holder.id}>
                    <th scope="row">
                      <a class="text-link" href={screenFragment(["settings", "agents", holder.id])}>
                        <bdi>{holder.name}</bdi>
                      </a>
                    </th>
                    <td>{holder.level ?? "–"}</td>
                    <td>
                      {holder.until === undefined ? (
                        "–"
                      ) : (
                        <>
                          {holder.until} <Expiry until={holder.until} now={now} />
                        </>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <Removal
        name={label}
        named={namingSkill(setup.value, id)}
        hangs={holders.length > 0 ? [texts.hangs(holders.length)] : []}
        onRemove={onRemove}
      />
    </div>
  );
}
