import type { ComponentChildren } from "preact";
import type { PanelModel } from "../models/panel.ts";
import type { FieldName } from "../models/submission.ts";
import { texts } from "../texts.ts";
import { Problem } from "./parts.tsx";

interface FieldProps {
  readonly model: PanelModel["submission"];
  readonly name: FieldName;
  readonly label: string;
  readonly as?: "input" | "textarea";
  readonly optional?: boolean;
  readonly [attribute: string]: unknown;
}

function Field({ model, name, label, as: Tag = "input", optional, ...attributes }: FieldProps) {
  const value = model.fields.value[name];
  const error = model.state.value.wrong.has(name) && (value.trim() ? texts.invalid : texts.required);
  return (
    <div class="field">
      <label for={name}>
        {label} {optional && <small>{texts.optional}</small>}
      </label>
      <Tag
        {...attributes}
        id={name}
        value={value}
        onInput={(event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
          model.write(name, event.currentTarget.value)
        }
        required={!optional}
        aria-invalid={!!error}
        aria-describedby={error ? `${name}-error` : undefined}
      />
      {error && (
        <small class="error" id={`${name}-error`}>
          {error}
        </small>
      )}
    </div>
  );
}

/** The form of a new ticket, below what a view says first; sending stays in sight while the fields scroll. */
export function Form({ panel, children }: { panel: PanelModel; children?: ComponentChildren }) {
  const model = panel.submission;
  const state = model.state.value;
  const site = panel.site.state.value;
  return (
    <form
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        const form = event.currentTarget;
        await model.submit();
        form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
      }}
    >
      <div class="body">
        {children}
        {site.kind === "ready" && site.value.topics.length > 0 && (
          <fieldset>
            <legend>
              {texts.topic} <small>{texts.optional}</small>
            </legend>
            {site.value.topics.map(({ id, label }) => (
              <label key={id} class="pill">
                <input
                  type="radio"
                  name="topic"
                  checked={model.fields.value.topic === id}
                  onChange={() => model.write("topic", id)}
                />
                {label}
              </label>
            ))}
          </fieldset>
        )}
        <Field model={model} name="subject" label={texts.subject} maxLength={200} />
        <Field
          model={model}
          name="message"
          label={texts.message}
          as="textarea"
          rows={3}
          maxLength={20_000}
          placeholder={texts.messageHint}
        />
        <div class="pair">
          <Field
            model={model}
            name="email"
            label={texts.email}
            optional
            type="email"
            autocomplete="email"
            maxLength={254}
          />
          <Field model={model} name="name" label={texts.name} optional autocomplete="name" maxLength={80} />
        </div>
      </div>
      <div class="foot">
        {state.kind === "failed" && <Problem error={state.error} kept />}
        <button type="submit" class="primary" aria-disabled={state.kind === "sending"}>
          {state.kind === "sending" ? texts.sending : state.kind === "failed" ? texts.retry : texts.send}
        </button>
      </div>
    </form>
  );
}
