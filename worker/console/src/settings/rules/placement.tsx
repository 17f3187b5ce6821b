import type { Candidate, Placement, Reason, Setup, Taker } from "@firstline/sdk/wire";
import { explainTexts as texts } from "../../texts/explain.ts";
import { moment } from "../../time.ts";

/** Who takes a ticket, or why nobody does and who comes next. */
export function PlacementWords({ placement, now }: { placement: Placement; now: number }) {
  const when = (at: string) => moment(at, now);
  switch (placement.kind) {
    case "agent":
      return (
        <p class="placement placement-agent">
          <bdi>{texts.via[placement.via](placement.taker.agent.name, placement.taker.team.name)}</bdi>{" "}
          <small>{aside(placement.taker)}</small>
        </p>
      );
    case "wait": {
      const { next, why } = placement;
      return (
        <p class="placement placement-wait">
          <bdi>{texts.wait(texts.why[why], next.taker.agent.name, when(next.at))}</bdi>
        </p>
      );
    }
    case "nobody":
      return (
        <p class="placement placement-nobody">
          <bdi>
            {texts.nobody(texts.why[placement.why])}{" "}
            {placement.next ? texts.next(placement.next.taker.agent.name, when(placement.next.at)) : texts.ever}
          </bdi>
        </p>
      );
  }
}

const aside = ({ duty, standsInFor, open, capacity }: Taker): string =>
  [
    texts.load(open, capacity),
    ...(duty === "on_call" ? [texts.onCall] : []),
    ...(standsInFor ? [texts.standsInFor(standsInFor.name)] : []),
  ].join(", ");

interface CandidatesProps {
  readonly considered: readonly Candidate[];
  readonly setup: Setup;
  readonly now: number;
}

/** Everybody who was looked at, each with every reason why not. */
export function Candidates({ considered, setup, now }: CandidatesProps) {
  return (
    <details class="candidates">
      <summary>
        {texts.considered} ({considered.length})
      </summary>
      <ul>
        {considered.map((candidate) => (
          <li key={`${candidate.agent.id} ${candidate.team.id}`}>
            <bdi>{candidate.agent.name}</bdi> <small>({candidate.team.name})</small>{" "}
            {candidate.eligible ? (
              <span class="badge">{texts.could}</span>
            ) : (
              <span class="form-optional">
                {candidate.reasons.map((reason) => reasonWords(reason, setup, now)).join("; ")}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function reasonWords(reason: Reason, { roster }: Setup, now: number): string {
  const words = texts.reason;
  const skillOf = (id: string) => roster.skills.find((skill) => skill.id === id)?.label ?? id;
  const when = (at: string) => moment(at, now);
  switch (reason.why) {
    case "skill":
      return words.skill(skillOf(reason.skill), reason.needed, reason.level);
    case "certificate":
      return words.certificate(skillOf(reason.skill), reason.expired === null ? null : when(reason.expired));
    case "absent":
      return words.absent(when(reason.until));
    case "full":
      return words.full(reason.open, reason.capacity);
    case "away":
    case "offline":
      return words[reason.why](when(reason.since));
    default:
      return words[reason.why];
  }
}
