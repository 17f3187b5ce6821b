import { forRequester } from "../desk.ts";
import type { Handlers } from "../http/bind.ts";
import { viewOf } from "../http/context.ts";
import { placeOf } from "../http/place.ts";
import { Refused } from "../http/refused.ts";
import { digest, newId, randomSecret, sameDigest } from "../secrets.ts";
import { budgetsSpent, secondsLeft, spendBudgets } from "../store/budgets.ts";
import { insertContact } from "../store/contacts.ts";
import { deleteGrants, deleteVisitor, insertGrant, insertVisitor } from "../store/credentials.ts";
import { eventsAfter } from "../store/events.ts";
import { run } from "../store/query.ts";
import { secretHashOf, ticketByNumber } from "../store/tickets.ts";
import { redeemRestore } from "./restore.ts";

/** Wrong secrets that one address may send for one ticket in an hour. The owner, elsewhere, is never locked out. */
const wrongSecrets = 20;

export const visitors = {
  "POST /v1/visitors/redeem": async ({ context, body }) => {
    if ("restore" in body) return { status: 201, body: await redeemRestore(context, body.restore) };
    const { caller, directory, env, now } = context;
    const { site, sequence } = placeOf(directory, caller, body.number);
    const from = context.address === undefined ? "" : ` ${await digest(context.address)}`;
    const guesses = [{ name: `redeem ${sequence}${from}`, limit: wrongSecrets }];
    const { spent, ticket, secretHash, events, visitor } = await context.read({
      spent: budgetsSpent(site.id, guesses, now),
      ticket: ticketByNumber(site.id, sequence),
      secretHash: secretHashOf(site.id, sequence),
      events: eventsAfter(site.id, sequence, 0, "requester"),
    });
    const right = sameDigest(await digest(body.secret), secretHash ?? "");
    // Where addresses are not known, the right secret still opens: 2^256 is the lock, the budget only quiets the noise.
    if (spent && (from !== "" || !right)) {
      throw new Refused("too_many_requests", { retryAfter: secondsLeft(now) });
    }
    if (!ticket || !right) {
      await run(env.DB, { guesses: spendBudgets(site.id, guesses, now, "stay") });
      throw new Refused("not_found");
    }
    const view = await viewOf(context, [ticket]);
    const thread = forRequester.show(view, {
      place: { site, sequence },
      ticket: ticket.state,
      requester: ticket.requester,
      events,
    });
    if (visitor && caller.tokenHash !== undefined) {
      if (visitor.contact.id !== ticket.state.contact) {
        await run(env.DB, { grant: insertGrant(site.id, caller.tokenHash, sequence) });
      }
      return { status: 200, body: thread };
    }
    const token = `flv_${randomSecret()}`;
    const tokenHash = await digest(token);
    const contact = { id: newId("con", now), name: null, email: null, verified: false, plan: null };
    await run(env.DB, {
      contact: insertContact(site.id, contact, null, now),
      visitor: insertVisitor(site.id, tokenHash, contact.id, now),
      grant: insertGrant(site.id, tokenHash, sequence),
    });
    return { status: 200, body: { ...thread, visitorToken: token } };
  },

  "POST /v1/visitors/forget": async ({ context }) => {
    const { caller, env } = context;
    await context.read({});
    if (caller.tokenHash !== undefined) {
      await run(env.DB, {
        visitor: deleteVisitor(caller.site.id, caller.tokenHash),
        grants: deleteGrants(caller.site.id, caller.tokenHash),
      });
    }
    return { status: 204, body: null };
  },
} satisfies Partial<Handlers>;
