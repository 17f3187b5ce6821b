import type { Desk } from "@firstline/sdk/desk";
import type { DeskTicket, Macro } from "@firstline/sdk/wire";
import { computed, createModel, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Failure } from "../failure.ts";
import { Attaching } from "./attaching.ts";
import type { Wish } from "./conflict.ts";
import type { Drafts, EntryKind, KeptFile, Mention, Outgoing } from "./drafts.ts";
import { unfilled } from "./placeholders.ts";

/** What goes with a draft's text: files, the colleagues it calls, and what a macro does. */
export interface Composing {
  readonly files: Readonly<Record<EntryKind, Attaching>>;
  readonly macro: ReadonlySignal<Macro | undefined>;
  /** Why the shown draft cannot be sent yet. */
  readonly held: ReadonlySignal<"empty" | "unfilled" | "underway" | undefined>;
  /** Remembers a colleague who was chosen for the note. */
  call(mention: Mention): void;
  /** Has a macro's actions done with the next reply; undefined: nothing is. */
  use(macro: Macro | undefined): void;
  /** What goes with the draft of a kind, which is then emptied. */
  take(kind: EntryKind): Pick<Outgoing, "files" | "mentions" | "wish"> & { readonly status: Outgoing["status"] };
  /** Takes back what went with an entry that failed. */
  giveBack(entry: Outgoing): void;
}

/** What composing needs from its ticket. */
export interface ComposingSurroundings {
  readonly desk: Desk;
  readonly drafts: Drafts;
  readonly agent: string;
  readonly texts: Signal<Readonly<Record<EntryKind, string>>>;
  readonly writing: ReadonlySignal<EntryKind>;
  ticket(): DeskTicket | undefined;
  onFailure(failure: Failure): void;
}

export const Composing = createModel<Composing, [string, ComposingSurroundings]>((number, around) => {
  const { desk, drafts, texts, writing } = around;
  const kept = drafts.read(number);
  const macro = signal<Macro | undefined>(undefined);
  let mentions: readonly Mention[] = kept.mentions;

  const attaching = (kind: EntryKind, files: readonly KeptFile[]) => {
    const made = new Attaching({
      desk,
      site: () => around.ticket()?.site.id,
      onChange: () => drafts.write(number, { [`${kind}Files`]: made.there.peek() }),
      onFailure: around.onFailure,
    });
    made.put(files);
    return made;
  };
  const files = { reply: attaching("reply", kept.replyFiles), note: attaching("note", kept.noteFiles) };

  const held = computed(() => {
    const kind = writing.value;
    const text = texts.value[kind];
    if (files[kind].underway.value) return "underway";
    if (text.trim() === "" && files[kind].there.value.length === 0) return "empty";
    return kind === "reply" && unfilled(text).length > 0 ? "unfilled" : undefined;
  });

  const wishOf = ({ actions = {} }: Macro): Wish => {
    const { priority, team, tags, assignToMe } = actions;
    const known = around.ticket()?.tags ?? [];
    return {
      ...(priority !== undefined && { priority }),
      ...(team !== undefined && { team }),
      ...(tags !== undefined && { tags: [...new Set([...known, ...tags])] }),
      ...(assignToMe && { assignee: around.agent }),
    };
  };

  return {
    files,
    macro,
    held,
    call(mention) {
      mentions = [...mentions.filter(({ id }) => id !== mention.id), mention];
      drafts.write(number, { mentions });
    },
    use(next) {
      macro.value = next?.actions && Object.keys(next.actions).length > 0 ? next : undefined;
    },
    take(kind) {
      const text = texts.peek()[kind];
      const there = files[kind].there.peek();
      const called = kind === "note" ? mentions.filter(({ name }) => text.includes(`@${name}`)) : [];
      const used = kind === "reply" ? macro.peek() : undefined;
      files[kind].clear();
      drafts.write(number, { [`${kind}Files`]: [], ...(kind === "note" && { mentions: [] }) });
      if (kind === "note") mentions = [];
      else macro.value = undefined;
      const wish = used && wishOf(used);
      return {
        status: used?.actions?.status,
        ...(there.length > 0 && { files: there }),
        ...(called.length > 0 && { mentions: called.map(({ id }) => id) }),
        ...(wish && Object.keys(wish).length > 0 && { wish }),
      };
    },
    giveBack({ kind, files: taken = [] }) {
      files[kind].put(taken);
      drafts.write(number, { [`${kind}Files`]: files[kind].there.peek() });
    },
  };
});
