import { sitesSeen } from "../../domain/directory.ts";
import type { Handlers } from "../../http/bind.ts";
import { sitesOf } from "../../http/caller.ts";
import { Refused } from "../../http/refused.ts";
import { consentsOf } from "../../store/consents.ts";

export const deskConsents = {
  "GET /v1/desk/sites/:site/consents": async ({ context, params }) => {
    const { directory, caller } = context;
    if (sitesSeen(directory, sitesOf(caller), params.site).length === 0) throw new Refused("not_found");
    const { items } = await context.read({ items: consentsOf(params.site) });
    return { status: 200, body: { items } };
  },
} satisfies Partial<Handlers>;
