import type {
  Channel,
  FieldValues,
  Priority,
  Routing,
  RoutingExplanation,
  SubmissionContext,
} from "@firstline/sdk/wire";
import type { Decision as Sought } from "./coverage.ts";
import { type Decision, follow, type Surroundings, undecided } from "./decision.ts";
import { system, type TicketActor, type Written } from "./event.ts";
import { handOut } from "./placement.ts";
import { becauseOf, decideRoute, shorten } from "./rules.ts";
import { blank } from "./ticket.ts";

/** A ticket that comes in. Null: not known. */
export interface Submission {
  readonly subject: string;
  readonly topic: string | null;
  readonly channel: Channel;
  readonly priority: Priority;
  readonly contact: string;
  readonly language: string | null;
  readonly fields: FieldValues;
  readonly tags: readonly string[];
  readonly message: Written;
  readonly context?: SubmissionContext | undefined;
  readonly consent?: { readonly version: string } | undefined;
  readonly followUpOf?: number | undefined;
  /** What rules know of the contact beside that: their plan, and when (ms) they last wrote in another ticket. */
  readonly plan: string | null;
  readonly verified: boolean;
  readonly lastContactAt: number | null;
}

/** A new ticket, and why it is as it is: what the rules decided, and who was looked at, where the desk hands out. */
export interface Opened extends Decision {
  readonly routing: Routing;
  readonly explanation: RoutingExplanation;
  readonly sought?: Sought | undefined;
}

/** A new ticket: taken in, its first message, where the rules send it, and who gets it. */
export function open(submission: Submission, actor: TicketActor, surroundings: Surroundings): Opened {
  const { site, now, lines } = surroundings;
  const { message, plan, verified, lastContactAt, ...facts } = submission;
  const { routing, explanation } = decideRoute(lines.rules, {
    ...facts,
    at: now,
    site,
    fields: new Map(Object.entries(facts.fields)),
    plan,
    verified,
    body: message.text,
    lastContactAt,
  });
  const terms = lines.termsFor(site, plan, routing.contract);
  const contract = terms ? { id: terms.contract.id, version: terms.contract.version } : null;
  const author: TicketActor = { kind: "contact", id: facts.contact };
  const { topic, tags, skills, certificates, language, priority, tier, team } = routing;

  const taken = follow(undecided(blank), actor, surroundings, [{ type: "submitted", ...facts, contract }]);
  const written = follow(taken, author, surroundings, [{ type: "message", ...message }]);
  const rated =
    priority === facts.priority
      ? written
      : follow(written, system, surroundings, [
          { type: "priority", from: facts.priority, to: priority, promised: false },
        ]);
  const because = becauseOf(explanation);
  const decided = { topic, tags, needs: { skills, certificates, language }, explanation: shorten(explanation) };
  const { ticket, events, sought } = handOut(rated, { tier, team, because, decided }, surroundings);
  // What the requester wrote, and that it was taken in, is not news to them.
  return { events, ticket: { ...ticket, seenSeq: ticket.seq }, routing, explanation, sought };
}
