import * as z from "zod";
import { AgentId, Instant, id, KeyId, line, SiteId } from "./common.ts";
import { Glossary } from "./glossary.ts";
import { Agent, Team, Tier } from "./setup.ts";
import { SignInMethod } from "./sign-in.ts";

/** Who is signed in, and what of the desk they need to work: sites they may see, teams, tiers, colleagues. */
export const Session = z
  .strictObject({
    agent: Agent,
    desk: z.strictObject({ name: z.string() }),
    sites: z.array(
      z.strictObject({
        id: SiteId,
        key: z.string(),
        name: z.string(),
        prefix: z.string(),
        accent: z.string(),
        topics: z.array(z.strictObject({ id: z.string(), label: z.string() })),
        glossary: Glossary,
        /** Who may see it, and so be called in its notes. */
        agents: z.array(AgentId),
      }),
    ),
    tiers: z.array(Tier),
    teams: z.array(Team),
    agents: z.array(z.strictObject({ id: AgentId, name: z.string() })),
    expiresAt: Instant,
  })
  .meta({ id: "Session" });
export type Session = z.infer<typeof Session>;

export const SessionId = id("ses");

/** A browser in which an agent is signed in. */
export const OpenSession = z
  .strictObject({
    id: SessionId,
    /** Such as “Firefox, Windows”; null where the browser did not say. */
    browser: z.string().nullable(),
    method: SignInMethod,
    createdAt: Instant,
    /** When it was last heard of, to the hour. */
    seenAt: Instant,
    expiresAt: Instant,
    /** Whether it is the one that asks. */
    current: z.boolean(),
  })
  .meta({ id: "OpenSession" });
export type OpenSession = z.infer<typeof OpenSession>;

/**
 * What a secret key may do. Whoever may write the set-up says who is an admin and by which address, and so may become
 * one.
 */
export const Scope = z.enum(["tickets:read", "tickets:write", "setup:read", "setup:write"]).meta({ id: "Scope" });
export type Scope = z.infer<typeof Scope>;

/** A secret key, without its secret. */
export const Key = z
  .strictObject({
    id: KeyId,
    name: line(80),
    scopes: z.array(Scope).min(1),
    sites: z.union([z.literal("all"), z.array(SiteId)]),
    createdAt: Instant,
  })
  .meta({ id: "Key" });
export type Key = z.infer<typeof Key>;

/** A new key's secret, shown once. */
export const NewKey = z.strictObject({ key: Key, secret: z.string() }).meta({ id: "NewKey" });
export type NewKey = z.infer<typeof NewKey>;
