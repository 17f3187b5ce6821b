import type { View } from "@firstline/sdk/wire";
import { useSignalEffect } from "@preact/signals";
import type { ComponentType } from "preact";
import { useRef } from "preact/hooks";
import { command, type Overlay, titled } from "../commands.ts";
import { type Count, keyOf } from "../models/lists.ts";
import { fragmentOf, type Place, screenFragment, views, whole } from "../models/place.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import {
  AtIcon,
  BellIcon,
  BoardIcon,
  CheckIcon,
  InboxIcon,
  KeyboardIcon,
  Mark,
  NobodyIcon,
  PauseIcon,
  PersonIcon,
  PlusIcon,
  SearchIcon,
  SettingsIcon,
  SignOutIcon,
  StackIcon,
  StarIcon,
  TeamIcon,
  ToneIcon,
  WarningIcon,
} from "./icons.tsx";
import { Avatar, PersonName, Picker, SiteDot } from "./parts.tsx";
import { opens } from "./screen.tsx";

const icons: Record<View, ComponentType> = {
  mine: InboxIcon,
  team: TeamIcon,
  unassigned: NobodyIcon,
  at_risk: WarningIcon,
  breached: BellIcon,
  waiting: PauseIcon,
  mentions: AtIcon,
  open: StackIcon,
  solved: CheckIcon,
};

/** Where the agent can go, and who they are. */
export function Rail(props: { workspace: Workspace; show: (overlay: Overlay) => void; signOut: () => void }) {
  const { workspace, show, signOut } = props;
  const { agent, desk } = workspace.session.value;
  const places = useRef<HTMLDivElement>(null);
  // On a narrow screen they are a row to scroll, which the counts make wider, and the agent sees where they are.
  useSignalEffect(() => {
    workspace.place.value;
    workspace.lists.counts.value;
    setTimeout(() =>
      places.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "nearest", inline: "center" }),
    );
  });
  return (
    <header class="rail">
      <div class="rail-head">
        <Mark />
        <p>
          <bdi>{desk.name}</bdi>
        </p>
        <button
          type="button"
          class="button button-icon rail-palette"
          aria-label={command.palette.name}
          title={titled(command.palette.name, command.palette)}
          onClick={() => show("palette")}
        >
          <SearchIcon />
        </button>
      </div>
      <button
        type="button"
        class="button button-primary rail-new"
        aria-label={texts.newTicket}
        onClick={workspace.newTicket.open}
      >
        <PlusIcon />
        <span>{texts.newTicket}</span>
      </button>
      <div ref={places} class="rail-places">
        <nav class="rail-views" aria-label={texts.viewsLabel}>
          <ul>
            {views.map((view) => (
              <ViewLink key={view} view={view} workspace={workspace} />
            ))}
          </ul>
        </nav>
        <SavedViews workspace={workspace} />
        <Sites workspace={workspace} />
      </div>
      <Screens workspace={workspace} />
      <div class="rail-foot">
        <div class="rail-tools">
          <p class={`live live-${workspace.live.status.value}`}>{texts.live[workspace.live.status.value]}</p>
          <button
            type="button"
            class="button button-icon rail-keys"
            aria-label={texts.keysTitle}
            title={titled(texts.keysTitle, command.keys)}
            onClick={() => show("keys")}
          >
            <KeyboardIcon />
          </button>
          <button
            type="button"
            class="button button-icon"
            aria-label={texts.preferences.title}
            title={texts.preferences.title}
            onClick={() => show("preferences")}
          >
            <ToneIcon />
          </button>
          <button
            type="button"
            class="button button-icon"
            aria-label={texts.signOut}
            title={texts.signOut}
            onClick={signOut}
          >
            <SignOutIcon />
          </button>
        </div>
        <div class="rail-agent">
          <Avatar id={agent.id} name={agent.name} />
          <div>
            <p class="rail-agent-name">
              <PersonName name={agent.name} />
            </p>
            <PresencePicker workspace={workspace} />
          </div>
        </div>
      </div>
    </header>
  );
}

/** Whether the agent is there for new tickets. */
function PresencePicker({ workspace: { presence } }: { workspace: Workspace }) {
  const state = presence.state.value;
  return (
    <span class={`presence presence-${state}`}>
      <Picker
        aria-label={texts.lines.presence.label}
        value={state}
        onChange={(event) => presence.choose(event.currentTarget.value === "away" ? "away" : "online")}
      >
        <option value="online">{texts.lines.presence.online}</option>
        <option value="away">{texts.lines.presence.away}</option>
      </Picker>
    </span>
  );
}

