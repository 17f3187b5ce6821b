import type { ContactRecord } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import type { Failure } from "../failure.ts";
import { contactTexts as texts } from "../texts/contact.ts";
import { FormFailure, FormField, issueOf } from "../views/form-field.tsx";
import { CloseIcon, PlusIcon } from "../views/icons.tsx";
import type { ContactModel } from "./contact-model.ts";

interface Draft {
  readonly name: string;
  readonly plan: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
}

const draftOf = ({ name, plan, attributes }: ContactRecord): Draft => ({
  name: name ?? "",
  plan: plan ?? "",
  attributes: Object.entries(attributes),
});

/** What agents may change of a contact, saved as a whole. */
export function ContactDetails({ model, contact }: { model: ContactModel; contact: ContactRecord }) {
  const draft = useSignal<Draft | undefined>(undefined);
  const failure = useSignal<Failure | undefined>(undefined);
  const shown = draft.value ?? draftOf(contact);
  const busy = model.doing.value !== undefined;
  const edit = (change: Partial<Draft>) => {
    draft.value = { ...shown, ...change };
  };
  const editAttribute = (index: number, attribute: readonly [string, string]) =>
    edit({ attributes: shown.attributes.with(index, attribute) });
  const kept = shown.attributes.filter(([name, value]) => name.trim() !== "" || value.trim() !== "");
  const isTwice = (name: string, index: number) =>
    name.trim() !== "" && shown.attributes.findIndex(([other]) => other.trim() === name.trim()) !== index;
  const save = async (event: Event) => {
    event.preventDefault();
    if (shown.attributes.some(([name], index) => isTwice(name, index))) return;
    failure.value = await model.change({
      ...(shown.name.trim() !== "" && { name: shown.name }),
      plan: shown.plan.trim() === "" ? null : shown.plan,
      attributes: Object.fromEntries(kept),
    });
    if (!failure.value) draft.value = undefined;
  };
  return (
    <form class="contact-details" onSubmit={save} aria-labelledby="contact-details">
      <h3 id="contact-details">{texts.details}</h3>
      <FormField label={texts.name} issue={issueOf(failure.value, "name")}>
        <input value={shown.name} maxLength={80} onInput={(event) => edit({ name: event.currentTarget.value })} />
      </FormField>
      <FormField label={texts.plan} issue={issueOf(failure.value, "plan")}>
        <input value={shown.plan} maxLength={40} onInput={(event) => edit({ plan: event.currentTarget.value })} />
      </FormField>
      <fieldset class="contact-attributes">
        <legend>{texts.attributes}</legend>
        <p class="contact-hint">{texts.attributesHint}</p>
        {shown.attributes.map(([name, value], index) => (
          <div key={index} class="contact-attribute">
            <input
              aria-label={texts.attributeName}
              aria-invalid={isTwice(name, index)}
              value={name}
              maxLength={60}
              onInput={(event) => editAttribute(index, [event.currentTarget.value, value])}
            />
            <input
              aria-label={texts.attributeValue}
              value={value}
              maxLength={500}
              onInput={(event) => editAttribute(index, [name, event.currentTarget.value])}
            />
            <button
              type="button"
              class="button button-icon"
              aria-label={texts.removeAttribute(name)}
              title={texts.removeAttribute(name)}
              onClick={() => edit({ attributes: shown.attributes.toSpliced(index, 1) })}
            >
              <CloseIcon />
            </button>
            {isTwice(name, index) && <p class="form-issue">{texts.twice}</p>}
          </div>
        ))}
        {shown.attributes.length < 30 && (
          <button
            type="button"
            class="button button-quiet"
            onClick={() => edit({ attributes: [...shown.attributes, ["", ""]] })}
          >
            <PlusIcon />
            {texts.addAttribute}
          </button>
        )}
      </fieldset>
      <FormFailure failure={failure.value} />
      {draft.value && (
        <div class="contact-actions">
          <button type="submit" class="button button-primary" disabled={busy}>
            {model.doing.value?.kind === "saving" ? texts.saving : texts.save}
          </button>
          <button
            type="button"
            class="button"
            disabled={busy}
            onClick={() => {
              draft.value = undefined;
              failure.value = undefined;
            }}
          >
            {texts.discard}
          </button>
        </div>
      )}
    </form>
  );
}
