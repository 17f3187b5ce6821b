import type { Desk, SetupDocument } from "@firstline/sdk/desk";
import type { Setup, VersionedSetup } from "@firstline/sdk/wire";
import { computed, createModel, type ReadonlySignal, signal } from "@preact/signals";
import { endsSession, type Failure, failureOf } from "../failure.ts";
import type { Notices } from "../models/notices.ts";
import { settingsTexts as texts } from "../texts/settings.ts";
import { merge, same } from "./merge.ts";

export type EditorState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | {
      readonly kind: "ready";
      /** As the desk has it. */
      readonly saved: VersionedSetup;
      /** As it is being edited. */
      readonly draft: Setup;
      readonly saving: boolean;
      /** Why it was not saved; its issues say where. */
      readonly failure: Failure | undefined;
      /** What somebody else has changed in the meantime as well, differently. Saving again overrules them. */
      readonly clashes: readonly string[];
    };

/** The desk's set-up as an admin edits it: one draft for all pages, saved as a whole. */
export interface SetupEditor {
  readonly state: ReadonlySignal<EditorState>;
  /** Whether there is anything to save. */
  readonly changed: ReadonlySignal<boolean>;
  load(): Promise<void>;
  edit(change: (draft: Setup) => Setup): void;
  /** Takes a document from a file for the draft; whether it is one at all. The desk checks the rest. */
  replace(document: unknown): boolean;
  /** What the desk said about a part of the draft, by its path such as `sites.0.name`. */
  issueAt(path: string): string | undefined;
  /** How many issues lie at a path or below it. */
  issuesBelow(path: string): number;
  save(): Promise<boolean>;
  /** Goes back to what the desk has. */
  discard(): void;
}

/** What an editor tells of. */
interface Around {
  readonly notices: Notices;
  onFailure(failure: Failure): void;
  /** Told once another set-up holds. */
  refreshSession(): Promise<void>;
}

export const SetupEditor = createModel<SetupEditor, [Desk, Around]>((desk, { notices, onFailure, refreshSession }) => {
  const state = signal<EditorState>({ kind: "loading" });

  const failed = (error: unknown): Failure => {
    const failure = failureOf(error);
    if (endsSession(failure)) onFailure(failure);
    return failure;
  };

  const load = async () => {
    if (state.peek().kind !== "ready") state.value = { kind: "loading" };
    try {
      const saved = await desk.setup.get();
      state.value = fresh(saved);
    } catch (error) {
      state.value = { kind: "failed", failure: failed(error) };
    }
  };

  /** Brings the draft onto what the desk has by now. */
  const catchUp = async (base: Setup, draft: Setup) => {
    const saved = await desk.setup.get();
    const { merged, clashes } = merge(base, draft, saved.setup);
    state.value = { ...fresh(saved), draft: merged, clashes };
    return clashes.length === 0;
  };

  const put = async (saved: VersionedSetup, draft: SetupDocument) => {
    const now = await desk.setup.put({ version: saved.version, setup: draft });
    state.value = fresh(now);
    notices.tell(texts.saved);
    void refreshSession();
    return true;
  };

  const save = async (again = false): Promise<boolean> => {
    const now = state.peek();
    if (now.kind !== "ready" || now.saving) return false;
    state.value = { ...now, saving: true, failure: undefined };
    try {
      return await put(now.saved, now.draft);
    } catch (error) {
      const failure = failed(error);
      state.value = { ...now, saving: false, failure };
      if (failure.code !== "version_mismatch" || again) return false;
      try {
        return (await catchUp(now.saved.setup, now.draft)) && (await save(true));
      } catch (second) {
        state.value = { ...now, saving: false, failure: failed(second) };
        return false;
      }
    }
  };

  const issues = computed(() => (state.value.kind === "ready" ? (state.value.failure?.issues ?? []) : []));

  void load();
  return {
    state,
    changed: computed(() => state.value.kind === "ready" && !same(state.value.draft, state.value.saved.setup)),
    load,
    edit(change) {
      const now = state.peek();
      if (now.kind === "ready") state.value = { ...now, draft: change(now.draft) };
    },
    replace(document) {
      const now = state.peek();
      if (now.kind !== "ready" || !isSetup(document)) return false;
      state.value = { ...now, draft: document, failure: undefined };
      return true;
    },
    issueAt: (path) => issues.value.find((issue) => issue.path === `body.${path}`)?.message,
    issuesBelow: (path) => issues.value.filter((issue) => `${issue.path}.`.startsWith(`body.${path}.`)).length,
    save: () => save(),
    discard() {
      const now = state.peek();
      if (now.kind === "ready") state.value = fresh(now.saved);
    },
  };
});

const fresh = (saved: VersionedSetup) => ({
  kind: "ready" as const,
  saved,
  draft: saved.setup,
  saving: false,
  failure: undefined,
  clashes: [],
});

/** Enough to show it: what it holds is checked by the desk, and pages read a draft that may be wrong. */
const isSetup = (document: unknown): document is Setup =>
  typeof document === "object" &&
  document !== null &&
  ["tiers", "teams", "agents", "sites", "calendars", "contracts", "rules"].every((key) =>
    Array.isArray(Object.entries(document).find(([name]) => name === key)?.[1]),
  );
