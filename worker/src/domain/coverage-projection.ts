import type {
  Candidate as CandidateShown,
  Placement as PlacementShown,
  Reason as ReasonShown,
  Taker,
} from "@firstline/sdk/wire";
import { instant, instantOrNull } from "./clock-projection.ts";
import type { Arrival, Placement } from "./coverage.ts";
import { agentNamed, type Directory, teamNamed } from "./directory.ts";
import type { Candidate, Eligible, Reason } from "./eligibility.ts";

export function candidateFor(directory: Directory, candidate: Candidate): CandidateShown {
  if (candidate.eligible) return { eligible: true, ...takerFor(directory, candidate) };
  return {
    eligible: false,
    agent: agentNamed(directory, candidate.agent),
    team: teamNamed(directory, candidate.team),
    reasons: candidate.reasons.map(reasonFor),
  };
}

function takerFor(directory: Directory, { agent, team, duty, standsInFor, ...load }: Eligible): Taker {
  return {
    agent: agentNamed(directory, agent),
    team: teamNamed(directory, team),
    duty,
    standsInFor: standsInFor === null ? null : agentNamed(directory, standsInFor),
    open: load.open,
    capacity: load.capacity,
    lastAssignedAt: instantOrNull(load.lastAssignedAt),
  };
}

function reasonFor(reason: Reason): ReasonShown {
  switch (reason.why) {
    case "certificate":
      return { ...reason, expired: instantOrNull(reason.expired) };
    case "absent":
      return { why: "absent", until: instant(reason.until) };
    case "away":
    case "offline":
      return { why: reason.why, since: instant(reason.since) };
    default:
      return reason;
  }
}

export function placementFor(directory: Directory, placement: Placement): PlacementShown {
  const arrivalFor = ({ at, taker }: Arrival) => ({ at: instant(at), taker: takerFor(directory, taker) });
  switch (placement.kind) {
    case "agent":
      return { kind: "agent", taker: takerFor(directory, placement.taker), via: placement.via };
    case "wait":
      return { kind: "wait", why: placement.why, next: arrivalFor(placement.next) };
    case "nobody":
      return { kind: "nobody", why: placement.why, next: placement.next ? arrivalFor(placement.next) : null };
  }
}
