import type { SiteSetup, Team } from "@firstline/sdk/wire";
import type { Directory } from "./directory.ts";

/** Where a new ticket goes, and why in words. */
export interface Route {
  readonly team: Team;
  readonly tier: number;
  readonly because: string;
}

/** Chooses the team that takes a new ticket in: the topic's team of tier 1, else the site's default team. */
export function route(directory: Directory, site: SiteSetup, topicId: string | undefined): Route {
  const topic = site.topics.find((candidate) => candidate.id === topicId);
  const named = topic?.team === undefined ? undefined : directory.team.get(topic.team);
  if (topic && named) return { team: named, tier: named.tier, because: `Topic “${topic.label}”` };
  const team = directory.team.get(site.defaultTeam);
  if (!team) throw new Error(`The default team of ${site.id} is missing from the set-up`);
  return { team, tier: team.tier, because: "Default team of the site" };
}
