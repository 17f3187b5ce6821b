import type { Call, CallOptions } from "../request.ts";
import type { Body, SavedView } from "../wire/index.ts";

/** A list to keep: its name and view; without a `filter` all of it, in the order `due` unless named. */
export type NewSavedView = Body<"PUT /v1/desk/views/:view">;

/** Lists that are worth a name. A view is kept under an id of the caller's making: `view_` and 1 to 32 letters and digits. */
export interface DeskSavedViews {
  /** My own, and the shared ones. For a key only these. */
  list(options?: CallOptions): Promise<SavedView[]>;
  /** Keeps a view for myself. For people, not for keys. */
  save(id: SavedView["id"], view: NewSavedView, options?: CallOptions): Promise<SavedView>;
  forget(id: SavedView["id"], options?: CallOptions): Promise<void>;
  /** Keeps a view for everybody; for leads. Each reader sees in it what they may see anyway. */
  share(id: SavedView["id"], view: NewSavedView, options?: CallOptions): Promise<SavedView>;
  forgetShared(id: SavedView["id"], options?: CallOptions): Promise<void>;
}

export const createSavedViews = (call: Call): DeskSavedViews => ({
  list: async (options) => (await call("GET /v1/desk/views", { ...options })).items,
  save: (view, body, options) => call("PUT /v1/desk/views/:view", { ...options, params: { view }, body }),
  async forget(view, options) {
    await call("DELETE /v1/desk/views/:view", { ...options, params: { view } });
  },
  share: (view, body, options) => call("PUT /v1/desk/shared-views/:view", { ...options, params: { view }, body }),
  async forgetShared(view, options) {
    await call("DELETE /v1/desk/shared-views/:view", { ...options, params: { view } });
  },
});
