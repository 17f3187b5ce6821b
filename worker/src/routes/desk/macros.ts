import { sitesSeen } from "../../domain/directory.ts";
import { macrosFor } from "../../domain/macros.ts";
import type { Handlers } from "../../http/bind.ts";
import { sitesOf } from "../../http/caller.ts";
import { Refused } from "../../http/refused.ts";

export const deskMacros = {
  "GET /v1/desk/macros": async ({ context, query }) => {
    const { caller, directory } = context;
    const sites = sitesSeen(directory, sitesOf(caller), query.site);
    if (query.site !== undefined && sites.length === 0) throw new Refused("not_found");
    await context.read({});
    return { status: 200, body: { items: macrosFor(directory.setup.macros, sites) } };
  },
} satisfies Partial<Handlers>;
