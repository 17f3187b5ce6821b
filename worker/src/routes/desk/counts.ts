import type { TicketFilter, View } from "@firstline/sdk/wire";
import { sitesSeen } from "../../domain/directory.ts";
import type { Handlers } from "../../http/bind.ts";
import { actorOf, sitesOf } from "../../http/caller.ts";
import { Refused } from "../../http/refused.ts";
import { shelvesOf } from "../../http/shelves.ts";
import { countOnShelves } from "../../store/desk-lists.ts";
import { runBoth } from "../../store/query.ts";
import { savedViewsOf } from "../../store/saved-views.ts";

export const deskCounts = {
  "GET /v1/desk/counts": async ({ context, query }) => {
    const { caller, directory, now, env } = context;
    const sites = sitesSeen(directory, sitesOf(caller), query.site);
    if (query.site !== undefined && sites.length === 0) throw new Refused("not_found");
    const count = (view: View, filter: TicketFilter = {}) =>
      countOnShelves({ shelves: shelvesOf(context, view, sites), filter, order: "due", now });
    const { saved } = await context.read({ saved: savedViewsOf(actorOf(caller).id) });
    const [views, counts] = await runBoth(
      env.DB,
      {
        mine: count("mine"),
        team: count("team"),
        unassigned: count("unassigned"),
        at_risk: count("at_risk"),
        breached: count("breached"),
        waiting: count("waiting"),
        mentions: count("mentions"),
        open: count("open"),
        solved: count("solved"),
      },
      Object.fromEntries(saved.map(({ view, filter }, index) => [index, count(view, filter)])),
    );
    return {
      status: 200,
      body: {
        views,
        saved: saved.flatMap(({ id, shared }, index) => {
          const counted = counts[index];
          return counted ? [{ id, shared, ...counted }] : [];
        }),
      },
    };
  },
} satisfies Partial<Handlers>;
