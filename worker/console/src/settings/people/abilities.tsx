import type { AgentRoster, Setup } from "@firstline/sdk/wire";
import { screenFragment } from "../../models/place.ts";
import { formTexts } from "../../texts/forms.ts";
import { peopleTexts } from "../../texts/people.ts";
import { FormField } from "../../views/form-field.tsx";
import { CloseIcon, PlusIcon } from "../../views/icons.tsx";
import { labelled } from "../choices.ts";
import { type Bound, itemsOf } from "../parts/bound.ts";
import { type Choice, NumberField, SelectField, TextField } from "../parts/fields.tsx";
import { TagsField } from "../parts/tags-field.tsx";
import { ownZone } from "../parts/zone-field.tsx";
import { Expiry } from "./expiry.tsx";

const texts = peopleTexts.abilities;

/** A roster as it begins: always on duty, until shifts say otherwise. */
export const newRoster = (agent: string): AgentRoster => ({
  agent,
  zone: ownZone(),
  skills: [],
  certificates: [],
  languages: [],
  capacity: 10,
  shifts: "always",
});

/** What decides which tickets an agent is given: how many, in which languages, with which skills and certificates. */
export function Abilities({ setup, agent, now }: { setup: Bound<Setup>; agent: string; now: number }) {
  const rosters = setup.at("roster").at("agents");
  const index = rosters.value.findIndex((one) => one.agent === agent);
  const known = index !== -1;
  return (
    <section class="fields-part" aria-labelledby="abilities-title">
      <h3 id="abilities-title">{texts.title}</h3>
      {known ? (
        <RosterFields roster={rosters.at(index)} skills={labelled(setup.value.roster.skills)} now={now} />
      ) : (
        <p class="fields-text">{texts.none}</p>
      )}
      <div>
        <button
          type="button"
          class="button button-small"
          onClick={() =>
            rosters.change((all) => (known ? all.filter((one) => one.agent !== agent) : [...all, newRoster(agent)]))
          }
        >
          {known ? texts.take : texts.give}
        </button>
      </div>
    </section>
  );
}

interface RosterFieldsProps {
  readonly roster: Bound<AgentRoster>;
  readonly skills: readonly Choice<string>[];
  readonly now: number;
}

function RosterFields({ roster, skills, now }: RosterFieldsProps) {
  const has = new Set(roster.value.skills.map(({ skill }) => skill));
  const free = skills.find(({ value }) => !has.has(value));
  return (
    <>
      {roster.issue !== undefined && <p class="form-issue">{roster.issue}</p>}
      <div class="form-fields">
        <NumberField label={texts.capacity} field={roster.at("capacity")} min={1} max={1_000} />
        <TagsField
          label={texts.languages}
          hint={texts.languagesHint}
          field={roster.at("languages")}
          check={(tag) => (/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(tag) ? undefined : texts.notALanguage(tag))}
          code
        />
      </div>
      <fieldset class="fields-group">
        <legend>{texts.skills}</legend>
        {skills.length === 0 && <p class="fields-text">{texts.noSkills}</p>}
        {itemsOf(roster.at("skills")).map((skill, index) => (
          <div key={index} class="fields-row">
            <SelectField label={texts.skill} field={skill.at("skill")} choices={skills} />
            <SelectField label={texts.level} field={skill.at("level")} choices={levels} />
            <RemoveButton
              name={nameOf(skills, skill.value.skill)}
              onRemove={() => roster.at("skills").change((all) => all.toSpliced(index, 1))}
            />
          </div>
        ))}
        <AddButton
          label={texts.addSkill}
          disabled={free === undefined}
          onAdd={() => free && roster.at("skills").change((all) => [...all, { skill: free.value, level: 3 }])}
        />
      </fieldset>
      <Certificates roster={roster} skills={skills} now={now} />
      <p class="fields-text">
        {texts.hours} <a href={screenFragment(["settings", "rosters", roster.value.agent])}>{texts.toRosters}</a>
      </p>
    </>
  );
}

function Certificates({ roster, skills, now }: RosterFieldsProps) {
  const [first] = skills;
  return (
    <fieldset class="fields-group">
      <legend>{texts.certificates}</legend>
      {itemsOf(roster.at("certificates")).map((certificate, index) => {
        const name = texts.certificate(nameOf(skills, certificate.value.skill));
        const until = certificate.at("validUntil");
        return (
          <fieldset key={index} class="card" aria-label={name}>
            <div class="form-fields">
              <SelectField label={texts.skill} field={certificate.at("skill")} choices={skills} />
              <FormField label={texts.validUntil} issue={until.issue}>
                <input
                  type="date"
                  min="1970-01-01"
                  max="2199-12-31"
                  value={until.value}
                  onInput={({ currentTarget }) => until.set(currentTarget.value)}
                />
              </FormField>
              <TextField label={texts.issuer} field={certificate.at("issuer")} maxLength={120} />
              <TextField label={texts.number} field={certificate.at("number")} maxLength={80} />
              <TextField
                label={texts.evidence}
                hint={texts.evidenceHint}
                field={certificate.at("evidence")}
                code
                maxLength={500}
                optional
                wide
              />
            </div>
            <div class="card-foot">
              <Expiry until={until.value} now={now} />
              <RemoveButton
                name={name}
                onRemove={() => roster.at("certificates").change((all) => all.toSpliced(index, 1))}
              />
            </div>
          </fieldset>
        );
      })}
      <AddButton
        label={texts.addCertificate}
        disabled={first === undefined}
        onAdd={() =>
          first &&
          roster
            .at("certificates")
            .change((all) => [...all, { skill: first.value, issuer: "", number: "", validUntil: yearFrom(now) }])
        }
      />
    </fieldset>
  );
}

const levels: Choice<number>[] = [1, 2, 3, 4, 5].map((value) => ({
  value,
  label: texts.levels[value] ?? String(value),
}));

const nameOf = (skills: readonly Choice<string>[], id: string): string =>
  skills.find(({ value }) => value === id)?.label ?? id;

/** The date a year from an instant (ms). */
const yearFrom = (now: number): string => new Date(now + 365 * 86_400_000).toISOString().slice(0, 10);

function RemoveButton({ name, onRemove }: { name: string; onRemove: () => void }) {
  const label = formTexts.remove(name);
  return (
    <button type="button" class="button button-icon" aria-label={label} title={label} onClick={onRemove}>
      <CloseIcon />
    </button>
  );
}

function AddButton({ label, disabled, onAdd }: { label: string; disabled?: boolean; onAdd: () => void }) {
  return (
    <div>
      <button type="button" class="button button-small" disabled={disabled} onClick={onAdd}>
        <PlusIcon />
        {label}
      </button>
    </div>
  );
}
