import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { CheckIcon, CloseIcon, WarningIcon } from "./icons.tsx";

/** What just happened, in the corner, and told to screen readers. */
export function NoticesView({ workspace }: { workspace: Workspace }) {
  const { notices } = workspace;
  return (
    <div class="notices" role="status" aria-label={texts.notices.label}>
      {notices.shown.value.map(({ id, tone, text, number }) => (
        <div key={id} class={`notice notice-${tone}`}>
          {tone === "plain" ? <CheckIcon /> : <WarningIcon />}
          <p>{text}</p>
          {number !== undefined && (
            <button
              type="button"
              class="button button-quiet"
              onClick={() => {
                notices.dismiss(id);
                workspace.go({ number });
              }}
            >
              {texts.notices.view}
            </button>
          )}
          <button
            type="button"
            class="button button-icon"
            aria-label={texts.notices.dismiss}
            title={texts.notices.dismiss}
            onClick={() => notices.dismiss(id)}
          >
            <CloseIcon />
          </button>
        </div>
      ))}
    </div>
  );
}
