import type { Restored, SiteSetup } from "@firstline/sdk/wire";
import { Refused } from "../../worker/src/http/refused.ts";
import { digest, newId, randomSecret } from "../../worker/src/secrets.ts";
import type { VisitorContext } from "./door.ts";
import { grant, isSpent, keyOf, type Memory, type Person, type StoredTicket, secondsLeft, spend } from "./memory.ts";
import { newPerson } from "./visitor-tickets.ts";

const RESTORE_LASTS = 3_600_000;

/** Mails to one address in a day. */
const mostMails = 3;
const askedInAnHour = [{ name: "restore", limit: 10 }];
const wrongInAnHour = [{ name: "redeem restore", limit: 20 }];

/** Whether visitors of a site may come back by mail. Where identities are demanded, the site's own sign-in is the way. */
export const offersRestore = ({ identifiedOnly }: SiteSetup): boolean => !identifiedOnly;

/** The tickets of people who wrote from an address and were never identified. */
function ticketsFrom(memory: Memory, { id }: SiteSetup, email: string): StoredTicket[] {
  return [...memory.tickets.values()].filter((ticket) => {
    const person = memory.people.get(keyOf(ticket.siteId, ticket.state.contact));
    return ticket.siteId === id && person?.subject === null && person.contact.email?.toLowerCase() === email;
  });
}

/** Mails a link if somebody is known by the address; whether that is so is not told. */
export async function askRestore({ memory, caller, read }: VisitorContext, address: string): Promise<void> {
  const { site } = caller;
  const email = address.toLowerCase();
  const secret = randomSecret();
  const tokenHash = await digest(secret);
  read();
  if (isSpent(memory, site.id, askedInAnHour)) {
    throw new Refused("too_many_requests", { retryAfter: secondsLeft(memory) });
  }
  if (!offersRestore(site)) return;
  spend(memory, site.id, askedInAnHour);
  const day = new Date(memory.now).toISOString().slice(0, 10);
  const today = memory.mails.filter(({ to, sentAt }) => to === email && sentAt.toISOString().startsWith(day));
  if (ticketsFrom(memory, site, email).length === 0 || today.length >= mostMails) return;
  memory.restores.set(keyOf(site.id, tokenHash), { email, expiresAt: memory.now + RESTORE_LASTS });
  const link = `https://desk.test/t/${site.prefix}#r=${secret}`;
  memory.mails.push({ to: email, sentAt: new Date(memory.now), link, secret });
}

/**
 * Lets whoever holds a mailed link see the tickets of its address, as somebody who was given their secret links. A browser
 * with a token keeps it; another one becomes a visitor whose address is proven.
 */
export async function redeemRestore({ memory, caller, read }: VisitorContext, secret: string): Promise<Restored> {
  const { site } = caller;
  const key = keyOf(site.id, await digest(secret));
  const newToken = `flv_${randomSecret()}`;
  const newHash = await digest(newToken);
  const visitor = read();
  if (isSpent(memory, site.id, wrongInAnHour)) {
    throw new Refused("too_many_requests", { retryAfter: secondsLeft(memory) });
  }
  const found = memory.restores.get(key);
  if (!found || found.expiresAt <= memory.now || site.identifiedOnly) {
    spend(memory, site.id, wrongInAnHour);
    throw new Refused("not_found");
  }
  memory.restores.delete(key);
  const { email } = found;
  const opened = ticketsFrom(memory, site, email);
  const letIn = (tokenHash: string) => {
    for (const { sequence } of opened) grant(memory, site.id, tokenHash, sequence);
  };
  if (visitor && caller.tokenHash !== undefined) {
    letIn(caller.tokenHash);
    return { visitor: visitorOf(visitor.person) };
  }
  const person = proven(memory, site, email);
  memory.visitors.set(keyOf(site.id, newHash), { contact: person.contact.id, identifiedUntil: null });
  letIn(newHash);
  return { visitor: visitorOf(person), visitorToken: newToken };
}

/** The contact of somebody who has proven an address: the one that agents keep for it, unless it was identified. */
function proven(memory: Memory, { id: siteId }: SiteSetup, email: string): Person {
  const kept = [...memory.people].find(
    ([key, { deskEmail }]) => key.startsWith(`${siteId} `) && deskEmail === email,
  )?.[1];
  if (kept?.subject === null) {
    kept.contact = { ...kept.contact, email };
    return kept;
  }
  const id = newId("con", memory.now);
  const person = newPerson({ id, name: null, email, verified: false, plan: null }, memory.now, null);
  if (!kept) person.deskEmail = email;
  memory.people.set(keyOf(siteId, id), person);
  return person;
}

const visitorOf = ({ contact: { name, email, verified, plan } }: Person) => ({ name, email, verified, plan });
