import type { PanelModel } from "../models/panel.ts";
import { texts } from "../texts.ts";
import { Field } from "./field.tsx";
import { Loaded, Problem } from "./parts.tsx";

/** The form of a new ticket; sending stays in sight while the fields scroll. What only the desk knows comes into it later. */
export function Form({ panel }: { panel: PanelModel }) {
  const { draft, desk } = panel;
  const state = draft.state.value;
  const remote = desk.state.value;
  const here = remote.kind === "ready" ? remote.value : undefined;
  const error = (state.kind === "failed" || state.kind === "queued") && state.error;
  if (here?.shut.value) return <div class="body">{here.draw.beforeForm()}</div>;
  return (
    <form
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        const form = event.currentTarget;
        if (state.kind === "sending") return;
        await panel.submit([...form.querySelectorAll(":invalid")].map(({ id }) => id));
        form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
      }}
    >
      <div class="body" inert={state.kind === "sending"}>
        <Loaded remote={desk}>{({ draw }) => draw.beforeForm()}</Loaded>
        <Field model={draft} name="subject" label={texts.subject} maxLength={200} />
        <Field
          model={draft}
          name="message"
          label={texts.message}
          as="textarea"
          rows={3}
          maxLength={20_000}
          placeholder={texts.messageHint}
        />
        {!here?.identified.value && (
          <div class="pair">
            <Field
              model={draft}
              name="email"
              label={texts.email}
              optional
              type="email"
              mistake={texts.emailHint}
              autocomplete="email"
              maxLength={254}
            />
            <Field model={draft} name="name" label={texts.name} optional autocomplete="name" maxLength={80} />
          </div>
        )}
        {here?.draw.afterForm()}
      </div>
      <div class="foot">
        {error && <Problem error={error} kept />}
        {here?.draw.beforeSend()}
        <button type="submit" class="primary" aria-disabled={state.kind === "sending"}>
          {state.kind === "sending" ? texts.sending : error ? texts.retry : texts.send}
        </button>
      </div>
    </form>
  );
}
