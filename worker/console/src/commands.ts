import type { DeskEvent, DeskTicket, Priority, TicketChange } from "@firstline/sdk/wire";
import { focusRow, focusSoon } from "./focus.ts";
import type { EntryKind } from "./models/drafts.ts";
import { views, whole } from "./models/place.ts";
import { schemes } from "./models/preferences.ts";
import type { TicketModel } from "./models/ticket.ts";
import { isActive } from "./models/views.ts";
import { canEscalate, canReturn } from "./models/way.ts";
import type { Workspace } from "./models/workspace.ts";
import { work } from "./texts/work.ts";
import { texts } from "./texts.ts";

/** What a command works with: the workspace as it is when the command is asked for. */
export interface Now {
  readonly workspace: Workspace;
  /** The ticket that can be seen, once it is read. */
  readonly shown: Shown | undefined;
  /** Shows something over the page. */
  show(overlay: Overlay): void;
}

interface Shown {
  readonly model: TicketModel;
  readonly ticket: DeskTicket;
  readonly events: readonly DeskEvent[];
}

export type Overlay = "keys" | "palette" | "preferences";
export type CommandGroup = keyof typeof texts.commands.groups;

/** Something an agent can do by a key, by the palette, or by both. */
export interface Command {
  readonly name: string;
  readonly group: CommandGroup;
  /** As the browser names it; `Mod+` before it stands for Ctrl, or ⌘ where that is usual. */
  readonly key?: string;
  /** Whether it makes no sense in the palette. */
  readonly keyOnly?: boolean;
  /** Whether it can be done; without it, always. */
  when?(now: Now): boolean;
  run(now: Now): void;
}

const words = texts.commands;
const onTickets = ({ workspace }: Now): boolean => !workspace.place.peek().screen;

/** The commands that other parts of the page name. */
export const command = {
  reply: { name: words.reply, group: "ticket", key: "r", when: hasTicket, run: write("reply") },
  note: { name: words.note, group: "ticket", key: "n", when: hasTicket, run: write("note") },
  claim: {
    name: words.claim,
    group: "ticket",
    key: "c",
    when: ({ shown, workspace }) =>
      shown !== undefined && shown.ticket.assignee?.id !== workspace.session.peek().agent.id,
    run: ({ shown }) => void shown?.model.claim(),
  },
  solve: {
    name: words.solve,
    group: "ticket",
    key: "S",
    when: hasTicket,
    run: ({ shown }) => void shown?.model.solve(),
  },
  escalate: {
    name: words.escalate,
    group: "ticket",
    key: "e",
    when: ({ shown, workspace }) => shown !== undefined && canEscalate(shown.ticket, workspace.session.peek().tiers),
    run: ({ shown }) => shown?.model.forms.open("escalate"),
  },
  return: {
    name: words.return,
    group: "ticket",
    key: "b",
    when: ({ shown }) => shown !== undefined && canReturn(shown.ticket, shown.events),
    run: ({ shown }) => shown?.model.forms.open("return"),
  },
  insert: {
    name: words.insert,
    group: "ticket",
    key: "m",
    when: isWritable,
    run: (now) => {
      write("reply")(now);
      setTimeout(() => document.getElementById("composer-insert")?.click());
    },
  },
  details: {
    name: words.details,
    group: "ticket",
    key: "p",
    when: isWritable,
    run: ({ shown }) => shown?.model.ask({ kind: "edit" }),
  },
  snooze: {
    name: words.snooze,
    group: "ticket",
    key: "z",
    when: ({ shown }) => shown !== undefined && isActive(shown.ticket.status),
    run: ({ shown }) => shown?.model.ask({ kind: "snooze", send: false }),
  },
  merge: {
    name: work.merge.action,
    group: "ticket",
    when: isWritable,
    run: ({ shown }) => shown?.model.ask({ kind: "merge" }),
  },
  link: {
    name: work.links.add,
    group: "ticket",
    when: hasTicket,
    run: ({ shown }) => shown?.model.ask({ kind: "link" }),
  },
  followUp: {
    name: work.followUp.action,
    group: "ticket",
    when: ({ shown }) => shown !== undefined && !isActive(shown.ticket.status),
    run: ({ shown, workspace }) =>
      shown && workspace.newTicket.followUp(shown.ticket, work.followUp.subject(shown.ticket.subject)),
  },
  next: { name: words.next, group: "tickets", key: "j", keyOnly: true, when: onTickets, run: move(1) },
  previous: { name: words.previous, group: "tickets", key: "k", keyOnly: true, when: onTickets, run: move(-1) },
  find: {
    name: words.find,
    group: "tickets",
    key: "/",
    keyOnly: true,
    when: onTickets,
    run: () => document.getElementById("find")?.focus(),
  },
  filter: {
    name: words.filter,
    group: "tickets",
    key: "f",
    when: onTickets,
    run: () => document.getElementById("filter")?.click(),
  },
  select: { name: words.select, group: "tickets", key: "x", keyOnly: true, when: onTickets, run: select("toggle") },
  selectTo: {
    name: words.selectTo,
    group: "tickets",
    key: "X",
    keyOnly: true,
    when: onTickets,
    run: select("extendTo"),
  },
  /** With an open ticket its key puts that off; then the undoing is in the notice and in the palette. */
  undo: { name: words.undo, group: "tickets", key: "z", run: ({ workspace }) => void workspace.bulk.undo() },
  newTicket: { name: words.newTicket, group: "tickets", key: "t", run: ({ workspace }) => workspace.newTicket.open() },
  palette: { name: words.palette, group: "anywhere", key: "Mod+k", keyOnly: true, run: ({ show }) => show("palette") },
  keys: { name: words.keys, group: "anywhere", key: "?", run: ({ show }) => show("keys") },
  preferences: { name: words.preferences, group: "anywhere", run: ({ show }) => show("preferences") },
} satisfies Record<string, Command>;

