import type { DeskModel } from "../models/desk.ts";
import type { PanelModel } from "../models/panel.ts";

/** What every view behind the form is given. */
export interface ViewProps {
  readonly panel: PanelModel;
  readonly desk: DeskModel;
}
