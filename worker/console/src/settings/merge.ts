/** Two changes of one document brought together. */
export interface Merged<Document> {
  readonly merged: Document;
  /** Where both changed the same thing differently, as paths such as `teams.team_shop.name`; there `mine` stands. */
  readonly clashes: readonly string[];
}

/**
 * Brings together what two people made of the same document. Records are looked through by their keys, lists of things
 * with an id by these, lists of words by the words; anything else is one thing, which one of the two has changed or both.
 */
export function merge<Document>(base: Document, mine: Document, theirs: Document): Merged<Document> {
  const clashes: string[] = [];
  const merged = mergeAt(base, mine, theirs, [], clashes);
  return { merged: merged as Document, clashes };
}

function mergeAt(base: unknown, mine: unknown, theirs: unknown, path: readonly string[], clashes: string[]): unknown {
  if (same(mine, base)) return theirs;
  if (same(theirs, base) || same(mine, theirs)) return mine;
  if (isRecord(base) && isRecord(mine) && isRecord(theirs)) {
    const keys = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
    const entries = [...keys].map((key): [string, unknown] => [
      key,
      mergeAt(base[key], mine[key], theirs[key], [...path, key], clashes),
    ]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
  if (isList(base) && isList(mine) && isList(theirs)) return mergeLists(base, mine, theirs, path, clashes);
  clashes.push(path.join("."));
  return mine;
}

type Item = string | { readonly id: string };

const idOf = (item: Item): string => (typeof item === "string" ? item : item.id);

/** In the order of who has changed it; what is new in the other comes behind. */
function mergeLists(
  base: readonly Item[],
  mine: readonly Item[],
  theirs: readonly Item[],
  path: readonly string[],
  clashes: string[],
): Item[] {
  const find = (list: readonly Item[], id: string) => list.find((item) => idOf(item) === id);
  const order = (list: readonly Item[]) => list.map(idOf);
  const reordered = !same(
    order(mine).filter((id) => find(base, id)),
    order(base).filter((id) => find(mine, id)),
  );
  const ids = new Set(reordered ? [...order(mine), ...order(theirs)] : [...order(theirs), ...order(mine)]);
  return [...ids].flatMap((id) => {
    const item = mergeAt(find(base, id), find(mine, id), find(theirs, id), [...path, id], clashes);
    return item === undefined ? [] : [item as Item];
  });
}

/** Whether two JSON values say the same. The order of a record's keys says nothing. */
export function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => same(item, other[index]));
  }
  if (!isRecord(one) || !isRecord(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => same(one[key], other[key]));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isList = (value: unknown): value is readonly Item[] =>
  Array.isArray(value) &&
  (value.every((item) => typeof item === "string") ||
    value.every((item) => isRecord(item) && typeof item.id === "string"));
