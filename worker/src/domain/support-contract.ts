import type {
  Calendar,
  ClockAlarm,
  ClockMetric,
  Issue,
  LadderStep,
  Priority,
  SiteSetup,
  SupportContract,
  Targets,
  Team,
  Tier,
} from "@firstline/sdk/wire";

/** A minute and a day in milliseconds. Days of silence are counted by the clock, not by the calendar. */
const MINUTE = 60_000;
const DAY = 86_400_000;

/** From the most pressing on. */
const priorities = ["urgent", "high", "normal", "low"] as const satisfies readonly Priority[];
const alarms = ["at_risk", "breached", "breached_again"] as const satisfies readonly ClockAlarm[];

/** The contract for a contact of a site: the one of their plan, else the one for all. Undefined: nothing is promised. */
export function contractFor(
  contracts: readonly SupportContract[],
  site: string,
  plan: string | null,
): SupportContract | undefined {
  const ofSite = contracts.filter((contract) => contract.site === site);
  return ofSite.find((contract) => contract.plan === plan) ?? ofSite.find((contract) => contract.plan === null);
}

/**
 * What a clock of a contract may spend at a priority, in milliseconds of business time; null if nothing is promised.
 * `tier` counts for the metric `tier` alone. A share is of the resolution target of that priority, to the millisecond.
 */
export function targetOf(
  contract: SupportContract,
  priority: Priority,
  metric: ClockMetric,
  tier: number,
): number | null {
  const targets = contract.targets[priority];
  switch (metric) {
    case "first_response":
      return milliseconds(targets.firstResponse);
    case "next_response":
      return milliseconds(targets.nextResponse);
    case "resolution":
      return milliseconds(targets.resolution);
    case "tier": {
      const budget = contract.tierBudgets.find((candidate) => candidate.tier === tier);
      if (!budget) return null;
      if ("minutes" in budget) return milliseconds(budget.minutes);
      const whole = milliseconds(targets.resolution);
      return whole === null ? null : Math.max(1, Math.round(whole * budget.share));
    }
  }
}

const milliseconds = (minutes: number | undefined): number | null => (minutes === undefined ? null : minutes * MINUTE);

/** The steps that a contract's ladder has for an alarm of a metric, in their order. */
export const stepsFor = (contract: SupportContract, alarm: ClockAlarm, metric: ClockMetric): LadderStep["step"][] =>
  contract.ladder
    .filter(({ on, metrics }) => on === alarm && (metrics?.includes(metric) ?? true))
    .map(({ step }) => step);

/** How many days a ticket without a contract may be opened again, and stays solved before it closes. */
const DAYS_WITHOUT_CONTRACT = 7;

/** The instant from which on a ticket that was solved at one can no longer be opened again. */
export const reopenableUntil = (
  contract: Pick<SupportContract, "reopenWithin"> | undefined,
  solvedAt: number,
): number => solvedAt + (contract?.reopenWithin ?? DAYS_WITHOUT_CONTRACT) * DAY;

/** The instant at which a solved ticket closes, if nothing is heard after one. */
export const closesAt = (contract: Pick<SupportContract, "closeAfter"> | undefined, lastHeardAt: number): number =>
  lastHeardAt + (contract?.closeAfter ?? DAYS_WITHOUT_CONTRACT) * DAY;

/** What a contract's references are looked up in. */
export interface ContractSurroundings {
  readonly sites: readonly Pick<SiteSetup, "id">[];
  readonly calendars: readonly Pick<Calendar, "id">[];
  readonly tiers: readonly Pick<Tier, "level">[];
  readonly teams: readonly Pick<Team, "id">[];
}

type Note = (path: string, message: string) => void;

/** What a contract that reads well may still get wrong, in sentences for the person who wrote it. */
export function supportContractIssues(contract: SupportContract, surroundings: ContractSurroundings): Issue[] {
  const issues: Issue[] = [];
  const note: Note = (path, message) => issues.push({ path, message });
  const { name, site, calendar, coverage, reopenWithin, closeAfter } = contract;

  if (!surroundings.sites.some(({ id }) => id === site))
    note("site", `${name} is for ${site}, which is not a site here.`);
  if (!surroundings.calendars.some(({ id }) => id === calendar)) {
    note("calendar", `${name} counts in the calendar ${calendar}, which is not there.`);
  }
  if (coverage.rule === "overflow" && !surroundings.teams.some(({ id }) => id === coverage.team)) {
    note("coverage.team", `${name} overflows to ${coverage.team}, which is not a team here.`);
  }
  if (coverage.rule === "next_tier" && surroundings.tiers.length < 2) {
    note("coverage", `${name} sends what nobody can take to the next tier, but there is only one tier.`);
  }
  if (reopenWithin > closeAfter) {
    note(
      "reopenWithin",
      `${name} lets a ticket be opened again for ${days(reopenWithin)}, but closes it for good after ${days(closeAfter)}.`,
    );
  }
  contract.pauses.forEach((status, index) => {
    if (contract.pauses.indexOf(status) !== index)
      note(`pauses.${index}`, `${name} names the pause “${status}” twice.`);
  });
  for (const priority of priorities) targetIssues(name, priority, contract.targets[priority], note);
  budgetIssues(contract, surroundings.tiers, note);
  ladderIssues(contract, surroundings.tiers, note);
  return issues;
}

