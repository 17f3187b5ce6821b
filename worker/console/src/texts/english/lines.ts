import type { ClockAlarm, ClockMetric, DeskEvent, NamedContract, OutcomeName, WhyNobody } from "@firstline/sdk/wire";
import { counted, ordinal } from "./plural.ts";

type Of<Type extends DeskEvent["type"]> = Extract<DeskEvent, { type: Type }>;

const reasons: Readonly<Record<string, string>> = {
  no_roster: "without a roster",
  site: "not for this site",
  skill: "without the skill",
  certificate: "without a valid certificate",
  language: "without the language",
  off_duty: "off duty",
  absent: "absent",
  full: "with enough tickets",
  away: "away",
  offline: "offline",
};

const outcomes: Record<OutcomeName, string> = {
  topic: "topic",
  priority: "priority",
  tier: "tier",
  team: "team",
  skills: "skills",
  certificates: "certificates",
  language: "language",
  tags: "tags",
  contract: "contract",
};

const times = (count: number): string =>
  count === 1 ? "once" : count === 2 ? "twice" : counted(count, "time", "times");
const version = ({ name, version }: NamedContract): string => `${name}, version ${version}`;

/** About lines of support: clocks, the way through the tiers, handovers, presence. */
export const lines = {
  clock: {
    label: "What is promised",
    metric: (metric: ClockMetric, tier: string) =>
      ({
        first_response: "First answer",
        next_response: "Next answer",
        resolution: "Solution",
        tier: `Time at ${tier}`,
      })[metric],
    short: { first_response: "Answer", next_response: "Answer", resolution: "Solution", tier: "Tier" } satisfies Record<
      ClockMetric,
      string
    >,
    word: { at_risk: "at risk", paused: "paused", missed: "missed" },
    left: (amount: string) => `${amount} left`,
    late: (amount: string) => `${amount} late`,
    paused: "Paused",
    kept: "Kept",
    dropped: "Not counted any more",
    open: "No date yet",
    by: (moment: string) => `by ${moment}`,
    newDate: (moment: string) => `new date: ${moment}`,
    wasDue: (moment: string) => `was due ${moment}`,
    at: (moment: string) => `at ${moment}`,
    since: (moment: string) => `since ${moment}`,
    doneAt: (moment: string) => `done late, ${moment}`,
    droppedAt: (moment: string) => `ended without it, ${moment}`,
    waitsFor: { pending: "waits for the requester", on_hold: "waits for a third party" },
    row: {
      running: (amount: string) => `in ${amount}`,
      atRisk: (amount: string) => `at risk, ${amount}`,
      missed: "missed",
      paused: "paused",
    },
  },

  nobody: {
    until: (moment: string) => `Nobody can take it until ${moment}.`,
    ever: "Nobody can take it, and nobody comes on duty for it.",
    why: {
      no_members: "There is nobody in the team.",
      not_qualified: "Nobody has the skills, certificates or language it asks for.",
      off_duty: "Everybody who could is off duty or absent.",
      busy: "Everybody who could has enough tickets, or is away.",
    } satisfies Record<WhyNobody, string>,
  },

  way: {
    label: "The way of this ticket",
    received: "Received",
    solved: "Solved",
    since: (moment: string) => `since ${moment}`,
    because: "because:",
    bounces: (count: number) => `sent back ${times(count)}`,
  },

  event: {
    explain: "How it was decided",
    looked: (count: number) => `${counted(count, "rule was", "rules were")} looked at.`,
    decided: (name: string, what: readonly OutcomeName[]) =>
      what.length === 0 ? `“${name}” matched.` : `“${name}” decided ${what.map((one) => outcomes[one]).join(", ")}.`,
    failed: (rule: string, by: readonly string[]) => `${rule} did not match, by ${by.join(", ")}.`,
    tagged: (tags: readonly string[]) => `· tagged ${tags.join(", ")}`,
    weighed: ({ eligible, leftOut }: NonNullable<Of<"assigned">["weighed"]>) => {
      const others = Object.entries(leftOut).map(([why, count]) => `${count} ${reasons[why] ?? why}`);
      const could = eligible === 1 ? "the only one who could" : `one of ${eligible} who could`;
      return `· ${could}${others.length === 0 ? "" : `; left out: ${others.join(", ")}`}`;
    },
    unplaced: (moment: string | undefined) =>
      moment === undefined ? "Nobody can take it." : `Nobody can take it until ${moment}.`,
    alarm: "The contract does not let it wait.",
    givenBack: {
      gone: "{agent} is gone, so it was given back",
      absent: "{agent} is absent, so it was given back",
      offline: "{agent} is offline, so it was given back",
    },
    escalated: {
      agent: "{who} escalated it: {from} → {to}",
      reopened: "Opened again twice, so it went up: {from} → {to}",
      clock: "Time ran out, so it went up: {from} → {to}",
    } satisfies Record<Of<"escalated">["cause"], string>,
    returned: "{who} sent it back: {from} → {to}",
    bounce: (count: number) => (count === 1 ? "" : `· the ${ordinal(count)} time`),
    leadCalled: {
      bounces: "The lead was called: it was sent back for the third time",
      reopened: "The lead was called: it was opened again twice, and there is no higher tier",
      clock: "The lead was called: a promised time ran out",
    } satisfies Record<Of<"lead_called">["cause"], string>,
    playbook: "{who} left a playbook for tier 1",
    erased: "The requester was forgotten: texts and files are gone",
    clock: {
      at_risk: (what: string) => `${what} is at risk`,
      breached: (what: string, moment: string) => `${what} was missed: it was due ${moment}`,
      breached_again: (what: string, moment: string) => `${what} was missed again: the new date was ${moment}`,
    } satisfies Record<ClockAlarm, (what: string, moment: string) => string>,
    contract: (from: NamedContract, to: NamedContract) => `Contract: ${version(from)} → ${version(to)}`,
    anew: "· the promised dates were worked out anew",
  },

  handover: {
    label: "Handover",
    summary: "Summary",
    tried: "Tried",
    missing: "Missing",
    impact: "Impact",
    publicReason: "The requester reads",
  },
  playbook: { label: "Playbook", signs: "Signs", steps: "Steps" },

  escalate: {
    action: "Escalate",
    title: (number: string) => `Escalate ${number}`,
    intro:
      "Hand it over so that nobody has to ask again. Your colleagues read all of it; the requester reads only the last field.",
    to: "Goes to",
    summary: "What is it about?",
    tried: "What was tried, step by step?",
    step: (position: number) => `Step ${position}`,
    addStep: "Add a step",
    removeStep: (position: number) => `Remove step ${position}`,
    missing: "What is missing to solve it?",
    missingHint: "Knowledge, access, a decision",
    impact: "Who is affected, and how badly?",
    publicReason: "Why does it go on, in words for the requester?",
    publicReasonHint: "One line",
    preview: "The requester reads",
    previewHas: (tier: string) => `${tier} has your ticket now`,
    previewEmpty: "Your reason stands here.",
    submit: "Escalate",
    sending: "Escalating …",
    done: (number: string, tier: string) => `${number} is with ${tier} now.`,
  },
  return: {
    action: "Send back",
    title: (number: string) => `Send ${number} back`,
    intro:
      "It goes back to whoever escalated it. Say what is missing, so that it can be added; the requester does not read it.",
    missing: "What is missing?",
    submit: "Send back",
    sending: "Sending back …",
    done: (number: string, tier: string) => `${number} is back with ${tier}.`,
  },
  solve: {
    title: (number: string) => `Solve ${number}`,
    intro:
      "Can tier 1 solve it the next time? Then leave them a playbook. Or leave the fields empty, and solve it without.",
    name: "Title of the playbook",
    signs: "What does such a ticket look like?",
    steps: "How is it solved, step by step?",
    submit: "Solve",
    submitWith: "Solve, with playbook",
    sending: "Solving …",
    done: (number: string) => `${number} is solved.`,
  },
  presence: { label: "Are you there?", online: "Online", away: "Away" },
};
