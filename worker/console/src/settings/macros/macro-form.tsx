import type { Macro, MacroActions, Setup } from "@firstline/sdk/wire";
import { macroTexts as texts } from "../../texts/macros.ts";
import { texts as general } from "../../texts.ts";
import { choicesOf } from "../choices.ts";
import { type Bound, itemsOf, listOf } from "../parts/bound.ts";
import { CheckField, ChoicesField, SelectField, TextField } from "../parts/fields.tsx";
import { TagsField } from "../parts/tags-field.tsx";
import { languageIssue, named, priorities, tagIssue } from "../rules/fact-fields.tsx";
import { MacroText } from "./macro-text.tsx";

const statuses = ["open", "pending", "solved"] as const;

interface FormProps {
  readonly macro: Bound<Macro>;
  readonly setup: Setup;
  readonly agent: string;
}

/** All that there is to say about one macro. */
export function MacroForm({ macro, setup, agent }: FormProps) {
  const actions = macro.at("actions").as<MacroActions>(
    (value) => value ?? {},
    (next) => (Object.values(next).some((value) => value !== undefined) ? next : undefined),
  );
  return (
    <div class="fields ordered-unfolded">
      <div class="form-fields">
        <TextField label={texts.name} field={macro.at("name")} maxLength={80} />
        <TextField
          label={texts.language}
          hint={texts.languageHint}
          field={macro.at("language")}
          check={languageIssue}
          maxLength={35}
          optional
        />
        <Sites field={macro.at("sites")} setup={setup} />
      </div>
      <MacroText macro={macro} sites={setup.sites} agent={agent} />
      <fieldset class="fields-group">
        <legend>{texts.actions}</legend>
        <div class="form-fields">
          <SelectField
            label={texts.status}
            field={actions.at("status")}
            choices={named(statuses, general.status)}
            none={texts.leave}
          />
          <SelectField
            label={texts.priority}
            field={actions.at("priority")}
            choices={named(priorities, general.priority)}
            none={texts.leave}
          />
          <SelectField
            label={texts.team}
            field={actions.at("team")}
            choices={choicesOf(setup.teams)}
            none={texts.leave}
          />
          <TagsField
            label={texts.tags}
            field={listOf(actions.at("tags"))}
            tidy={(tag) => tag.toLowerCase()}
            check={tagIssue}
          />
          <CheckField
            label={texts.toMe}
            field={actions.at("assignToMe").as<boolean>(
              (value) => value === true,
              (on) => (on ? true : undefined),
            )}
          />
        </div>
      </fieldset>
      {macro.issue !== undefined && <p class="form-issue">{macro.issue}</p>}
    </div>
  );
}

function Sites({ field, setup }: { field: Bound<Macro["sites"]>; setup: Setup }) {
  const list = field.as<string[]>(
    (value) => (value === "all" ? [] : value),
    (next) => next,
  );
  /** What the desk said about one of them, such as that it is gone. */
  const lost = itemsOf(list).find(({ issue }) => issue !== undefined)?.issue;
  const isNone = field.value !== "all" && field.value.length === 0;
  return (
    <>
      <CheckField
        label={texts.allSites}
        field={field.as(
          (value) => value === "all",
          (all, value) => (all ? "all" : value === "all" ? [] : value),
        )}
      />
      {field.value !== "all" && (
        <ChoicesField
          label={texts.sites}
          field={{ ...list, issue: isNone ? texts.noSite : (list.issue ?? lost) }}
          choices={choicesOf(setup.sites)}
        />
      )}
    </>
  );
}
