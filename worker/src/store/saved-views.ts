import { NewSavedView, type SavedView } from "@firstline/sdk/wire";
import { nothing, type Query, type Row, text } from "./query.ts";

/** Who keeps a view: an agent, or, with an empty id, everybody. */
export type Owner = string;
export const everybody: Owner = "";

/** An agent's own views and the shared ones, by name. */
export const savedViewsOf = (owner: Owner): Query<SavedView[]> => ({
  sql: "SELECT owner_id, id, view FROM saved_views WHERE owner_id IN (?1, '')",
  values: [owner],
  read: (rows) => rows.map(savedView).sort((one, other) => one.name.localeCompare(other.name)),
});

const savedView = (row: Row): SavedView => ({
  id: text(row, "id"),
  shared: text(row, "owner_id") === everybody,
  ...NewSavedView.parse(JSON.parse(text(row, "view"))),
});

/** How many views somebody can keep, and how many can be shared. */
export const MOST_VIEWS = 50;

/** Keeps a view, in the place of the one that had its id. Reads whether there was room for it. */
export const saveView = (owner: Owner, id: string, view: NewSavedView): Query<boolean> => ({
  sql: `INSERT INTO saved_views (owner_id, id, view) SELECT ?1, ?2, ?3
    WHERE (SELECT count(*) FROM saved_views WHERE owner_id = ?1 AND id <> ?2) < ?4
    ON CONFLICT (owner_id, id) DO UPDATE SET view = excluded.view RETURNING id`,
  values: [owner, id, JSON.stringify(view), MOST_VIEWS],
  read: (rows) => rows.length > 0,
});

export const deleteView = (owner: Owner, id: string): Query<undefined> => ({
  sql: "DELETE FROM saved_views WHERE owner_id = ?1 AND id = ?2",
  values: [owner, id],
  read: nothing,
});
