import { env } from "cloudflare:test";
import type { RouteName } from "@firstline/sdk/wire";
import { formatNumber } from "../src/domain/number.ts";
import { digest, newId, randomSecret } from "../src/secrets.ts";
import { insertAbsence } from "../src/store/absences.ts";
import { insertNote } from "../src/store/contact-sheets.ts";
import { insertContact } from "../src/store/contacts.ts";
import { setupGuard } from "../src/store/guards.ts";
import { insertPasskey } from "../src/store/passkeys.ts";
import { type Query, run, text } from "../src/store/query.ts";
import { insertLink, insertSession } from "../src/store/sessions.ts";
import { insertKey, moveVersion } from "../src/store/setup.ts";
import { insertDeliveries } from "../src/store/webhook-deliveries.ts";
import { insertWebhook } from "../src/store/webhooks.ts";
import { type CallOptions, call, consoleOf } from "./desk.ts";
import { picture } from "./files.ts";
import { setup } from "./fixture.ts";
import { signerOf, tokenOf } from "./identities.ts";
import { gold, office } from "./staffed.ts";

/** What a sample request is about. */
export interface Target {
  readonly site: string;
  /** The public key that a browser's socket names in the query. */
  readonly siteKey: string;
  readonly number: string;
  /** Another ticket of the same requester. */
  readonly other: string;
  /** The ticket's link secret. */
  readonly secret: string;
  /** The ticket's and the set-up's version. */
  readonly seq: number;
  readonly version: number;
  readonly agent: string;
  readonly key: string;
  /** A file in the ticket's first message. */
  readonly attachment: string;
  /** An agent of the site, an absence of theirs, and the ticket's contact. */
  readonly colleague: string;
  readonly absence: string;
  readonly contact: string;
  /** Somebody else of the site, and a note about the contact. */
  readonly otherContact: string;
  readonly note: string;
  /** The beginning of the ids that an agent's passkey and session have; the agent of the request, without `agt_`. */
  readonly passkey: string;
  readonly session: string;
  readonly me: string;
  /** An issuer by which agents sign in. */
  readonly provider: string;
  /** A sign-in link's token. */
  readonly signIn: string;
  /** An identity key of the site. */
  readonly identityKey: string;
  /** A webhook that hears of the site alone, and a message to it. */
  readonly webhook: string;
  readonly message: string;
  /** A visitor's identity tokens, by the public key of the site that signed them. */
  readonly identities: Readonly<Record<string, string>>;
}

export type Sample<Name extends RouteName> = (target: Target) => CallOptions<Name>;

/** A request that every route answers, if the caller may. A route without one does not compile. */
export type Samples = { readonly [Name in RouteName]: Sample<Name> };

const socket = { upgrade: "websocket" };
const ofTicket = ({ number }: Target) => ({ path: { number } });
const ifMatch = (version: number) => ({ "if-match": `"${version}"` });

const handover = {
  summary: "The lamp is dark, and the plug is in.",
  tried: ["Another bulb"],
  missing: "Somebody who may open it",
  impact: "One customer in the dark",
  publicReason: "Somebody has to open the lamp.",
};
const nextCentury = { from: "2101-01-01T00:00:00.000Z", to: "2101-01-08T00:00:00.000Z" };
const holidays = `BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20261225\r
SUMMARY:Christmas Day\r
END:VEVENT\r
END:VCALENDAR\r
`;

/** A passkey that answers no challenge: what a good one is answered is told in `passkeys.test.ts`. */
const newPasskey = {
  name: "Laptop",
  credential: {
    id: "AAAA",
    rawId: "AAAA",
    type: "public-key",
    response: { clientDataJSON: "e30", attestationObject: "oA" },
  },
} as const;

