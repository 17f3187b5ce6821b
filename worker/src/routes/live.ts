import { maySee } from "../domain/directory.ts";
import type { Handlers } from "../http/bind.ts";
import { allow, carriesCredential, deskCaller, sitesOf } from "../http/caller.ts";
import { deskContext } from "../http/context.ts";
import { join } from "../http/join.ts";
import { placeOf } from "../http/place.ts";
import { Refused } from "../http/refused.ts";

export const live = {
  "GET /v1/live": async ({ context, query }) => {
    const { site, sequence } = placeOf(context.directory, context.caller, query.number);
    return join(context.env.ROOMS, context.request, { siteId: site.id, sequence }, undefined);
  },

  "GET /v1/desk/live": async ({ context, query }) => {
    const { directory, env, request } = context;
    const room = { siteId: query.site };
    if (!carriesCredential(request)) return join(env.ROOMS, request, room, undefined);
    const caller = await deskCaller(directory, request);
    allow(caller, "agent", "tickets:read");
    await deskContext(context, caller).read({});
    if (!directory.siteById.has(query.site) || !maySee(sitesOf(caller), query.site)) throw new Refused("not_found");
    const proof =
      caller.kind === "agent"
        ? ({ kind: "session", agent: caller.agent.id, hash: caller.tokenHash } as const)
        : ({ kind: "key", hash: caller.key.secretHash } as const);
    return join(env.ROOMS, request, room, proof);
  },
} satisfies Partial<Handlers>;
