import * as z from "zod";
import { AgentId, Instant, id, SiteId } from "./common.ts";
import { Gap } from "./coverage.ts";
import { SkillId } from "./roster.ts";

export const AlarmId = id("alm");

/**
 * What a desk's lead should know before it hurts. `gap`: nobody takes a site's new tickets in a stretch ahead.
 * `certificate`: an agent's certificate expires within 30 days.
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
  ])
  .meta({ id: "Alarm" });
export type Alarm = z.infer<typeof Alarm>;
