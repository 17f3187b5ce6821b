import * as z from "zod";
import { Alarm } from "./alarm.ts";
import { CalendarDate } from "./calendar.ts";
import { Instant, TeamId } from "./common.ts";
import { AgentStanding, WhyNobody } from "./coverage.ts";
import { Skill } from "./roster.ts";
import { Tier } from "./setup.ts";
import { DeskTicket } from "./ticket.ts";

const count = z.int().min(0);

/** How much of what is not solved is in danger of its promise, and how much has broken it. */
const pressed = { open: count, atRisk: count, breached: count };

/** An agent on the board. What they have is counted on the sites that are asked about, and on no others. */
export const AgentLoad = z
  .strictObject({ ...AgentStanding.omit({ lastAssignedAt: true, open: true }).shape, ...pressed })
  .meta({ id: "AgentLoad" });
export type AgentLoad = z.infer<typeof AgentLoad>;

/** A team on the board, with what of its tickets nobody has. */
export const TeamLoad = z
  .strictObject({
    team: z.strictObject({ id: TeamId, name: z.string() }),
    tier: Tier.shape.level,
    ...pressed,
    unassigned: count,
  })
  .meta({ id: "TeamLoad" });
export type TeamLoad = z.infer<typeof TeamLoad>;

/** A ticket that nobody has. `why` is null where nobody was looked for; `until`: when somebody comes on duty for it. */
export const UnassignedTicket = z
  .strictObject({ ticket: DeskTicket, why: WhyNobody.nullable(), until: Instant.nullable() })
  .meta({ id: "UnassignedTicket" });
export type UnassignedTicket = z.infer<typeof UnassignedTicket>;

/** What a day in UTC came to. */
export const DayFigures = z
  .strictObject({ date: CalendarDate, opened: count, solved: count })
  .meta({ id: "DayFigures" });
export type DayFigures = z.infer<typeof DayFigures>;

/** How many first answers of a week came in time and how many did not; it begins with a Monday in UTC. */
export const WeekFigures = z
  .strictObject({ begins: CalendarDate, kept: count, missed: count })
  .meta({ id: "WeekFigures" });
export type WeekFigures = z.infer<typeof WeekFigures>;

/**
 * How the desk stands, for who leads it. Lists hold the first twenty: of what is at risk and breached what is due first,
 * of what is bounced what was sent back three times or more.
 */
export const Board = z
  .strictObject({
    at: Instant,
    teams: z.array(TeamLoad),
    agents: z.array(AgentLoad),
    breached: z.array(DeskTicket),
    atRisk: z.array(DeskTicket),
    unassigned: z.array(UnassignedTicket),
    bounced: z.array(DeskTicket),
    alarms: z.array(Alarm),
    /** The desk's skills, which alarms name. */
    skills: z.array(Skill),
    /** The last 30 days and 12 weeks, the oldest first; the last of them goes on. */
    days: z.array(DayFigures),
    weeks: z.array(WeekFigures),
    /** Of the last 30 days; the average is null without any. */
    rating: z.strictObject({ average: z.number().min(1).max(5).nullable(), count }),
  })
  .meta({ id: "Board" });
export type Board = z.infer<typeof Board>;