export const samples: Samples = {
  "GET /v1/site": () => ({}),
  "POST /v1/tickets": () => ({
    body: {
      subject: "Dark",
      message: { text: "It is." },
      name: "Kim",
      email: "kim@example.test",
    },
  }),
  "GET /v1/tickets": () => ({ query: { limit: 5 } }),
  "GET /v1/tickets/:number": (target) => ({ ...ofTicket(target), query: { after: 1 } }),
  "POST /v1/tickets/:number/messages": (target) => ({ ...ofTicket(target), body: { text: "Hello?" } }),
  "POST /v1/tickets/:number/confirm": ofTicket,
  "POST /v1/tickets/:number/reopen": ofTicket,
  "POST /v1/tickets/:number/rating": (target) => ({ ...ofTicket(target), body: { score: 4, comment: "Quick." } }),
  "POST /v1/tickets/:number/read": (target) => ({ ...ofTicket(target), body: { seq: target.seq } }),
  "POST /v1/uploads": () => ({ file: picture }),
  "GET /v1/attachments/:attachment": ({ attachment }) => ({ path: { attachment } }),
  "POST /v1/visitors/redeem": ({ number, secret }) => ({ body: { number, secret } }),
  "POST /v1/visitors/restore": () => ({ body: { email: "kim@example.test", language: "de" } }),
  "POST /v1/visitors/forget": () => ({}),
  "POST /v1/visitors/identify": ({ siteKey, identities }) => ({ body: { token: identities[siteKey] ?? "" } }),
  "GET /v1/visitors/data": () => ({}),
  "GET /v1/live": ({ siteKey, number }) => ({ query: { site: siteKey, number }, headers: socket }),
  "POST /v1/desk/sessions": ({ signIn }) => ({ body: { token: signIn } }),
  "GET /v1/desk/sign-in": () => ({}),
  "POST /v1/desk/sign-in/links": () => ({ body: { email: `${newId("who", Date.now())}@desk.test` } }),
  "POST /v1/desk/sign-in/passkeys": () => ({}),
  "POST /v1/desk/sign-in/oidc": ({ provider }) => ({ body: { provider } }),
  "GET /v1/desk/oidc": () => ({}),
  "PUT /v1/desk/oidc/:provider/secret": ({ provider }) => ({ path: { provider }, body: { secret: "hush" } }),
  "DELETE /v1/desk/oidc/:provider/secret": ({ provider }) => ({ path: { provider } }),
  "GET /v1/desk/sessions": () => ({}),
  "DELETE /v1/desk/sessions": () => ({}),
  "DELETE /v1/desk/sessions/:session": ({ session }) => ({ path: { session } }),
  "GET /v1/desk/agents/:agent/sessions": ({ agent }) => ({ path: { agent } }),
  "DELETE /v1/desk/agents/:agent/sessions": ({ agent }) => ({ path: { agent } }),
  "DELETE /v1/desk/agents/:agent/sessions/:session": ({ agent, session }) => ({ path: { agent, session } }),
  "GET /v1/desk/passkeys": () => ({}),
  "POST /v1/desk/passkeys/options": () => ({}),
  "POST /v1/desk/passkeys": () => ({ body: newPasskey }),
  "PATCH /v1/desk/passkeys/:passkey": ({ passkey, me }) => ({
    path: { passkey: `${passkey}${me}` },
    body: { name: "Phone" },
  }),
  "DELETE /v1/desk/passkeys/:passkey": ({ passkey, me }) => ({ path: { passkey: `${passkey}${me}` } }),
  "GET /v1/desk/audit": () => ({ query: { limit: 5, kind: "signed_in" } }),
  "GET /v1/desk/session": () => ({}),
  "DELETE /v1/desk/session": () => ({}),
  "POST /v1/desk/agents/:agent/links": ({ agent }) => ({ path: { agent } }),
  "GET /v1/desk/search": () => ({ query: { q: "dark lamp", limit: 5 } }),
  "GET /v1/desk/counts": () => ({}),
  // Each ticket is refused by itself, so the call is about none of them.
  "POST /v1/desk/tickets/bulk": () => ({
    body: { items: [{ number: "SHOP-10019", change: { type: "priority", priority: "high" } }] },
  }),
  "GET /v1/desk/views": () => ({}),
  "PUT /v1/desk/views/:view": () => ({ path: { view: "view_mine" }, body: { name: "Refunds", view: "open" } }),
  "DELETE /v1/desk/views/:view": () => ({ path: { view: "view_gone" } }),
  "PUT /v1/desk/shared-views/:view": () => ({ path: { view: "view_ours" }, body: { name: "Refunds", view: "open" } }),
  "DELETE /v1/desk/shared-views/:view": () => ({ path: { view: "view_gone" } }),
  "GET /v1/desk/tickets": () => ({ query: { view: "open", limit: 5 } }),
  "POST /v1/desk/tickets": ({ site }) => ({
    body: { site, requester: { email: "kim@example.test" }, subject: "By phone", message: { text: "They called." } },
  }),
  "GET /v1/desk/tickets/:number": (target) => ({ ...ofTicket(target), query: { after: 1 } }),
  "PATCH /v1/desk/tickets/:number": (target) => ({
    ...ofTicket(target),
    headers: ifMatch(target.seq),
    body: { priority: "high" },
  }),
  "POST /v1/desk/tickets/:number/reply": (target) => ({ ...ofTicket(target), body: { text: "Hello!" } }),
  "POST /v1/desk/tickets/:number/note": (target) => ({ ...ofTicket(target), body: { text: "Hm." } }),
  "POST /v1/desk/uploads": ({ site }) => ({ query: { site }, file: picture }),
  "GET /v1/desk/attachments/:attachment": ({ attachment }) => ({ path: { attachment } }),
  "POST /v1/desk/tickets/:number/assign": (target) => ({
    ...ofTicket(target),
    headers: ifMatch(target.seq),
    body: { agent: "agt_lea" },
  }),
  "POST /v1/desk/tickets/:number/claim": ofTicket,
  "POST /v1/desk/tickets/:number/solve": (target) => ({ ...ofTicket(target), headers: ifMatch(target.seq), body: {} }),
  "POST /v1/desk/tickets/:number/escalate": (target) => ({
    ...ofTicket(target),
    headers: ifMatch(target.seq),
    body: { handover },
  }),
  "POST /v1/desk/tickets/:number/return": (target) => ({
    ...ofTicket(target),
    headers: ifMatch(target.seq),
    body: { missing: "The order's number" },
  }),
  "POST /v1/desk/tickets/:number/merge": (target) => ({
    ...ofTicket(target),
    headers: ifMatch(target.seq),
    body: { into: target.other },
  }),
  "POST /v1/desk/tickets/:number/links": (target) => ({
    ...ofTicket(target),
    body: { to: target.other, relation: "related" },
  }),
  "DELETE /v1/desk/tickets/:number/links/:other": ({ number, other }) => ({ path: { number, other } }),
  "GET /v1/desk/macros": () => ({}),
  "PATCH /v1/desk/sites/:site/contacts/:contact": ({ site, contact }) => ({
    path: { site, contact },
    body: { plan: "gold" },
  }),
  "GET /v1/desk/sites/:site/contacts/:contact": ({ site, contact }) => ({ path: { site, contact } }),
  "POST /v1/desk/sites/:site/contacts/:contact/notes": ({ site, contact }) => ({
    path: { site, contact },
    body: { text: "Calls in the evening" },
  }),
  "DELETE /v1/desk/sites/:site/contacts/:contact/notes/:note": ({ site, contact, note }) => ({
    path: { site, contact, note },
  }),
  "POST /v1/desk/sites/:site/contacts/:contact/merge": ({ site, contact, otherContact }) => ({
    path: { site, contact },
    body: { into: otherContact },
  }),
  "GET /v1/desk/sites/:site/contacts/:contact/data": ({ site, contact }) => ({ path: { site, contact } }),
  "POST /v1/desk/sites/:site/contacts/:contact/erase": ({ site, contact }) => ({ path: { site, contact } }),
  "POST /v1/desk/tickets/:number/read": (target) => ({ ...ofTicket(target), body: { seq: target.seq } }),
  "GET /v1/desk/sites/:site/consents": ({ site }) => ({ path: { site } }),
  "GET /v1/desk/sites/:site/installation": ({ site }) => ({ path: { site } }),
  "GET /v1/desk/live": ({ site }) => ({ query: { site }, headers: socket }),
  "POST /v1/desk/routing/explain": ({ number }) => ({ body: { number } }),
  "GET /v1/desk/coverage": ({ site }) => ({ query: { site, at: "2026-12-25T10:00:00.000Z" } }),
  "GET /v1/desk/coverage/gaps": ({ site }) => ({ query: { site, days: 7 } }),
  "GET /v1/desk/coverage/calendar": ({ site }) => ({ query: { site, days: 7 } }),
  "GET /v1/desk/board": ({ site }) => ({ query: { site } }),
  "GET /v1/desk/standings": () => ({}),
  "PUT /v1/desk/presence": () => ({ body: { state: "online" } }),
  "GET /v1/desk/absences": () => ({}),
  "POST /v1/desk/absences/plan": ({ colleague }) => ({ body: { agent: colleague, ...nextCentury } }),
  "POST /v1/desk/absences": ({ colleague }) => ({ body: { agent: colleague, ...nextCentury } }),
  "DELETE /v1/desk/absences/:absence": ({ absence }) => ({ path: { absence } }),
  "GET /v1/desk/alarms": () => ({}),
  "POST /v1/desk/contracts/dry-run": ({ site }) => ({
    body: { contract: { ...gold, site, coverage: { rule: "wait" } }, calendar: office },
  }),
  "POST /v1/desk/calendars/holidays": () => ({ body: { file: holidays, firstYear: 2026, lastYear: 2027 } }),
  "GET /v1/desk/setup": () => ({}),
  "PUT /v1/desk/setup": ({ version }) => ({ headers: ifMatch(version), body: setup }),
  "POST /v1/desk/setup/diff": () => ({ body: setup }),
  "POST /v1/desk/setup/explain": ({ number }) => ({ body: { setup, explain: { number } } }),
  "GET /v1/desk/keys": () => ({}),
  "POST /v1/desk/keys": () => ({ body: { name: "Nightly job", scopes: ["tickets:read"], sites: "all" } }),
  "DELETE /v1/desk/keys/:key": ({ key }) => ({ path: { key } }),
  "GET /v1/desk/sites/:site/identity-keys": ({ site }) => ({ path: { site } }),
  "POST /v1/desk/sites/:site/identity-keys": ({ site }) => ({
    path: { site },
    body: { algorithm: "HS256", name: "Shop server" },
  }),
  "DELETE /v1/desk/sites/:site/identity-keys/:identityKey": ({ site, identityKey }) => ({
    path: { site, identityKey },
  }),
  "GET /v1/desk/webhooks": () => ({}),
  "POST /v1/desk/webhooks": ({ site }) => ({
    body: { name: "Chat", url: "https://hooks.example.com/chat", sites: [site], types: ["ticket.created"] },
  }),
  "PATCH /v1/desk/webhooks/:webhook": ({ webhook }) => ({
    path: { webhook },
    body: { name: "Chat of the first line" },
  }),
  "DELETE /v1/desk/webhooks/:webhook": ({ webhook }) => ({ path: { webhook } }),
  "POST /v1/desk/webhooks/:webhook/rotate": ({ webhook }) => ({ path: { webhook } }),
  "POST /v1/desk/webhooks/:webhook/ping": ({ webhook }) => ({ path: { webhook } }),
  "GET /v1/desk/webhooks/:webhook/deliveries": ({ webhook }) => ({ path: { webhook }, query: { status: "waiting" } }),
  "GET /v1/desk/webhooks/:webhook/deliveries/:message": ({ webhook, message }) => ({ path: { webhook, message } }),
  "POST /v1/desk/webhooks/:webhook/deliveries/:message/replay": ({ webhook, message }) => ({
    path: { webhook, message },
  }),
};

