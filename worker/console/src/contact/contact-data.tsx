import type { ContactRecord } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import type { Failure } from "../failure.ts";
import type { Workspace } from "../models/workspace.ts";
import { contactTexts as texts } from "../texts/contact.ts";
import { texts as common } from "../texts.ts";
import { Dialog } from "../views/dialog.tsx";
import { FormFailure, FormField } from "../views/form-field.tsx";
import { nameOf } from "../views/parts.tsx";
import { saveDocument } from "../views/save-file.ts";
import type { ContactModel } from "./contact-model.ts";

/** What leads do when somebody asks for their data, or asks to be forgotten. */
export function ContactData(props: { model: ContactModel; contact: ContactRecord; workspace: Workspace }) {
  const { model, contact, workspace } = props;
  const asking = useSignal(false);
  const typed = useSignal("");
  const failure = useSignal<Failure | undefined>(undefined);
  if (workspace.session.value.agent.role === "agent") return null;
  const doing = model.doing.value;
  const download = async () => {
    const pages = await model.export();
    if ("code" in pages) {
      failure.value = pages;
      return;
    }
    failure.value = undefined;
    const [first] = pages;
    if (first) saveDocument(`contact-${contact.id}.json`, { ...first, tickets: pages.flatMap((page) => page.tickets) });
  };
  const close = () => {
    asking.value = false;
    typed.value = "";
    failure.value = undefined;
  };
  const erase = async (event: Event) => {
    event.preventDefault();
    if (typed.value.trim() !== texts.eraseWord) return;
    failure.value = await model.erase();
    if (!failure.value) close();
  };
  return (
    <section class="contact-data" aria-labelledby="contact-data">
      <h3 id="contact-data">{texts.data}</h3>
      <p class="contact-hint">{texts.exportText}</p>
      <button type="button" class="button" disabled={doing !== undefined} onClick={download}>
        {doing?.kind === "exporting" ? texts.exporting(doing.tickets) : texts.export}
      </button>
      <p class="contact-hint">{texts.eraseText}</p>
      <button
        type="button"
        class="button button-danger"
        disabled={doing !== undefined}
        onClick={() => {
          asking.value = true;
        }}
      >
        {texts.erase}
      </button>
      {!asking.value && <FormFailure failure={failure.value} />}
      {asking.value && (
        <Dialog id="erase-contact" title={texts.eraseTitle(nameOf(contact))} onClose={close}>
          <form class="form" onSubmit={erase}>
            <p>{texts.eraseWarning}</p>
            <FormField label={texts.eraseLabel(texts.eraseWord)}>
              <input
                autocomplete="off"
                value={typed.value}
                onInput={(event) => {
                  typed.value = event.currentTarget.value;
                }}
              />
            </FormField>
            <FormFailure failure={failure.value} />
            <div class="form-foot">
              <button type="button" class="button" onClick={close}>
                {common.cancel}
              </button>
              <button
                type="submit"
                class="button button-danger"
                disabled={doing !== undefined || typed.value.trim() !== texts.eraseWord}
              >
                {doing?.kind === "erasing" ? texts.erasing : texts.eraseConfirm}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </section>
  );
}
