import * as z from "zod";
import { CalendarDate, DayRange, Weekday } from "./calendar.ts";
import { AgentId, Instant, id, line, TeamId } from "./common.ts";

export const SkillId = id("skl");
export const RotationId = id("rot");
export const AbsenceId = id("abs");

/** Something an agent can do: "Card payments", "Medical devices". Languages are not skills; they have their own list. */
export const Skill = z.strictObject({ id: SkillId, label: line(60) }).meta({ id: "Skill" });
export type Skill = z.infer<typeof Skill>;

/** How well: from 1, knows the basics, to 5, teaches it. */
export const SkillLevel = z.int().min(1).max(5);

/** A skill at a level: what an agent has, or what a ticket asks for at least. */
export const SkillAtLevel = z.strictObject({ skill: SkillId, level: SkillLevel }).meta({ id: "SkillAtLevel" });
export type SkillAtLevel = z.infer<typeof SkillAtLevel>;

/** A language as BCP 47 writes it, such as `de` or `pt-BR`. Upper and lower case mean the same. */
export const Language = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, "must be a language such as de or pt-BR")
  .meta({ id: "Language", example: "pt-BR" });
export type Language = z.infer<typeof Language>;

/** A skill that somebody else has proven of an agent. */
export const Certificate = z
  .strictObject({
    skill: SkillId,
    issuer: line(120),
    number: line(80),
    /** Where the certificate can be looked at. */
    evidence: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    /** The last day on which it is valid, to that day's end in the agent's time zone. */
    validUntil: CalendarDate.clone({
      ...CalendarDate.def,
      error: () => "A certificate needs the last day on which it is valid, such as 2027-06-30.",
    }),
  })
  .meta({ id: "Certificate" });
export type Certificate = z.infer<typeof Certificate>;

/** From one time of the day to another: over midnight if `to` is the earlier one. Equal times are refused. */
export const DutyHours = z.strictObject(DayRange.shape).meta({ id: "DutyHours" });
export type DutyHours = z.infer<typeof DutyHours>;

/** Hours that come back every week. One over midnight belongs to the day on which it begins. */
export const Shift = z.strictObject({ days: z.array(Weekday).min(1).max(7), ...DutyHours.shape }).meta({ id: "Shift" });
export type Shift = z.infer<typeof Shift>;

/** What decides whether an agent can take a ticket. An agent without one is never given any. */
export const AgentRoster = z
  .strictObject({
    agent: AgentId,
    /** An IANA name such as `Europe/Berlin`: the clock by which this agent's shifts and certificates go. */
    zone: z.string().min(1).max(60),
    skills: z.array(SkillAtLevel).max(200),
    certificates: z.array(Certificate).max(200),
    languages: z.array(Language).max(50),
    /** How many tickets that are not solved the agent may have at once. */
    capacity: z.int().min(1).max(1_000),
    /** `always` is day and night; none at all is on call only. */
    shifts: z.union([z.literal("always"), z.array(Shift).max(50)], { error: "must be “always” or a list of shifts" }),
  })
  .meta({ id: "AgentRoster" });
export type AgentRoster = z.infer<typeof AgentRoster>;

/**
 * Who of a team is on call, week by week, in the order of `agents`. The first turn begins with the first handover on
 * or after `starts`; before that nobody is on call.
 */
export const Rotation = z
  .strictObject({
    id: RotationId,
    team: TeamId,
    agents: z.array(AgentId).min(1).max(100),
    zone: z.string().min(1).max(60),
    starts: CalendarDate,
    handover: z.strictObject({ weekday: Weekday, at: DayRange.shape.from }),
    /** The hours of every day that this team covers, where others cover the rest of it; without, all of it. */
    hours: DutyHours.optional(),
  })
  .meta({ id: "Rotation" });
export type Rotation = z.infer<typeof Rotation>;

/** How a team treats its agents' presence. */
export const TeamRoster = z
  .strictObject({
    team: TeamId,
    /** How many minutes an agent on shift may be offline and still be given, and keep, tickets. */
    offlineMinutes: z.int().min(0).max(1_440),
  })
  .meta({ id: "TeamRoster" });
export type TeamRoster = z.infer<typeof TeamRoster>;

/** Who can do what, and who is on duty when. A team that is not listed allows 15 minutes offline. */
export const Roster = z
  .strictObject({
    skills: z.array(Skill).max(500),
    agents: z.array(AgentRoster),
    rotations: z.array(Rotation).max(500),
    teams: z.array(TeamRoster),
  })
  .meta({ id: "Roster" });
export type Roster = z.infer<typeof Roster>;

/** When an agent is not there, from one instant up to, but not including, another. */
export const Absence = z
  .strictObject({
    id: AbsenceId,
    agent: AgentId,
    from: Instant,
    to: Instant,
    /** Who takes the agent's place meanwhile, where the agent could have taken it. */
    standIn: AgentId.optional(),
    /** For the agent and the leads; never shown to anybody else. */
    reason: line(200).optional(),
  })
  .meta({ id: "Absence" });
export type Absence = z.infer<typeof Absence>;

/** What an agent's console says of them. */
export const Presence = z.enum(["online", "away", "offline"]).meta({ id: "Presence" });
export type Presence = z.infer<typeof Presence>;