/** The routes that act on a solved ticket. */
const onSolved: ReadonlySet<RouteName> = new Set([
  "POST /v1/tickets/:number/confirm",
  "POST /v1/tickets/:number/reopen",
  "POST /v1/tickets/:number/rating",
]);

/** The routes that act on two tickets. */
const onPairs: ReadonlySet<RouteName> = new Set([
  "POST /v1/desk/tickets/:number/merge",
  "POST /v1/desk/tickets/:number/links",
  "DELETE /v1/desk/tickets/:number/links/:other",
]);

/** A target that nobody has used: a ticket that this visitor of the shop has just opened, in the status the route needs. */
export async function freshTarget(name: RouteName, visitor: Readonly<Record<string, string>>): Promise<Target> {
  const upload = name.includes("/attachments/")
    ? await call("POST /v1/uploads", { headers: visitor, file: picture })
    : undefined;
  const attachments = upload && [{ id: upload.body.id }];
  const { body } = await call("POST /v1/tickets", {
    // Whoever is forgotten is nobody else's visitor.
    headers: name.endsWith("/erase") ? { "firstline-site": "pk_shopshop" } : visitor,
    body: { subject: "Fresh", message: { text: "Text", ...(attachments && { attachments }) } },
  });
  const { number } = body.ticket;
  let { seq } = body.ticket;
  if (onSolved.has(name)) {
    const solved = await call("POST /v1/desk/tickets/:number/solve", {
      headers: { ...(await consoleOf("agt_ann")), ...ifMatch(seq) },
      path: { number },
      body: {},
    });
    seq = solved.body.ticket.seq;
  }
  if (name === "POST /v1/desk/tickets/:number/return") {
    const escalated = await call("POST /v1/desk/tickets/:number/escalate", {
      headers: { ...(await consoleOf("agt_ann")), ...ifMatch(seq) },
      path: { number },
      body: { handover },
    });
    seq = escalated.body.ticket.seq;
  }
  const other = onPairs.has(name)
    ? (await call("POST /v1/tickets", { headers: visitor, body: { subject: "Again", message: { text: "Text" } } })).body
        .ticket.number
    : unknownTarget.other;
  const now = Date.now();
  const key = newId("key", now);
  const [colleague, absence] = ["agt_ann", newId("abs", now)];
  const signIn = randomSecret();
  const [stamp, head] = [newId("x", now).slice(2), (await digest(signIn)).slice(0, 24)];
  if (/:(session|passkey)$/.test(name)) await run(env.DB, ownOf(stamp, head, now));
  const { guard, contact } = await run(env.DB, {
    link: insertLink(await digest(signIn), "agt_ann", now + 3_600_000),
    ...(name === "DELETE /v1/desk/keys/:key" && {
      key: insertKey({
        id: key,
        secretHash: await digest(key),
        name: "Old",
        scopes: ["tickets:read"],
        sites: "all",
        createdAt: now,
      }),
      moved: moveVersion,
    }),
    ...(name === "DELETE /v1/desk/absences/:absence" && {
      absence: insertAbsence({ id: absence, agent: colleague, ...nextCentury }),
      moved: moveVersion,
    }),
    guard: setupGuard,
    contact: contactOf(number),
  });
  const about = name.includes("/contacts/") ? await aroundContact(contact, now) : nobodyAround;
  const secret = body.link.split("#k=")[1] ?? "";
  const { version } = guard;
  const attachment = upload?.body.id ?? unknownTarget.attachment;
  const site = { site: "site_shop", siteKey: "pk_shopshop" };
  const identity = await freshIdentities(name);
  const hook = await freshWebhook(name);
  const people = { agent: "agt_ann", colleague, absence, contact, attachment, ...about };
  const access = { passkey: `psk_${stamp}`, session: `ses_${head}`, me: "", provider: "oidc_id" };
  return { ...site, ...people, ...identity, ...access, ...hook, number, other, secret, seq, version, key, signIn };
}

