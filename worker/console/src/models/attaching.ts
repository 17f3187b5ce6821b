import type { Desk } from "@firstline/sdk/desk";
import { computed, createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";
import type { KeptFile } from "./drafts.ts";

/** A file that an agent attaches to what they write. */
export interface AttachedFile extends Omit<KeptFile, "id"> {
  /** Tells it apart within this page. */
  readonly key: string;
  readonly state:
    | { readonly kind: "sending"; readonly share: number }
    | { readonly kind: "failed"; readonly failure: Failure }
    | { readonly kind: "there"; readonly id: string };
}

/** The files of one draft, each uploaded as soon as it is chosen. */
export interface Attaching {
  readonly files: ReadonlySignal<readonly AttachedFile[]>;
  /** Those that have arrived. */
  readonly there: ReadonlySignal<readonly KeptFile[]>;
  readonly underway: ReadonlySignal<boolean>;
  add(files: Iterable<File>): void;
  remove(key: string): void;
  retry(key: string): void;
  /** Puts files in that arrived before: of a draft that is read again, or of a message that is taken back. */
  put(files: readonly KeptFile[]): void;
  clear(): void;
}

/** What the files of a draft need from around them. */
export interface AttachingSurroundings {
  readonly desk: Desk;
  /** The ticket's site; undefined while the ticket is not read. */
  site(): string | undefined;
  /** Told whenever what has arrived is another. */
  onChange(): void;
  onFailure(failure: Failure): void;
}

export const Attaching = createModel<Attaching, [AttachingSurroundings]>(({ desk, site, onChange, onFailure }) => {
  const files = signal<readonly AttachedFile[]>([]);
  const sources = new Map<string, { readonly file: File; readonly abort: AbortController }>();
  let count = 0;

  const change = (key: string, state: AttachedFile["state"]) => {
    files.value = files.peek().map((file) => (file.key === key ? { ...file, state } : file));
  };
  const forget = (key: string) => {
    sources.get(key)?.abort.abort();
    sources.delete(key);
  };

  const send = async (key: string, file: File) => {
    const at = site();
    if (at === undefined) return;
    const abort = new AbortController();
    sources.set(key, { file, abort });
    change(key, { kind: "sending", share: 0 });
    try {
      const attachment = await desk.uploads.create(at, file, {
        signal: abort.signal,
        onProgress: (share) => change(key, { kind: "sending", share }),
      });
      change(key, { kind: "there", id: attachment.id });
      onChange();
    } catch (error) {
      if (abort.signal.aborted) return;
      const failure = failureOf(error);
      change(key, { kind: "failed", failure });
      onFailure(failure);
    }
  };

  const there = computed(() =>
    files.value.flatMap(({ name, size, state }) => (state.kind === "there" ? [{ id: state.id, name, size }] : [])),
  );

  return {
    files,
    there,
    underway: computed(() => files.value.some(({ state }) => state.kind === "sending")),
    add(chosen) {
      for (const file of chosen) {
        const key = `file-${count++}`;
        const { name, size } = file;
        files.value = [...files.peek(), { key, name, size, state: { kind: "sending", share: 0 } }];
        void send(key, file);
      }
    },
    remove(key) {
      forget(key);
      files.value = files.peek().filter((file) => file.key !== key);
      onChange();
    },
    retry(key) {
      const source = sources.get(key);
      if (source) void send(key, source.file);
    },
    put(kept) {
      const known = new Set(there.peek().map(({ id }) => id));
      const added = kept
        .filter(({ id }) => !known.has(id))
        .map(({ id, name, size }): AttachedFile => ({ key: id, name, size, state: { kind: "there", id } }));
      files.value = [...added, ...files.peek()];
    },
    clear() {
      for (const key of sources.keys()) forget(key);
      files.value = [];
    },
  };
});
