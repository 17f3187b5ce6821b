import { type Alarm, alarmFor } from "../../domain/alarms.ts";
import { maySee, worksWith } from "../../domain/directory.ts";
import { maySeeWebhook } from "../../domain/webhook.ts";
import type { Handlers } from "../../http/bind.ts";
import { sitesOf } from "../../http/caller.ts";
import type { DeskContext } from "../../http/context.ts";
import { alarmsAfter } from "../../store/alarms.ts";

export const deskAlarms = {
  "GET /v1/desk/alarms": async ({ context }) => {
    const { alarms } = await context.read({ alarms: alarmsAfter(context.now) });
    const seen = alarms.filter((alarm) => concerns(context, alarm));
    return { status: 200, body: { items: seen.map((alarm) => alarmFor(context.directory, alarm)) } };
  },
} satisfies Partial<Handlers>;

/**
 * Whether an alarm is about a site or webhook of the caller's, or about a colleague. Of gaps optionally only those of the
 * site asked for.
 */
export function concerns({ caller, directory }: DeskContext, { about }: Alarm, only?: string): boolean {
  if (about.kind === "gap") return maySee(sitesOf(caller), about.site) && (only ?? about.site) === about.site;
  if (about.kind === "webhook") {
    const webhook = directory.webhooks.find(({ id }) => id === about.webhook);
    return webhook !== undefined && maySeeWebhook(sitesOf(caller), webhook);
  }
  const agent = directory.agent.get(about.agent);
  return agent !== undefined && worksWith(sitesOf(caller), agent);
}
