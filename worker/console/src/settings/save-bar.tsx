import type { SetupDiff } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Failure, failureOf } from "../failure.ts";
import type { Workspace } from "../models/workspace.ts";
import { settingsTexts as texts } from "../texts/settings.ts";
import { Dialog } from "../views/dialog.tsx";
import { FormFailure } from "../views/form-field.tsx";
import { Changes } from "./changes.tsx";
import type { SetupEditor } from "./setup-editor.ts";

/** What is not saved yet, and what can be done about it. It is there as long as something is. */
export function SaveBar({ workspace, editor }: { workspace: Workspace; editor: SetupEditor }) {
  const review = useSignal<SetupDiff | Failure | undefined>(undefined);
  const state = editor.state.value;
  const changed = editor.changed.value;
  useEffect(() => {
    if (!changed) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [changed]);
  if (state.kind !== "ready" || !changed) return null;
  const { failure, clashes, saving, draft } = state;
  const compare = async () => {
    try {
      review.value = await workspace.desk.setup.diff(draft);
    } catch (error) {
      review.value = failureOf(error);
    }
  };
  return (
    <section class="save-bar" aria-label={texts.bar.label}>
      <div class="save-bar-says" role="status">
        {clashes.length > 0 ? (
          <p>
            {texts.bar.clashes} <code>{clashes.join(", ")}</code>
          </p>
        ) : failure?.code === "invalid" ? (
          <p class="form-issue">{texts.bar.wrong(failure.issues.length)}</p>
        ) : failure ? (
          <p class="form-issue">{failure.text}</p>
        ) : (
          <p>{texts.bar.changed}</p>
        )}
      </div>
      <button type="button" class="button" onClick={compare}>
        {texts.bar.review}
      </button>
      <button type="button" class="button" disabled={saving} onClick={editor.discard}>
        {texts.bar.discard}
      </button>
      <button type="button" class="button button-primary" disabled={saving} onClick={editor.save}>
        {saving ? texts.bar.saving : texts.bar.save}
      </button>
      {review.value !== undefined && (
        <Dialog
          id="review"
          title={texts.bar.reviewTitle}
          onClose={() => {
            review.value = undefined;
          }}
        >
          {"code" in review.value ? <FormFailure failure={review.value} /> : <Changes diff={review.value} />}
        </Dialog>
      )}
    </section>
  );
}
