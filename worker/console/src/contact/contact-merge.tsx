import type { Contact, ContactSheet } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import type { Failure } from "../failure.ts";
import { contactTexts as texts } from "../texts/contact.ts";
import { texts as common } from "../texts.ts";
import { Dialog } from "../views/dialog.tsx";
import { FormFailure } from "../views/form-field.tsx";
import { Avatar, nameOf, PersonName } from "../views/parts.tsx";
import type { ContactModel } from "./contact-model.ts";

/** Others who may be the same person, and how to join this one with them. */
export function Alike({ model, sheet }: { model: ContactModel; sheet: ContactSheet }) {
  const chosen = useSignal<Contact | undefined>(undefined);
  const failure = useSignal<Failure | undefined>(undefined);
  const { contact, alike } = sheet;
  // Only the site can say that an identified contact is somebody else.
  if (alike.length === 0 || contact.subject !== null || contact.mergedInto !== null) return null;
  const close = () => {
    chosen.value = undefined;
    failure.value = undefined;
  };
  const merging = model.doing.value?.kind === "merging";
  return (
    <section aria-labelledby="contact-alike">
      <h3 id="contact-alike">{texts.alike}</h3>
      <p class="contact-hint">{texts.alikeHint}</p>
      <ul class="contact-alike">
        {alike.map((other) => (
          <li key={other.id}>
            <Avatar id={other.id} name={nameOf(other)} small />
            <PersonName name={nameOf(other)} />
            <button
              type="button"
              class="button"
              onClick={() => {
                chosen.value = other;
              }}
            >
              {texts.merge}
            </button>
          </li>
        ))}
      </ul>
      {chosen.value && (
        <Dialog id="merge-contacts" title={texts.mergeTitle(nameOf(chosen.value))} onClose={close}>
          <div class="form">
            <p>{texts.mergeText}</p>
            <FormFailure failure={failure.value} />
            <div class="form-foot">
              <button type="button" class="button" onClick={close}>
                {common.cancel}
              </button>
              <button
                type="button"
                class="button button-primary"
                disabled={merging}
                onClick={async () => {
                  if (chosen.value) failure.value = await model.mergeInto(chosen.value.id);
                }}
              >
                {merging ? texts.merging : texts.mergeConfirm}
              </button>
            </div>
          </div>
        </Dialog>
      )}
    </section>
  );
}
