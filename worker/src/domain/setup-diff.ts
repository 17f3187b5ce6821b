import type { Setup, SetupChange } from "@firstline/sdk/wire";
import { isList, isObject, type ListKind, listAt, namesIn, type Properties, textOf, within } from "./setup-lists.ts";

/** Where something stands: as its path names it, and as `setup-lists.ts` does. */
interface Spot {
  readonly path: string;
  readonly place: string;
}

/**
 * What is different in another set-up, in the order of the document; of a list first what it had, then what was added,
 * then what has moved.
 *
 * 1. Entries of lists are known by what `setup-lists.ts` says, and named by it in paths: `rules.rul_refunds.name`,
 *    `teams.team_shop.members.agt_ann`, `calendars.cal_office.hours.mon.09:00.to`. A name that has other characters than
 *    letters, digits and `_ : + - #` stands in quotes: `sites.site_shop.origins."https://shop.example"`.
 * 2. Where order means something, an entry that has moved past others is `moved`, and its `before` and `after` are its
 *    positions, counted from 1. As few as possible are: one that was pulled up is, those that made way are not.
 * 3. The conditions of a rule are one thing, changed as a whole. A contract's version is not compared: it is the
 *    desk's to count.
 */
export function setupDiff(before: Setup, after: Setup): SetupChange[] {
  const changes: SetupChange[] = [];
  compareParts(before, after, { path: "", place: "" }, changes);
  return changes;
}

const wholes: ReadonlySet<string> = new Set(["rules.*.when"]);
const passedOver: ReadonlySet<string> = new Set(["contracts.*.version"]);

function compareParts(before: unknown, after: unknown, spot: Spot, changes: SetupChange[]): void {
  const { path, place } = spot;
  if (passedOver.has(place)) return;
  const kind = listAt(place);
  if (before === undefined || after === undefined) {
    if (before === after) return;
    changes.push(after === undefined ? { path, change: "removed", before } : { path, change: "added", after });
  } else if (kind && isList(before) && isList(after)) {
    compareLists(before, after, kind, spot, changes);
  } else if (isObject(before) && isObject(after) && !wholes.has(place)) {
    compareObjects(before, after, spot, changes);
  } else if (textOf(before, place) !== textOf(after, place)) {
    changes.push({ path, change: "changed", before, after });
  }
}

function compareObjects(before: Properties, after: Properties, { path, place }: Spot, changes: SetupChange[]): void {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const spot = { path: within(path, name), place: within(place, name) };
    compareParts(before[name], after[name], spot, changes);
  }
}

function compareLists(
  before: readonly unknown[],
  after: readonly unknown[],
  kind: ListKind,
  { path, place }: Spot,
  changes: SetupChange[],
): void {
  const spotOf = (name: string): Spot => ({ path: within(path, quoted(name)), place: within(place, "*") });
  const left = entriesOf(after, kind);
  const positions: Positions[] = [];
  for (const [name, { entry, position }] of entriesOf(before, kind)) {
    const other = left.get(name);
    left.delete(name);
    compareParts(entry, other?.entry, spotOf(name), changes);
    if (other) positions.push({ name, before: position, after: other.position });
  }
  for (const [name, { entry }] of left) compareParts(undefined, entry, spotOf(name), changes);
  if (!kind.ordered) return;
  for (const { name, ...moved } of movedAmong(positions)) {
    changes.push({ path: spotOf(name).path, change: "moved", ...moved });
  }
}

const quoted = (name: string): string => (/^[\w:+#-]+$/.test(name) ? name : JSON.stringify(name));

/** The entries of a list by what they are known by, with their positions, counted from 1. */
function entriesOf(list: readonly unknown[], kind: ListKind) {
  const names = namesIn(list, kind);
  return new Map(list.map((entry, index) => [names[index] ?? "", { entry, position: index + 1 }]));
}

interface Positions {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/**
 * The fewest that have to move to bring the first order, in which they are given, into the other: all but a longest
 * row of them that keeps its order, found in n log n steps (Fredman 1975).
 */
function movedAmong(entries: readonly Positions[]): Positions[] {
  interface Row {
    readonly last: Positions;
    readonly before: Row | undefined;
  }
  /** The best rows of each length: of those, the one that ends lowest. */
  const rows: Row[] = [];
  for (const entry of entries) {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[middle]?.last.after ?? 0) < entry.after) low = middle + 1;
      else high = middle;
    }
    rows[low] = { last: entry, before: rows[low - 1] };
  }
  const staying = new Set<Positions>();
  for (let row = rows.at(-1); row; row = row.before) staying.add(row.last);
  return entries.filter((entry) => !staying.has(entry));
}