/** A session and a passkey of every agent, with ids that begin alike. */
const ownOf = (stamp: string, head: string, now: number) =>
  Object.fromEntries(
    setup.agents.flatMap(({ id: agentId }): [string, Query<undefined>][] => {
      const session = { tokenHash: `${head}${agentId}`, agentId, method: "link", browser: null } as const;
      const passkey = { id: `psk_${stamp}${agentId.slice(4)}`, agentId, credential: `${stamp}${agentId}` };
      return [
        [`session ${agentId}`, insertSession({ ...session, createdAt: now, expiresAt: now + 3_600_000 })],
        [
          `passkey ${agentId}`,
          insertPasskey({ ...passkey, publicKey: "", counter: 0, name: "Laptop", createdAt: now, usedAt: null }),
        ],
      ];
    }),
  );

/** Identities of somebody new on both sites, and a key, for the routes that are about them. */
async function freshIdentities(name: RouteName): Promise<Pick<Target, "identityKey" | "identities">> {
  if (name === "DELETE /v1/desk/sites/:site/identity-keys/:identityKey") {
    return { identityKey: (await signerOf("site_shop")).key.id, identities: {} };
  }
  if (name !== "POST /v1/visitors/identify") return { identityKey: "idk_none", identities: {} };
  const signers = await Promise.all([signerOf("site_shop"), signerOf("site_bank", "EdDSA")]);
  const tokens = signers.map(
    async (signer): Promise<[string, string]> => [
      signer.siteKey,
      await tokenOf(signer, { sub: newId("user", Date.now()) }),
    ],
  );
  return { identityKey: "idk_none", identities: Object.fromEntries(await Promise.all(tokens)) };
}

