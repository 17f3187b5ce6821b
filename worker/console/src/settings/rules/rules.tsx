import type { Condition, Rule, Setup } from "@firstline/sdk/wire";
import { useEffect, useRef } from "preact/hooks";
import { formTexts } from "../../texts/forms.ts";
import { rulesTexts as texts } from "../../texts/rules.ts";
import { newId } from "../identifier.ts";
import type { PageProps } from "../page.ts";
import type { Bound } from "../parts/bound.ts";
import { TextField } from "../parts/fields.tsx";
import { OrderedList } from "../parts/ordered-list.tsx";
import { WithDraft } from "../parts/with-draft.tsx";
import { ConditionEditor, newFact } from "./condition-editor.tsx";
import { ExplainPanel } from "./explain-panel.tsx";
import { OutcomeEditor } from "./outcome-editor.tsx";
import { type Names, namesOf, outcomeWords, whenWords } from "./words.ts";
import "../people/people.css";
import "./rules.css";

/** The rules in their order, and beside them what they make of a ticket. */
export function Rules({ workspace, editor, path }: PageProps) {
  return (
    <WithDraft editor={editor}>
      {(setup) => (
        <div class="rules">
          <RuleList setup={setup} shown={path[0]} />
          <ExplainPanel workspace={workspace} setup={setup.value} changed={editor.changed.value} />
        </div>
      )}
    </WithDraft>
  );
}

function RuleList({ setup, shown }: { setup: Bound<Setup>; shown: string | undefined }) {
  const names = namesOf(setup.value);
  const last = setup.value.rules.at(-1);
  const isDefault = (rule: Rule) => rule.when.type === "always" && rule.id === last?.id;
  return (
    <div class="fields">
      <p class="fields-text">{texts.intro}</p>
      <OrderedList<Rule>
        label={texts.list}
        list={setup.at("rules")}
        nameOf={({ name }) => name}
        fixed={isDefault}
        keeps={(rule) => (isDefault(rule) ? texts.defaultHint : undefined)}
        add={{
          label: texts.add,
          make: (): Rule => ({
            id: newId("rul"),
            name: texts.newName,
            when: newFact("words", setup.value),
            outcome: {},
          }),
        }}
        most={1_000}
      >
        {(rule) => (
          <RuleItem
            key={rule.value.id}
            rule={rule}
            setup={setup.value}
            names={names}
            open={rule.value.id === shown}
            isDefault={isDefault(rule.value)}
          />
        )}
      </OrderedList>
    </div>
  );
}

interface RuleProps {
  readonly rule: Bound<Rule>;
  readonly setup: Setup;
  readonly names: Names;
  readonly open: boolean;
  readonly isDefault: boolean;
}

function RuleItem({ rule, setup, names, open, isDefault }: RuleProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (!open || !details.current) return;
    details.current.open = true;
    details.current.scrollIntoView({ block: "nearest" });
  }, [open]);
  const decides = outcomeWords(rule.value.outcome, names);
  const { name } = rule.value;
  return (
    <details ref={details} class="rule">
      <summary>
        <span class="rule-name">
          <bdi>{name === "" ? formTexts.unnamed : name}</bdi> {isDefault && <span class="badge">{texts.default}</span>}
          {rule.issues > 0 && <span class="badge badge-danger">{formTexts.issues(rule.issues)}</span>}
        </span>
        <span class="rule-words">
          <span class="rule-word">{texts.when}</span> <bdi>{whenWords(rule.value, names)}</bdi>
        </span>
        <span class="rule-words">
          <span class="rule-word">{texts.decides}</span>{" "}
          <bdi>{decides.length === 0 ? texts.nothing : decides.join(", ")}</bdi>
        </span>
      </summary>
      <div class="fields rule-body">
        <TextField label={texts.name} field={rule.at("name")} maxLength={80} />
        {rule.issue !== undefined && <p class="form-issue">{rule.issue}</p>}
        <fieldset class="fields-group">
          <legend>{texts.when}</legend>
          <When rule={rule} setup={setup} />
        </fieldset>
        <fieldset class="fields-group">
          <legend>{texts.decides}</legend>
          <OutcomeEditor outcome={rule.at("outcome")} setup={setup} />
        </fieldset>
      </div>
    </details>
  );
}

function When({ rule, setup }: { rule: Bound<Rule>; setup: Setup }) {
  const when = rule.at("when");
  const { value } = when;
  if (value.type === "always") {
    return (
      <>
        <p class="fields-text">{texts.defaultHint}</p>
        {when.issue !== undefined && <p class="form-issue">{when.issue}</p>}
      </>
    );
  }
  const condition = when.as<Condition>(
    (now) => (now.type === "always" ? value : now),
    (next) => next,
  );
  return <ConditionEditor place={condition} setup={setup} depth={0} onRemove={undefined} />;
}
