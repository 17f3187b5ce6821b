import type { Issue, Setup } from "@firstline/sdk/wire";
import { versioned } from "../../domain/contract-versions.ts";
import { rewordedIssues, setupIssues } from "../../domain/setup.ts";
import { setupDiff } from "../../domain/setup-diff.ts";
import type { Handlers } from "../../http/bind.ts";
import { Refused } from "../../http/refused.ts";
import { consentsChanged, insertConsents } from "../../store/consents.ts";
import { insertContracts, newestContracts } from "../../store/contracts.ts";
import { currentDirectory } from "../../store/directory.ts";
import { failureOf } from "../../store/failure.ts";
import { jobAgain } from "../../store/jobs.ts";
import { run } from "../../store/query.ts";
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
    const setup = { ...body, contracts: [...versions.contracts] };
    await run(context.env.DB, {
      setup: replaceSetup(setup, version),
      contracts: insertContracts(versions),
      consents: insertConsents(body.sites, context.now),
      alarms: jobAgain("alarms"),
    }).catch((error) => {
      throw failureOf(error) === "clash" ? new Refused("version_mismatch") : error;
    });
    await currentDirectory(context.env.DB, true);
    return { status: 200, body: { version: version + 1, setup }, etag: `"${version + 1}"` };
  },
} satisfies Partial<Handlers>;

/**
 * Refuses a set-up that could not be worked with, with a sentence for each thing that is wrong. `reworded` are the sites
 * whose consent text is another than the one that is kept of its version.
 */
function requireSound(setup: Setup, reworded: readonly string[]): void {
  const found = [...setupIssues(setup), ...rewordedIssues(setup, reworded)];
  const issues = found.map(({ path, message }): Issue => ({ path: `body.${path}`, message }));
  if (issues.length > 0) throw new Refused("invalid", { issues });
}
