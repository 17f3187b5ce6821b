import type { Role } from "@firstline/sdk/wire";
import type { ComponentType } from "preact";
import { type Path, type ScreenName, screenNames } from "../models/place.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { lazy } from "./lazy.tsx";
import { Blank } from "./parts.tsx";
import type { ScreenProps } from "./screen-props.ts";

interface Screen {
  /** Who may see it: this role and those above it. */
  readonly role: Role;
  readonly View: ComponentType<ScreenProps>;
}

const screens: Partial<Record<ScreenName, Screen>> = {
  account: { role: "agent", View: lazy(async () => (await import("../account/account.tsx")).Account) },
  contact: { role: "agent", View: lazy(async () => (await import("../contact/contact.tsx")).Contact) },
  board: { role: "lead", View: lazy(async () => (await import("../board/board.tsx")).BoardScreen) },
  settings: { role: "admin", View: lazy(async () => (await import("../settings/settings.tsx")).Settings) },
};

const rank: Record<Role, number> = { agent: 1, lead: 2, admin: 3 };

/** Whether there is such a screen for somebody of this role. */
export const opens = (name: ScreenName, role: Role): boolean => {
  const screen = screens[name];
  return screen !== undefined && rank[role] >= rank[screen.role];
};

/** What the page is called under a screen's path. */
export const nameOfScreen = ([name]: Path): ScreenName | "noneTitle" =>
  screenNames.find((one) => one === name) ?? "noneTitle";

/** The screen that covers the tickets. */
export function ScreenView({ workspace, path }: { workspace: Workspace; path: Path }) {
  const [name, ...rest] = path;
  const known = screenNames.find((one) => one === name);
  const screen = known && opens(known, workspace.session.value.agent.role) ? screens[known] : undefined;
  return (
    <section class="screen" aria-labelledby="screen-title">
      {screen ? (
        <screen.View workspace={workspace} path={rest} />
      ) : (
        <Blank title={texts.screens.noneTitle} text={texts.screens.none} />
      )}
    </section>
  );
}
