import { useModel } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { screenFragment } from "../../models/place.ts";
import type { Workspace } from "../../models/workspace.ts";
import { guideTexts as texts } from "../../texts/guide.ts";
import { Guide } from "./guide.ts";
import { stepNames } from "./steps.ts";
import "./guide.css";

/** What an admin of a new desk sees over an empty list: the way to the guide. It goes with the guide. */
export function GuideHint({ workspace }: { workspace: Workspace }) {
  const guide = useModel(() => new Guide(workspace.desk, workspace));
  useEffect(() => void guide.look(), [guide]);
  const state = guide.state.value;
  if (state.kind !== "ready" || state.now === undefined) return null;
  const { size } = state.done;
  return (
    <section class="guide-hint" aria-labelledby="guide-hint">
      <h3 id="guide-hint">{texts.hintTitle}</h3>
      <p>{size === 0 ? texts.hint : texts.hintDone(size, stepNames.length)}</p>
      <a class="button button-primary" href={screenFragment(["settings", "start"])}>
        {size === 0 ? texts.start : texts.goOn}
      </a>
    </section>
  );
}
