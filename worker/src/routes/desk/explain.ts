import type { Contact, ExplanationRequest, HypotheticalTicket } from "@firstline/sdk/wire";
import { type Directory, directoryOf, sitesSeen } from "../../domain/directory.ts";
import { situationAt } from "../../domain/eligibility.ts";
import type { TicketEvent } from "../../domain/event.ts";
import { explanationOf } from "../../domain/explanation.ts";
import type { Submission } from "../../domain/open.ts";
import type { Handlers } from "../../http/bind.ts";
import { sitesOf } from "../../http/caller.ts";
import type { DeskContext } from "../../http/context.ts";
import { topicOf } from "../../http/form.ts";
import { instantAt } from "../../http/instant.ts";
import { placeOf } from "../../http/place.ts";
import { Refused } from "../../http/refused.ts";
import { absencesAfter } from "../../store/absences.ts";
import { wroteBefore } from "../../store/contacts.ts";
import { termsFor } from "../../store/contracts.ts";
import { eventsUpTo } from "../../store/events.ts";
import { standings } from "../../store/standings.ts";
import { ticketByNumber } from "../../store/tickets.ts";
import { requireSound } from "./setup.ts";

export const deskExplain = {
  "POST /v1/desk/routing/explain": async ({ context, body }) => ({
    status: 200,
    body: await explained(context, body, context.directory, "body"),
  }),

  "POST /v1/desk/setup/explain": async ({ context, body: { setup, explain } }) => {
    requireSound(setup, [], "body.setup");
    const { absences } = await context.read({ absences: absencesAfter(context.now) });
    const trial = directoryOf(context.directory.version, setup, [], absences);
    return { status: 200, body: await explained(context, explain, trial, "body.explain") };
  },
} satisfies Partial<Handlers>;

/** What a set-up, which need not be the desk's own, makes of a ticket. `path` is where the request stands in the body. */
async function explained(context: DeskContext, request: ExplanationRequest, directory: Directory, path: string) {
  const { env, now } = context;
  const asked =
    "number" in request
      ? await pastTicket(context, request.number)
      : await possibleTicket(context, request.ticket, directory, `${path}.ticket`);
  const at = request.at === undefined ? (asked.cameInAt ?? now) : instantAt(request.at, `${path}.at`);
  const surroundings = {
    now: at,
    site: asked.site,
    lines: directory.lines,
    situation: situationAt(at, now, asked.current),
    termsOf: await termsFor(env.DB, directory, []),
  };
  return explanationOf(asked.submission, surroundings, directory);
}

/** A ticket as it came in, with what is known of its contact today. */
async function pastTicket(context: DeskContext, number: string) {
  const { site, sequence } = placeOf(context.directory, context.caller, number);
  const { ticket, events, lastContactAt, current } = await context.read({
    ticket: ticketByNumber(site.id, sequence),
    events: eventsUpTo(site.id, sequence, 2),
    lastContactAt: wroteBefore(site.id, sequence),
    current: standings(context.now),
  });
  if (!ticket) throw new Refused("not_found");
  const submission = submissionOf(events, ticket.requester, lastContactAt);
  return { site: site.id, submission, cameInAt: ticket.state.createdAt, current };
}

function submissionOf(
  [submitted, message]: readonly TicketEvent[],
  { plan, verified }: Contact,
  lastContactAt: number | null,
): Submission {
  if (submitted?.type !== "submitted" || message?.type !== "message") {
    throw new Error("A ticket's first events are its submission and its first message");
  }
  const { subject, topic, channel, priority, contact, language, fields, tags } = submitted;
  const facts = { subject, topic, channel, priority, contact, language, fields, tags };
  return { ...facts, message: { id: message.id, text: message.text }, plan, verified, lastContactAt };
}

/** A ticket that nobody has sent. Its fields may be any: what is left out is not known. */
async function possibleTicket(
  { caller, now, read }: DeskContext,
  { site: id, text, lastContactAt, ...facts }: HypotheticalTicket,
  directory: Directory,
  path: string,
) {
  const seen = sitesSeen(directory, sitesOf(caller), id).length > 0;
  const site = seen ? directory.siteById.get(id) : undefined;
  if (!site) throw new Refused("not_found");
  if (facts.topic !== null) topicOf(site, facts.topic, `${path}.topic`);
  const { current } = await read({ current: standings(now) });
  const submission: Submission = {
    ...facts,
    contact: "",
    message: { id: "", text },
    lastContactAt: lastContactAt === null ? null : Date.parse(lastContactAt),
  };
  return { site: id, submission, cameInAt: undefined, current };
}
