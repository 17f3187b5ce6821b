import type { Setup } from "@firstline/sdk/wire";
import { useModel } from "@preact/signals";
import type { Workspace } from "../../models/workspace.ts";
import { explainTexts as texts } from "../../texts/explain.ts";
import { texts as general } from "../../texts.ts";
import { FormField } from "../../views/form-field.tsx";
import { Picker } from "../../views/parts.tsx";
import { choicesOf, labelled } from "../choices.ts";
import { same } from "../merge.ts";
import type { Choice } from "../parts/fields.tsx";
import { Explain, type Question } from "./explain.ts";
import { channels, named, priorities } from "./fact-fields.tsx";
import { Findings } from "./findings.tsx";

interface PanelProps {
  readonly workspace: Workspace;
  readonly setup: Setup;
  /** Whether the set-up is a draft that the desk does not have. */
  readonly changed: boolean;
}

/** The simulator: a ticket, and what the rules make of it. */
export function ExplainPanel({ workspace, setup, changed }: PanelProps) {
  const explain = useModel(() => new Explain(workspace.desk, setup.sites[0]?.id ?? "", workspace.onFailure));
  const question = explain.question.value;
  const state = explain.state.value;
  const stale = state.kind === "done" && !(same(state.question, question) && same(state.setup, setup));
  const draftIssues = explain.draftIssues();
  const edit = (change: Partial<Question>) => {
    explain.question.value = { ...question, ...change };
  };
  return (
    <section class="explain" aria-labelledby="explain-title">
      <h3 id="explain-title">{texts.title}</h3>
      <p class="fields-text">{changed ? texts.draft : texts.intro}</p>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          void explain.ask(setup, changed);
        }}
      >
        <Choose
          label={texts.kind}
          value={question.kind}
          choices={[
            { value: "possible", label: texts.possible },
            { value: "known", label: texts.known },
          ]}
          onChange={(kind) => edit({ kind })}
        />
        {question.kind === "known" ? (
          <FormField label={texts.number} hint={texts.numberHint} issue={explain.issueAt("number")}>
            <input
              dir="ltr"
              autocomplete="off"
              required
              value={question.number}
              onInput={({ currentTarget }) => edit({ number: currentTarget.value })}
            />
          </FormField>
        ) : (
          <Facts explain={explain} setup={setup} edit={edit} />
        )}
        <FormField label={texts.at} hint={texts.atHint} issue={explain.issueAt("at")}>
          <input
            type="datetime-local"
            min="1970-01-02T00:00"
            max="2197-12-31T00:00"
            value={question.at}
            onInput={({ currentTarget }) => edit({ at: currentTarget.value })}
          />
        </FormField>
        <div>
          <button type="submit" class="button button-primary" disabled={state.kind === "asking"}>
            {state.kind === "asking" ? texts.asking : texts.submit}
          </button>
        </div>
      </form>
      <div class="fields" aria-live="polite">
        {state.kind === "failed" && draftIssues.length === 0 && <p class="form-issue">{state.failure.text}</p>}
        {draftIssues.length > 0 && (
          <div class="form-issue">
            <p>{texts.draftWrong(draftIssues.length)}</p>
            <ul>
              {draftIssues.map((issue) => (
                <li key={issue}>{issue}</li>
              ))}
            </ul>
          </div>
        )}
        {stale && <p class="hint-line">{texts.stale}</p>}
        {state.kind === "done" && (
          <Findings explanation={state.explanation} setup={state.setup} now={workspace.now.value} />
        )}
      </div>
    </section>
  );
}

interface FactsProps {
  readonly explain: Explain;
  readonly setup: Setup;
  readonly edit: (change: Partial<Question>) => void;
}

function Facts({ explain, setup, edit }: FactsProps) {
  const question = explain.question.value;
  const topics = setup.sites.find(({ id }) => id === question.site)?.topics ?? [];
  return (
    <>
      <Choose
        label={texts.site}
        value={question.site}
        choices={choicesOf(setup.sites)}
        issue={explain.issueAt("site")}
        onChange={(site) => edit({ site, topic: "" })}
      />
      <FormField label={texts.subject} issue={explain.issueAt("subject")}>
        <input
          dir="auto"
          maxLength={200}
          value={question.subject}
          onInput={({ currentTarget }) => edit({ subject: currentTarget.value })}
        />
      </FormField>
      <FormField label={texts.text} issue={explain.issueAt("text")}>
        <textarea
          class="area"
          dir="auto"
          rows={3}
          value={question.text}
          onInput={({ currentTarget }) => edit({ text: currentTarget.value })}
        />
      </FormField>
      <div class="form-fields">
        <Choose
          label={texts.topic}
          value={question.topic}
          choices={[{ value: "", label: texts.noTopic }, ...labelled(topics)]}
          issue={explain.issueAt("topic")}
          onChange={(topic) => edit({ topic })}
        />
        <Choose
          label={texts.priority}
          value={question.priority}
          choices={named(priorities, general.priority)}
          onChange={(priority) => edit({ priority })}
        />
      </div>
      <details class="explain-more">
        <summary>{texts.more}</summary>
        <div class="form-fields">
          <Choose
            label={texts.channel}
            value={question.channel}
            choices={named(channels, general.channel)}
            onChange={(channel) => edit({ channel })}
          />
          <FormField label={texts.language} hint={texts.languageHint} issue={explain.issueAt("language")}>
            <input
              dir="ltr"
              maxLength={35}
              value={question.language}
              onInput={({ currentTarget }) => edit({ language: currentTarget.value })}
            />
          </FormField>
          <FormField label={texts.plan} issue={explain.issueAt("plan")}>
            <input
              maxLength={40}
              value={question.plan}
              onInput={({ currentTarget }) => edit({ plan: currentTarget.value })}
            />
          </FormField>
          <FormField label={texts.tags} issue={explain.issueAt("tags")}>
            <input
              value={question.tags.join(" ")}
              onChange={({ currentTarget }) =>
                edit({ tags: currentTarget.value.split(/[\s,]+/).filter((tag) => tag !== "") })
              }
            />
          </FormField>
          <label class="check-field">
            <input
              type="checkbox"
              checked={question.verified}
              onChange={({ currentTarget }) => edit({ verified: currentTarget.checked })}
            />
            <span>{texts.verified}</span>
          </label>
        </div>
      </details>
    </>
  );
}

interface ChooseProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly issue?: string | undefined;
  readonly onChange: (value: Value) => void;
}

function Choose<Value extends string>({ label, value, choices, issue, onChange }: ChooseProps<Value>) {
  return (
    <FormField label={label} issue={issue}>
      <Picker
        value={value}
        onChange={({ currentTarget }) => {
          const next = choices.find((choice) => choice.value === currentTarget.value);
          if (next) onChange(next.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Picker>
    </FormField>
  );
}
