import type { ComponentChildren } from "preact";
import type { PanelModel } from "../models/panel.ts";
import { texts } from "../texts.ts";
import { Field, Pills } from "./field.tsx";
import { Problem } from "./parts.tsx";
import { TopicField } from "./topic-field.tsx";

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
        await model.submit([...form.querySelectorAll(":invalid")].map(({ id }) => id));
        form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
      }}
    >
      <div class="body">
        {children}
        {site.kind === "ready" && site.value.topics.length > 0 && (
          <Pills model={model} name="topic" label={texts.topic} optional type="radio" options={site.value.topics} />
        )}
        {model.asked().map((field) => (
          <TopicField key={field.id} model={model} field={field} />
        ))}
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
