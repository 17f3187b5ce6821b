import type { Session } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import type { Workspace } from "../../models/workspace.ts";
import { webhooksTexts } from "../../texts/webhooks.ts";
import { texts as general } from "../../texts.ts";
import { Dialog } from "../../views/dialog.tsx";
import { FormFailure, FormField, issueOf } from "../../views/form-field.tsx";
import { Choices } from "./choices.tsx";
import type { WebhookDialogState, WebhooksModel } from "./webhooks-model.ts";

const texts = webhooksTexts.form;

interface Props {
  readonly workspace: Workspace;
  readonly model: WebhooksModel;
}

/** Whatever stands over the page of the webhooks. */
export function WebhookDialog({ workspace, model }: Props) {
  const state = model.dialog.value;
  if (!state) return null;
  if (state.kind === "secret") return <Secret secret={state.secret} close={model.close} />;
  const submit = async (event: Event) => {
    event.preventDefault();
    const done = await model.submit();
    if (done && state.kind === "remove") workspace.open(["settings", "webhooks"]);
  };
  const { title, label } = wordsOf(state);
  return (
    <Dialog id="webhook" title={title} onClose={model.close}>
      <form class="form webhooks-form" noValidate onSubmit={submit}>
        {state.kind === "form" ? (
          <Fields state={state} model={model} sites={workspace.session.value.sites} />
        ) : (
          <p>{state.kind === "rotate" ? webhooksTexts.rotateText : webhooksTexts.removeText}</p>
        )}
        <FormFailure failure={state.failure} />
        <footer class="form-foot">
          <button type="button" class="button" disabled={state.saving} onClick={model.close}>
            {general.cancel}
          </button>
          <button type="submit" class="button button-primary" disabled={state.saving}>
            {state.saving ? texts.saving : label}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

type Asking = Exclude<WebhookDialogState, { kind: "secret" }>;

function wordsOf(state: Asking): { title: string; label: string } {
  if (state.kind === "rotate") return { title: webhooksTexts.rotateTitle, label: webhooksTexts.rotateDo };
  if (state.kind === "remove")
    return { title: webhooksTexts.removeTitle(state.of.name), label: webhooksTexts.removeDo };
  return state.of ? { title: texts.editTitle, label: texts.save } : { title: texts.createTitle, label: texts.create };
}

const types = ["ticket.created", "ticket.updated"] as const;

type FieldsProps = Pick<Props, "model"> & { state: Asking & { kind: "form" }; sites: Session["sites"] };

function Fields({ state: { fields, failure }, model, sites }: FieldsProps) {
  const issue = (field: string) => issueOf(failure, field);
  return (
    <div class="form-fields">
      <FormField
        label={texts.name}
        issue={issue("name") && (fields.name.trim() === "" ? texts.noName : issue("name"))}
        wide
      >
        <input
          maxLength={80}
          dir="auto"
          value={fields.name}
          onInput={(event) => model.change({ name: event.currentTarget.value })}
        />
      </FormField>
      <FormField label={texts.url} hint={texts.urlHint} issue={issue("url")} wide>
        <input
          type="url"
          maxLength={500}
          dir="ltr"
          autocomplete="off"
          value={fields.url}
          onInput={(event) => model.change({ url: event.currentTarget.value })}
        />
      </FormField>
      <fieldset class="choices">
        <legend class="form-label">{texts.sites}</legend>
        {([true, false] as const).map((every) => (
          <label key={String(every)} class="choice">
            <input
              type="radio"
              name="sites"
              checked={fields.everySite === every}
              onChange={() => model.change({ everySite: every })}
            />
            {every ? texts.allSites : texts.someSites}
          </label>
        ))}
        {!fields.everySite && (
          <Choices
            all={sites.map(({ id, name }) => ({ value: id, label: name }))}
            chosen={fields.sites}
            choose={(chosen) => model.change({ sites: chosen })}
            below
          />
        )}
        {issue("sites") !== undefined && <span class="form-issue">{issue("sites")}</span>}
      </fieldset>
      <fieldset class="choices">
        <legend class="form-label">{texts.types}</legend>
        <Choices
          all={types.map((value) => ({ value, label: webhooksTexts.types[value] }))}
          chosen={fields.types}
          choose={(chosen) => model.change({ types: chosen })}
        />
        {issue("types") !== undefined && (
          <span class="form-issue">{fields.types.length === 0 ? texts.noTypes : issue("types")}</span>
        )}
      </fieldset>
    </div>
  );
}

function Secret({ secret, close }: { secret: string; close: () => void }) {
  const copied = useSignal(false);
  const words = webhooksTexts.secret;
  return (
    <Dialog id="secret" title={words.title} onClose={close}>
      <div class="form webhooks-form">
        <p>{words.text}</p>
        <div class="secret-line">
          <input
            readOnly
            dir="ltr"
            class="secret-text"
            aria-label={words.label}
            value={secret}
            onFocus={(event) => event.currentTarget.select()}
          />
          <button
            type="button"
            class="button"
            onClick={async () => {
              await navigator.clipboard.writeText(secret);
              copied.value = true;
            }}
          >
            {copied.value ? words.copied : words.copy}
          </button>
        </div>
        <footer class="form-foot">
          <button type="button" class="button button-primary" onClick={close}>
            {words.done}
          </button>
        </footer>
      </div>
    </Dialog>
  );
}
