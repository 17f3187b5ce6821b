import type { Restored, Visitor } from "@firstline/sdk/wire";
import { twice } from "../desk.ts";
import type { Handlers } from "../http/bind.ts";
import type { VisitorContext } from "../http/context.ts";
import { Refused } from "../http/refused.ts";
import { offersRestore, RESTORE_LASTS, restoreToken, sendRestore } from "../mail/restore.ts";
import { mailerOf } from "../mail/send.ts";
import { digest, newId, randomSecret } from "../secrets.ts";
import { type Budget, budgetsSpent, secondsLeft, spendBudgets } from "../store/budgets.ts";
import { proveAddress } from "../store/contacts.ts";
import { insertIdentifiedVisitor } from "../store/credentials.ts";
import { run } from "../store/query.ts";
import {
  contactOfRestore,
  grantTicketsFrom,
  insertRestore,
  type Restore,
  restoreBy,
  useRestore,
} from "../store/restores.ts";

/** Mails that may be asked for in an hour: on a site, and from one client where it is known. */
const most = { site: 300, client: 10 };

/** Wrong links that one client may try in an hour. */
const wrongLinks = 20;

const fromOf = async ({ address }: VisitorContext): Promise<string> =>
  address === undefined ? "" : ` ${await digest(address)}`;

export const restore = {
  "POST /v1/visitors/restore": async ({ context, body }) => {
    const { caller, directory, env, now } = context;
    const { site } = caller;
    const from = await fromOf(context);
    const budgets: Budget[] = [
      { name: "restore", limit: most.site },
      ...(from === "" ? [] : [{ name: `restore${from}`, limit: most.client }]),
    ];
    const id = randomSecret();
    const asked: Restore = {
      siteId: site.id,
      tokenHash: await digest(await restoreToken(env.FIRSTLINE_SECRET, site.id, id)),
      id,
      email: body.email.toLowerCase(),
      language: body.language ?? null,
      expiresAt: now + RESTORE_LASTS,
      tries: 0,
    };
    const mailer = mailerOf(env);
    await twice(async () => {
      const { spent } = await context.read({ spent: budgetsSpent(site.id, budgets, now) });
      if (spent) throw new Refused("too_many_requests", { retryAfter: secondsLeft(now) });
      if (!offersRestore(site, mailer)) return;
      await run(env.DB, {
        budgets: spendBudgets(site.id, budgets, now, "fail"),
        // The job leaves the first try to this request.
        restore: insertRestore(asked, now + 60_000),
      });
      // Whether anybody is known by the address is looked up after the answer, so that neither it nor its time tells.
      context.defer(sendRestore(env.DB, mailer, directory, asked, now).catch(() => {}));
    });
    return { status: 202, body: null };
  },
} satisfies Partial<Handlers>;

/**
 * Lets whoever holds a mailed link see the tickets of its address. They see them as somebody who was given their secret
 * links: the tickets stay whose they are, for anybody may have opened them under that address, and neither what was said
 * in them becomes the word of a proven person nor does a token of before show more or less. Tickets of people whom the
 * site has identified are not among them.
 *
 * A browser with a token keeps it, so that a link that somebody else sent makes nobody write in their name. Another one
 * becomes a visitor whose address is proven, as the contact that agents keep for it if nobody was identified as that.
 */
export async function redeemRestore(context: VisitorContext, token: string): Promise<Restored> {
  const { caller, env, now } = context;
  const { site } = caller;
  const tokenHash = await digest(token);
  const from = await fromOf(context);
  const guesses = [{ name: `redeem restore${from}`, limit: wrongLinks }];
  const newToken = `flv_${randomSecret()}`;
  const newHash = await digest(newToken);
  const newContact = newId("con", now);
  return twice(async () => {
    const { spent, link, kept, visitor } = await context.read({
      spent: budgetsSpent(site.id, guesses, now),
      link: restoreBy(site.id, tokenHash, newHash, now),
      kept: contactOfRestore(site.id, tokenHash),
    });
    // Where clients are not known, the right link still opens: 2^256 is the lock, the budget only quiets the noise.
    if (spent && (from !== "" || !link)) throw new Refused("too_many_requests", { retryAfter: secondsLeft(now) });
    if (!link || site.identifiedOnly) {
      await run(env.DB, { guesses: spendBudgets(site.id, guesses, now, "stay") });
      throw new Refused("not_found");
    }
    const isNew = !visitor || caller.tokenHash === undefined;
    const free = kept?.subject === null ? kept : undefined;
    const own = free?.contact.id ?? newContact;
    if (!link.isUsed) {
      const used = useRestore(link, newHash);
      await run(
        env.DB,
        isNew
          ? {
              used,
              visitor: insertIdentifiedVisitor(
                site.id,
                newHash,
                own,
                free ? [{ id: own, subject: null }] : [],
                now,
                null,
              ),
              contact: proveAddress(site.id, own, link.email, kept === undefined, now),
              grants: grantTicketsFrom(site.id, link.email, newHash),
            }
          : { used, grants: grantTicketsFrom(site.id, link.email, caller.tokenHash) },
      );
    }
    if (!isNew) return { visitor: visitorOf(visitor.contact) };
    const contact = { name: null, verified: false, plan: null, ...free?.contact, email: link.email };
    return { visitor: visitorOf(contact), visitorToken: newToken };
  });
}

const visitorOf = ({ name, email, verified, plan }: Visitor): Visitor => ({ name, email, verified, plan });
