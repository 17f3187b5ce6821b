import { contract, type Installation, type Setup, type SiteSetup } from "@firstline/sdk/wire";
import { setupIssues } from "../../src/domain/setup.ts";
import { setupDiff } from "../../src/domain/setup-diff.ts";
import type { Handler } from "./desk.ts";
import { Refused } from "./refused.ts";
import { agents, session, sites, teams, tiers } from "./stories.ts";
import { macros } from "./work-desk.ts";

/** The set-up behind the stories, as the desk in memory keeps it. */
export interface SetupDesk {
  version: number;
  setup: Setup;
  /** Where tags were seen, by the id of the site. */
  readonly installations: Map<string, Installation>;
  readonly handlers: Record<string, Handler>;
}

const siteOf = ({ id, key, name, prefix, accent, topics, glossary }: (typeof sites)[number]): SiteSetup => ({
  id,
  key,
  name,
  prefix,
  greeting: "Hello! How can we help?",
  origins: [`https://${prefix.toLowerCase()}.example`],
  theme: { accent, scheme: "auto", side: "end" },
  topics: topics.map((topic) => ({ ...topic, fields: [] })),
  limits: { perAddress: 20, perSite: 1_000 },
  identifiedOnly: false,
  uploads: { maxBytes: 10 * 1024 * 1024, maxFiles: 5 },
  glossary,
});

/** Set-up routes that read by the wire's schema and refuse what the real desk refuses. */
export function createSetupDesk(): SetupDesk {
  const desk: SetupDesk = {
    version: 1,
    setup: {
      name: session.desk.name,
      tiers,
      teams,
      agents: agents.map(({ id, name }) => ({
        id,
        name,
        email: `${id}@desk.example`,
        role: id === session.agent.id ? "admin" : "agent",
        sites: "all",
      })),
      sites: sites.map(siteOf),
      macros,
      calendars: [],
      contracts: [],
      rules: [
        {
          id: "rul_returns",
          name: "Returns go to Orders",
          when: { type: "topic", is: ["top_return"] },
          outcome: { team: "team_orders" },
        },
        { id: "rul_default", name: "Everything else", when: { type: "always" }, outcome: { team: "team_front" } },
      ],
      roster: { skills: [], agents: [], rotations: [], teams: [] },
      signIn: {
        oidc: [{ id: "oidc_staff", name: "Staff account", issuer: "https://login.example.com", clientId: "firstline" }],
      },
    },
    installations: new Map(),
    handlers: {
      "GET /v1/desk/setup": () => [200, now(), { ETag: `"${desk.version}"` }],
      "PUT /v1/desk/setup": ({ body, headers }) => {
        const setup = read(body);
        if (headers.get("If-Match") !== `"${desk.version}"`) throw new Refused("version_mismatch");
        desk.version += 1;
        desk.setup = setup;
        return [200, now(), { ETag: `"${desk.version}"` }];
      },
      "POST /v1/desk/setup/diff": ({ body }) => [
        200,
        { version: desk.version, changes: setupDiff(desk.setup, read(body)), contracts: [] },
      ],
      "GET /v1/desk/sites/:site/installation": ({ number }) => [
        200,
        desk.installations.get(number) ?? { seen: [], refused: null },
      ],
      "GET /v1/desk/sites/:site/consents": () => [
        200,
        { items: [{ version: "1", text: "We keep it for a year.", since: "2026-01-01T00:00:00.000Z" }] },
      ],
    },
  };
  const now = () => ({ version: desk.version, setup: desk.setup });
  return desk;
}

function read(body: unknown): Setup {
  const parsed = contract["PUT /v1/desk/setup"].body.safeParse(body);
  const issues = parsed.success
    ? setupIssues(parsed.data)
    : parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  if (!parsed.success || issues.length > 0) {
    throw new Refused(
      "invalid",
      issues.map(({ path, message }) => ({ path: `body.${path}`, message })),
    );
  }
  return parsed.data;
}