function ViewLink({ view, workspace }: { view: View; workspace: Workspace }) {
  const place = workspace.place.value;
  const Icon = icons[view];
  return (
    <li>
      <a
        class="rail-link"
        href={fragmentOf({ ...place, ...whole, view, number: undefined })}
        aria-current={isShown(place) && place.saved === undefined && place.view === view ? "page" : undefined}
      >
        <Icon />
        <span>{texts.views[view]}</span>
        <Size count={workspace.lists.counts.value.get(view)} pressing={view === "breached"} />
      </a>
    </li>
  );
}

/** Whether a list is shown, rather than a screen or what a search found. */
const isShown = ({ screen, search }: Place): boolean => screen === undefined && search === undefined;

function Size({ count, pressing }: { count: Count | undefined; pressing?: boolean }) {
  if (!count || count.count === 0) return null;
  return (
    <span class={`rail-count${pressing ? " rail-count-pressing" : ""}`}>
      <span aria-hidden="true">{texts.inbox.count(count.count, count.more)}</span>
      <span class="hidden">{texts.inbox.counted(count.count, count.more)}</span>
    </span>
  );
}

/** Lists that are worth a name: the agent's own, and the shared ones. */
function SavedViews({ workspace }: { workspace: Workspace }) {
  const { lists } = workspace;
  const place = workspace.place.value;
  if (lists.saved.value.length === 0) return null;
  return (
    <nav class="rail-sites rail-saved" aria-labelledby="rail-saved">
      <h2 id="rail-saved">{texts.inbox.savedViews}</h2>
      <ul>
        {lists.saved.value.map((saved) => {
          const { id, name, shared, view, filter, order } = saved;
          return (
            <li key={`${shared} ${id}`}>
              <a
                class="rail-link"
                href={fragmentOf({ ...place, ...whole, saved: id, view, filter, order, number: undefined })}
                aria-current={isShown(place) && place.saved === id ? "page" : undefined}
                title={shared ? texts.inbox.sharedView : undefined}
              >
                {shared ? <TeamIcon /> : <StarIcon />}
                <bdi>{name}</bdi>
                <Size count={lists.counts.value.get(keyOf(saved))} />
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** The screens that a menu can name; the others need to know of what. */
export const screens = [
  { name: "board", Icon: BoardIcon },
  { name: "settings", Icon: SettingsIcon },
  { name: "account", Icon: PersonIcon },
] as const;

/** The screens beside the tickets that are open to the agent's role. */
function Screens({ workspace }: { workspace: Workspace }) {
  const { agent } = workspace.session.value;
  const place = workspace.place.value;
  const open = place.screen?.[0];
  const shown = screens.filter(({ name }) => opens(name, agent.role));
  if (shown.length === 0) return null;
  return (
    <nav class="rail-views rail-screens" aria-label={texts.screens.label}>
      <ul>
        <li class="rail-tickets">
          <a
            class="rail-link"
            href={fragmentOf({ ...place, number: undefined })}
            aria-current={open === undefined ? "page" : undefined}
          >
            <InboxIcon />
            <span>{texts.screens.tickets}</span>
          </a>
        </li>
        {shown.map(({ name, Icon }) => (
          <li key={name}>
            <a class="rail-link" href={screenFragment([name])} aria-current={open === name ? "page" : undefined}>
              <Icon />
              <span>{texts.screens[name]}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Sites({ workspace }: { workspace: Workspace }) {
  const place = workspace.place.value;
  const { sites } = workspace.session.value;
  if (sites.length < 2) return null;
  const link = (site: string | undefined) => ({
    href: fragmentOf({ ...place, site, number: undefined }),
    "aria-current": place.site === site ? ("true" as const) : undefined,
  });
  return (
    <nav class="rail-sites" aria-labelledby="rail-sites">
      <h2 id="rail-sites">{texts.sitesLabel}</h2>
      <ul>
        <li>
          <a class="rail-link" {...link(undefined)}>
            <span class="site-dot site-dot-all" aria-hidden="true" />
            <span>{texts.allSites}</span>
          </a>
        </li>
        {sites.map((site) => (
          <li key={site.id}>
            <a class="rail-link" {...link(site.id)}>
              <SiteDot accent={site.accent} />
              <bdi>{site.name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
