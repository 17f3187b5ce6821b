import type { Issue, Setup } from "@firstline/sdk/wire";
import { keptChanges, narrowedAgents } from "../../domain/access.ts";
import { versioned } from "../../domain/contract-versions.ts";
import { rewordedIssues, setupIssues } from "../../domain/setup.ts";
import { setupDiff } from "../../domain/setup-diff.ts";
import type { Handlers } from "../../http/bind.ts";
import { auditActorOf } from "../../http/caller.ts";
import { Refused } from "../../http/refused.ts";
import { dismiss } from "../../live/publish.ts";
import { insertAudit } from "../../store/audit.ts";
import { consentsChanged, insertConsents } from "../../store/consents.ts";
import { insertContracts, newestContracts } from "../../store/contracts.ts";
import { currentDirectory } from "../../store/directory.ts";
import { failureOf } from "../../store/failure.ts";
import { jobAgain } from "../../store/jobs.ts";
import { run } from "../../store/query.ts";
import { deleteAccessOf } from "../../store/sessions.ts";
import { replaceSetup } from "../../store/setup.ts";

export const deskSetup = {
  "GET /v1/desk/setup": async ({ context }) => {
    await context.read({});
    const { version, setup } = context.directory;
    return { status: 200, body: { version, setup }, etag: `"${version}"` };
  },

  "POST /v1/desk/setup/diff": async ({ context, body }) => {
    const { newest, reworded } = await context.read({
      newest: newestContracts,
      reworded: consentsChanged(body.sites),
    });
    requireSound(body, reworded);
    const { changed } = versioned(body.contracts, body.calendars, newest);
    const { version, setup } = context.directory;
    return { status: 200, body: { version, changes: setupDiff(setup, body), contracts: [...changed] } };
  },

  "PUT /v1/desk/setup": async ({ context, body, version }) => {
    const { newest, reworded } = await context.read({
      newest: newestContracts,
      reworded: consentsChanged(body.sites),
    });
    if (version !== context.directory.version) throw new Refused("version_mismatch");
    requireSound(body, reworded);
    const versions = versioned(body.contracts, body.calendars, newest);
    const { env, directory, now, caller } = context;
    const setup = { ...body, contracts: [...versions.contracts] };
    const { gone, less } = narrowedAgents(directory.setup, setup);
    const kept = keptChanges(setupDiff(directory.setup, setup));
    await run(env.DB, {
      ...(gone.length > 0 && deleteAccessOf(gone)),
      setup: replaceSetup(setup, version),
      audit: insertAudit(auditActorOf(caller), { kind: "setup_replaced", version: version + 1, ...kept }, now),
      contracts: insertContracts(versions),
      consents: insertConsents(body.sites, now),
      alarms: jobAgain("alarms"),
    }).catch((error) => {
      throw failureOf(error) === "clash" ? new Refused("version_mismatch") : error;
    });
    const agents = [...gone, ...less];
    if (agents.length > 0) context.defer(dismiss(env.ROOMS, [...directory.siteById.keys()], { agents, hashes: [] }));
    await currentDirectory(env.DB, true);
    return { status: 200, body: { version: version + 1, setup }, etag: `"${version + 1}"` };
  },
} satisfies Partial<Handlers>;

/**
 * Refuses a set-up that could not be worked with, with a sentence for each thing that is wrong. `reworded` are the sites
 * whose consent text is another than the one that is kept of its version.
 */
export function requireSound(setup: Setup, reworded: readonly string[], place = "body"): void {
  const found = [...setupIssues(setup), ...rewordedIssues(setup, reworded)];
  const issues = found.map(({ path, message }): Issue => ({ path: `${place}.${path}`, message }));
  if (issues.length > 0) throw new Refused("invalid", { issues });
}
