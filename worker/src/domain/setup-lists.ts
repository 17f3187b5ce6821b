import { weekdays } from "./zone.ts";

/**
 * The lists of a set-up: what their entries are known by, and whether their order means anything. Whether two set-ups
 * say the same rests on it, and with that whether a contract gets a new version.
 */
export interface ListKind {
  readonly known: (entry: unknown) => string;
  readonly ordered: boolean;
}

export type Properties = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Known by some of their properties; where one is a list, by its entries in any order. */
const by =
  (...names: readonly [string, ...string[]]) =>
  (entry: unknown): string =>
    names
      .map((name) => (isObject(entry) ? entry[name] : undefined))
      .flatMap((value) => (isList(value) ? value.map(String).sort() : value === undefined ? [] : String(value)))
      .join("+");
/** Known by what they are. */
const itself = String;

const anyOrder = (known: ListKind["known"]): ListKind => ({ known, ordered: false });
const inOrder = (known: ListKind["known"]): ListKind => ({ known, ordered: true });

/** By their places in the document, in which `*` stands for any entry. */
const kinds: ReadonlyMap<string, ListKind> = new Map([
  ["tiers", anyOrder(by("level"))],
  ["teams", anyOrder(by("id"))],
  ["teams.*.members", anyOrder(itself)],
  ["agents", anyOrder(by("id"))],
  ["agents.*.sites", anyOrder(itself)],
  ["sites", anyOrder(by("id"))],
  ["sites.*.origins", anyOrder(itself)],
  ["sites.*.topics", inOrder(by("id"))],
  ["sites.*.topics.*.fields", inOrder(by("id"))],
  ["sites.*.topics.*.fields.*.options", inOrder(itself)],
  ["sites.*.topics.*.fields.*.shownIf.is", anyOrder(itself)],
  ["sites.*.glossary", anyOrder(by("word"))],
  ["calendars", anyOrder(by("id"))],
  // The sign-in page shows them in this order.
  ["signIn.oidc", inOrder(by("id"))],
  ...weekdays.map((day): [string, ListKind] => [`calendars.*.hours.${day}`, anyOrder(by("from"))]),
  ["calendars.*.holidays", anyOrder(by("date"))],
  ["calendars.*.holidays.*.hours", anyOrder(by("from"))],
  ["contracts", anyOrder(by("id"))],
  ["contracts.*.tierBudgets", anyOrder(by("tier"))],
  ["contracts.*.pauses", anyOrder(itself)],
  ["contracts.*.ladder", inOrder(by("on", "step", "metrics"))],
  ["contracts.*.ladder.*.metrics", anyOrder(itself)],
  ["rules", inOrder(by("id"))],
  ["rules.*.outcome.skills", anyOrder(by("skill"))],
  ["rules.*.outcome.certificates", anyOrder(itself)],
  ["rules.*.outcome.tags", anyOrder(itself)],
  ["macros", inOrder(by("id"))],
  ["macros.*.sites", anyOrder(itself)],
  ["macros.*.actions.tags", anyOrder(itself)],
  ["roster.skills", anyOrder(by("id"))],
  ["roster.agents", anyOrder(by("agent"))],
  ["roster.agents.*.skills", anyOrder(by("skill"))],
  ["roster.agents.*.certificates", anyOrder(by("skill", "number"))],
  ["roster.agents.*.languages", anyOrder(itself)],
  ["roster.agents.*.shifts", anyOrder(by("days", "from", "to"))],
  ["roster.agents.*.shifts.*.days", anyOrder(itself)],
  ["roster.rotations", anyOrder(by("id"))],
  ["roster.rotations.*.agents", inOrder(itself)],
  ["roster.teams", anyOrder(by("team"))],
]);

/** The kind of the list at a place such as `teams.*.members`; undefined for one that is compared as a whole. */
export const listAt = (place: string): ListKind | undefined => kinds.get(place);

/** What the entries of a list are known by, in order. Whatever is there again is told apart: `agt_ann`, `agt_ann#2`. */
export function namesIn(list: readonly unknown[], { known }: ListKind): string[] {
  const names = new Set<string>();
  for (const entry of list) {
    const first = known(entry);
    let name = first;
    for (let times = 2; names.has(name); times++) name = `${first}#${times}`;
    names.add(name);
  }
  return [...names];
}

/** A part of a set-up as JSON: the same text for whatever says the same. The place is where it stands, such as `contracts.*`. */
export const textOf = (value: unknown, place: string): string => JSON.stringify(settled(value, place));

/** The same with properties in order, and entries too where their order means nothing. */
function settled(value: unknown, place: string): unknown {
  if (isList(value)) {
    const kind = listAt(place);
    const entries = value.map((entry) => settled(entry, `${place}.*`));
    if (!kind || kind.ordered) return entries;
    return entries
      .map((entry) => ({ entry, name: kind.known(entry), text: JSON.stringify(entry) }))
      .sort((one, other) => compare(one.name, other.name) || compare(one.text, other.text))
      .map(({ entry }) => entry);
  }
  if (!isObject(value)) return value;
  const properties = Object.entries(value).sort(([one], [other]) => compare(one, other));
  return Object.fromEntries(properties.map(([name, part]) => [name, settled(part, within(place, name))]));
}

/** The place, or the path, of a part of something. */
export const within = (whole: string, part: string): string => (whole === "" ? part : `${whole}.${part}`);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
