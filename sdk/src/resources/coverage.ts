import type { Call, CallOptions } from "../request.ts";
import type { Coverage, CoverageCalendar, DeskTicket, Gaps, SkillAtLevel, Team } from "../wire/index.ts";

/** The tickets that are asked about: `tier` is 1 unless named, and without a team every team of the tier may take them. */
export interface Need {
  readonly site: DeskTicket["site"]["id"];
  readonly tier?: number | undefined;
  readonly team?: Team["id"] | undefined;
  /** What whoever takes them can do, at this level or a higher one. */
  readonly skills?: readonly SkillAtLevel[] | undefined;
  /** Skills for which a valid certificate is needed. */
  readonly certificates?: readonly SkillAtLevel["skill"][] | undefined;
  /** A language as BCP 47 writes it, such as `de` or `pt-BR`. */
  readonly language?: string | undefined;
  /** The plan of the contact, which decides the contract and with it the coverage rule and the holidays. */
  readonly plan?: string | undefined;
}

export interface CoverageQuery extends Need {
  /** An instant, RFC 3339 in UTC with milliseconds; now unless named. */
  readonly at?: string | undefined;
}

export interface GapsQuery extends Need {
  /** How many days to look ahead: 1–366, 60 unless named. */
  readonly days?: number | undefined;
}

export interface CalendarQuery extends Need {
  /** Where it begins, RFC 3339 in UTC with milliseconds; now unless named. */
  readonly from?: string | undefined;
  /** How many days it holds: 1–62, 7 unless named. */
  readonly days?: number | undefined;
}

/** Who takes tickets, by the rosters as they are. */
export interface DeskCoverage {
  /** Who takes such a ticket at an instant, who is next if they do not, and everybody who was looked at. */
  at(query: CoverageQuery, options?: CallOptions): Promise<Coverage>;
  /** When nobody takes such a ticket in the days ahead: holidays, absences and expiring certificates count. */
  gaps(query: GapsQuery, options?: CallOptions): Promise<Gaps>;
  /** Who is on shift, on call and absent over some days, and when nobody takes such a ticket. For leads. */
  calendar(query: CalendarQuery, options?: CallOptions): Promise<CoverageCalendar>;
}

export const createCoverage = (call: Call): DeskCoverage => ({
  at: ({ at, ...need }, options) => call("GET /v1/desk/coverage", { ...options, query: { ...written(need), at } }),
  gaps: ({ days, ...need }, options) =>
    call("GET /v1/desk/coverage/gaps", { ...options, query: { ...written(need), days } }),
  calendar: ({ from, days, ...need }, options) =>
    call("GET /v1/desk/coverage/calendar", { ...options, query: { ...written(need), from, days } }),
});

/** A need as a query writes it: lists divided by commas, a skill's level after a colon. */
const written = ({ skills = [], certificates = [], ...need }: Need) => ({
  ...need,
  skill: skills.map(({ skill, level }) => `${skill}:${level}`).join(",") || undefined,
  certificate: certificates.join(",") || undefined,
});