const statuses: readonly NonNullable<TicketChange["status"]>[] = ["open", "pending", "on_hold"];
const priorities: readonly Priority[] = ["urgent", "high", "normal", "low"];

/** Everything there is to do, in the order in which it is listed. */
export const commands: readonly Command[] = [
  ...Object.values(command),
  ...statuses.map(
    (status): Command => ({
      name: words.status(texts.status[status]),
      group: "ticket",
      when: ({ shown }) => shown !== undefined && isActive(shown.ticket.status) && shown.ticket.status !== status,
      run: ({ shown }) => void shown?.model.setStatus(status),
    }),
  ),
  ...priorities.map(
    (priority): Command => ({
      name: words.priority(texts.priority[priority]),
      group: "ticket",
      when: ({ shown }) => shown !== undefined && isActive(shown.ticket.status) && shown.ticket.priority !== priority,
      run: ({ shown }) => void shown?.model.setPriority(priority),
    }),
  ),
  ...views.map(
    (view, index): Command => ({
      name: texts.viewTitles[view],
      group: "views",
      ...(index < 9 ? { key: `${index + 1}` } : {}),
      run: ({ workspace }) => workspace.go({ ...whole, view, number: undefined }),
    }),
  ),
  ...schemes.map(
    (scheme): Command => ({
      name: words.scheme(texts.preferences.schemes[scheme]),
      group: "anywhere",
      when: ({ workspace }) => workspace.preferences.scheme.peek() !== scheme,
      run: ({ workspace }) => workspace.preferences.choose({ scheme }),
    }),
  ),
];

/** Keys that mean something where the focus is; the page answers them there. */
export const keysOfPlaces: readonly Required<Pick<Command, "name" | "group" | "key">>[] = [
  { name: words.open, group: "tickets", key: "Enter" },
  { name: words.back, group: "tickets", key: "Escape" },
  { name: words.send, group: "ticket", key: "Mod+Enter" },
];

/** What a command would work with just now. */
export function nowOf(workspace: Workspace, show: Now["show"]): Now {
  const model = workspace.ticket.peek();
  const state = model?.state.peek();
  const shown =
    model && state?.kind === "ready" && !workspace.place.peek().screen
      ? { model, ticket: state.ticket, events: state.events }
      : undefined;
  return { workspace, shown, show };
}

/** Whether a command can be done. */
export const possible = (one: Command, now: Now): boolean => one.when?.(now) ?? true;

/** What stands on the keys to press: `Shift` and `S`, `Ctrl` and `K`. */
export function capsOf(key: string): string[] {
  const [last = "", modifier] = key.split("+").reverse();
  const cap = last === "Escape" ? "Esc" : last;
  if (modifier !== undefined) return [mod, cap.length === 1 ? cap.toUpperCase() : cap];
  return /^\p{Lu}$/u.test(last) ? ["Shift", last] : [cap];
}

const mod = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";

/** A button's title: what it does, and the key that does the same. */
export const titled = (title: string, { key }: Required<Pick<Command, "key">>): string =>
  `${title} (${capsOf(key).join(" ")})`;

function hasTicket({ shown }: Now): boolean {
  return shown !== undefined;
}

function isWritable({ shown }: Now): boolean {
  return shown !== undefined && shown.ticket.status !== "closed";
}

function select(work: "toggle" | "extendTo") {
  return ({ workspace: { inbox } }: Now) => {
    const number = inbox.cursor.peek();
    if (number !== undefined) inbox.selection[work](number);
  };
}

function write(kind: EntryKind) {
  return ({ shown }: Now) => {
    shown?.model.write(kind);
    focusSoon("composer-text");
  };
}

function move(step: 1 | -1) {
  return ({ workspace: { inbox } }: Now) => {
    inbox.moveCursor(step);
    focusRow(inbox.cursor.peek());
  };
}
