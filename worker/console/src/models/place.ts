import type { View } from "@firstline/sdk/wire";

/** Where the agent is: which list, of which site, with which ticket open. It lives in the address's fragment. */
export interface Place {
  readonly view: View;
  /** A site's id; undefined is all sites. */
  readonly site: string | undefined;
  readonly number: string | undefined;
}

export const views: readonly View[] = ["mine", "team", "unassigned", "open", "solved"];

/** Reads `#/view/NUMBER?site=…`; anything unknown falls back to the agent's own list. */
export function placeOf(fragment: string): Place {
  const [path = "", query = ""] = fragment.replace(/^#\/?/, "").split("?");
  const [name, number] = path.split("/");
  return {
    view: views.find((view) => view === name) ?? "mine",
    site: new URLSearchParams(query).get("site") ?? undefined,
    number: number && /^[A-Za-z0-9-]{1,40}$/.test(number) ? number.toUpperCase() : undefined,
  };
}

/** Writes a place as a fragment, the counterpart of `placeOf`. */
export function fragmentOf(place: Place): string {
  const query = place.site === undefined ? "" : `?${new URLSearchParams({ site: place.site })}`;
  return `#/${place.view}${place.number === undefined ? "" : `/${place.number}`}${query}`;
}
