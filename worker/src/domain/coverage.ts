import type { CoverageRule } from "@firstline/sdk/wire";
import type { Span } from "./calendar.ts";
import {
  type Candidate,
  type Eligible,
  eligibility,
  isMomentary,
  type Need,
  pick,
  planned,
  qualifiedUntil,
  type Seat,
  type Situation,
  type Staff,
  seatsFor,
  standIns,
  withoutPresence,
} from "./eligibility.ts";
import { difference, intersection, type Spans, spanOf, union } from "./spans.ts";
import { DAY } from "./zone.ts";

/** Who gets a ticket. */
export type Placement =
  | {
      readonly kind: "agent";
      readonly taker: Eligible;
      /** `team` if it is one of those the ticket was meant for; else the coverage rule that found them. */
      readonly via: "team" | Exclude<CoverageRule["rule"], "wait">;
    }
  /** It waits for somebody to come on duty, as the coverage rule allows. Sooner, whoever gets room may take it. */
  | { readonly kind: "wait"; readonly why: WhyNobody; readonly next: Arrival }
  /** An alarm: it stays unassigned. `next` is who could take it later, if anybody comes on duty at all. */
  | { readonly kind: "nobody"; readonly why: WhyNobody; readonly next: Arrival | undefined };

/** Somebody who comes on duty, and when (ms): by the plan, with as many tickets as they have now. */
export interface Arrival {
  readonly at: number;
  readonly taker: Eligible;
}

/**
 * Why nobody of a team takes a ticket, by whoever comes closest: there is no other member at all, none has what it asks for,
 * those who have are off duty or absent, or they are on duty but full, away or offline.
 */
export type WhyNobody = "no_members" | "not_qualified" | "off_duty" | "busy";

/** A placement with everybody who was looked at for it: the members of the ticket's teams, then whom the rule added. */
export interface Decision {
  readonly placement: Placement;
  readonly considered: readonly Candidate[];
}

/** A stretch of time in which nobody takes a ticket, and why nobody does at its beginning. */
export interface Gap extends Span {
  readonly why: WhyNobody;
}

/** How far ahead somebody who comes on duty is looked for, in steps: most come within the first. */
const HORIZONS = [8 * DAY, 64 * DAY, 400 * DAY];

/**
 * Decides who gets a ticket at an instant. If nobody of its teams is eligible, the contract's coverage rule decides:
 *
 * - `wait`: for the first who comes on duty. One who is on duty but full or away does not count before their next
 *   duty, since nobody knows when that ends. If nobody comes, it is an alarm like the others.
 * - `stand_in`: who stands in for somebody of the team who is absent; see `standIns`.
 * - `overflow`: who is eligible in the named team.
 * - `next_tier`: who is eligible in any team of the next tier that has teams; not of those above it.
 *
 * `without` is somebody not to be considered, as if they were not there.
 */
export function place(
  staff: Staff,
  need: Need,
  rule: CoverageRule,
  at: number,
  situation: Situation,
  without?: string,
): Decision {
  const others = (candidates: readonly Candidate[]) => candidates.filter(({ agent }) => agent !== without);
  const team = eligibility(staff, need, at, situation);
  const member = pick(others(team));
  if (member) return { placement: { kind: "agent", taker: member, via: "team" }, considered: team };

  const added = reinforcements(staff, need, rule, at, situation, team);
  const considered = [...team, ...added];
  const helper = pick(others(added));
  if (helper && rule.rule !== "wait") {
    return { placement: { kind: "agent", taker: helper, via: rule.rule }, considered };
  }
  const next = nextArrival(staff, need, rule, at, situation, without);
  const why = whyNobody(others(team));
  if (next && rule.rule === "wait") return { placement: { kind: "wait", why, next }, considered };
  return { placement: { kind: "nobody", why, next }, considered };
}

/** Who takes a ticket at an instant, and where it goes if that person does not. */
export function whoTakes(
  staff: Staff,
  need: Need,
  rule: CoverageRule,
  at: number,
  situation: Situation = planned,
): Decision & { readonly otherwise: Placement | undefined } {
  const decision = place(staff, need, rule, at, situation);
  const { placement } = decision;
  const otherwise =
    placement.kind === "agent" ? place(staff, need, rule, at, situation, placement.taker.agent).placement : undefined;
  return { ...decision, otherwise };
}

/**
 * The stretches from one instant up to another in which nobody takes a ticket by the plan, coverage rule included:
 * nights, holidays, absences, certificates that expire. They are exact, for they come from the spans of every duty;
 * `whoTakes` finds an agent at precisely the instants outside of them.
 */
export function gaps(staff: Staff, need: Need, rule: CoverageRule, from: number, to: number): Gap[] {
  const covered = union(prospects(staff, need, rule).flatMap(({ spans }) => spans(from, to)));
  return difference(spanOf(from, to), covered).map((gap) => ({
    ...gap,
    why: whyNobody(eligibility(staff, need, gap.from, planned)),
  }));
}

/** Those whom the coverage rule adds to a ticket's own teams. */
function reinforcements(
  staff: Staff,
  need: Need,
  rule: CoverageRule,
  at: number,
  situation: Situation,
  team: readonly Candidate[],
): Candidate[] {
  if (rule.rule === "stand_in") return standIns(staff, need, at, situation, team);
  const elsewhere = sentTo(staff, need, rule);
  return elsewhere ? eligibility(staff, elsewhere, at, situation) : [];
}

