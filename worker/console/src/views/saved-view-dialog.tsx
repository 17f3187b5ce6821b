import type { SavedView } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import type { Failure } from "../failure.ts";
import { whole } from "../models/place.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { Dialog } from "./dialog.tsx";
import { FormFailure, FormField, issueOf } from "./form-field.tsx";

/** Keeps the shown list under a name, or changes the one that is shown. */
export function SavedViewDialog(props: { workspace: Workspace; known: SavedView | undefined; onClose: () => void }) {
  const { workspace, known, onClose } = props;
  const { lists, place, session, notices } = workspace;
  const busy = useSignal(false);
  const failure = useSignal<Failure | undefined>(undefined);
  const isLead = session.value.agent.role !== "agent";
  const mayChange = !known?.shared || isLead;

  const save = async (form: FormData) => {
    const { view, filter, order } = place.value;
    const name = String(form.get("name") ?? "");
    busy.value = true;
    const saved = await lists.save(
      { name, view, filter, order },
      form.get("shared") === "on",
      mayChange ? known : undefined,
    );
    busy.value = false;
    if ("code" in saved) {
      failure.value = saved;
      return;
    }
    notices.tell(texts.inbox.saved(saved.name));
    workspace.go({ saved: saved.id });
    onClose();
  };
  const forget = async (view: SavedView) => {
    busy.value = true;
    failure.value = await lists.forget(view);
    busy.value = false;
    if (failure.value) return;
    notices.tell(texts.inbox.forgotten(view.name));
    workspace.go(whole);
    onClose();
  };
  const title = known ? texts.inbox.changeTitle : texts.inbox.saveTitle;
  return (
    <Dialog id="saved-view" title={title} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void save(new FormData(event.currentTarget));
        }}
      >
        <div class="form-fields">
          <FormField label={texts.inbox.name} wide issue={issueOf(failure.value, "name")}>
            <input name="name" defaultValue={known?.name} required maxLength={60} autocomplete="off" dir="auto" />
          </FormField>
          {isLead && (
            <label class="choice form-field-wide">
              <input type="checkbox" name="shared" defaultChecked={known?.shared} />
              <span>
                {texts.inbox.share} <span class="form-optional">{texts.inbox.shareHint}</span>
              </span>
            </label>
          )}
        </div>
        <FormFailure failure={failure.value} />
        <footer class="form-foot">
          {known && mayChange && (
            <button type="button" class="button form-foot-start" disabled={busy.value} onClick={() => forget(known)}>
              {texts.inbox.forget}
            </button>
          )}
          <button type="button" class="button" onClick={onClose}>
            {texts.cancel}
          </button>
          <button type="submit" class="button button-primary" disabled={busy.value}>
            {busy.value ? texts.inbox.saving : texts.inbox.saveSubmit}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
