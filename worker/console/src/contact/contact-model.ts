import type { ContactChange, ContactDataPage, ContactNote, ContactSheet } from "@firstline/sdk/wire";
import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";
import type { Workspace } from "../models/workspace.ts";
import { contactTexts as texts } from "../texts/contact.ts";

export type SheetState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "ready"; readonly sheet: ContactSheet };

/** What is being done with a contact. */
export type Doing =
  | { readonly kind: "saving" | "noting" | "merging" | "erasing" }
  | { readonly kind: "exporting"; readonly tickets: number };

/** A contact as an agent reads and changes it. What fails says why and leaves everything as it was. */
export interface ContactModel {
  readonly state: ReadonlySignal<SheetState>;
  readonly doing: ReadonlySignal<Doing | undefined>;
  load(): Promise<void>;
  change(change: ContactChange): Promise<Failure | undefined>;
  note(text: string): Promise<Failure | undefined>;
  removeNote(note: ContactNote): Promise<Failure | undefined>;
  mergeInto(other: string): Promise<Failure | undefined>;
  /** Everything that is kept, to be saved as one document. */
  export(): Promise<readonly ContactDataPage[] | Failure>;
  erase(): Promise<Failure | undefined>;
}

export const ContactModel = createModel<ContactModel, [Workspace, string, string]>((workspace, site, contact) => {
  const { contacts } = workspace.desk;
  const { notices } = workspace;
  const state = signal<SheetState>({ kind: "loading" });
  const doing = signal<Doing | undefined>(undefined);

  const failed = (error: unknown): Failure => {
    const failure = failureOf(error);
    workspace.onFailure(failure);
    return failure;
  };

  const load = async () => {
    try {
      state.value = { kind: "ready", sheet: await contacts.get(site, contact) };
    } catch (error) {
      const failure = failed(error);
      if (state.peek().kind !== "ready") state.value = { kind: "failed", failure };
    }
  };

  /** Does one thing at a time, and reads the sheet anew behind it. */
  const act = async (kind: Exclude<Doing["kind"], "exporting">, work: () => Promise<string>) => {
    if (doing.peek()) return undefined;
    doing.value = { kind };
    try {
      const done = await work();
      await load();
      notices.tell(done);
      return undefined;
    } catch (error) {
      return failed(error);
    } finally {
      doing.value = undefined;
    }
  };

  void load();
  return {
    state,
    doing,
    load,
    change: (change) =>
      act("saving", async () => {
        await contacts.update(site, contact, change);
        return texts.saved;
      }),
    async note(text) {
      if (doing.peek()) return undefined;
      doing.value = { kind: "noting" };
      try {
        await contacts.note(site, contact, text);
        await load();
        return undefined;
      } catch (error) {
        return failed(error);
      } finally {
        doing.value = undefined;
      }
    },
    removeNote: (note) =>
      act("noting", async () => {
        await contacts.removeNote(site, contact, note.id);
        return texts.noteRemoved;
      }),
    mergeInto: (other) =>
      act("merging", async () => {
        await contacts.merge(site, contact, other);
        workspace.open(["contact", site, other]);
        void workspace.ticket.peek()?.load();
        return texts.merged;
      }),
    async export() {
      if (doing.peek()) return [];
      const pages: ContactDataPage[] = [];
      let tickets = 0;
      doing.value = { kind: "exporting", tickets };
      try {
        for await (const page of contacts.data(site, contact)) {
          pages.push(page);
          tickets += page.tickets.length;
          doing.value = { kind: "exporting", tickets };
        }
        return pages;
      } catch (error) {
        return failed(error);
      } finally {
        doing.value = undefined;
      }
    },
    erase: () =>
      act("erasing", async () => {
        const { tickets, goesOn } = await contacts.erase(site, contact);
        void workspace.ticket.peek()?.load();
        return goesOn ? texts.eraseGoesOn : texts.eraseDone(tickets);
      }),
  };
});
