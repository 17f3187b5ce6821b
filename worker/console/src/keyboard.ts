import { effect } from "@preact/signals";
import { commands, type Now, nowOf, possible } from "./commands.ts";
import { focusRow } from "./focus.ts";
import type { Workspace } from "./models/workspace.ts";

/**
 * Listens for the keys of the commands. Single ones rest while somebody types; all do while a dialog is open.
 * `resting` tells of one that is still on its way. A key for a ticket that is not there yet waits for it. Answers what
 * ends it.
 */
export function listenForKeys(workspace: Workspace, show: Now["show"], resting: () => boolean): () => void {
  let forget = () => {};
  /** Keeps a key until the chosen ticket is there: the first one, for what comes after it may have been meant as text. */
  let kept: string | undefined;
  const keep = (key: string) => {
    const model = workspace.ticket.peek();
    kept = key;
    const stop = effect(() => {
      const isChosen = workspace.ticket.value === model;
      const kind = model?.state.value.kind;
      if (isChosen && kind === "loading") return;
      queueMicrotask(() => {
        if (kept !== key) return;
        forget();
        if (isChosen && kind === "ready" && !resting()) press(key);
      });
    });
    forget = () => {
      stop();
      kept = undefined;
    };
  };
  /** Whether a key had something to do. */
  const press = (key: string): boolean => {
    const now = nowOf(workspace, show);
    const found = commands.find((command) => command.key === key && possible(command, now));
    found?.run(now);
    return found !== undefined;
  };
  const isEarly = (key: string): boolean =>
    kept === undefined &&
    workspace.ticket.peek()?.state.peek().kind === "loading" &&
    commands.some((command) => command.key === key && command.group === "ticket");

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey) return;
    if (resting() || document.querySelector("dialog[open]")) return;
    const held = event.ctrlKey || event.metaKey;
    if (event.key === "Escape" && !held) return leave(workspace);
    if (isTyping(event.target) && !held) return;
    const key = held ? `Mod+${event.key.toLowerCase()}` : event.key;
    if (press(key)) forget();
    else if (isEarly(key)) keep(key);
    else return;
    event.preventDefault();
  };
  document.addEventListener("keydown", onKeyDown);
  return () => {
    forget();
    document.removeEventListener("keydown", onKeyDown);
  };
}

/** Esc leaves the field first, then the ticket. */
function leave(workspace: Workspace) {
  const { activeElement } = document;
  const { number, screen } = workspace.place.peek();
  if (isTyping(activeElement) && activeElement instanceof HTMLElement) {
    activeElement.blur();
    const title = screen ? "screen-title" : number === undefined ? "inbox-title" : "ticket-title";
    document.getElementById(title)?.focus({ preventScroll: true });
    return;
  }
  if (workspace.inbox.selection.numbers.peek().size > 0 && !screen) return workspace.inbox.selection.clear();
  if (number === undefined || screen) return;
  workspace.go({ number: undefined });
  // On a narrow screen the list comes back into being first.
  setTimeout(() => focusRow(number));
}

const isTyping = (target: EventTarget | null): boolean =>
  (target instanceof HTMLInputElement && target.type !== "checkbox") ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;
