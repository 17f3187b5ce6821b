import { views } from "./models/place.ts";
import { canEscalate, canReturn } from "./models/way.ts";
import type { Workspace } from "./models/workspace.ts";

/**
 * Listens for the console's single keys; they rest while somebody types or a dialog is open.
 * Answers what ends it.
 */
export function listenForKeys(workspace: Workspace, showKeys: () => void): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") return leave(workspace);
    if (isTyping(event.target)) return;
    const run = actions(workspace, showKeys)[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  };
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}

const actions = (workspace: Workspace, showKeys: () => void): Readonly<Record<string, () => void>> => {
  const { inbox, newTicket } = workspace;
  const ticket = workspace.ticket.peek();
  const shown = ticket?.state.peek();
  const { agent, tiers } = workspace.session.peek();
  const move = (step: 1 | -1) => {
    inbox.moveCursor(step);
    focusRow(inbox.cursor.peek());
  };
  const write = (kind: "reply" | "note") => {
    ticket?.write(kind);
    focusSoon("composer-text");
  };
  const common = {
    j: () => move(1),
    k: () => move(-1),
    t: newTicket.open,
    "/": () => document.getElementById("find")?.focus(),
    "?": showKeys,
    ...Object.fromEntries(views.map((view, index) => [index + 1, () => workspace.go({ view, number: undefined })])),
  };
  if (!ticket || shown?.kind !== "ready") return common;
  const mine = shown.ticket.assignee?.id === agent.id;
  return {
    ...common,
    r: () => write("reply"),
    n: () => write("note"),
    ...(mine ? {} : { c: () => void ticket.claim() }),
    S: () => void ticket.solve(),
    ...(canEscalate(shown.ticket, tiers) ? { e: () => ticket.forms.open("escalate") } : {}),
    ...(canReturn(shown.ticket, shown.events) ? { b: () => ticket.forms.open("return") } : {}),
  };
};

/** Esc leaves the field first, then the ticket. */
function leave(workspace: Workspace) {
  const { activeElement } = document;
  const number = workspace.place.peek().number;
  if (isTyping(activeElement) && activeElement instanceof HTMLElement) {
    activeElement.blur();
    document.getElementById(number === undefined ? "inbox-title" : "ticket-title")?.focus({ preventScroll: true });
    return;
  }
  if (number === undefined) return;
  workspace.go({ number: undefined });
  // On a narrow screen the list comes back into being first.
  setTimeout(() => focusRow(number));
}

function focusRow(number: string | undefined) {
  if (number !== undefined) document.getElementById(`row-${number}`)?.focus();
}

/** Focuses what the next rendering brings. */
const focusSoon = (id: string) => setTimeout(() => document.getElementById(id)?.focus());

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
