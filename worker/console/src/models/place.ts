import type { View } from "@firstline/sdk/wire";
import { filterOf, filterText } from "./filter.ts";
import type { Listing } from "./views.ts";

/** Where the agent is: which list, of which site, with which ticket open. It lives in the address's fragment. */
export interface Place extends Listing {
  /** The id of the saved view that the list comes from. */
  readonly saved: string | undefined;
  readonly number: string | undefined;
  /** The path of the screen that covers the tickets, such as `["settings", "webhooks"]`; undefined: none does. */
  readonly screen: Path | undefined;
}

/** A screen's name, and what follows it. */
export type Path = readonly [name: string, ...rest: string[]];

export const views: readonly View[] = [
  "mine",
  "team",
  "unassigned",
  "at_risk",
  "breached",
  "waiting",
  "mentions",
  "open",
  "solved",
];

/** The screens there are beside the tickets. */
export const screenNames = ["board", "settings", "account", "contact"] as const;
export type ScreenName = (typeof screenNames)[number];

/** A whole view, as it is without a filter, a search or a name. */
export const whole = {
  filter: {},
  order: "due",
  search: undefined,
  saved: undefined,
} as const satisfies Partial<Place>;

const start: Place = { view: "mine", site: undefined, ...whole, number: undefined, screen: undefined };

/**
 * Reads `#/view/NUMBER?site=…` or `#/screen/…`; anything unknown falls back to the agent's own list. Below a screen the
 * tickets stay where they were.
 */
export function placeOf(fragment: string, before: Place = start): Place {
  const [path = "", query = ""] = fragment.replace(/^#\/?/, "").split("?");
  const [name, ...rest] = path.split("/").map(decoded);
  const screen = screenNames.find((one) => one === name);
  if (screen) return { ...before, screen: [screen, ...rest.filter((part) => part !== "")] };
  const [number] = rest;
  const asked = new URLSearchParams(query);
  return {
    view: views.find((view) => view === name) ?? "mine",
    site: asked.get("site") ?? undefined,
    filter: filterOf(asked.get("filter")),
    order: asked.get("order") === "newest" ? "newest" : "due",
    search: asked.get("search") ?? undefined,
    saved: asked.get("saved") ?? undefined,
    number: number && /^[A-Za-z0-9-]{1,40}$/.test(number) ? number.toUpperCase() : undefined,
    screen: undefined,
  };
}

/** Where the tickets are, as a fragment. */
export function fragmentOf(place: Omit<Place, "screen">): string {
  const { site, search, saved } = place;
  const filter = filterText(place.filter);
  const query = new URLSearchParams({
    ...(site !== undefined && { site }),
    ...(saved !== undefined && { saved }),
    ...(filter !== undefined && { filter }),
    ...(place.order === "newest" && { order: "newest" }),
    ...(search !== undefined && { search }),
  });
  return `#/${place.view}${place.number === undefined ? "" : `/${place.number}`}${query.size > 0 ? `?${query}` : ""}`;
}

/** A screen, as a fragment. */
export const screenFragment = (path: Path): string => `#/${path.map(encodeURIComponent).join("/")}`;

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
