import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Now } from "../commands.ts";
import { type Entry, paletteOf } from "../palette.ts";
import { texts } from "../texts.ts";
import { SearchIcon } from "./icons.tsx";
import { Keys } from "./keys.tsx";
import "./palette.css";

const words = texts.commands;

/** The palette: a field, and what fits what is typed into it. */
export function Palette({ now, onClose }: { now: Now; onClose: () => void }) {
  const typed = useSignal("");
  const chosen = useSignal(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const groups = paletteOf(now, typed.value);
  const entries = groups.flatMap(([, members]) => members);
  useLayoutEffect(() => dialog.current?.showModal(), []);

  const close = () => {
    // It gives the focus back to what had it.
    dialog.current?.close();
    onClose();
  };
  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    close();
    // It may put the focus somewhere itself: after the palette has given it back.
    setTimeout(entry.run);
  };
  const choose = (index: number) => {
    chosen.value = (index + entries.length) % Math.max(1, entries.length);
    document.getElementById(`palette-${chosen.value}`)?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") choose(chosen.value + 1);
    else if (event.key === "ArrowUp") choose(chosen.value - 1);
    else if (event.key === "Enter") run(entries[chosen.value]);
    else if (event.key === "k" && (event.ctrlKey || event.metaKey)) close();
    else return;
    event.preventDefault();
  };

  return (
    <dialog
      ref={dialog}
      class="dialog palette"
      aria-label={words.palette}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      <div class="palette-field">
        <SearchIcon />
        <input
          role="combobox"
          aria-label={words.palette}
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={entries.length > 0 ? `palette-${chosen.value}` : undefined}
          placeholder={words.palettePlaceholder}
          autocomplete="off"
          spellcheck={false}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            chosen.value = 0;
          }}
          onKeyDown={onKeyDown}
        />
        <Keys of="Escape" />
      </div>
      <p class="hidden" role="status">
        {entries.length === 0 ? words.none : words.found(entries.length)}
      </p>
      <div id="palette-list" class="palette-list" role="listbox" aria-label={words.palette}>
        {groups.map(([group, members]) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset groups controls; these are options of a listbox
          <div key={group} role="group" aria-labelledby={`palette-${group}`}>
            <p id={`palette-${group}`} class="palette-group">
              {words.groups[group]}
            </p>
            {members.map((entry) => (
              <Line
                key={`${entry.name}${entry.detail}`}
                entry={entry}
                index={entries.indexOf(entry)}
                chosen={entries[chosen.value] === entry}
                run={run}
              />
            ))}
          </div>
        ))}
      </div>
      {entries.length === 0 && <p class="palette-none">{words.none}</p>}
      <p class="palette-foot" aria-hidden="true">
        {words.paletteHint}
      </p>
    </dialog>
  );
}

function Line(props: { entry: Entry; index: number; chosen: boolean; run: (entry: Entry) => void }) {
  const { entry, index, chosen, run } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus, and answers the keys
    <div
      id={`palette-${index}`}
      class="palette-line"
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      onClick={() => run(entry)}
    >
      <bdi>{entry.name}</bdi>
      {entry.detail !== undefined && <bdi class="palette-detail">{entry.detail}</bdi>}
      {entry.key !== undefined && <Keys of={entry.key} />}
    </div>
  );
}