/** A webhook of the shop with a message on its way, for the routes that are about one. */
async function freshWebhook(name: RouteName): Promise<Pick<Target, "webhook" | "message">> {
  if (!name.includes("/webhooks")) return { webhook: "whk_none", message: "whm_none" };
  await env.DB.prepare("DELETE FROM webhooks").run();
  const now = Date.now();
  const [webhook, message] = [newId("whk", now), newId("whm", now)];
  const body = JSON.stringify({ data: { ticket: {} } });
  const told = { siteId: "site_shop", sequence: 1, id: message, type: "ticket.created", webhooks: [webhook], body };
  await run(env.DB, {
    webhook: insertWebhook({
      id: webhook,
      name: "Chat",
      url: "https://hooks.example.com/chat",
      sites: ["site_shop"],
      types: ["ticket.created"],
      off: null,
      secretNumber: 1,
      previousUntil: null,
      createdAt: now,
    }),
    delivery: insertDeliveries([told], now, now + 60_000),
    moved: moveVersion,
  });
  return { webhook, message };
}

const nobodyAround = { otherContact: "con_gone", note: "cnt_gone" };

/** Somebody else of the shop, and a note about a contact. */
async function aroundContact(contact: string, now: number): Promise<Pick<Target, "otherContact" | "note">> {
  const [otherContact, note] = [newId("con", now), newId("cnt", now)];
  const nobody = { id: otherContact, name: null, email: null, verified: false, plan: null };
  await run(env.DB, {
    other: insertContact("site_shop", nobody, null, now),
    note: insertNote("site_shop", contact, { id: note, at: now, agent: "agt_ann", text: "Calls in the evening" }),
  });
  return { otherContact, note };
}

/** Who asked for a ticket of the shop. */
const contactOf = (number: string): Query<string> => ({
  sql: "SELECT contact_id FROM tickets WHERE site_id = 'site_shop' AND sequence = ?1",
  values: [Number(number.slice("SHOP-".length, -1))],
  read: ([row]) => (row ? text(row, "contact_id") : ""),
});

/** A target that never was. */
export const unknownTarget: Target = {
  site: "site_gone",
  siteKey: "pk_gonegone",
  number: formatNumber("SHOP", 9_999_999_999_999),
  other: formatNumber("SHOP", 9_999_999_999_998),
  secret: randomSecret(),
  seq: 1,
  version: 0,
  agent: "agt_gone",
  attachment: `att_${randomSecret()}`,
  key: "key_gone",
  colleague: "agt_nobody",
  absence: "abs_gone",
  contact: "con_gone",
  otherContact: "con_gone",
  note: "cnt_gone",
  passkey: "psk_gone",
  session: "ses_gone",
  me: "",
  provider: "oidc_gone",
  signIn: randomSecret(),
  identityKey: "idk_gone",
  webhook: "whk_gone",
  message: "whm_gone",
  identities: {},
};
