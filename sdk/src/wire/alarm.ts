import * as z from "zod";
import { AgentId, Instant, id, SiteId } from "./common.ts";
import { Gap } from "./coverage.ts";
import { SkillId } from "./roster.ts";
import { WebhookId } from "./webhook-endpoint.ts";

export const AlarmId = id("alm");

/**
 * What a desk's lead should know before it hurts. `gap`: nobody takes a site's new tickets in a stretch ahead.
 * `certificate`: an agent's certificate expires within 30 days. `webhook`: the desk has switched a webhook off, because it
 * answered 410 (`gone`) or took nothing for three days (`failed`).
 */
export const Alarm = z
  .discriminatedUnion("kind", [
    z.strictObject({
      id: AlarmId,
      kind: z.literal("gap"),
      raisedAt: Instant,
      site: SiteId,
      tier: z.int().min(1).max(9),
      ...Gap.shape,
    }),
    z.strictObject({
      id: AlarmId,
      kind: z.literal("certificate"),
      raisedAt: Instant,
      agent: z.strictObject({ id: AgentId, name: z.string() }),
      skill: SkillId,
      expiresAt: Instant,
    }),
    z.strictObject({
      id: AlarmId,
      kind: z.literal("webhook"),
      raisedAt: Instant,
      webhook: z.strictObject({ id: WebhookId, name: z.string() }),
      because: z.enum(["gone", "failed"]),
      since: Instant,
    }),
  ])
  .meta({ id: "Alarm" });
export type Alarm = z.infer<typeof Alarm>;
