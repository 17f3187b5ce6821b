import type { ComponentType } from "preact";
import type { SettingsTexts } from "../texts/settings.ts";
import { lazy } from "../views/lazy.tsx";
import type { PageProps } from "./page.ts";

/** A page of the settings: its name in the address, the heading it stands under, and what it shows. */
export interface Page {
  readonly name: keyof SettingsTexts["pages"];
  readonly group: keyof SettingsTexts["groups"];
  readonly View: ComponentType<PageProps>;
}

/** The pages in the order of the menu. */
export const pages: readonly Page[] = [
  { name: "start", group: "desk", View: lazy(async () => (await import("./guide/start.tsx")).Start) },
  { name: "desk", group: "desk", View: lazy(async () => (await import("./desk-page.tsx")).DeskPage) },
  { name: "sites", group: "desk", View: lazy(async () => (await import("./sites/sites.tsx")).Sites) },
  { name: "macros", group: "desk", View: lazy(async () => (await import("./macros/macros.tsx")).Macros) },
  { name: "tiers", group: "people", View: lazy(async () => (await import("./people/tiers.tsx")).Tiers) },
  { name: "teams", group: "people", View: lazy(async () => (await import("./people/teams.tsx")).Teams) },
  { name: "agents", group: "people", View: lazy(async () => (await import("./people/agents.tsx")).Agents) },
  { name: "skills", group: "people", View: lazy(async () => (await import("./people/skills.tsx")).Skills) },
  { name: "rosters", group: "people", View: lazy(async () => (await import("./rosters/rosters.tsx")).Rosters) },
  {
    name: "calendars",
    group: "promises",
    View: lazy(async () => (await import("./promises/calendars.tsx")).Calendars),
  },
  {
    name: "contracts",
    group: "promises",
    View: lazy(async () => (await import("./promises/contracts.tsx")).Contracts),
  },
  { name: "rules", group: "promises", View: lazy(async () => (await import("./rules/rules.tsx")).Rules) },
  { name: "webhooks", group: "programs", View: lazy(async () => (await import("./webhooks/webhooks.tsx")).Webhooks) },
  { name: "signIn", group: "access", View: lazy(async () => (await import("./sign-in.tsx")).SignInSettings) },
  { name: "sessions", group: "access", View: lazy(async () => (await import("./agent-sessions.tsx")).AgentSessions) },
  { name: "keys", group: "access", View: lazy(async () => (await import("./keys.tsx")).Keys) },
  {
    name: "identityKeys",
    group: "access",
    View: lazy(async () => (await import("./identity-keys.tsx")).IdentityKeys),
  },
  { name: "audit", group: "access", View: lazy(async () => (await import("./audit.tsx")).Audit) },
  { name: "transfer", group: "desk", View: lazy(async () => (await import("./transfer.tsx")).Transfer) },
];
