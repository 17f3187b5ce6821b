import type { Issue, Setup } from "@firstline/sdk/wire";
import { versioned } from "../../domain/contract-versions.ts";
import { setupIssues } from "../../domain/setup.ts";
import { setupDiff } from "../../domain/setup-diff.ts";
import type { Handlers } from "../../http/bind.ts";
import { Refused } from "../../http/refused.ts";
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
    const { newest } = await context.read({ newest: newestContracts });
    requireSound(body);
    const { changed } = versioned(body.contracts, body.calendars, newest);
    const { version, setup } = context.directory;
    return { status: 200, body: { version, changes: setupDiff(setup, body), contracts: [...changed] } };
  },

  "PUT /v1/desk/setup": async ({ context, body, version }) => {
    const { newest } = await context.read({ newest: newestContracts });
    if (version !== context.directory.version) throw new Refused("version_mismatch");
    requireSound(body);
    const versions = versioned(body.contracts, body.calendars, newest);
    const setup = { ...body, contracts: [...versions.contracts] };
    await run(context.env.DB, {
      setup: replaceSetup(setup, version),
      contracts: insertContracts(versions),
      alarms: jobAgain("alarms"),
    }).catch((error) => {
      throw failureOf(error) === "clash" ? new Refused("version_mismatch") : error;
    });
    await currentDirectory(context.env.DB, true);
    return { status: 200, body: { version: version + 1, setup }, etag: `"${version + 1}"` };
  },
} satisfies Partial<Handlers>;

/** Refuses a set-up that could not be worked with, with a sentence for each thing that is wrong. */
function requireSound(setup: Setup): void {
  const issues = setupIssues(setup).map(({ path, message }): Issue => ({ path: `body.${path}`, message }));
  if (issues.length > 0) throw new Refused("invalid", { issues });
}
