import type { ClockAlarm, ClockMetric, CoverageRule, LadderStep, PausingStatus, Priority } from "@firstline/sdk/wire";

const days = (count: number) => (count === 1 ? "1 day" : `${count} days`);
const tickets = (count: number) => (count === 1 ? "1 ticket" : `${count} tickets`);
const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** About what is promised: calendars and contracts. */
export const promises = {
  calendars: {
    add: "Add a calendar",
    newName: "New calendar",
    empty: { title: "There are no calendars", text: "A calendar says which hours count for what is promised." },
    name: "Name",
    always: "Always open, day and night",
    week: "Opening hours",
    holidays: "Holidays",
    holidaysHint: "Dates on which the calendar is closed, or open at other hours",
    noHolidays: "None yet",
    year: (year: string, count: number) => `${year} (${count})`,
    date: "Date",
    holiday: "Name",
    otherHours: "Open at some hours",
    addHoliday: "Add a holiday",
    undated: "Without a date",
    newHoliday: "Holiday",
    importTitle: "Import from a file",
    importText:
      "Reads the holidays out of an .ics file, as public holiday calendars offer them. You see them before they are added.",
    firstYear: "From year",
    lastYear: "To year",
    choose: "Choose an .ics file",
    reading: "Reading …",
    found: (count: number, name: string) =>
      count === 1 ? `One holiday is in ${name}.` : `${count} holidays are in ${name}.`,
    nothing: (name: string) => `${name} has no holiday in these years.`,
    knownAs: (name: string) => `listed already as “${name}”; it would be replaced`,
    same: "listed already",
    addFound: (count: number) => (count === 1 ? "Add one holiday" : `Add ${count} holidays`),
    dismiss: "Leave it",
    unreadable: "This file cannot be read.",
    version: "Contracts that count in it get a new version when its hours change; tickets under an older one keep it.",
  },

  contracts: {
    add: "Add a contract",
    newName: "New contract",
    empty: {
      title: "There are no contracts",
      text: "A contract says how soon a site’s requesters are answered and helped.",
    },
    needs: "A contract needs a site and a calendar. Set these up first.",
    detail: (site: string, plan: string | null) => (plan === null ? site : `${site}, plan ${plan}`),
    version: (version: number) =>
      `This is version ${version}. A change makes a new version; tickets that are under an older one keep it.`,
    unsaved: "Not saved yet.",
    name: "Name",
    site: "Site",
    plan: "Plan",
    planHint: "Empty: for all whose plan has no contract of its own",
    calendar: "Calendar",
    targets: "Targets",
    targetsHint: "In business time of the calendar. What is left empty is not promised.",
    priority: "Priority",
    firstResponse: "First answer",
    nextResponse: "Each later answer",
    resolution: "Solution",
    none: "–",
    target: (priority: string, what: string) => `${priority}: ${what}`,
    budgets: "Time for each tier",
    budgetsHint: "How long a tier may hold a ticket",
    budget: { none: "No limit", minutes: "An amount of time", share: "A share of the solution’s time" },
    budgetOf: (tier: string) => `Limit of ${tier}`,
    amountOf: (tier: string) => `Time of ${tier}`,
    shareOf: (tier: string) => `Share of ${tier}, in %`,
    pauses: "The clocks stand still while a ticket",
    pause: { pending: "waits for the requester", on_hold: "waits for a third party" } satisfies Record<
      PausingStatus,
      string
    >,
    warning: "Warn at % of the time",
    ladder: "Escalation ladder",
    ladderHint: "What happens when time runs out, in this order",
    addStep: "Add a step",
    on: "When a clock",
    alarm: {
      at_risk: "is at risk",
      breached: "is missed",
      breached_again: "is missed again",
    } satisfies Record<ClockAlarm, string>,
    step: "then",
    steps: {
      notify: "tell those who have the ticket",
      next_tier: "raise it to the next tier",
      lead: "give it to the lead",
    } satisfies Record<LadderStep["step"], string>,
    metrics: "Of these clocks; none chosen is all",
    metric: {
      first_response: "first answer",
      next_response: "later answer",
      resolution: "solution",
      tier: "time at a tier",
    } satisfies Record<ClockMetric, string>,
    stepName: (alarm: string, step: string) => `${alarm}: ${step}`,
    coverage: "If nobody can take a ticket",
    coverages: {
      wait: "it waits for the next shift",
      stand_in: "it goes to an absent agent’s stand-in",
      overflow: "it goes to another team",
      next_tier: "it goes to the next tier",
    } satisfies Record<CoverageRule["rule"], string>,
    overflowTeam: "Which team",
    reopenWithin: "Can be opened again for days",
    closeAfter: "Closes after days of silence",
  },

  summary: {
    title: "What this promises",
    who: (site: string, plan: string | null, calendar: string) =>
      plan === null
        ? `For tickets of ${site}, in the hours of ${calendar}:`
        : `For tickets of ${site} on the plan ${plan}, in the hours of ${calendar}:`,
    priority: { low: "low", normal: "normal", high: "high", urgent: "urgent" } satisfies Record<Priority, string>,
    targets: (priorities: readonly string[], parts: readonly string[]) =>
      `${capital(list.format(priorities))}: ${parts.length === 0 ? "nothing is promised" : list.format(parts)}.`,
    firstResponse: (amount: string) => `answered within ${amount}`,
    nextResponse: (amount: string) => `each later question within ${amount}`,
    resolution: (amount: string) => `solved within ${amount}`,
    budget: (tier: string, amount: string) => `${tier}: at most ${amount}.`,
    share: (tier: string, percent: number) => `${tier}: at most ${percent} % of the time to solve it.`,
    pauses: (waits: readonly string[]) =>
      waits.length === 0
        ? "The clocks never stand still."
        : `The clocks stand still while it ${new Intl.ListFormat("en-GB", { type: "disjunction" }).format(waits)}.`,
    warning: (percent: number) => `A clock is at risk from ${percent} % of its time on.`,
    ladder: (alarm: string, steps: readonly string[]) => `When a clock ${alarm}: ${list.format(steps)}.`,
    stepOf: (step: string, metrics: readonly string[]) =>
      metrics.length === 0 ? step : `${step} (${list.format(metrics)})`,
    coverage: (what: string) => `If nobody can take a ticket, ${what}.`,
    coverageTeam: (team: string) => `If nobody can take a ticket, it goes to ${team}.`,
    closing: (reopen: number, close: number) =>
      `A solved ticket can be opened again for ${days(reopen)}, and closes after ${days(close)} of silence.`,
  },

  dryRun: {
    title: "Dry run",
    text: "Holds the contract as it stands here against the site’s tickets of the past days. Nothing is written.",
    days: "Days",
    run: "Try it on past tickets",
    running: "Reading past tickets …",
    stale: "The contract has changed since this dry run.",
    seen: (count: number, from: string) => `${tickets(count)} since ${from}.`,
    more: "There were more; the newest were looked at.",
    nothing: "There are no such tickets in these days.",
    noClocks: "It would have promised nothing about them.",
    kept: "Kept",
    atRisk: "Kept late",
    broken: "Broken",
    open: "Running",
    rate: (percent: number) => `${percent} % kept`,
    all: "All clocks",
    byMetric: "By what is promised",
    byPriority: "By priority",
    byTier: "By tier",
    chart: "What would have been kept and broken",
    table: "As a table",
    what: "What",
    worst: "The latest",
    number: "Ticket",
    due: "Due",
    late: "Late by",
    bar: (name: string, kept: number, atRisk: number, broken: number, open: number) =>
      `${name}: ${kept} kept, ${atRisk} kept late, ${broken} broken, ${open} running`,
  },
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
