import { maySee } from "../domain/directory.ts";
import type { Handlers } from "../http/bind.ts";
import { sitesOf } from "../http/caller.ts";
import { placeOf } from "../http/place.ts";
import { Refused } from "../http/refused.ts";
import { join } from "../live/join.ts";

export const live = {
  "GET /v1/live": async ({ context, query }) => {
    const { site, sequence } = placeOf(context.directory, context.caller, query.number);
    return join(context.env.ROOMS, context.request, { siteId: site.id, sequence }, undefined);
  },

  "GET /v1/desk/live": async ({ context, query }) => {
    const { caller, directory } = context;
    if (!directory.siteById.has(query.site) || !maySee(sitesOf(caller), query.site)) throw new Refused("not_found");
    await context.read({});
    const proof =
      caller.kind === "agent"
        ? ({ kind: "session", agent: caller.agent.id, hash: caller.tokenHash } as const)
        : ({ kind: "key", hash: caller.key.secretHash } as const);
    return join(context.env.ROOMS, context.request, { siteId: query.site }, proof);
  },
} satisfies Partial<Handlers>;
