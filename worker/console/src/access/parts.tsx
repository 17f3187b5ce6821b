import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Failure } from "../failure.ts";
import { accessTexts as texts } from "../texts/access.ts";
import { inFull } from "../time.ts";
import { Dialog } from "../views/dialog.tsx";
import { FormFailure } from "../views/form-field.tsx";
import { CopyIcon } from "../views/icons.tsx";
import { Failed, Skeleton } from "../views/parts.tsx";
import type { List } from "./list.ts";
import "./access.css";

interface ListViewParts<Item> {
  readonly list: List<Item>;
  readonly empty: string;
  readonly label: string;
  readonly children: (item: Item) => ComponentChildren;
}

/** A list as it stands: on its way, failed, empty, or its rows. */
export function ListView<Item extends { readonly id: string }>(props: ListViewParts<Item>) {
  const { list, empty, label, children } = props;
  const state = list.state.value;
  if (state.kind === "loading") return <Skeleton row="row row-skeleton" count={2} />;
  if (state.kind === "failed") {
    return <Failed title={texts.failedTitle} text={state.failure.text} retry={list.load} />;
  }
  if (state.items.length === 0) return <p>{empty}</p>;
  return (
    <ul class="access-list" aria-label={label}>
      {state.items.map((item) => (
        <li key={item.id} class="access-row">
          {children(item)}
        </li>
      ))}
    </ul>
  );
}

interface ConfirmParts {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  /** Answers why it did not work, if it did not. */
  readonly onConfirm: () => Promise<Failure | undefined>;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, text, action, onConfirm, onClose }: ConfirmParts) {
  const [state, setState] = useState<Failure | "working" | undefined>(undefined);
  return (
    <Dialog id="confirm" title={title} onClose={onClose}>
      <form
        class="form"
        onSubmit={async (event) => {
          event.preventDefault();
          setState("working");
          const failure = await onConfirm();
          if (failure) setState(failure);
          else onClose();
        }}
      >
        <p class="form-intro">{text}</p>
        <FormFailure failure={state === "working" ? undefined : state} />
        <footer class="form-foot">
          <button type="button" class="button" onClick={onClose}>
            {texts.cancel}
          </button>
          <button type="submit" class="button button-danger" disabled={state === "working"}>
            {action}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

/** A secret that is shown this once. */
export function SecretOnce({
  title,
  text,
  secret,
  onClose,
}: Record<"title" | "text" | "secret", string> & { onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.select(), []);
  return (
    <Dialog id="secret" title={title} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
        }}
      >
        <p class="form-intro">{text}</p>
        <div class="secret">
          <input ref={field} class="secret-text" readOnly value={secret} aria-label={texts.secret} />
          <button
            type="button"
            class="button"
            onClick={async () => {
              try {
                await navigator.clipboard.writeText(secret);
                setCopied(true);
              } catch {
                field.current?.select();
              }
            }}
          >
            <CopyIcon />
            {copied ? texts.copied : texts.copy}
          </button>
        </div>
        <p class="hidden" role="status">
          {copied ? texts.copied : ""}
        </p>
        <footer class="form-foot">
          <button type="submit" class="button button-primary">
            {texts.secretKept}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

/** When something was, in full: how long ago a key was made says less than the day. */
export const At = ({ at }: { at: string }) => <time dateTime={at}>{inFull(at)}</time>;
