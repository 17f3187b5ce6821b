import type { Workspace } from "../models/workspace.ts";
import type { SetupEditor } from "./setup-editor.ts";

/** What a page of the settings works with. */
export interface PageProps {
  readonly workspace: Workspace;
  /** The desk's set-up as it is being edited; pages of what is not part of it leave it alone. */
  readonly editor: SetupEditor;
  /** What follows the page's name in the address. */
  readonly path: readonly string[];
}
