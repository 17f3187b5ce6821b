import * as z from "zod";
import { AgentId, Instant, SiteId, TeamId } from "./common.ts";
import { Language, Presence, Skill, SkillAtLevel, SkillId } from "./roster.ts";

/** Why somebody may be given a ticket: it is their shift, or their turn to be on call. */
export const Duty = z.enum(["shift", "on_call"]).meta({ id: "Duty" });
export type Duty = z.infer<typeof Duty>;

/** Why somebody cannot take a ticket. `expired` is null if there never was a certificate. */
export const Reason = z
  .discriminatedUnion("why", [
    z.strictObject({ why: z.literal("no_roster") }),
    z.strictObject({ why: z.literal("site") }),
    z.strictObject({ why: z.literal("skill"), skill: SkillId, needed: z.int(), level: z.int() }),
    z.strictObject({ why: z.literal("certificate"), skill: SkillId, expired: Instant.nullable() }),
    z.strictObject({ why: z.literal("language") }),
    z.strictObject({ why: z.literal("off_duty") }),
    z.strictObject({ why: z.literal("absent"), until: Instant }),
    z.strictObject({ why: z.literal("full"), open: z.int(), capacity: z.int() }),
    z.strictObject({ why: z.literal("away"), since: Instant }),
    z.strictObject({ why: z.literal("offline"), since: Instant }),
  ])
  .meta({ id: "Reason" });
export type Reason = z.infer<typeof Reason>;

const seat = {
  agent: z.strictObject({ id: AgentId, name: z.string() }),
  team: z.strictObject({ id: TeamId, name: z.string() }),
};

/** Somebody who can take a ticket: in whose place, and with how many tickets already. */
export const Taker = z
  .strictObject({
    ...seat,
    duty: Duty,
    /** The absent member of the team whose place this is, if it is not the agent's own. */
    standsInFor: z.strictObject({ id: AgentId, name: z.string() }).nullable(),
    open: z.int().min(0),
    capacity: z.int().min(1),
    lastAssignedAt: Instant.nullable(),
  })
  .meta({ id: "Taker" });
export type Taker = z.infer<typeof Taker>;

/** Somebody who was looked at: able to take it, or with every reason why not. */
export const Candidate = z
  .discriminatedUnion("eligible", [
    z.strictObject({ eligible: z.literal(true), ...Taker.shape }),
    z.strictObject({ eligible: z.literal(false), ...seat, reasons: z.array(Reason).min(1) }),
  ])
  .meta({ id: "Candidate" });
export type Candidate = z.infer<typeof Candidate>;

/**
 * Why nobody of a team takes a ticket, by whoever comes closest: there is no other member, none has what it asks for,
 * those who have are off duty or absent, or they are on duty but full, away or offline.
 */
export const WhyNobody = z.enum(["no_members", "not_qualified", "off_duty", "busy"]).meta({ id: "WhyNobody" });
export type WhyNobody = z.infer<typeof WhyNobody>;

const next = z.strictObject({ at: Instant, taker: Taker });

/**
 * Who gets a ticket. `via` is `team` for one of those it was meant for, else the coverage rule that found them. `wait`:
 * until somebody comes on duty. `nobody`: an alarm; `next` is who could take it later, if anybody ever does.
 */
export const Placement = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("agent"),
      taker: Taker,
      via: z.enum(["team", "stand_in", "overflow", "next_tier"]),
    }),
    z.strictObject({ kind: z.literal("wait"), why: WhyNobody, next }),
    z.strictObject({ kind: z.literal("nobody"), why: WhyNobody, next: next.nullable() }),
  ])
  .meta({ id: "Placement" });
export type Placement = z.infer<typeof Placement>;

/** Who takes a ticket at an instant, who is next if they do not, and everybody who was looked at. */
export const Coverage = z
  .strictObject({
    at: Instant,
    placement: Placement,
    /** Where it goes if the one who takes it does not; null when nobody takes it. */
    otherwise: Placement.nullable(),
    considered: z.array(Candidate),
  })
  .meta({ id: "Coverage" });
