import type { Agent } from "@firstline/sdk/wire";
import { maySee } from "./directory.ts";

/** The reason why an agent cannot take a ticket of a site, or undefined if they can. */
export function cannotTake(agent: Agent | undefined, siteId: string): string | undefined {
  if (!agent) return "There is no such agent.";
  if (!maySee(agent.sites, siteId)) return `${agent.name} does not work for this site.`;
  return undefined;
}
