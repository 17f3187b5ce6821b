import * as z from "zod";
import { UploadLimits } from "./attachment.ts";
import { Calendar } from "./calendar.ts";
import { AgentId, Email, Instant, line, SiteId, TeamId, TopicId } from "./common.ts";
import { Field } from "./field.ts";
import { Glossary } from "./glossary.ts";
import { Macro } from "./macro.ts";
import { Roster } from "./roster.ts";
import { Rules } from "./rule.ts";
import { SignInSetup } from "./sign-in.ts";
import { SiteTexts } from "./site-texts.ts";
import { SupportContract } from "./support-contract.ts";

/** A line of support, counted from 1, with the label a visitor sees. */
export const Tier = z.strictObject({ level: z.int().min(1).max(9), label: line(60) }).meta({ id: "Tier" });
export type Tier = z.infer<typeof Tier>;

export const Role = z.enum(["agent", "lead", "admin"]);
export type Role = z.infer<typeof Role>;

/** A person who answers. `sites` is the set of sites the agent may see. */
export const Agent = z
  .strictObject({
    id: AgentId,
    name: line(80),
    email: Email,
    role: Role,
    sites: z.union([z.literal("all"), z.array(SiteId)]),
  })
  .meta({ id: "Agent" });
export type Agent = z.infer<typeof Agent>;

/** A group of agents that serves one tier. What nobody else could settle goes to its lead. */
export const Team = z
  .strictObject({
    id: TeamId,
    name: line(80),
    tier: z.int().min(1).max(9),
    members: z.array(AgentId),
    lead: AgentId.optional(),
  })
  .meta({ id: "Team" });
export type Team = z.infer<typeof Team>;

/** What a requester picks: it decides which fields the form has, and is a fact that rules look at. */
export const Topic = z
  .strictObject({ id: TopicId, label: line(60), fields: z.array(Field).max(30).default([]) })
  .meta({ id: "Topic" });
export type Topic = z.infer<typeof Topic>;

const length = String.raw`\d{1,4}(\.\d{1,3})?(px|rem|em)`;

/** How the widget looks on a site. `accent` is a CSS hex colour; the readable text colour is computed from it. */
export const Theme = z
  .strictObject({
    accent: z.string().regex(/^#[0-9a-f]{6}$/),
    scheme: z.enum(["auto", "light", "dark"]),
    side: z.enum(["start", "end"]),
    /** The address of a picture, on https. */
    logo: z
      .string()
      .max(2_000)
      .regex(/^https:\/\/[^\s/?#@\\]+([/?#]\S*)?$/i, "must be an address that begins with https://")
      .optional(),
    /** How far the bubble stands from the page's edges: one CSS length, or one for the side and one for below. */
    offset: z
      .string()
      .regex(new RegExp(`^${length}( ${length})?$`), "must be one or two lengths such as 1.5rem or 20px 4em")
      .optional(),
    /** The widget's z-index. */
    layer: z.int().min(0).max(2_147_483_647).optional(),
  })
  .meta({ id: "Theme" });
export type Theme = z.infer<typeof Theme>;

/**
 * What a requester has to accept before they may write. What is kept of a version is kept for good: another text needs
 * another version.
 */
export const Consent = z
  .strictObject({ version: line(40), text: z.string().trim().min(1).max(4_000) })
  .meta({ id: "Consent" });
export type Consent = z.infer<typeof Consent>;

/** A version of a site's consent text, and since when the desk has it. */
export const KnownConsent = z.strictObject({ ...Consent.shape, since: Instant }).meta({ id: "KnownConsent" });
export type KnownConsent = z.infer<typeof KnownConsent>;

/** One client's website or app. The key is public; `origins` lists the pages that may use it. */
export const SiteSetup = z
  .strictObject({
    id: SiteId,
    key: z.string().regex(/^pk_[A-Za-z0-9]{8,40}$/),
    name: line(80),
    prefix: z.string().regex(/^[A-Z]{2,6}$/),
    greeting: line(160),
    /** Web origins (`https://shop.example`); `loopback` stands for any origin on this machine. */
    origins: z.array(z.union([z.literal("loopback"), z.string().regex(/^https?:\/\/[^/\s]+$/)])),
    theme: Theme,
    topics: z.array(Topic),
    /** How many tickets visitors may open per hour: from one address, and on the whole site. */
    limits: z.strictObject({ perAddress: z.int().min(1), perSite: z.int().min(1) }),
    /** Whether only visitors whom the site has identified may write. */
    identifiedOnly: z.boolean().default(false),
    /** Which files may be attached: 5 of 10 MiB each unless it says otherwise. */
    uploads: UploadLimits.default(UploadLimits.parse({})),
    /** Without one, nothing has to be accepted. */
    consent: Consent.optional(),
    /** Where the widget lets people write by mail when the desk cannot be reached. */
    fallbackEmail: Email.optional(),
    /** At most 200 of them, and 20,000 characters in all. */
    texts: SiteTexts.optional(),
    /** Words that replies are to do without. */
    glossary: Glossary.optional(),
  })
  .meta({ id: "SiteSetup" });
export type SiteSetup = z.infer<typeof SiteSetup>;

/**
 * A desk's whole set-up: one versioned document, which may live in git. Keys of both kinds, sessions and absences are not part of it.
 */
export const Setup = z
  .strictObject({
    name: line(80),
    tiers: z.array(Tier).min(1),
    teams: z.array(Team).min(1),
    agents: z.array(Agent).min(1),
    sites: z.array(SiteSetup),
    calendars: z.array(Calendar).max(500).default([]),
    /** What sites are promised. A site without a contract promises nothing. */
    contracts: z.array(SupportContract).max(1_000).default([]),
    rules: Rules,
    /** Texts that agents write often, in the order in which they are offered. */
    macros: z.array(Macro).max(500).default([]),
    roster: Roster.default({ skills: [], agents: [], rotations: [], teams: [] }),
    signIn: SignInSetup.optional(),
  })
  .meta({ id: "Setup" });
export type Setup = z.infer<typeof Setup>;

export const VersionedSetup = z.strictObject({ version: z.int(), setup: Setup }).meta({ id: "VersionedSetup" });
export type VersionedSetup = z.infer<typeof VersionedSetup>;

/**
 * One difference between two set-ups. The path names things by their ids, such as `teams.team_shop.lead` or
 * `teams.team_shop.members.agt_ann`, or by what else tells them apart, such as `calendars.cal_office.hours.mon.09:00`.
 * What was added has no `before`, what was removed no `after`; what was moved has its positions, counted from 1.
 */
export const SetupChange = z
  .strictObject({
    path: z.string(),
    change: z.enum(["added", "removed", "changed", "moved"]),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
  })
  .meta({ id: "SetupChange" });
export type SetupChange = z.infer<typeof SetupChange>;

/** What replacing the set-up would change: nothing of it is done. */
export const SetupDiff = z
  .strictObject({
    version: z.int(),
    changes: z.array(SetupChange),
    /** The contracts that get a new version. Tickets that are under an older one keep it. */
    contracts: z.array(z.strictObject({ id: z.string(), version: z.int() })),
  })
  .meta({ id: "SetupDiff" });
export type SetupDiff = z.infer<typeof SetupDiff>;
