import type { Notice } from "../models/notices.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { CheckIcon, CloseIcon, WarningIcon } from "./icons.tsx";

/** What just happened, beside the work, and told to screen readers. */
export function NoticesView({ workspace }: { workspace: Workspace }) {
  const notice = workspace.notices.shown.value;
  return (
    <div class="notices" role="status" aria-label={texts.notices.label}>
      {notice && <NoticeCard key={notice.id} notice={notice} workspace={workspace} />}
    </div>
  );
}

function NoticeCard({ notice, workspace }: { notice: Notice; workspace: Workspace }) {
  const { id, tone, text, number, action } = notice;
  const { dismiss } = workspace.notices;
  return (
    <div class={`notice notice-${tone}`}>
      {tone === "plain" ? <CheckIcon /> : <WarningIcon />}
      <p>{text}</p>
      {number !== undefined && (
        <button
          type="button"
          class="button button-small"
          onClick={() => {
            dismiss(id);
            workspace.go({ number });
          }}
        >
          {texts.notices.view}
        </button>
      )}
      {action && (
        <button
          type="button"
          class="button button-small"
          aria-keyshortcuts="z"
          onClick={() => {
            dismiss(id);
            action.run();
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        class="button button-icon"
        aria-label={texts.notices.dismiss}
        title={texts.notices.dismiss}
        onClick={() => dismiss(id)}
      >
        <CloseIcon />
      </button>
    </div>
  );
}
