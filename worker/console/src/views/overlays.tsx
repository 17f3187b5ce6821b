import { type Now, nowOf, type Overlay } from "../commands.ts";
import type { Workspace } from "../models/workspace.ts";
import { KeysSheet } from "./keys-sheet.tsx";
import { NewTicketDialog } from "./new-ticket.tsx";
import { Palette } from "./palette.tsx";
import { PreferencesDialog } from "./preferences.tsx";
import { TicketAsked } from "./ticket-asked.tsx";
import { TicketDialog } from "./ticket-forms.tsx";

interface OverlaysParts {
  readonly workspace: Workspace;
  readonly overlay: Overlay | undefined;
  readonly show: Now["show"];
  readonly hide: () => void;
}

/** What opens over the page. It is loaded once the first list is there. */
export function Overlays({ workspace, overlay, show, hide }: OverlaysParts) {
  return (
    <>
      <NewTicketDialog workspace={workspace} />
      <TicketDialog workspace={workspace} />
      <TicketAsked workspace={workspace} />
      {overlay === "keys" && <KeysSheet onClose={hide} />}
      {overlay === "palette" && <Palette now={nowOf(workspace, show)} onClose={hide} />}
      {overlay === "preferences" && <PreferencesDialog workspace={workspace} onClose={hide} />}
    </>
  );
}
