import type { Setup } from "@firstline/sdk/wire";
import type { SetupEditor } from "../setup-editor.ts";

/** One place of the draft: what stands there, what the desk said about it, and how it is changed. */
export interface Bound<Value> {
  /** Such as `sites.0.name`; empty for the whole draft. */
  readonly path: string;
  readonly value: Value;
  /** What the desk said about exactly this place when it refused the draft. */
  readonly issue: string | undefined;
  /** How many issues lie here or below. */
  readonly issues: number;
  set(value: Value): void;
  /** Changes what stands there by then: several changes in one go all count. */
  change(update: (value: Value) => Value): void;
  /** A place below; in a list by index. */
  at<Key extends keyof Value>(key: Key): Bound<Value[Key]>;
  /** The same place where it may be empty, as if `instead` stood there. */
  or(instead: NonNullable<Value>): Bound<NonNullable<Value>>;
  /** The same place seen as something else: how it is read, and how a change of that is written back. */
  as<Other>(read: (value: Value) => Other, write: (other: Other, value: Value) => Value): Bound<Other>;
}

/** The whole draft as a place. */
export const boundTo = (editor: SetupEditor, draft: Setup): Bound<Setup> =>
  bound(editor, "", draft, (update) => editor.edit(update));

function bound<Value>(
  editor: SetupEditor,
  path: string,
  value: Value,
  change: (update: (value: Value) => Value) => void,
): Bound<Value> {
  return {
    path,
    value,
    issue: editor.issueAt(path),
    issues: editor.issuesBelow(path),
    change,
    set: (next) => change(() => next),
    at: (key) =>
      bound(editor, path === "" ? String(key) : `${path}.${String(key)}`, value[key], (update) =>
        change((whole) => withPart(whole, key, update(whole[key]))),
      ),
    or: (instead) =>
      bound<NonNullable<Value>>(editor, path, value ?? instead, (update) =>
        change((whole) => update(whole ?? instead)),
      ),
    as: (read, write) =>
      bound(editor, path, read(value), (update) => change((whole) => write(update(read(whole)), whole))),
  };
}

/** The same record or list with another part; undefined stands for a part that is left out. */
function withPart<Whole>(whole: Whole, key: keyof Whole, part: Whole[keyof Whole]): Whole {
  const copy: object = Array.isArray(whole) ? [...whole] : Object.assign({}, whole);
  return Object.assign(copy, { [key]: part }) as Whole;
}

/** The items of a list, each as a place of its own. */
export const itemsOf = <Item>(list: Bound<Item[]>): Bound<Item>[] => list.value.map((_, index) => list.at(index));

/** A list that is left out where it is empty. */
export const listOf = <Item>(place: Bound<Item[] | undefined>): Bound<Item[]> =>
  place.as<Item[]>(
    (value) => value ?? [],
    (value) => (value.length === 0 ? undefined : value),
  );

/** The same list with an item at another index. */
export function moved<Item>(list: readonly Item[], from: number, to: number): Item[] {
  const [item] = list.slice(from, from + 1);
  return item === undefined ? [...list] : list.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** A place whose value is of a narrower kind by now; undefined: it is not. */
export const narrowed = <Value, Kind extends Value>(
  place: Bound<Value>,
  is: (value: Value) => value is Kind,
): Bound<Kind> | undefined => (is(place.value) ? (place as unknown as Bound<Kind>) : undefined);
