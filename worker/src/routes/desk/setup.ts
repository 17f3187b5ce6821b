import { setupIssues } from "../../domain/setup.ts";
import type { Handlers } from "../../http/bind.ts";
import { Refused } from "../../http/refused.ts";
import { currentDirectory } from "../../store/directory.ts";
import { run } from "../../store/query.ts";
import { replaceSetup } from "../../store/setup.ts";

export const deskSetup = {
  "GET /v1/desk/setup": async ({ context }) => {
    await context.read({});
    const { version, setup } = context.directory;
    return { status: 200, body: { version, setup }, etag: `"${version}"` };
  },

  "PUT /v1/desk/setup": async ({ context, body, version }) => {
    await context.read({});
    if (version !== context.directory.version) throw new Refused("version_mismatch");
    const issues = setupIssues(body).map(({ path, message }) => ({ path: `body.${path}`, message }));
    if (issues.length > 0) throw new Refused("invalid", { issues });
    const replaced = await run(context.env.DB, { version: replaceSetup(body, version) });
    if (replaced.version === undefined) throw new Refused("version_mismatch");
    await currentDirectory(context.env.DB, true);
    return { status: 200, body: { version: replaced.version, setup: body }, etag: `"${replaced.version}"` };
  },
} satisfies Partial<Handlers>;
