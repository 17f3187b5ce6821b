import type { Workspace } from "../models/workspace.ts";

/** What a screen is given: the workspace, and what follows the screen's name in the address. */
export interface ScreenProps {
  readonly workspace: Workspace;
  readonly path: readonly string[];
}
