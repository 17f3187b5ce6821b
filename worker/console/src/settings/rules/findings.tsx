import type { Explanation, PromisedDate, RuleFinding, Setup } from "@firstline/sdk/wire";
import type { ComponentChildren } from "preact";
import { explainTexts as texts } from "../../texts/explain.ts";
import { rulesTexts } from "../../texts/rules.ts";
import { texts as general } from "../../texts.ts";
import { moment } from "../../time.ts";
import { Candidates, PlacementWords } from "./placement.tsx";
import { failureWords, type Names, namesOf } from "./words.ts";

interface FindingsProps {
  readonly explanation: Explanation;
  /** The set-up that it was explained by. */
  readonly setup: Setup;
  readonly now: number;
}

/** Where a ticket goes, who takes it, what is promised, and what each rule had to do with it. */
export function Findings({ explanation, setup, now }: FindingsProps) {
  const names = namesOf(setup);
  return (
    <>
      <section class="fields" aria-labelledby="outcome-title">
        <h4 id="outcome-title">{texts.outcome}</h4>
        <Outcome explanation={explanation} setup={setup} names={names} now={now} />
      </section>
      <section class="fields" aria-labelledby="takes-title">
        <h4 id="takes-title">{texts.takes}</h4>
        <PlacementWords placement={explanation.placement} now={now} />
        <Candidates considered={explanation.considered} setup={setup} now={now} />
      </section>
      <section class="fields" aria-labelledby="findings-title">
        <h4 id="findings-title">{texts.rules}</h4>
        <ol class="findings">
          {explanation.rules.map((finding) => (
            <Finding key={finding.rule} finding={finding} names={names} />
          ))}
        </ol>
      </section>
    </>
  );
}

function Outcome({ explanation, setup, names, now }: FindingsProps & { names: Names }) {
  const { routing, contract, promise } = explanation;
  const asks = [
    ...routing.skills.map(({ skill, level }) => texts.skill(names.skill(skill), level)),
    ...routing.certificates.map((skill) => texts.certificate(names.skill(skill))),
    ...(routing.language === null ? [] : [routing.language]),
  ];
  const version = setup.contracts.find(({ id }) => id === contract?.id)?.version ?? contract?.version;
  return (
    <dl class="facts">
      <Fact label={texts.goesTo}>
        {texts.team(names.tier(routing.tier), routing.team === null ? undefined : names.team(routing.team))}
      </Fact>
      <Fact label={general.ticket.priority}>{general.priority[routing.priority]}</Fact>
      {routing.topic !== null && <Fact label={texts.topic}>{names.topic(routing.topic)}</Fact>}
      {asks.length > 0 && <Fact label={texts.asksFor}>{asks.join(", ")}</Fact>}
      {routing.tags.length > 0 && <Fact label={texts.tagged}>{routing.tags.join(", ")}</Fact>}
      <Fact label={texts.contract}>
        {contract && version !== undefined ? texts.version(names.contract(contract.id), version) : texts.noContract}
      </Fact>
      {contract && (
        <>
          <Fact label={texts.answerBy}>{dateOf(promise.answer, now)}</Fact>
          <Fact label={texts.solvedBy}>{dateOf(promise.solution, now)}</Fact>
        </>
      )}
      {promise.staffedAt !== null && <Fact label={texts.staffedAt}>{moment(promise.staffedAt, now)}</Fact>}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

/** A ticket that has just come in has dates that are due, or that a calendar without hours never reaches. */
const dateOf = (date: PromisedDate | null, now: number): string => {
  if (date?.is === "due") return moment(date.at, now);
  return date?.is === "missed" ? moment(date.dueAt, now) : texts.notPromised;
};

function Finding({ finding, names }: { finding: RuleFinding; names: Names }) {
  const hit = finding.result === "matched";
  return (
    <li class={hit ? "finding finding-hit" : "finding"}>
      <span>
        <bdi>{finding.name}</bdi>{" "}
        <span class={hit ? "badge badge-hit" : "badge"}>{hit ? texts.hit : texts.missed}</span>
      </span>
      {hit ? (
        <span class="form-optional">
          {finding.decided.length === 0
            ? texts.decidesNothing
            : texts.decides(finding.decided.map((what) => rulesTexts.outcomes[what]).join(", "))}
        </span>
      ) : (
        <ul class="form-optional">
          {finding.failed.map((failure) => {
            const words = failureWords(failure, names);
            return (
              <li key={words}>
                <bdi>{words}</bdi>
              </li>
            );
          })}
        </ul>
      )}
    </li>
  );
}
