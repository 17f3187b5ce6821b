import type { IdentityKey, PersonData, SiteSetup, TicketData } from "@firstline/sdk/wire";
import type { TicketEvent } from "../../worker/src/domain/event.ts";
import { isPublic } from "../../worker/src/domain/event.ts";
import { identification } from "../../worker/src/domain/identification.ts";
import type { Identity } from "../../worker/src/domain/identity.ts";
import { eventsFor } from "../../worker/src/domain/projection.ts";
import { siteFor, siteTag } from "../../worker/src/domain/site-projection.ts";
import { USUAL, usualAnswer } from "../../worker/src/domain/usual-answer.ts";
import { dataCursorAt, dataCursorOf } from "../../worker/src/http/cursor.ts";
import { bytesOf, identitySecret, readIdentity } from "../../worker/src/http/identity-token.ts";
import { placeOf } from "../../worker/src/http/place.ts";
import { Refused } from "../../worker/src/http/refused.ts";
import { derive, digest, newId, randomSecret, sameDigest } from "../../worker/src/secrets.ts";
import type { Handlers, KnownVisitor, VisitorContext } from "./door.ts";
import {
  grant,
  isSpent,
  keyOf,
  type Memory,
  type Person,
  type StoredTicket,
  secondsLeft,
  spend,
  ticketAt,
  ticketsSeenBy,
} from "./memory.ts";
import { askRestore, offersRestore, redeemRestore } from "./restore.ts";
import { forRequester, placeOfTicket } from "./shell.ts";
import { newPerson, tokenOf } from "./visitor-tickets.ts";

/** Wrong secrets that may be sent for one ticket in an hour. */
const wrongSecrets = 20;

/** What a page of a person's own data holds at most. */
const most = { tickets: 10, events: 25 };

