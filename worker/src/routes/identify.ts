import { twice } from "../desk.ts";
import { type Identification, identification } from "../domain/identification.ts";
import type { Identity } from "../domain/identity.ts";
import type { Handlers } from "../http/bind.ts";
import type { VisitorContext } from "../http/context.ts";
import { identityIn } from "../http/identity.ts";
import { derive, digest, newId } from "../secrets.ts";
import { contactBy, type KnownContact } from "../store/contacts.ts";
import { deleteGrants, deleteVisitor, insertIdentifiedVisitor, moveGrants } from "../store/credentials.ts";
import { deleteContact, identifyContact, moveActs, moveTickets } from "../store/identified-contacts.ts";
import { type Queries, runBoth } from "../store/query.ts";
import { moveUploads } from "../store/uploads.ts";

export const identify = {
  "POST /v1/visitors/identify": async ({ context, body }) => {
    const { caller, directory, env, now } = context;
    const { site } = caller;
    const identity = await identityIn(body.token, site, directory, env.FIRSTLINE_SECRET, now);
    // The same identity token always gives the same visitor token: who sends it again makes no second visitor.
    const token = `flv_${await derive(env.FIRSTLINE_SECRET, "identified", site.id, await digest(body.token))}`;
    const [, { contact }] = await twice(async () => {
      const { bySubject, byEmail, visitor } = await context.read({
        bySubject: contactBy(site.id, { subject: identity.subject }),
        // An address that is not proven finds nobody.
        byEmail: contactBy(site.id, { deskEmail: identity.emailVerified ? (identity.email?.toLowerCase() ?? "") : "" }),
      });
      const found = { bySubject: candidate(bySubject), byEmail: candidate(byEmail), visitor: candidate(visitor) };
      const { before, last } = writes(context, identity, identification(identity, found), await digest(token));
      return runBoth(env.DB, before, last);
    });
    const { name, email, verified, plan } = contact;
    return {
      status: 200,
      body: {
        visitor: { name, email, verified, plan },
        visitorToken: token,
        expiresAt: new Date(identity.expiresAt).toISOString(),
      },
    };
  },
} satisfies Partial<Handlers>;

const candidate = (known: KnownContact | undefined) =>
  known && { id: known.contact.id, subject: known.subject, wroteAt: known.wroteAt };

/** What an identification writes, in order: the new token first, for it holds what the rest depends on. */
function writes(
  { caller, now }: VisitorContext,
  identity: Identity,
  { contact, absorbed, deskEmail, keepsGrants }: Identification,
  tokenHash: string,
) {
  const siteId = caller.site.id;
  const id = contact?.id ?? newId("con", now);
  const basis = (contact ? [contact, ...absorbed] : absorbed).map(({ id, subject }) => ({ id, subject }));
  const wroteAt = absorbed.reduce<number | null>((last, one) => Math.max(last ?? 0, one.wroteAt ?? 0) || null, null);
  const replaced = caller.tokenHash === tokenHash ? undefined : caller.tokenHash;
  const before: Record<string, Queries[string]> = {
    visitor: insertIdentifiedVisitor(siteId, tokenHash, id, basis, now, identity.expiresAt),
  };
  absorbed.forEach((one, index) => {
    before[`acts ${index}`] = moveActs(siteId, one.id, id);
    before[`tickets ${index}`] = moveTickets(siteId, one.id, id);
    before[`absorbed ${index}`] = deleteContact(siteId, one.id);
  });
  if (replaced !== undefined) {
    before.grants = keepsGrants ? moveGrants(siteId, replaced, tokenHash) : deleteGrants(siteId, replaced);
    if (keepsGrants) before.uploads = moveUploads(siteId, replaced, tokenHash);
    before.replaced = deleteVisitor(siteId, replaced);
  }
  return { before, last: { contact: identifyContact(siteId, id, identity, deskEmail ?? null, wroteAt, now) } };
}
