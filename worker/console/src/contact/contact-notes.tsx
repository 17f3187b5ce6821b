import type { ContactNote } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import type { Failure } from "../failure.ts";
import type { Workspace } from "../models/workspace.ts";
import { contactTexts as texts } from "../texts/contact.ts";
import { FormFailure } from "../views/form-field.tsx";
import { CloseIcon } from "../views/icons.tsx";
import { LinkedText } from "../views/linked-text.tsx";
import { Ago, Avatar, PersonName } from "../views/parts.tsx";
import type { ContactModel } from "./contact-model.ts";

/** What agents have noted about a contact. */
export function ContactNotes(props: { model: ContactModel; notes: readonly ContactNote[]; workspace: Workspace }) {
  const { model, notes, workspace } = props;
  const text = useSignal("");
  const failure = useSignal<Failure | undefined>(undefined);
  const busy = model.doing.value !== undefined;
  const add = async (event: Event) => {
    event.preventDefault();
    if (text.value.trim() === "") return;
    failure.value = await model.note(text.value);
    if (!failure.value) text.value = "";
  };
  return (
    <section aria-labelledby="contact-notes">
      <h3 id="contact-notes">{texts.notes}</h3>
      {notes.length === 0 && <p class="contact-hint">{texts.notesEmpty}</p>}
      <ul class="contact-notes">
        {notes.map((note) => (
          <li key={note.id}>
            <Avatar id={note.agent.id} name={note.agent.name} small />
            <div>
              <p class="contact-hint">
                <PersonName name={note.agent.name} /> · <Ago at={note.at} now={workspace.now.value} />
              </p>
              <LinkedText text={note.text} />
            </div>
            <button
              type="button"
              class="button button-icon"
              aria-label={texts.removeNote}
              title={texts.removeNote}
              disabled={busy}
              onClick={async () => {
                failure.value = await model.removeNote(note);
              }}
            >
              <CloseIcon />
            </button>
          </li>
        ))}
      </ul>
      <form class="contact-new-note" onSubmit={add}>
        <textarea
          aria-label={texts.newNote}
          placeholder={texts.newNote}
          rows={3}
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
        <FormFailure failure={failure.value} />
        <button type="submit" class="button" disabled={busy || text.value.trim() === ""}>
          {texts.addNote}
        </button>
      </form>
    </section>
  );
}