export const visitors = {
  "GET /v1/site": ({ context }) => {
    const { memory, caller } = context;
    context.read();
    const { site } = caller;
    const measured = { usualAnswer: usualAnswerOf(memory, site.id), restore: offersRestore(site) };
    const body = siteFor(site, memory.directory.lines, measured, memory.now);
    return { status: 200, body, etag: siteTag(body, memory.directory.version) };
  },

  "POST /v1/visitors/restore": async ({ context, body }) => {
    await askRestore(context, body.email);
    return { status: 202, body: null };
  },

  "POST /v1/visitors/redeem": async ({ context, body }) => {
    if ("restore" in body) return { status: 201, body: await redeemRestore(context, body.restore) };
    const { memory, caller } = context;
    const { site, sequence } = placeOf(memory.directory, caller, body.number);
    const secretHash = await digest(body.secret);
    const token = `flv_${randomSecret()}`;
    const tokenHash = await digest(token);
    const visitor = context.read();
    const guesses = [{ name: `redeem ${sequence}`, limit: wrongSecrets }];
    const ticket = ticketAt(memory, { site, sequence });
    if (isSpent(memory, site.id, guesses)) {
      throw new Refused("too_many_requests", { retryAfter: secondsLeft(memory) });
    }
    if (!ticket || !sameDigest(secretHash, ticket.secretHash)) {
      spend(memory, site.id, guesses);
      throw new Refused("not_found");
    }
    const thread = forRequester(memory, ticket, ticket.events);
    if (visitor && caller.tokenHash !== undefined) {
      if (visitor.contact !== ticket.state.contact) grant(memory, site.id, caller.tokenHash, sequence);
      return { status: 200, body: thread };
    }
    const contact = { id: newId("con", memory.now), name: null, email: null, verified: false, plan: null };
    memory.people.set(keyOf(site.id, contact.id), newPerson(contact, memory.now, memory.now));
    memory.visitors.set(keyOf(site.id, tokenHash), { contact: contact.id, identifiedUntil: null });
    grant(memory, site.id, tokenHash, sequence);
    return { status: 200, body: { ...thread, visitorToken: token } };
  },

  "POST /v1/visitors/forget": ({ context }) => {
    const { memory, caller } = context;
    context.read();
    forget(memory, caller.site, tokenOf(context));
    return { status: 204, body: null };
  },

  "POST /v1/visitors/identify": async ({ context, body }) => {
    const { memory, caller } = context;
    const { site } = caller;
    const identity = await readIdentity(
      body.token,
      site,
      memory.directory,
      (token, key) => verify(memory, site, token, key),
      memory.now,
    );
    const token = `flv_${await derive(memory.secret, "identified", site.id, await digest(body.token))}`;
    const tokenHash = await digest(token);
    const { contact } = identify(context, identity, context.read(), tokenHash);
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

  "GET /v1/visitors/data": ({ context, query }) => {
    const { memory, caller } = context;
    const tokenHash = tokenOf(context);
    const at = query.cursor === undefined ? undefined : dataCursorOf(query.cursor);
    const visitor = context.read();
    if (!visitor) throw new Refused("credentials_invalid");
    const found = ticketsSeenBy(memory, tokenHash, caller.site).filter(
      ({ sequence }) => !at || sequence <= at.sequence,
    );
    const person = personOf(visitor);
    const tickets: TicketData[] = [];
    for (const ticket of found.slice(0, most.tickets)) {
      const after = ticket.sequence === at?.sequence ? at.seq : 0;
      const own = ticket.events.filter((event) => isPublic(event) && event.seq > after).slice(0, most.events);
      tickets.push(dataOf(memory, ticket, own, visitor.contact));
      const last = own.at(-1)?.seq ?? ticket.state.publicSeq;
      if (last < ticket.state.publicSeq) {
        return { status: 200, body: { person, tickets, next: dataCursorAt(ticket.sequence, last) } };
      }
    }
    const following = found[most.tickets];
    return { status: 200, body: { person, tickets, next: following ? dataCursorAt(following.sequence, 0) : null } };
  },

  "GET /v1/live": () => {
    throw new Refused("invalid", { issues: [{ path: "header.Upgrade", message: "This address is for web sockets." }] });
  },
} satisfies Handlers;

/** How long the first answers of the past days took in the middle, which a desk counts once an hour. */
function usualAnswerOf({ now, tickets }: Memory, siteId: string): number | null {
  const answered = [...tickets.values()].flatMap(({ siteId: of, state: { answeredAt, createdAt } }) =>
    of === siteId && answeredAt !== null && answeredAt >= now - USUAL.within ? [{ answeredAt, createdAt }] : [],
  );
  const latest = answered.sort((one, other) => other.answeredAt - one.answeredAt).slice(0, USUAL.most);
  return usualAnswer(latest.map(({ answeredAt, createdAt }) => answeredAt - createdAt));
}

/** Ends a visitor's token, with what it was let open. */
function forget(memory: Memory, { id }: SiteSetup, tokenHash: string): void {
  memory.visitors.delete(keyOf(id, tokenHash));
  memory.grants.delete(keyOf(id, tokenHash));
}

/** The bytes that a key of the site has signed. */
async function verify(memory: Memory, site: SiteSetup, token: string, key: IdentityKey) {
  const [header = "", claims = "", signature] = token.split(".");
  const signed = new TextEncoder().encode(`${header}.${claims}`);
  const proof = bytesOf(signature);
  const payload = bytesOf(claims);
  if (!proof || !payload) return undefined;
  const { name, imported } = await imports(memory, site, key);
  return (await crypto.subtle.verify(name, imported, proof, signed)) ? payload : undefined;
}

async function imports(memory: Memory, site: SiteSetup, key: IdentityKey) {
  if (key.algorithm === "EdDSA") {
    const imported = await crypto.subtle.importKey("jwk", key.publicKey, "Ed25519", false, ["verify"]);
    return { name: "Ed25519", imported };
  }
  const secret = new TextEncoder().encode(await identitySecret(memory.secret, site.id, key.id));
  const hmac = { name: "HMAC", hash: "SHA-256" };
  return { name: "HMAC", imported: await crypto.subtle.importKey("raw", secret, hmac, false, ["verify"]) };
}

/** Joins an identity with what the desk knew, and gives the browser its new token. */
function identify(
  { memory, caller }: VisitorContext,
  identity: Identity,
  visitor: KnownVisitor | undefined,
  tokenHash: string,
): Person {
  const { site } = caller;
  const { now } = memory;
  const people = [...memory.people].filter(([key]) => key.startsWith(`${site.id} `)).map(([, person]) => person);
  const email = identity.emailVerified ? identity.email?.toLowerCase() : undefined;
  const { contact, absorbed, deskEmail, keepsGrants } = identification(identity, {
    bySubject: candidate(people.find(({ subject }) => subject === identity.subject)),
    byEmail: candidate(people.find((person) => email !== undefined && person.deskEmail === email)),
    visitor: candidate(visitor?.person),
  });
  const id = contact?.id ?? newId("con", now);
  for (const one of absorbed) {
    moveTickets(memory, site, one.id, id);
    memory.people.delete(keyOf(site.id, one.id));
  }
  const nobody = newPerson({ id, name: null, email: null, verified: true, plan: null }, now, null);
  const person = memory.people.get(keyOf(site.id, id)) ?? nobody;
  memory.people.set(keyOf(site.id, id), person);
  const { name = person.contact.name, email: address = person.contact.email, plan = person.contact.plan } = identity;
  person.contact = { id, name, email: address, verified: true, plan };
  person.subject = identity.subject;
  person.language = identity.language === undefined ? person.language : identity.language;
  person.deskEmail = deskEmail ?? person.deskEmail;
  person.wroteAt = Math.max(person.wroteAt ?? 0, ...absorbed.map(({ wroteAt }) => wroteAt ?? 0)) || null;

  memory.visitors.set(keyOf(site.id, tokenHash), { contact: id, identifiedUntil: identity.expiresAt });
  const replaced = caller.tokenHash;
  if (replaced !== undefined && replaced !== tokenHash) {
    if (keepsGrants) {
      for (const sequence of memory.grants.get(keyOf(site.id, replaced)) ?? [])
        grant(memory, site.id, tokenHash, sequence);
      for (const upload of memory.uploads.values()) if (upload.uploader === replaced) upload.uploader = tokenHash;
    }
    forget(memory, site, replaced);
  }
  return person;
}

const candidate = (person: Person | undefined) =>
  person && { id: person.contact.id, subject: person.subject, wroteAt: person.wroteAt };

/** Puts one contact in the place of another in all that was said in the other's tickets. */
function moveTickets(memory: Memory, { id: siteId }: SiteSetup, from: string, to: string): void {
  for (const ticket of memory.tickets.values()) {
    if (ticket.siteId !== siteId || ticket.state.contact !== from) continue;
    ticket.state = { ...ticket.state, contact: to };
    ticket.events = ticket.events.map((event): TicketEvent => {
      const actor =
        event.actor.kind === "contact" && event.actor.id === from ? { ...event.actor, id: to } : event.actor;
      return event.type === "submitted" ? { ...event, actor, contact: to } : { ...event, actor };
    });
  }
}

function personOf({ person }: KnownVisitor): PersonData {
  const { contact, subject, language, createdAt, wroteAt } = person;
  const { name, email, verified, plan } = contact;
  const written = wroteAt === null ? null : new Date(wroteAt).toISOString();
  return {
    subject,
    name,
    email,
    verified,
    plan,
    language,
    createdAt: new Date(createdAt).toISOString(),
    wroteAt: written,
  };
}

/** A ticket with these of its events, and with what the person themselves filled in when they opened it. */
function dataOf(memory: Memory, ticket: StoredTicket, own: readonly TicketEvent[], contact: string): TicketData {
  const opened = own.find(
    ({ actor, type }) => type === "submitted" && actor.kind === "contact" && actor.id === contact,
  );
  return {
    ticket: forRequester(memory, ticket, []).ticket,
    ...(opened?.type === "submitted" && {
      fields: { ...opened.fields },
      ...(opened.context && { context: opened.context }),
      ...(opened.consent && { consent: opened.consent }),
    }),
    events: eventsFor(memory.directory, placeOfTicket(memory, ticket).site, own),
  };
}
