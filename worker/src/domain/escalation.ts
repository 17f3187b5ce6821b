import type { Handover, HandoverDraft, Issue, Playbook, Status } from "@firstline/sdk/wire";
import { type AutomaticCause, type EscalationHappening, isActive, type Place } from "./event.ts";
import { invalid, type Refusal } from "./refusal.ts";

/**
 * A ticket's way through the tiers.
 *
 * 1. It goes up with a handover and never without: what lacks is named all at once. It goes to the next tier, or to a
 *    higher one that is named.
 * 2. It goes back to whoever sent it up last, with what is missing. Each way back is a bounce, counted over the
 *    ticket's life; from the third on the lead of the team that gets it back is called too, since two handovers did
 *    not do.
 * 3. A ticket that its requester opened again twice since it last went up goes one tier up by itself.
 * 4. A clock that ran out sends it up by itself. The command names the tier that had the time, so that one that comes
 *    late or twice does nothing. (That a clock runs out once a cycle is the clocks' to say.)
 * 5. What would go up by itself from the highest tier stays, and its team's lead is called.
 * 6. Whoever solves it at tier 2 or higher may leave a playbook, so that tier 1 can the next time.
 *
 * What is decided here is where a ticket goes and what is kept. Which team and agent of the tier get it is decided by
 * who can take it; `escalated` and `returned` are therefore followed by `routed` and `assigned`.
 *
 * This is what a ticket's events add up to.
 */
export interface Way {
  /** Who sent it up and can get it back: each at a higher tier than the one before. */
  readonly senders: readonly Place[];
  readonly bounces: number;
  /** How often its requester opened it again since it last went up, or its lead was called for that. */
  readonly reopenings: number;
}

/** The part of a ticket that is asked about. */
export interface Escalatable extends Place {
  readonly status: Status;
  readonly way: Way;
}

export type EscalationCommand =
  /** Without a tier, to the next. */
  | { readonly type: "escalate"; readonly tier?: number | undefined; readonly handover: HandoverDraft }
  | { readonly type: "return"; readonly missing?: string | undefined }
  /** Told after each reopening by the requester, which is in the way already. */
  | { readonly type: "reopened" }
  /** A clock ran out while `tier` had the ticket. */
  | { readonly type: "clock"; readonly tier: number }
  /** Told when the ticket is solved; its status is not looked at. */
  | { readonly type: "solve"; readonly playbook?: Playbook | undefined };

/** The way of a new ticket. */
export const untravelled: Way = { senders: [], bounces: 0, reopenings: 0 };

/** How many bounces call the lead, and how many reopenings send a ticket up. */
const MANY_BOUNCES = 3;
const MANY_REOPENINGS = 2;

/** The way after an event that belongs to it: one of these happenings, or a reopening by the requester. */
export function evolveWay(way: Way, happening: EscalationHappening | { readonly type: "reopened" }): Way {
  switch (happening.type) {
    case "escalated": {
      const below = way.senders.filter((sender) => sender.tier < happening.from.tier);
      return { ...way, senders: [...below, happening.from], reopenings: 0 };
    }
    case "returned":
      return {
        ...way,
        senders: way.senders.filter((sender) => sender.tier < happening.to.tier),
        bounces: happening.bounce,
      };
    case "reopened":
      return { ...way, reopenings: way.reopenings + 1 };
    case "lead_called":
      return happening.cause === "reopened" ? { ...way, reopenings: 0 } : way;
    case "playbook":
      return way;
  }
}

/**
 * Decides what a command does to a ticket's way: the happenings it adds (none: nothing to do), or a refusal. `tiers` are
 * the desk's levels in any order. The issues of a refusal have paths within the command's body: `handover.summary`.
 */
export function decideEscalation(
  ticket: Escalatable,
  command: EscalationCommand,
  tiers: readonly number[],
): readonly EscalationHappening[] | Refusal {
  switch (command.type) {
    case "escalate":
      return escalate(ticket, command, tiers);
    case "return":
      return giveBack(ticket, command.missing);
    case "reopened":
      return isActive(ticket.status) && ticket.way.reopenings >= MANY_REOPENINGS
        ? raise(ticket, "reopened", tiers)
        : [];
    case "clock":
      return isActive(ticket.status) && ticket.tier === command.tier ? raise(ticket, "clock", tiers) : [];
    case "solve":
      return keepPlaybook(ticket, command.playbook);
  }
}

function escalate(
  ticket: Escalatable,
  command: EscalationCommand & { readonly type: "escalate" },
  tiers: readonly number[],
): EscalationHappening[] | Refusal {
  const refused = refusedBy(ticket.status);
  if (refused) return refused;
  const to = command.tier ?? nextTier(ticket.tier, tiers);
  const target = targetIssues(ticket.tier, to, tiers);
  const { handover, issues } = complete(command.handover);
  if (to === undefined || !handover || target.length > 0) return invalid([...target, ...issues]);
  return [{ type: "escalated", from: placeOf(ticket), to, cause: "agent", handover }];
}