function targetIssues(name: string, priority: Priority, { firstResponse, resolution }: Targets, note: Note): void {
  if (firstResponse === undefined || resolution === undefined || firstResponse <= resolution) return;
  note(
    `targets.${priority}.firstResponse`,
    `${name} at priority ${priority}: the first response may take ${firstResponse} minutes, longer than the resolution with ${resolution}.`,
  );
}

function budgetIssues(contract: SupportContract, tiers: ContractSurroundings["tiers"], note: Note): void {
  const { name, targets, tierBudgets } = contract;
  const resolutions = priorities.flatMap((priority) => targets[priority].resolution ?? []);
  const seen = new Set<number>();
  tierBudgets.forEach((budget, index) => {
    const path = `tierBudgets.${index}`;
    if (seen.has(budget.tier)) note(path, `${name} gives tier ${budget.tier} two budgets.`);
    seen.add(budget.tier);
    if (!tiers.some((tier) => tier.level === budget.tier)) {
      note(path, `${name} gives tier ${budget.tier} a budget, but that tier is not there.`);
    }
    if ("share" in budget && resolutions.length === 0) {
      note(path, `${name} gives tier ${budget.tier} a share of the resolution target, but no priority has one.`);
    }
  });
  for (const priority of priorities) {
    const { resolution } = targets[priority];
    if (resolution === undefined) continue;
    const sum = tierBudgets.reduce(
      (total, budget) => total + ("minutes" in budget ? budget.minutes : budget.share * resolution),
      0,
    );
    // Shares such as 0.7 + 0.2 + 0.1 add up to a hair more or less than a whole.
    if (sum <= resolution + 1e-6) continue;
    note(
      "tierBudgets",
      `${name} at priority ${priority}: the tiers’ budgets add up to ${Math.ceil(sum - 1e-6)} minutes, over the resolution target of ${resolution}.`,
    );
  }
}

function ladderIssues({ name, ladder }: SupportContract, tiers: ContractSurroundings["tiers"], note: Note): void {
  let highest = 0;
  ladder.forEach(({ on, metrics, step }, index) => {
    const path = `ladder.${index}`;
    const rung = alarms.indexOf(on);
    if (rung < highest) note(path, `${name}: the step on ${on} stands after one on ${alarms[highest]}.`);
    highest = Math.max(highest, rung);
    const same = ladder
      .slice(0, index)
      .some((other) => other.on === on && other.step === step && overlap(other, metrics));
    if (same) note(path, `${name} takes the step ${step} on ${on} twice for the same clock.`);
    if (step === "next_tier" && tiers.length < 2) {
      note(path, `${name} raises tickets to the next tier, but there is only one tier.`);
    }
  });
}

/** Whether a step is for one of these metrics too; without metrics a step is for all. */
const overlap = ({ metrics }: LadderStep, others: readonly ClockMetric[] | undefined): boolean =>
  metrics === undefined || others === undefined || metrics.some((metric) => others.includes(metric));

/** What contracts get wrong between them; each one's own issues stand under its place in the list. */
export function supportContractsIssues(
  contracts: readonly SupportContract[],
  surroundings: ContractSurroundings,
): Issue[] {
  const issues: Issue[] = [];
  const ids = new Set<string>();
  const covered = new Map<string, string>();
  contracts.forEach((contract, index) => {
    const { id, name, site, plan } = contract;
    if (ids.has(id)) issues.push({ path: `${index}.id`, message: `Two contracts share “${id}”.` });
    ids.add(id);
    const place = JSON.stringify([site, plan]);
    const other = covered.get(place);
    if (other !== undefined) {
      const whom = plan === null ? "all plans" : `the plan “${plan}”`;
      issues.push({ path: `${index}`, message: `${other} and ${name} are both for ${whom} of ${site}.` });
    }
    covered.set(place, name);
    for (const issue of supportContractIssues(contract, surroundings)) {
      issues.push({ ...issue, path: `${index}.${issue.path}` });
    }
  });
  return issues;
}

const days = (count: number): string => (count === 1 ? "1 day" : `${count} days`);
