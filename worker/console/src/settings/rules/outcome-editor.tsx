import type { RuleOutcome, Setup } from "@firstline/sdk/wire";
import { formTexts } from "../../texts/forms.ts";
import { peopleTexts } from "../../texts/people.ts";
import { rulesTexts } from "../../texts/rules.ts";
import { texts as general } from "../../texts.ts";
import { CloseIcon, PlusIcon } from "../../views/icons.tsx";
import { choicesOf, labelled } from "../choices.ts";
import { type Bound, itemsOf, listOf } from "../parts/bound.ts";
import { ChoicesField, SelectField, TextField } from "../parts/fields.tsx";
import { TagsField } from "../parts/tags-field.tsx";
import { languageIssue, named, priorities, tagIssue, topicChoices } from "./fact-fields.tsx";

const texts = rulesTexts.outcome;
const levels = [1, 2, 3, 4, 5].map((value) => ({ value, label: peopleTexts.abilities.levels[value] ?? String(value) }));

/** What a rule decides about the tickets that it matches. */
export function OutcomeEditor({ outcome, setup }: { outcome: Bound<RuleOutcome>; setup: Setup }) {
  const skills = labelled(setup.roster.skills);
  const none = texts.none;
  return (
    <>
      <div class="form-fields">
        <SelectField
          label={texts.team}
          hint={texts.teamHint}
          field={outcome.at("team")}
          choices={choicesOf(setup.teams)}
          none={none}
        />
        <SelectField
          label={texts.tier}
          field={outcome.at("tier")}
          choices={setup.tiers.map(({ level, label }) => ({ value: level, label }))}
          none={none}
        />
        <SelectField
          label={texts.priority}
          field={outcome.at("priority")}
          choices={named(priorities, general.priority)}
          none={none}
        />
        <SelectField label={texts.topic} field={outcome.at("topic")} choices={topicChoices(setup)} none={none} />
        <SelectField
          label={texts.contract}
          field={outcome.at("contract")}
          choices={choicesOf(setup.contracts)}
          none={none}
        />
        <TextField
          label={texts.language}
          hint={texts.languageHint}
          field={outcome.at("language")}
          check={languageIssue}
          placeholder={none}
          maxLength={35}
          optional
        />
        <TagsField
          label={texts.tags}
          field={listOf(outcome.at("tags"))}
          tidy={(tag) => tag.toLowerCase()}
          check={tagIssue}
        />
        <ChoicesField
          label={texts.certificates}
          field={listOf(outcome.at("certificates"))}
          choices={skills}
          empty={texts.noSkills}
        />
      </div>
      {skills.length > 0 && <NeededSkills list={listOf(outcome.at("skills"))} skills={skills} />}
      {outcome.issue !== undefined && <p class="form-issue">{outcome.issue}</p>}
    </>
  );
}

interface NeededSkillsProps {
  readonly list: Bound<NonNullable<RuleOutcome["skills"]>>;
  readonly skills: readonly { readonly value: string; readonly label: string }[];
}

function NeededSkills({ list, skills }: NeededSkillsProps) {
  const free = skills.find(({ value }) => !list.value.some(({ skill }) => skill === value));
  return (
    <fieldset class="needed-skills">
      <legend class="form-label">{texts.skills}</legend>
      {itemsOf(list).map((needed, index) => {
        const name = skills.find(({ value }) => value === needed.value.skill)?.label ?? needed.value.skill;
        return (
          <div key={index} class="fields-row">
            <SelectField label={texts.skill} field={needed.at("skill")} choices={skills} />
            <SelectField label={texts.level} field={needed.at("level")} choices={levels} />
            <button
              type="button"
              class="button button-icon"
              aria-label={formTexts.remove(name)}
              title={formTexts.remove(name)}
              onClick={() => list.change((now) => now.toSpliced(index, 1))}
            >
              <CloseIcon />
            </button>
          </div>
        );
      })}
      <button
        type="button"
        class="button button-small button-quiet"
        disabled={free === undefined}
        onClick={() => free && list.change((now) => [...now, { skill: free.value, level: 3 }])}
      >
        <PlusIcon />
        {texts.addSkill}
      </button>
    </fieldset>
  );
}