function targetIssues(from: number, to: number | undefined, tiers: readonly number[]): Issue[] {
  const issue = (message: string): Issue[] => [{ path: "tier", message }];
  if (to === undefined) return issue(`Tier ${from} is the highest, so there is nowhere to send this.`);
  if (!tiers.includes(to)) return issue(`There is no tier ${to}.`);
  if (to <= from) return issue(`This is at tier ${from} already. Name a higher tier, or send it back with a return.`);
  return [];
}

function giveBack(ticket: Escalatable, missing: string | undefined): EscalationHappening[] | Refusal {
  const refused = refusedBy(ticket.status);
  if (refused) return refused;
  // A ticket may have been moved by hand since it was sent up; it does not go back upwards.
  const to = ticket.way.senders.findLast((sender) => sender.tier < ticket.tier);
  if (!to)
    return { refused: "transition_refused", issues: [{ path: "", message: "Nobody sent this up to your tier." }] };
  if (!saysSomething(missing)) {
    return invalid([{ path: "missing", message: "Say what is missing, so that it can be added." }]);
  }
  const bounce = ticket.way.bounces + 1;
  return [
    { type: "returned", from: placeOf(ticket), to, missing: missing.trim(), bounce },
    ...(bounce >= MANY_BOUNCES ? [{ type: "lead_called", place: to, cause: "bounces" } as const] : []),
  ];
}

/** Sends a ticket one tier up by itself, or calls the lead where there is none above. */
function raise(ticket: Escalatable, cause: AutomaticCause, tiers: readonly number[]): EscalationHappening[] {
  const from = placeOf(ticket);
  const to = nextTier(ticket.tier, tiers);
  if (to === undefined) return [{ type: "lead_called", place: from, cause }];
  return [{ type: "escalated", from, to, cause, handover: automaticHandover[cause](from.tier) }];
}

function keepPlaybook(ticket: Escalatable, playbook: Playbook | undefined): EscalationHappening[] | Refusal {
  if (!playbook) return [];
  if (ticket.tier < 2) {
    return invalid([{ path: "playbook", message: "A playbook is for tier 1, so it comes from tier 2 or higher." }]);
  }
  return [{ type: "playbook", tier: ticket.tier, playbook }];
}

const placeOf = ({ tier, team }: Place): Place => ({ tier, team });

function refusedBy(status: Status): Refusal | undefined {
  if (status === "closed") return { refused: "ticket_closed" };
  return isActive(status) ? undefined : { refused: "transition_refused" };
}

/** The level next above one. Levels may have gaps between them. */
const nextTier = (from: number, tiers: readonly number[]): number | undefined =>
  tiers.reduce<number | undefined>(
    (next, tier) => (tier > from && (next === undefined || tier < next) ? tier : next),
    undefined,
  );

/** Whether there is a letter or a digit in a text, which spaces, dots and dashes are not. */
const saysSomething = (text: string | undefined): text is string => text !== undefined && /[\p{L}\p{N}]/u.test(text);

/** The handover of a draft, or all that it lacks. */
function complete(draft: HandoverDraft): { handover?: Handover; issues: Issue[] } {
  const { summary, missing, impact, publicReason } = draft;
  const tried = (draft.tried ?? []).filter(saysSomething).map((step) => step.trim());
  if (
    saysSomething(summary) &&
    tried.length > 0 &&
    saysSomething(missing) &&
    saysSomething(impact) &&
    saysSomething(publicReason)
  ) {
    const handover: Handover = {
      summary: summary.trim(),
      tried,
      missing: missing.trim(),
      impact: impact.trim(),
      publicReason: publicReason.trim(),
    };
    return { handover, issues: [] };
  }
  const lack = (field: keyof HandoverDraft, lacks: boolean, message: string): Issue[] =>
    lacks ? [{ path: `handover.${field}`, message }] : [];
  const issues = [
    ...lack("summary", !saysSomething(summary), "Say in a sentence or two what this is about."),
    ...lack("tried", tried.length === 0, "Name at least one step that was tried."),
    ...lack("missing", !saysSomething(missing), "Say what is missing to solve it."),
    ...lack("impact", !saysSomething(impact), "Say who is affected, and how badly."),
    ...lack("publicReason", !saysSomething(publicReason), "Give the requester a short reason why it goes on."),
  ];
  return { issues };
}

/** The handovers of tickets that go up by themselves. */
const automaticHandover: Readonly<Record<AutomaticCause, (tier: number) => Handover>> = {
  reopened: (tier) => ({
    summary: `The requester opened this again ${MANY_REOPENINGS} times after tier ${tier} had solved it.`,
    tried: ["Solving it: the thread shows how."],
    missing: "A solution that lasts.",
    impact: "The requester still has the problem, and has been told twice that it was solved.",
    publicReason: "It came back after it was solved, so somebody with deeper knowledge looks at it now.",
  }),
  clock: (tier) => ({
    summary: `The time that tier ${tier} had for this ran out.`,
    tried: ["What was done so far: the thread shows it."],
    missing: "Somebody who has the time for it now.",
    impact: "The requester has waited for longer than was promised.",
    publicReason: "It took longer than it should have, so the next line of support has it now.",
  }),
};
