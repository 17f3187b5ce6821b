import type { ComponentChildren } from "preact";
import { screenFragment } from "../../models/place.ts";
import { formTexts as texts } from "../../texts/forms.ts";
import { BackIcon, PlusIcon } from "../../views/icons.tsx";
import { Blank } from "../../views/parts.tsx";
import { Undo, type Undoing } from "./undo.tsx";

/** One line of the list. */
export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly detail?: string | undefined;
  /** How many things are wrong in it. */
  readonly issues?: number | undefined;
  readonly mark?: ComponentChildren;
}

interface ListDetailProps {
  /** What the list is of. */
  readonly label: string;
  /** The page's name in the address. */
  readonly page: string;
  readonly items: readonly Listed[];
  /** The id of what is shown beside the list; undefined: the first, or on a phone the list alone. */
  readonly selected: string | undefined;
  readonly add?: { readonly label: string; readonly onAdd: () => void } | undefined;
  /** What is said while there is nothing in the list. */
  readonly empty: { readonly title: string; readonly text: string };
  readonly undo?: Undoing | undefined;
  /** One or the other also where there is room for both: for a detail that needs the whole width. */
  readonly drill?: boolean | undefined;
  /** What is chosen, drawn for its id. */
  readonly children: (id: string) => ComponentChildren;
}

/** A list, and beside it what is chosen from it; on a phone one or the other. The choice stands in the address. */
export function ListDetail({ label, page, items, selected, add, empty, undo, drill, children }: ListDetailProps) {
  const chosen = items.find(({ id }) => id === selected);
  const shown = chosen ?? (selected === undefined && !drill ? items[0] : undefined);
  const button = add && (
    <button type="button" class="button button-small" onClick={add.onAdd}>
      <PlusIcon />
      {add.label}
    </button>
  );
  if (items.length === 0) {
    return (
      <>
        {undo && <Undo undo={undo} />}
        <Blank title={empty.title} text={empty.text}>
          {button}
        </Blank>
      </>
    );
  }
  return (
    <div class={`list-detail${drill ? " list-detail-drill" : ""}`} data-chosen={chosen !== undefined}>
      <nav class="list-detail-list" aria-label={label}>
        <ul>
          {items.map((item) => (
            <li key={item.id}>
              <a
                class="rail-link"
                href={screenFragment(["settings", page, item.id])}
                aria-current={item === shown ? "true" : undefined}
              >
                {item.mark}
                <span class="list-detail-name">
                  <bdi>{item.name === "" ? texts.unnamed : item.name}</bdi>
                  {item.detail !== undefined && <small>{item.detail}</small>}
                </span>
                {(item.issues ?? 0) > 0 && <span class="list-detail-issues">{texts.issues(item.issues ?? 0)}</span>}
              </a>
            </li>
          ))}
        </ul>
        {undo && <Undo undo={undo} />}
        {button}
      </nav>
      <div class="list-detail-detail">
        <a class="button button-quiet button-small list-detail-back" href={screenFragment(["settings", page])}>
          <BackIcon />
          {label}
        </a>
        {shown ? (
          <div key={shown.id}>{children(shown.id)}</div>
        ) : (
          <Blank title={texts.goneTitle} text={texts.goneText} />
        )}
      </div>
    </div>
  );
}
