import type { Setup } from "@firstline/sdk/wire";
import type { ComponentChildren } from "preact";
import { settingsTexts } from "../../texts/settings.ts";
import { Failed, Skeleton } from "../../views/parts.tsx";
import type { SetupEditor } from "../setup-editor.ts";
import { type Bound, boundTo } from "./bound.ts";

/** A page of the draft, once there is one; else that it is on its way, or did not come. */
export function WithDraft({
  editor,
  children,
}: {
  editor: SetupEditor;
  children: (setup: Bound<Setup>) => ComponentChildren;
}) {
  const state = editor.state.value;
  if (state.kind === "loading") return <Skeleton row="row row-skeleton" count={3} />;
  if (state.kind === "failed") {
    return <Failed title={settingsTexts.loadFailed} text={state.failure.text} retry={editor.load} />;
  }
  return <>{children(boundTo(editor, state.draft))}</>;
}
