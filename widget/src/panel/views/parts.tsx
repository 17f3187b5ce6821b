import type { FirstlineError } from "@firstline/sdk";
import type { Event, Ticket } from "@firstline/sdk/wire";
import { signal } from "@preact/signals-core";
import type { ComponentChildren } from "preact";
import { Icon } from "../icons.tsx";
import type { Remote } from "../models/remote.ts";
import { texts } from "../texts.ts";

interface BarProps {
  readonly children: ComponentChildren;
  readonly onBack?: (() => void) | undefined;
  readonly onClose?: (() => void) | undefined;
}

/** A view that comes up takes the focus with it, but not from a field of the page around it. */
function takeFocus(heading: HTMLElement | null) {
  const root = heading?.getRootNode();
  const focused = document.activeElement;
  const inside = root instanceof ShadowRoot ? root.host : heading?.parentElement;
  if (focused === document.body || inside?.contains(focused)) heading?.focus();
}

/** The top of every view. */
export const Bar = ({ children, onBack, onClose }: BarProps) => (
  <div class="bar">
    {onBack && (
      <button type="button" class="round" aria-label={texts.back} onClick={onBack}>
        <Icon name="back" />
      </button>
    )}
    <h2 tabIndex={-1} ref={takeFocus}>
      {children}
    </h2>
    {onClose && (
      <button type="button" class="round" aria-label={texts.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    )}
  </div>
);

/** What went wrong, in words. */
export const explain = ({ code }: FirstlineError) => texts.problems[code] ?? texts.problem;

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

export const Chip = ({ status }: Pick<Ticket, "status">) => (
  <span class={`chip ${status}`}>{texts.status[status]}</span>
);

/** Who has a ticket: the person once there is one, else the line of support. */
export const holder = ({ assignee, tier }: Ticket) => assignee?.name ?? tier.label;

/** Who did something, in words. */
export const who = (actor: Event["actor"]) =>
  actor.kind === "agent" ? actor.name : actor.kind === "contact" ? texts.you : texts.support;

/** The first letter of a name, in a circle. */
export const Avatar = ({ name }: { name: string }) => (
  <span class="avatar" aria-hidden="true">
    {[...name][0]}
  </span>
);

const copied = signal("");

/** Copies a text; says so once the browser has done it. */
export const CopyButton = ({ text, label }: { text: string; label: string }) => (
  <button
    type="button"
    aria-label={`${texts.copy}: ${label}`}
    onClick={() => {
      // Where the clipboard is closed to us, the text beside the button can still be selected.
      navigator.clipboard?.writeText(text).then(
        () => {
          copied.value = text;
        },
        () => {},
      );
    }}
  >
    <span role="status">{copied.value === text ? texts.copied : texts.copy}</span>
  </button>
);
