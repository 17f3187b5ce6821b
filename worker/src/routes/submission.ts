import type { Contact, Issue, Submission } from "@firstline/sdk/wire";
import type { Opening } from "../desk.ts";
import { parseNumber } from "../domain/number.ts";
import { invalid, type Refusal } from "../domain/refusal.ts";
import { pageOnly } from "../domain/submission-context.ts";
import type { VisitorContext } from "../http/context.ts";
import { settled } from "../http/place.ts";
import { newId } from "../secrets.ts";
import { type Budget, spendBudgets } from "../store/budgets.ts";
import { consentText } from "../store/consents.ts";
import { contactWrites, insertContact } from "../store/contacts.ts";
import { insertVisitor } from "../store/credentials.ts";
import type { KnownVisitor } from "../store/guards.ts";
import type { Query } from "../store/query.ts";
import { type StoredTicket, ticketOfVisitor } from "../store/tickets.ts";

/** What a submission points at and only the database knows: what is undefined is not asked for. */
export interface References {
  readonly origin?: Query<StoredTicket | undefined>;
  readonly earlierConsent?: Query<string | undefined>;
}

const notAccepted: Issue = {
  path: "consent",
  message: "This site asks for consent. Show its text, and send the version that was accepted.",
};
const notFollowed: Issue = { path: "followUpOf", message: "This ticket cannot be followed up." };

/** What has to be looked up of a submission. Refuses what is wrong whatever the database says. */
export function referencesOf({ caller }: VisitorContext, { consent, followUpOf }: Submission): References {
  const { site, tokenHash } = caller;
  if (site.consent && !consent) settled(invalid([notAccepted]));
  const isEarlier = consent && site.consent && consent.version !== site.consent.version;
  const earlierConsent = isEarlier ? { earlierConsent: consentText(site.id, consent.version) } : {};
  if (followUpOf === undefined) return earlierConsent;
  const number = parseNumber(followUpOf);
  if (number === "mistyped" || number.prefix !== site.prefix || tokenHash === undefined) {
    return settled<References>(invalid([notFollowed]));
  }
  return { ...earlierConsent, origin: ticketOfVisitor(site.id, number.sequence, tokenHash) };
}

/** What is wrong with the things that a submission points at, as they were found. */
export function referenceIssues(
  references: References,
  found: { readonly origin?: StoredTicket | undefined; readonly earlierConsent?: string | undefined },
): Refusal | undefined {
  const issues = [
    ...(references.origin && !found.origin ? [notFollowed] : []),
    ...(references.earlierConsent && found.earlierConsent === undefined ? [notAccepted] : []),
  ];
  return issues.length > 0 ? invalid(issues) : undefined;
}

/** What a visitor's submission opens: a visitor who is not known yet becomes one, with a contact of their own. */
export function openingFor(
  context: VisitorContext,
  submission: Submission,
  visitor: KnownVisitor | undefined,
  tokenHash: string,
  budgets: readonly Budget[],
  origin?: StoredTicket,
): Opening {
  const { site } = context.caller;
  const { now } = context;
  const known = visitor?.contact;
  const email = visitor?.emailVerified ? known?.email : submission.email;
  const said = { name: submission.name ?? known?.name ?? null, email: email ?? known?.email ?? null };
  const requester: Contact = known
    ? { ...known, ...(!known.verified && said) }
    : { id: newId("con", now), ...said, verified: false, plan: null };
  return {
    actor: { kind: "contact", id: requester.id },
    requester,
    ticket: {
      subject: submission.subject,
      topic: submission.topic ?? null,
      channel: "web",
      priority: "normal",
      contact: requester.id,
      language: submission.language ?? visitor?.language ?? null,
      fields: submission.fields ?? {},
      tags: [],
      message: { id: submission.message.id ?? newId("msg", now), text: submission.message.text },
      context: submission.context && pageOnly(submission.context),
      // What was accepted where nothing is asked for means nothing.
      consent: site.consent && submission.consent,
      followUpOf: origin?.sequence,
      plan: requester.plan,
      verified: requester.verified,
      lastContactAt: visitor?.wroteAt ?? null,
    },
    writes: {
      budgets: spendBudgets(site.id, budgets, now, "fail"),
      ...(known
        ? { contact: contactWrites(site.id, requester, now) }
        : {
            contact: insertContact(site.id, requester, null, now),
            visitor: insertVisitor(site.id, tokenHash, requester.id, now),
          }),
    },
  };
}
