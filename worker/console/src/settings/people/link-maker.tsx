import { useModel, useSignal } from "@preact/signals";
import type { Workspace } from "../../models/workspace.ts";
import { peopleTexts } from "../../texts/people.ts";
import { inFull } from "../../time.ts";
import { FormFailure } from "../../views/form-field.tsx";
import { CopyIcon } from "../../views/icons.tsx";
import { SignInLinkModel } from "./sign-in-link.ts";

const texts = peopleTexts.agents.link;

/** Makes a one-time sign-in link for an agent whom the desk knows, and shows it once. */
export function LinkMaker({ workspace, agent, known }: { workspace: Workspace; agent: string; known: boolean }) {
  const link = useModel(() => new SignInLinkModel(workspace.desk, agent, workspace.onFailure));
  const copied = useSignal(false);
  const state = link.state.value;
  return (
    <section class="fields-part" aria-labelledby="link-title">
      <h3 id="link-title">{texts.title}</h3>
      <p class="fields-text">{known ? texts.text : texts.unsaved}</p>
      {state.kind === "none" && <FormFailure failure={state.failure} />}
      {state.kind === "made" ? (
        <div class="once">
          <span class="form-label" id="link-label">
            {texts.label}
          </span>
          <output aria-labelledby="link-label" dir="ltr">
            {state.link.link}
          </output>
          <div class="fields-row">
            <button
              type="button"
              class="button button-small"
              onClick={async () => {
                await navigator.clipboard.writeText(state.link.link);
                copied.value = true;
              }}
            >
              <CopyIcon />
              {copied.value ? texts.copied : texts.copy}
            </button>
            <span class="form-optional">{texts.ends(inFull(state.link.expiresAt))}</span>
          </div>
        </div>
      ) : (
        <div>
          <button
            type="button"
            class="button button-small"
            disabled={!known || state.kind === "making"}
            onClick={link.make}
          >
            {state.kind === "making" ? texts.making : texts.make}
          </button>
        </div>
      )}
    </section>
  );
}
