import type { Setup, SiteSetup } from "@firstline/sdk/wire";
import type { Workspace } from "../../models/workspace.ts";
import type { Bound } from "../parts/bound.ts";

/** What a tab of a site is given. */
export interface SiteTabProps {
  readonly workspace: Workspace;
  readonly setup: Bound<Setup>;
  readonly site: Bound<SiteSetup>;
  /** Whether the desk knows the site as it is: what is not saved runs nowhere. */
  readonly saved: boolean;
  /** What follows the tab's name in the address. */
  readonly path: readonly string[];
  remove(): void;
}
