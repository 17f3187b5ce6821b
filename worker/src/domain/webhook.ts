import type { WebhookType } from "@firstline/sdk/wire";
import { maySee, type StoredWebhook } from "./directory.ts";
import { DAY } from "./zone.ts";

/** A webhook is switched off once it has taken nothing for so long. */
export const GIVE_UP_AFTER = 3 * DAY;

/** How long the secret before the present one signs as well. */
export const PREVIOUS_SECRET_LASTS = DAY;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What lies between the tries, ten in all: together a little more than the three days after which a webhook is off. */
const waits = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 20 * HOUR, 32 * HOUR];

/**
 * When to try again after so many tries, counted from 1, of which the last is at `now`; null: not any more. `random` is
 * from 0 to 1: up to a tenth is added, so that what failed together does not come back together.
 */
export function nextTryAt(tries: number, now: number, random: number): number | null {
  const wait = waits[tries - 1];
  return wait === undefined ? null : now + Math.round(wait * (1 + random / 10));
}

/** Whether a webhook hears of a site. */
export const hears = ({ sites }: Pick<StoredWebhook, "sites">, siteId: string): boolean => maySee(sites, siteId);

/** The webhooks that are on and want to be told of such an event of a site. */
export const webhooksFor = (
  webhooks: readonly StoredWebhook[],
  siteId: string,
  type: WebhookType,
): readonly StoredWebhook[] =>
  webhooks.filter((webhook) => webhook.off === null && webhook.types.includes(type) && hears(webhook, siteId));

/** Whether somebody with this set of sites may see a webhook: it must hear of none that they may not. */
export const maySeeWebhook = (sites: "all" | readonly string[], webhook: Pick<StoredWebhook, "sites">): boolean =>
  sites === "all" || (webhook.sites !== "all" && webhook.sites.every((site) => sites.includes(site)));
