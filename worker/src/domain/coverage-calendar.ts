import type { CoverageLane, CoverageRule, Qualification } from "@firstline/sdk/wire";
import type { Span } from "./calendar.ts";
import { instant, instantOrNull } from "./clock-projection.ts";
import { sentTo } from "./coverage.ts";
import { agentNamed, type Directory, teamNamed } from "./directory.ts";
import { type Need, qualifiedUntil, type Seat, type Staff, seatsFor } from "./eligibility.ts";
import type { Leave } from "./roster.ts";
import { intersection, type Spans, spanOf } from "./spans.ts";

/** A place in a team from one instant up to another: when its holder is on duty, and when not there. */
export interface Lane extends Seat {
  readonly via: CoverageLane["via"];
  /** Until when (ms) the holder has what the tickets ask for: Infinity for good, undefined if they lack something. */
  readonly qualifiedUntil: number | undefined;
  readonly shifts: Spans;
  readonly onCall: Spans;
  readonly absences: readonly Leave[];
}

/**
 * Everybody who might take such a ticket, whom the coverage rule adds included, with their duties and absences from one
 * instant up to another. Whoever stands in for an absent colleague is named with the absence.
 */
export function lanesOf(staff: Staff, need: Need, rule: CoverageRule, from: number, to: number): Lane[] {
  const elsewhere = sentTo(staff, need, rule);
  const lane = (seat: Seat, via: Lane["via"]): Lane => {
    const colleague = staff.rosters.agent(seat.agent);
    return {
      ...seat,
      via,
      qualifiedUntil: qualifiedUntil(staff, need, seat.agent),
      shifts: colleague?.shifts(from, to, need.holidays) ?? [],
      onCall: staff.rosters.onCall(seat.team, seat.agent, from, to),
      absences: staff.rosters
        .absences(seat.agent)
        .flatMap((leave) => intersection([leave], spanOf(from, to)).map((span) => ({ ...leave, ...span }))),
    };
  };
  return [
    ...seatsFor(staff, need).map((seat) => lane(seat, "team")),
    ...(elsewhere && rule.rule !== "wait" && rule.rule !== "stand_in"
      ? seatsFor(staff, elsewhere).map((seat) => lane(seat, rule.rule))
      : []),
  ];
}

export const laneFor = (directory: Directory, lane: Lane): CoverageLane => ({
  agent: agentNamed(directory, lane.agent),
  team: teamNamed(directory, lane.team),
  via: lane.via,
  qualification: qualificationFor(lane.qualifiedUntil),
  shifts: lane.shifts.map(spanFor),
  onCall: lane.onCall.map(spanFor),
  absences: lane.absences.map((leave) => ({
    ...spanFor(leave),
    standIn: leave.standIn === undefined ? null : agentNamed(directory, leave.standIn),
  })),
});

const spanFor = ({ from, to }: Span) => ({ from: instant(from), to: instant(to) });

/** Who never had a certificate that is asked for lacks it like any other thing. */
const qualificationFor = (until: number | undefined): Qualification =>
  until === undefined || until === -Infinity
    ? { is: "lacking" }
    : { is: "qualified", until: instantOrNull(until === Infinity ? null : until) };
