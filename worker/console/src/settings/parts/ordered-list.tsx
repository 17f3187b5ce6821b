import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { formTexts as texts } from "../../texts/forms.ts";
import { ChevronIcon, CloseIcon, PlusIcon } from "../../views/icons.tsx";
import { type Bound, itemsOf, moved } from "./bound.ts";
import { Undo, useUndo } from "./undo.tsx";

interface OrderedListProps<Item> {
  /** What the list is of, such as "Fields". */
  readonly label: string;
  readonly list: Bound<Item[]>;
  /** What an item is called in "Move up {name}". */
  readonly nameOf: (item: Item) => string;
  readonly children: (item: Bound<Item>, index: number) => ComponentChildren;
  /** What stands on the button, and the item that it makes; null is none, since it was said why elsewhere. */
  readonly add?: { readonly label: string; readonly make: () => Item } | undefined;
  /** Why an item has to stay; undefined: it may go. */
  readonly keeps?: ((item: Item) => string | undefined) | undefined;
  /** Whether an item stays where it is, such as a default that comes last. */
  readonly fixed?: ((item: Item) => boolean) | undefined;
  readonly most?: number | undefined;
}

/**
 * A list whose order counts. Its items are moved with their buttons, with Alt and an arrow key, or dragged by their
 * handles; what is removed can be had back.
 */
export function OrderedList<Item>(props: OrderedListProps<Item>) {
  const { label, list, nameOf, children, add, keeps, fixed = () => false, most } = props;
  const element = useRef<HTMLOListElement>(null);
  const undo = useUndo(list);
  const [held, setHeld] = useState<number | undefined>(undefined);
  const [told, setTold] = useState("");
  const items = itemsOf(list);
  // What is open in an item moves along with it, also while its id is being typed.
  const keys = useRef<number[]>([]);
  const lastKey = useRef(0);
  keys.current.length = Math.min(keys.current.length, items.length);
  while (keys.current.length < items.length) keys.current.push(++lastKey.current);

  const focusItem = (index: number, what: string) =>
    requestAnimationFrame(() =>
      element.current?.children.item(index)?.querySelector<HTMLElement>(`${what}:not(:disabled)`)?.focus(),
    );
  const mayStand = (from: number, to: number) => {
    const [one, other] = [list.value[from], list.value[to]];
    return one !== undefined && other !== undefined && !fixed(one) && !fixed(other);
  };
  const move = (from: number, to: number, focus = ".ordered-handle") => {
    const item = list.value[from];
    if (item === undefined || !mayStand(from, to)) return;
    keys.current = moved(keys.current, from, to);
    list.change((now) => moved(now, from, to));
    setTold(texts.movedTo(nameOf(item), to + 1));
    focusItem(to, focus);
  };

  return (
    <div class="ordered">
      <ol ref={element} class="ordered-list" aria-label={label}>
        {items.map((item, index) => {
          const name = nameOf(item.value);
          const kept = keeps?.(item.value);
          return (
            <li
              key={keys.current[index]}
              class={`ordered-item${held === index ? " ordered-held" : ""}`}
              onDragOver={(event) => held !== undefined && mayStand(held, index) && event.preventDefault()}
              onDrop={(event) => {
                event.preventDefault();
                if (held !== undefined) move(held, index);
              }}
              onKeyDown={(event) => {
                if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
                event.preventDefault();
                move(index, index + (event.key === "ArrowUp" ? -1 : 1));
              }}
            >
              <span class="ordered-controls">
                <button
                  type="button"
                  class="ordered-handle"
                  draggable
                  disabled={fixed(item.value)}
                  aria-label={texts.drag(name)}
                  title={texts.dragHint}
                  onDragStart={(event) => {
                    setHeld(index);
                    event.dataTransfer?.setData("text/plain", name);
                  }}
                  onDragEnd={() => setHeld(undefined)}
                >
                  <span aria-hidden="true">⠿</span>
                </button>
                <button
                  type="button"
                  class="button button-icon button-small ordered-up"
                  disabled={!mayStand(index, index - 1)}
                  aria-label={texts.moveUp(name)}
                  title={texts.moveUp(name)}
                  onClick={() => move(index, index - 1, ".ordered-up")}
                >
                  <ChevronIcon />
                </button>
                <button
                  type="button"
                  class="button button-icon button-small"
                  disabled={!mayStand(index, index + 1)}
                  aria-label={texts.moveDown(name)}
                  title={texts.moveDown(name)}
                  onClick={() => move(index, index + 1, ".button-small:nth-of-type(3)")}
                >
                  <ChevronIcon />
                </button>
              </span>
              <div class="ordered-body">{children(item, index)}</div>
              <button
                type="button"
                class="button button-icon button-small ordered-remove"
                disabled={kept !== undefined || fixed(item.value)}
                aria-label={texts.remove(name)}
                title={kept ?? texts.remove(name)}
                onClick={() => {
                  keys.current = keys.current.toSpliced(index, 1);
                  undo.remove(index, name);
                }}
              >
                <CloseIcon />
              </button>
            </li>
          );
        })}
      </ol>
      <p class="hidden" role="status">
        {told}
      </p>
      {list.issue !== undefined && <p class="form-issue">{list.issue}</p>}
      <Undo undo={undo} />
      {add && (
        <button
          type="button"
          class="button button-small ordered-add"
          disabled={most !== undefined && items.length >= most}
          onClick={() => {
            // What is fixed comes last and stays last.
            const end = list.value.findLastIndex((item) => !fixed(item)) + 1;
            keys.current = keys.current.toSpliced(end, 0, ++lastKey.current);
            list.change((now) => now.toSpliced(end, 0, add.make()));
            focusItem(end, "input, select, summary, a");
          }}
        >
          <PlusIcon />
          {add.label}
        </button>
      )}
    </div>
  );
}
