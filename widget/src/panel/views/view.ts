import type { Signal } from "@preact/signals-core";
import type { DeskModel } from "../models/desk.ts";
import type { Files } from "../models/files.ts";
import type { PanelModel } from "../models/panel.ts";

/** What every view behind the form is given. */
export interface ViewProps {
  readonly panel: PanelModel;
  readonly desk: DeskModel;
}

/** The same where files are put into a message. */
export interface AttachProps extends ViewProps {
  /** Where the files of the message are kept. */
  readonly files: Signal<Files | undefined>;
}
