import { useSignal, useSignalEffect } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import type { Overlay } from "../commands.ts";
import { listenForKeys } from "../keyboard.ts";
import type { SessionModel } from "../models/session.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { WarningIcon } from "./icons.tsx";
import { InboxView, titleOf } from "./inbox.tsx";
import { lazy } from "./lazy.tsx";
import { NoticesView } from "./notices.tsx";
import { Rail } from "./rail.tsx";
import { nameOfScreen, ScreenView } from "./screen.tsx";

// Both come right behind the first list, which needs neither.
const TicketPane = lazy(
  async () => (await import("./ticket-pane.tsx")).TicketPane,
  <section class="pane pane-empty" aria-label={texts.ticket.label} />,
);
const Overlays = lazy(async () => (await import("./overlays.tsx")).Overlays, null);

/** The workspace of a signed-in agent: rail, list and ticket. */
export function WorkspaceView({ workspace, signOut }: { workspace: Workspace; signOut: SessionModel["signOut"] }) {
  const overlay = useSignal<Overlay | undefined>(undefined);
  const show = (next: Overlay) => {
    overlay.value = next;
  };
  const hide = () => {
    overlay.value = undefined;
  };
  useLayoutEffect(() => listenForKeys(workspace, show, () => overlay.peek() !== undefined), [workspace, overlay]);
  useSignalEffect(() => {
    const scheme = workspace.preferences.scheme.value;
    if (scheme === "system") delete document.documentElement.dataset.scheme;
    else document.documentElement.dataset.scheme = scheme;
  });
  useSignalEffect(() => {
    const fresh = workspace.inbox.fresh.value.size;
    const place = workspace.place.value;
    const where = place.screen ? texts.screens[nameOfScreen(place.screen)] : (place.number ?? titleOf(workspace));
    document.title = `${fresh > 0 ? `(${fresh}) ` : ""}${where} · ${workspace.session.value.desk.name}`;
  });
  const { screen } = workspace.place.value;
  const open = !screen && workspace.ticket.value !== undefined;
  return (
    <div class="workspace" data-step={screen ? "screen" : open ? "ticket" : "list"}>
      {screen ? (
        <SkipLink target="screen-title" text={texts.screens.skip} />
      ) : (
        <SkipLink target="inbox-title" text={texts.skipToList} />
      )}
      {open && workspace.ticket.value?.state.value.kind === "ready" && (
        <SkipLink target="ticket-title" text={texts.skipToTicket} />
      )}
      <Rail
        workspace={workspace}
        show={show}
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
            <span>
              {texts.cutOff[workspace.cutOff.value]}{" "}
              {workspace.outbox.waiting.value > 0 && texts.cutOff.waiting(workspace.outbox.waiting.value)}
            </span>
          </p>
        )}
        {screen ? (
          <ScreenView workspace={workspace} path={screen} />
        ) : (
          <>
            <InboxView workspace={workspace} />
            <TicketPane workspace={workspace} />
          </>
        )}
      </main>
      <NoticesView workspace={workspace} />
      <Overlays workspace={workspace} overlay={overlay.value} show={show} hide={hide} />
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
