import { useState } from "preact/hooks";
import { formTexts as texts } from "../../texts/forms.ts";
import { CheckIcon, CopyIcon } from "../../views/icons.tsx";

/** Something to paste elsewhere, with a button that copies it. */
export function CopyBox({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState<string | undefined>(undefined);
  const done = copied === text;
  return (
    <div class="copy-box">
      {/* biome-ignore lint/a11y: what scrolls has to be reached with the keyboard, and told what it is */}
      <pre role="group" tabIndex={0} aria-label={label} dir="ltr">
        <code>{text}</code>
      </pre>
      <button
        type="button"
        class="button button-small"
        onClick={() =>
          navigator.clipboard.writeText(text).then(
            () => setCopied(text),
            // Forbidden: the text can still be selected.
            () => {},
          )
        }
      >
        {done ? <CheckIcon /> : <CopyIcon />}
        <span aria-live="polite">{done ? texts.copied : texts.copy}</span>
      </button>
    </div>
  );
}
