import { useState } from "preact/hooks";
import { formTexts as texts } from "../../texts/forms.ts";
import type { Bound } from "./bound.ts";

/** What was taken out of a list last, and the way back. */
export interface Undoing {
  /** The name of what was removed, until it is back or something else is. */
  readonly removed: string | undefined;
  remove(index: number, name: string): void;
  restore(): void;
}

/** Removes from a list so that the last removal can be taken back, to the same position. */
export function useUndo<Item>(list: Bound<Item[]>): Undoing {
  const [last, setLast] = useState<{ item: Item; index: number; name: string } | undefined>(undefined);
  return {
    removed: last?.name,
    remove(index, name) {
      const [item] = list.value.slice(index, index + 1);
      if (item === undefined) return;
      setLast({ item, index, name });
      list.change((now) => now.toSpliced(index, 1));
    },
    restore() {
      if (!last) return;
      list.change((now) => now.toSpliced(last.index, 0, last.item));
      setLast(undefined);
    },
  };
}

/** Says what was removed and offers it back; the line stays empty, so that it is heard when it is filled. */
export function Undo({ undo }: { undo: Undoing }) {
  return (
    <p class="undo" role="status">
      {undo.removed !== undefined && (
        <>
          <span>{texts.removed(undo.removed)}</span>
          <button type="button" class="button button-small" onClick={undo.restore}>
            {texts.undo}
          </button>
        </>
      )}
    </p>
  );
}
