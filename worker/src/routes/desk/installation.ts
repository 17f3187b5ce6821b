import type { Sighting } from "@firstline/sdk/wire";
import { maySee } from "../../domain/directory.ts";
import type { Handlers } from "../../http/bind.ts";
import { sitesOf } from "../../http/caller.ts";
import { Refused } from "../../http/refused.ts";
import { type StoredSighting, sightingsOf } from "../../store/sightings.ts";

/** How long (ms) a refused page is of interest. */
const REFUSED_FOR = 30 * 86_400_000;

export const deskInstallation = {
  "GET /v1/desk/sites/:site/installation": async ({ context, params }) => {
    const { directory, caller, now } = context;
    const site = maySee(sitesOf(caller), params.site) ? directory.siteById.get(params.site) : undefined;
    if (!site) throw new Refused("not_found");
    const { sightings } = await context.read({ sightings: sightingsOf(site.id) });
    const listed = new Set<string>(site.origins);
    const refused = sightings.find(({ entry, at }) => entry === "" && now - at < REFUSED_FOR);
    return {
      status: 200,
      body: {
        seen: sightings.filter(({ entry }) => listed.has(entry)).map(shown),
        refused: refused ? shown(refused) : null,
      },
    };
  },
} satisfies Partial<Handlers>;

const shown = ({ origin, at }: StoredSighting): Sighting => ({ origin, at: new Date(at).toISOString() });
