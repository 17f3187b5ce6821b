import type { FirstlineError } from "@firstline/sdk";
import type { ComponentChildren } from "preact";
import { Icon } from "../icons.tsx";
import type { PanelModel } from "../models/panel.ts";
import type { Remote } from "../models/remote.ts";
import { texts } from "../texts.ts";

/** A view that comes up takes the focus with it, but not from a field of the page around it, nor into a part of that page. */
function takeFocus(heading: HTMLElement | null) {
  const root = heading?.getRootNode();
  const focused = document.activeElement;
  const inside = root instanceof ShadowRoot ? root.host : heading?.parentElement;
  const isPart = heading?.closest("[role=region]");
  if (inside?.contains(focused) || (focused === document.body && !isPart)) heading?.focus();
}

interface BarProps {
  readonly panel: PanelModel;
  /** Leads back to the first view. */
  readonly back?: boolean;
  readonly children: ComponentChildren;
}

/** The top of every view. */
export const Bar = ({ panel, back, children }: BarProps) => (
  <div class="bar">
    {back && (
      <button type="button" class="round" aria-label={texts.back} onClick={() => panel.show({ name: "home" })}>
        <Icon name="back" />
      </button>
    )}
    <h2 tabIndex={-1} ref={takeFocus}>
      {children}
    </h2>
    {panel.options.onClose && (
      <button type="button" class="round" aria-label={texts.close} onClick={panel.options.onClose}>
        <Icon name="close" />
      </button>
    )}
  </div>
);

/** What went wrong, in words. */
export function explain({ code }: FirstlineError): string {
  const problems: Readonly<Record<string, string>> = {
    ...texts.problems,
    ticket_closed: texts.closed,
    reopen_expired: texts.expired,
    credentials_invalid: texts.problems.link,
    credentials_missing: texts.problems.link,
  };
  return problems[code] ?? (code.startsWith("identity") ? texts.signIn : texts.problem);
}

/** The same with a way to try again, where the desk may answer something else the next time. */
export const Problem = ({ error, onRetry, kept }: { error: FirstlineError; onRetry?: () => void; kept?: boolean }) => (
  <div class="problem" role="alert">
    <p>
      {explain(error)} {kept && texts.kept}
    </p>
    {onRetry && (error.status ?? 500) >= 429 && (
      <button type="button" onClick={onRetry}>
        {texts.retry}
      </button>
    )}
  </div>
);

export const Skeleton = () => (
  <div class="skeleton" role="status" aria-label={texts.loading}>
    <i />
    <i />
    <i />
  </div>
);

interface LoadedProps<Value> {
  readonly remote: Pick<Remote<Value>, "state" | "load">;
  readonly children: (value: Value) => ComponentChildren;
}

/** Shows what was asked for once it is here; until then a skeleton, or why it did not come. */
export function Loaded<Value>({ remote, children }: LoadedProps<Value>) {
  const state = remote.state.value;
  if (state.kind === "ready") return <>{children(state.value)}</>;
  if (state.kind === "failed") return <Problem error={state.error} onRetry={remote.load} />;
  return <Skeleton />;
}

/** The first letter of a name, in a circle. */
export const Avatar = ({ name }: { name: string }) => (
  <span class="avatar" aria-hidden="true">
    {[...name][0]}
  </span>
);
