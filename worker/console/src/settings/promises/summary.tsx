import type { ClockAlarm, Priority, Setup, SupportContract, Targets } from "@firstline/sdk/wire";
import { promiseTexts } from "../../texts/promises.ts";
import { writeMinutes } from "../minutes.ts";

const texts = promiseTexts.summary;
const words = promiseTexts.contracts;
const priorities: readonly Priority[] = ["urgent", "high", "normal", "low"];
const alarms: readonly ClockAlarm[] = ["at_risk", "breached", "breached_again"];

/** A contract in sentences, for whoever has to answer for it. */
export function Summary({ contract, setup }: { contract: SupportContract; setup: Setup }) {
  const [first, ...rest] = sentencesOf(contract, setup);
  return (
    <section class="summary" aria-labelledby="summary-title">
      <h3 id="summary-title">{texts.title}</h3>
      <p>
        <bdi>{first}</bdi>
      </p>
      <ul>
        {rest.map((sentence) => (
          <li key={sentence}>
            <bdi>{sentence}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a contract names, by what it is called. */
interface Named {
  readonly sites: readonly Pick<Setup["sites"][number], "id" | "name">[];
  readonly calendars: readonly Pick<Setup["calendars"][number], "id" | "name">[];
  readonly tiers: Setup["tiers"];
  readonly teams: readonly Pick<Setup["teams"][number], "id" | "name">[];
}

/** What a contract promises, one sentence a thing. */
export function sentencesOf(contract: SupportContract, { sites, calendars, tiers, teams }: Named): string[] {
  const { site, plan, calendar, coverage, pauses, warning, reopenWithin, closeAfter } = contract;
  const tierOf = (level: number) => tiers.find((tier) => tier.level === level)?.label ?? String(level);
  return [
    texts.who(
      sites.find(({ id }) => id === site)?.name ?? site,
      plan,
      calendars.find(({ id }) => id === calendar)?.name ?? calendar,
    ),
    ...targetSentences(contract),
    ...contract.tierBudgets.map((budget) =>
      "minutes" in budget
        ? texts.budget(tierOf(budget.tier), amount(budget.minutes))
        : texts.share(tierOf(budget.tier), percent(budget.share)),
    ),
    texts.pauses(pauses.map((status) => words.pause[status])),
    texts.warning(percent(warning)),
    ...alarms.flatMap((alarm) => {
      const steps = contract.ladder.filter(({ on }) => on === alarm);
      if (steps.length === 0) return [];
      const said = steps.map(({ step, metrics = [] }) =>
        texts.stepOf(
          words.steps[step],
          metrics.map((metric) => words.metric[metric]),
        ),
      );
      return [texts.ladder(words.alarm[alarm], said)];
    }),
    coverage.rule === "overflow"
      ? texts.coverageTeam(teams.find(({ id }) => id === coverage.team)?.name ?? coverage.team)
      : texts.coverage(words.coverages[coverage.rule]),
    texts.closing(reopenWithin, closeAfter),
  ];
}

/** Priorities that promise the same share a sentence. */
function targetSentences({ targets }: SupportContract): string[] {
  const alike = new Map<string, Priority[]>();
  for (const priority of priorities) {
    const key = partsOf(targets[priority]).join();
    alike.set(key, [...(alike.get(key) ?? []), priority]);
  }
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return texts.targets(
      group.map((priority) => texts.priority[priority]),
      partsOf(targets[first]),
    );
  });
}

function partsOf({ firstResponse, nextResponse, resolution }: Targets): string[] {
  return [
    ...(firstResponse === undefined ? [] : [texts.firstResponse(amount(firstResponse))]),
    ...(nextResponse === undefined ? [] : [texts.nextResponse(amount(nextResponse))]),
    ...(resolution === undefined ? [] : [texts.resolution(amount(resolution))]),
  ];
}

/** What is being typed may be no amount yet. */
const amount = (minutes: number): string => (Number.isNaN(minutes) ? "…" : writeMinutes(minutes));
const percent = (share: number): number => Math.round(share * 100);
