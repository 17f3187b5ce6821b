import type { View } from "@firstline/sdk/wire";
import type { ComponentType } from "preact";
import { fragmentOf, views } from "../models/place.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { lines } from "../texts-lines.ts";
import {
  CheckIcon,
  InboxIcon,
  KeyboardIcon,
  Mark,
  NobodyIcon,
  PlusIcon,
  SignOutIcon,
  StackIcon,
  TeamIcon,
} from "./icons.tsx";
import { Avatar, PersonName, Picker, SiteDot } from "./parts.tsx";

const icons: Record<View, ComponentType> = {
  mine: InboxIcon,
  team: TeamIcon,
  unassigned: NobodyIcon,
  open: StackIcon,
  solved: CheckIcon,
};

/** Where the agent can go, and who they are. */
export function Rail(props: { workspace: Workspace; showKeys: () => void; signOut: () => void }) {
  const { workspace, showKeys, signOut } = props;
  const { agent, desk } = workspace.session.value;
  return (
    <header class="rail">
      <div class="rail-head">
        <Mark />
        <p>
          <bdi>{desk.name}</bdi>
        </p>
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
      <nav class="rail-views" aria-label={texts.viewsLabel}>
        <ul>
          {views.map((view) => (
            <ViewLink key={view} view={view} workspace={workspace} />
          ))}
        </ul>
      </nav>
      <Sites workspace={workspace} />
      <div class="rail-foot">
        <div class="rail-tools">
          <p class={`live live-${workspace.live.status.value}`}>{texts.live[workspace.live.status.value]}</p>
          <button
            type="button"
            class="button button-icon rail-keys"
            aria-label={texts.keysTitle}
            title={`${texts.keysTitle} (?)`}
            onClick={showKeys}
          >
            <KeyboardIcon />
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
        aria-label={lines.presence.label}
        value={state}
        onChange={(event) => presence.choose(event.currentTarget.value === "away" ? "away" : "online")}
      >
        <option value="online">{lines.presence.online}</option>
        <option value="away">{lines.presence.away}</option>
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
        href={fragmentOf({ ...place, view, number: undefined })}
        aria-current={place.view === view ? "page" : undefined}
      >
        <Icon />
        <span>{texts.views[view]}</span>
      </a>
    </li>
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
