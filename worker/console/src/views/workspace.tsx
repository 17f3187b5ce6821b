import { useSignal, useSignalEffect } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { listenForKeys } from "../keyboard.ts";
import type { SessionModel } from "../models/session.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { WarningIcon } from "./icons.tsx";
import { InboxView } from "./inbox.tsx";
import { KeysSheet } from "./keys-sheet.tsx";
import { NewTicketDialog } from "./new-ticket.tsx";
import { NoticesView } from "./notices.tsx";
import { Rail } from "./rail.tsx";
import { TicketDialog } from "./ticket-forms.tsx";
import { TicketPane } from "./ticket-pane.tsx";

/** The workspace of a signed-in agent: rail, list and ticket. */
export function WorkspaceView({ workspace, signOut }: { workspace: Workspace; signOut: SessionModel["signOut"] }) {
  const keysShown = useSignal(false);
  useLayoutEffect(
    () =>
      listenForKeys(workspace, () => {
        keysShown.value = true;
      }),
    [workspace, keysShown],
  );
  useSignalEffect(() => {
    const fresh = workspace.inbox.fresh.value.size;
    const place = workspace.place.value;
    const where = place.number ?? texts.viewTitles[place.view];
    document.title = `${fresh > 0 ? `(${fresh}) ` : ""}${where} · ${workspace.session.value.desk.name}`;
  });
  const open = workspace.ticket.value !== undefined;
  return (
    <div class="workspace" data-step={open ? "ticket" : "list"}>
      <SkipLink target="inbox-title" text={texts.skipToList} />
      {open && <SkipLink target="ticket-title" text={texts.skipToTicket} />}
      <Rail
        workspace={workspace}
        showKeys={() => {
          keysShown.value = true;
        }}
        signOut={async () => {
          await workspace.presence.leave();
          const failure = await signOut();
          if (!failure) return;
          workspace.notices.warn(failure.text);
          await workspace.presence.say();
        }}
      />
      <main class="work">
        <h1 class="hidden">{workspace.session.value.desk.name}</h1>
        {workspace.cutOff.value !== undefined && (
          <p class="offline" role="status">
            <WarningIcon />
            {texts.cutOff[workspace.cutOff.value]}
          </p>
        )}
        <InboxView workspace={workspace} />
        <TicketPane workspace={workspace} />
      </main>
      <NoticesView workspace={workspace} />
      <NewTicketDialog workspace={workspace} />
      <TicketDialog workspace={workspace} />
      {keysShown.value && (
        <KeysSheet
          onClose={() => {
            keysShown.value = false;
          }}
        />
      )}
    </div>
  );
}

/** A link that jumps over the rail; the fragment belongs to the place, so it moves the focus by itself. */
const SkipLink = ({ target, text }: { target: string; text: string }) => (
  <a
    class="skip"
    href={`#${target}`}
    onClick={(event) => {
      event.preventDefault();
      document.getElementById(target)?.focus();
    }}
  >
    {text}
  </a>
);