/** The need as it is put to another team or tier; undefined if the rule or the desk knows none. */
export function sentTo(staff: Staff, need: Need, rule: CoverageRule): Need | undefined {
  if (rule.rule === "overflow") return { ...need, team: rule.team };
  if (rule.rule !== "next_tier") return undefined;
  const above = [...staff.teams.values()].map(({ tier }) => tier).filter((tier) => tier > need.tier);
  return above.length === 0 ? undefined : { ...need, team: undefined, tier: Math.min(...above) };
}

function whyNobody(team: readonly Candidate[]): WhyNobody {
  const reasons = team.flatMap((candidate) => (candidate.eligible ? [] : [candidate.reasons]));
  if (reasons.length === 0) return "no_members";
  if (reasons.some((all) => all.every(isMomentary))) return "busy";
  const passes = ["off_duty", "absent"];
  return reasons.some((all) => all.every((one) => passes.includes(one.why) || isMomentary(one)))
    ? "off_duty"
    : "not_qualified";
}

/** Somebody who takes the ticket by the plan, if they ever do, and when. */
interface Prospect {
  readonly agent: string;
  spans(from: number, to: number): Spans;
}

/** Everybody who might take a ticket at some time, whom the coverage rule adds included. */
function prospects(staff: Staff, need: Need, rule: CoverageRule): Prospect[] {
  const own = seatsFor(staff, need);
  const elsewhere = sentTo(staff, need, rule);
  return [
    ...own.flatMap((seat) => holderOf(staff, need, seat)),
    ...(elsewhere ? seatsFor(staff, elsewhere).flatMap((seat) => holderOf(staff, need, seat)) : []),
    ...(rule.rule === "stand_in" ? own.flatMap((seat) => standInsOf(staff, need, seat)) : []),
  ];
}

function holderOf(staff: Staff, need: Need, seat: Seat): Prospect[] {
  const until = qualifiedUntil(staff, need, seat.agent);
  if (until === undefined) return [];
  return [
    {
      agent: seat.agent,
      spans: (from, to) => difference(dutySpans(staff, need, seat, from, Math.min(to, until)), away(staff, seat.agent)),
    },
  ];
}

/** Those who stand in for a place's holder, directly or in a chain: each hop as `standIns` has it. */
function standInsOf(staff: Staff, need: Need, seat: Seat): Prospect[] {
  const follow = (absent: string, before: readonly string[], duty: Prospect["spans"]): Prospect[] => {
    const until = qualifiedUntil(staff, need, absent);
    if (until === undefined) return [];
    return (staff.rosters.agent(absent)?.absences ?? []).flatMap(({ from, to, standIn }) => {
      if (standIn === undefined || before.includes(standIn)) return [];
      const replaced: Prospect["spans"] = (start, end) =>
        intersection(duty(Math.max(start, from), Math.min(end, to, until)), spanOf(from, to));
      const their = qualifiedUntil(staff, need, standIn);
      if (their === undefined) return [];
      const spans: Prospect["spans"] = (start, end) =>
        difference(replaced(start, Math.min(end, their)), away(staff, standIn));
      return [{ agent: standIn, spans }, ...follow(standIn, [...before, standIn], replaced)];
    });
  };
  return follow(seat.agent, [seat.agent], (from, to) => dutySpans(staff, need, seat, from, to));
}

const away = ({ rosters }: Staff, agent: string): Spans => union(rosters.agent(agent)?.absences ?? []);

/** When a place's holder is on shift or on call, absent or not. */
function dutySpans({ rosters }: Staff, { holidays }: Need, { agent, team }: Seat, from: number, to: number): Spans {
  if (to <= from) return [];
  const shifts = rosters.agent(agent)?.shifts(from, to, holidays) ?? [];
  const turns = rosters.onCall(team, agent, from, to);
  return turns.length === 0 ? shifts : union([...shifts, ...turns]);
}

/**
 * Who comes on duty first after an instant, being able to take the ticket then. Their tickets are counted as now; who
 * is full is passed over, and so is a duty that has begun by now. Of several who come at once, `pick` chooses.
 */
function nextArrival(
  staff: Staff,
  need: Need,
  rule: CoverageRule,
  at: number,
  situation: Situation,
  without: string | undefined,
): Arrival | undefined {
  const later = withoutPresence(situation);
  const able = prospects(staff, need, rule).filter(({ agent }) => {
    const capacity = staff.rosters.agent(agent)?.capacity ?? 0;
    return agent !== without && (later.get(agent)?.open ?? 0) < capacity;
  });
  for (const horizon of HORIZONS) {
    let first = at + horizon;
    let arriving = new Set<string>();
    for (const { agent, spans } of able) {
      // Nobody who comes later than the first so far is of interest.
      const begins = spans(at, first + 1).find(({ from }) => from > at)?.from;
      if (begins === undefined || begins > first) continue;
      if (begins < first) arriving = new Set();
      first = begins;
      arriving.add(agent);
    }
    if (arriving.size === 0) continue;
    const team = eligibility(staff, need, first, later);
    const candidates = [...team, ...reinforcements(staff, need, rule, first, later, team)];
    const taker = pick(candidates.filter(({ agent }) => arriving.has(agent)));
    if (taker) return { at: first, taker };
  }
  return undefined;
}
