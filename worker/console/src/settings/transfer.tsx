import type { SetupDiff } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";
import { settingsTexts } from "../texts/settings.ts";
import { saveDocument } from "../views/save-file.ts";
import { Changes } from "./changes.tsx";
import type { PageProps } from "./page.ts";

const texts = settingsTexts.transfer;

/** The set-up as a document: out to a file, and in from one. */
export function Transfer({ workspace, editor }: PageProps) {
  const told = useSignal<{ readonly text: string; readonly wrong: boolean } | undefined>(undefined);
  const found = useSignal<SetupDiff | Failure | undefined>(undefined);
  const state = editor.state.value;
  /** What the draft would change, or what is wrong with it. */
  const compare = async () => {
    const now = editor.state.peek();
    if (now.kind !== "ready") return;
    try {
      found.value = await workspace.desk.setup.diff(now.draft);
    } catch (error) {
      const failure = failureOf(error);
      workspace.onFailure(failure);
      found.value = failure;
    }
  };
  const read = async (file: File | undefined) => {
    if (!file) return;
    found.value = undefined;
    try {
      const document: unknown = JSON.parse(await file.text());
      told.value = editor.replace(document)
        ? { text: texts.read(file.name), wrong: false }
        : { text: texts.unreadable(file.name), wrong: true };
      if (!told.value.wrong) await compare();
    } catch {
      told.value = { text: texts.unreadable(file.name), wrong: true };
    }
  };
  return (
    <div class="settings-sections">
      <p>{texts.intro}</p>
      <section aria-labelledby="export-title">
        <h3 id="export-title">{texts.exportTitle}</h3>
        <p>{texts.exportText}</p>
        <button
          type="button"
          class="button"
          disabled={state.kind !== "ready"}
          onClick={() =>
            state.kind === "ready" && saveDocument(`firstline-setup-${state.saved.version}.json`, state.saved.setup)
          }
        >
          {texts.export}
        </button>
      </section>
      <section aria-labelledby="import-title">
        <h3 id="import-title">{texts.importTitle}</h3>
        <p>{texts.importText}</p>
        <label class="button file-button">
          {texts.import}
          <input
            type="file"
            class="hidden"
            accept="application/json,.json"
            onChange={({ currentTarget }) => {
              void read(currentTarget.files?.[0]);
              currentTarget.value = "";
            }}
          />
        </label>
        {told.value && (
          <p role="status" class={told.value.wrong ? "form-issue" : undefined}>
            {told.value.text}
          </p>
        )}
        {found.value && ("code" in found.value ? <Wrong failure={found.value} /> : <Changes diff={found.value} />)}
      </section>
    </div>
  );
}

/** What the desk would not take of a document, and where that stands in it. */
function Wrong({ failure }: { failure: Failure }) {
  if (failure.issues.length === 0) return <p class="form-issue">{failure.text}</p>;
  return (
    <ul class="changes">
      {failure.issues.map(({ path, message }) => (
        <li key={`${path} ${message}`} class="change">
          <code>{path.replace(/^body\.?/, "")}</code>
          <span class="form-issue">{message}</span>
        </li>
      ))}
    </ul>
  );
}