export type Coverage = z.infer<typeof Coverage>;

/** Items of a query, divided by commas. */
const items = z
  .string()
  .max(500)
  .transform((text) => text.split(","));

/** Skills in a query: `skl_cards`, or `skl_cards:3` for level 3 at least. */
const querySkills = items
  .transform((list) =>
    list.map((item) => {
      const [skill = "", level = "1"] = item.split(":");
      return { skill, level: Number(level) };
    }),
  )
  .pipe(z.array(SkillAtLevel).max(20));

/** The tickets that are asked about. Without a team every team of the tier may take them. */
export const needQuery = {
  site: SiteId,
  tier: z.coerce.number().int().min(1).max(9).default(1),
  team: TeamId.optional(),
  skill: querySkills.optional(),
  certificate: items.pipe(z.array(SkillId).max(20)).optional(),
  language: Language.optional(),
  /** The plan of the contact, which decides the contract and with it the coverage rule and the holidays. */
  plan: z.string().min(1).max(60).optional(),
};

/** A stretch of time in which nobody takes such a ticket, and why nobody does at its beginning. */
export const Gap = z.strictObject({ from: Instant, to: Instant, why: WhyNobody }).meta({ id: "Gap" });
export type Gap = z.infer<typeof Gap>;

/** The gaps of the days ahead, in order. */
export const Gaps = z.strictObject({ from: Instant, to: Instant, gaps: z.array(Gap) }).meta({ id: "Gaps" });
export type Gaps = z.infer<typeof Gaps>;

const span = { from: Instant, to: Instant };

/** Whether somebody is able to take such a ticket at all: until an instant, null for good, or never. */
export const Qualification = z
  .discriminatedUnion("is", [
    z.strictObject({ is: z.literal("qualified"), until: Instant.nullable() }),
    z.strictObject({ is: z.literal("lacking") }),
  ])
  .meta({ id: "Qualification" });
export type Qualification = z.infer<typeof Qualification>;

/**
 * An agent's place in a team over some days. They take such a ticket by the plan while they are on shift or on call, not
 * absent, and qualified. `via` is `team` for a team it is meant for, else the coverage rule that adds theirs.
 */
export const CoverageLane = z
  .strictObject({
    ...seat,
    via: z.enum(["team", "overflow", "next_tier"]),
    qualification: Qualification,
    shifts: z.array(z.strictObject(span)),
    onCall: z.array(z.strictObject(span)),
    absences: z.array(
      z.strictObject({ ...span, standIn: z.strictObject({ id: AgentId, name: z.string() }).nullable() }),
    ),
  })
  .meta({ id: "CoverageLane" });
export type CoverageLane = z.infer<typeof CoverageLane>;

/** Who is there over some days, and when nobody takes such a ticket. */
export const CoverageCalendar = z
  .strictObject({
    ...span,
    lanes: z.array(CoverageLane),
    gaps: z.array(Gap),
    /** The desk's skills: what certificates can be asked for. */
    skills: z.array(Skill),
  })
  .meta({ id: "CoverageCalendar" });
export type CoverageCalendar = z.infer<typeof CoverageCalendar>;

/** An agent as the lead sees them: what they have, and whether they are there. */
export const AgentStanding = z
  .strictObject({
    agent: z.strictObject({ id: AgentId, name: z.string() }),
    teams: z.array(TeamId),
    open: z.int().min(0),
    /** Null for somebody without a roster, who is never given a ticket. */
    capacity: z.int().min(1).nullable(),
    lastAssignedAt: Instant.nullable(),
    /** Null if their console was never heard of. */
    presence: z.strictObject({ state: Presence, since: Instant }).nullable(),
    onShift: z.boolean(),
    onCall: z.boolean(),
    absentUntil: Instant.nullable(),
  })
  .meta({ id: "AgentStanding" });
export type AgentStanding = z.infer<typeof AgentStanding>;
