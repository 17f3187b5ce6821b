import { type Command, type CommandGroup, commands, type Now, possible } from "./commands.ts";
import { rank } from "./match.ts";
import { whole } from "./models/place.ts";
import { pages } from "./settings/pages.ts";
import { settingsTexts } from "./texts/settings.ts";
import { texts } from "./texts.ts";
import { screens } from "./views/rail.tsx";
import { opens } from "./views/screen.tsx";

/** A line of the palette. */
export interface Entry extends Pick<Command, "name" | "key"> {
  readonly group: CommandGroup;
  /** What is shown beside the name, and found like it. */
  readonly detail?: string;
  run(): void;
}

const words = texts.commands;
const order: readonly CommandGroup[] = ["ticket", "recent", "views", "places", "tickets", "anywhere"];
const most = 40;

/** What fits what was typed, by group; the group with the best fit first. With nothing typed: everything. */
export function paletteOf(now: Now, typed: string): readonly (readonly [CommandGroup, readonly Entry[]])[] {
  const ranked = [...numbered(typed, now), ...entriesOf(now)]
    .flatMap((entry) => {
      const fit = rank(typed, `${entry.name} ${entry.detail ?? ""}`);
      return fit === undefined ? [] : [{ entry, fit }];
    })
    .sort((left, right) => left.fit - right.fit)
    .slice(0, most);
  const groups = new Map<CommandGroup, Entry[]>();
  const search = typed.trim();
  if (typed.trim() === "") for (const group of order) groups.set(group, []);
  for (const { entry } of ranked) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  if (search.length > 1) groups.set("search", [searching(now, search)]);
  return [...groups].filter(([, entries]) => entries.length > 0);
}

function entriesOf(now: Now): Entry[] {
  const { workspace } = now;
  const { agent, sites } = workspace.session.peek();
  const open = workspace.place.peek().number;
  return [
    ...commands
      .filter((command) => !command.keyOnly && possible(command, now))
      .map((command): Entry => ({ ...command, run: () => command.run(now) })),
    ...workspace.recent.tickets
      .peek()
      .filter(({ number }) => number !== open)
      .map(
        ({ number, subject }): Entry => ({ name: number, detail: subject, group: "recent", run: opening(now, number) }),
      ),
    ...workspace.lists.saved.peek().map(
      ({ id, name, view, filter, order }): Entry => ({
        name,
        detail: texts.inbox.savedViews,
        group: "views",
        run: () => workspace.go({ ...whole, saved: id, view, filter, order, number: undefined }),
      }),
    ),
    ...screens
      .filter(({ name }) => opens(name, agent.role))
      .map(({ name }): Entry => ({ name: texts.screens[name], group: "places", run: () => workspace.open([name]) })),
    ...(opens("settings", agent.role)
      ? pages.map(
          ({ name }): Entry => ({
            name: settingsTexts.pages[name],
            detail: settingsTexts.title,
            group: "places",
            run: () => workspace.open(["settings", name]),
          }),
        )
      : []),
    ...(sites.length > 1
      ? [
          { name: texts.allSites, site: undefined },
          ...sites.map(({ id, name }) => ({ name: words.site(name), site: id })),
        ].map(
          ({ name, site }): Entry => ({
            name,
            group: "places",
            run: () => workspace.go({ site, number: undefined }),
          }),
        )
      : []),
  ];
}

/** A whole number opens its ticket; digits alone may be one of any site. */
function numbered(typed: string, now: Now): Entry[] {
  const number = typed.trim().toUpperCase();
  const numbers = /^[A-Z]{2,6}-\d{2,16}$/.test(number)
    ? [number]
    : /^\d{2,16}$/.test(number)
      ? now.workspace.session.peek().sites.map(({ prefix }) => `${prefix}-${number}`)
      : [];
  return numbers.map((one) => ({ name: words.openNumber(one), group: "tickets", run: opening(now, one) }));
}

/** Whatever is typed may also be looked for in all tickets. */
const searching = ({ workspace }: Now, search: string): Entry => ({
  name: words.search(search),
  group: "search",
  run: () => workspace.go({ ...whole, search, number: undefined }),
});

const opening =
  ({ workspace }: Now, number: string) =>
  () =>
    workspace.go({ number });
