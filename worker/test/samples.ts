import { env } from "cloudflare:test";
import type { RouteName } from "@firstline/sdk/wire";
import { formatNumber } from "../src/domain/number.ts";
import { digest, newId, randomSecret } from "../src/secrets.ts";
import { insertAbsence } from "../src/store/absences.ts";
import { insertLink } from "../src/store/credentials.ts";
import { setupGuard } from "../src/store/guards.ts";
import { type Query, run, text } from "../src/store/query.ts";
import { insertKey, moveVersion } from "../src/store/setup.ts";
import { type CallOptions, call, consoleOf } from "./desk.ts";
import { picture } from "./files.ts";
import { setup } from "./fixture.ts";
import { type Signer, signerOf, tokenOf } from "./identities.ts";
import { gold, office } from "./staffed.ts";

/** What a sample request is about. */
export interface Target {
  readonly site: string;
  /** The public key that a browser's socket names in the query. */
  readonly siteKey: string;
  readonly number: string;
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
  /** A sign-in link's token. */
  readonly signIn: string;
  /** An identity key of the site. */
  readonly identityKey: string;
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
  "GET /v1/desk/session": () => ({}),
  "DELETE /v1/desk/session": () => ({}),
  "POST /v1/desk/agents/:agent/links": ({ agent }) => ({ path: { agent } }),
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
  "PATCH /v1/desk/sites/:site/contacts/:contact": ({ site, contact }) => ({
    path: { site, contact },
    body: { plan: "gold" },
  }),
  "POST /v1/desk/tickets/:number/read": (target) => ({ ...ofTicket(target), body: { seq: target.seq } }),
  "GET /v1/desk/sites/:site/consents": ({ site }) => ({ path: { site } }),
  "GET /v1/desk/live": ({ site }) => ({ query: { site }, headers: socket }),
  "POST /v1/desk/routing/explain": ({ number }) => ({ body: { number } }),
  "GET /v1/desk/coverage": ({ site }) => ({ query: { site, at: "2026-12-25T10:00:00.000Z" } }),
  "GET /v1/desk/coverage/gaps": ({ site }) => ({ query: { site, days: 7 } }),
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
};

/** The routes that act on a solved ticket. */
const onSolved: ReadonlySet<RouteName> = new Set([
  "POST /v1/tickets/:number/confirm",
  "POST /v1/tickets/:number/reopen",
  "POST /v1/tickets/:number/rating",
]);

/** A target that nobody has used: a ticket that this visitor of the shop has just opened, in the status the route needs. */
export async function freshTarget(name: RouteName, visitor: Readonly<Record<string, string>>): Promise<Target> {
  const upload = name.includes("/attachments/")
    ? await call("POST /v1/uploads", { headers: visitor, file: picture })
    : undefined;
  const attachments = upload && [{ id: upload.body.id }];
  const { body } = await call("POST /v1/tickets", {
    headers: visitor,
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
  const now = Date.now();
  const key = newId("key", now);
  const [colleague, absence] = ["agt_ann", newId("abs", now)];
  const signIn = randomSecret();
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
  const secret = body.link.split("#k=")[1] ?? "";
  const { version } = guard;
  const attachment = upload?.body.id ?? unknownTarget.attachment;
  const site = { site: "site_shop", siteKey: "pk_shopshop" };
  const identity = await freshIdentities(name);
  const people = { agent: "agt_ann", colleague, absence, contact, attachment };
  return { ...site, ...people, ...identity, number, secret, seq, version, key, signIn };
}

/** Identities of somebody new on both sites, and a key, for the routes that are about them. */
async function freshIdentities(name: RouteName): Promise<Pick<Target, "identityKey" | "identities">> {
  if (name === "DELETE /v1/desk/sites/:site/identity-keys/:identityKey") {
    return { identityKey: (await signerOf("site_shop")).key.id, identities: {} };
  }
  if (name !== "POST /v1/visitors/identify") return { identityKey: "idk_none", identities: {} };
  signers ??= Promise.all([signerOf("site_shop"), signerOf("site_bank", "EdDSA")]);
  const tokens = (await signers).map(
    async (signer): Promise<[string, string]> => [
      signer.siteKey,
      await tokenOf(signer, { sub: newId("user", Date.now()) }),
    ],
  );
  return { identityKey: "idk_none", identities: Object.fromEntries(await Promise.all(tokens)) };
}
let signers: Promise<Signer[]> | undefined;

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
  secret: randomSecret(),
  seq: 1,
  version: 0,
  agent: "agt_gone",
  attachment: `att_${randomSecret()}`,
  key: "key_gone",
  colleague: "agt_nobody",
  absence: "abs_gone",
  contact: "con_gone",
  signIn: randomSecret(),
  identityKey: "idk_gone",
  identities: {},
};
