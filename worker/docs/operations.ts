import type { AnswerBody, Body, RouteName } from "@firstline/sdk/wire";
import * as example from "./examples.ts";

/** The documentation's chapters, in order. */
export const tags = {
  Site: "What a page may know before anybody has written.",
  Tickets: "What a visitor does with their own tickets. They see public entries only: no notes, no teams, no priority.",
  Visitors: "How a browser comes to hold a visitor token, says who its visitor is, and lets go of it.",
  Live: "Web sockets that say what changed. Push is a hint, HTTP is the truth.",
  "Desk tickets": "What agents, and programs with a secret key, do with every ticket they may see.",
  "Desk set-up": "Tiers, teams, agents and sites: one versioned document.",
  "Desk sessions": "How a person signs in to the console.",
  "Desk keys": "Secret keys for programs, and the keys with which a site's server signs who its users are.",
} as const;
export type Tag = keyof typeof tags;

/** What the contract does not say of a route and its readers want: a name, a chapter, a snippet and an example. */
interface Described<Name extends RouteName> {
  /** OpenAPI's operationId: the SDK's own name of the call. */
  readonly id: string;
  readonly tag: Tag;
  /** What the one line of the contract leaves open. */
  readonly description?: string;
  readonly sdk: string;
  readonly body: Body<Name>;
  readonly answer: AnswerBody<Name>;
}

/** A route without a row here, or a row whose example does not fit the contract, does not compile. */
export const operations: { readonly [Name in RouteName]: Described<Name> } = {
  "GET /v1/site": {
    id: "site",
    tag: "Site",
    sdk: `const site = await firstline.site();`,
    body: undefined,
    answer: example.site,
  },
  "POST /v1/tickets": {
    id: "tickets.submit",
    tag: "Tickets",
    description:
      "The number is in the answer. A new visitor also gets a token, and every ticket a secret link; keep both, for they are not shown again.",
    sdk: `const { ticket, link } = await firstline.tickets.submit({
  subject: "My parcel has not moved since Monday",
  topic: "top_delivery",
  message: { text: "Order 20417 … Is it lost?" },
  email: "nora@mail.example",
});
console.log(ticket.number); // "SHOP-10019"`,
    body: {
      subject: example.ticket.subject,
      topic: "top_delivery",
      message: { text: example.question },
      email: "nora@mail.example",
    },
    answer: example.submitted,
  },
  "GET /v1/tickets": {
    id: "tickets.list",
    tag: "Tickets",
    sdk: `for await (const ticket of firstline.tickets.list()) {
  console.log(ticket.number, ticket.status, ticket.unread);
}`,
    body: undefined,
    answer: { items: [example.ticket], next: null },
  },
  "GET /v1/tickets/:number": {
    id: "tickets.get",
    tag: "Tickets",
    description:
      "With `after`, only the events above that number come back: what to ask when a live view may have missed something.",
    sdk: `const { ticket, events } = await firstline.tickets.get("SHOP-10019");`,
    body: undefined,
    answer: example.thread,
  },
  "POST /v1/tickets/:number/messages": {
    id: "tickets.reply",
    tag: "Tickets",
    sdk: `await firstline.tickets.reply("SHOP-10019", {
  text: "Order 20417 … Is it lost?",
});`,
    body: { id: example.messageId, text: example.question },
    answer: example.replied,
  },
  "POST /v1/tickets/:number/confirm": {
    id: "tickets.confirm",
    tag: "Tickets",
    sdk: `await firstline.tickets.confirm("SHOP-10019");`,
    body: undefined,
    answer: example.closed,
  },
  "POST /v1/tickets/:number/reopen": {
    id: "tickets.reopen",
    tag: "Tickets",
    sdk: `await firstline.tickets.reopen("SHOP-10019");`,
    body: undefined,
    answer: example.reopened,
  },
  "POST /v1/tickets/:number/read": {
    id: "tickets.read",
    tag: "Tickets",
    sdk: `await firstline.tickets.read("SHOP-10019", ticket.seq);`,
    body: { seq: 7 },
    answer: { unread: 0 },
  },
  "POST /v1/visitors/redeem": {
    id: "redeem",
    tag: "Visitors",
    description: "A wrong secret answers like a ticket that does not exist, and wrong guesses are counted.",
    sdk: `// The link is /t/SHOP-10019#k=<secret>.
const { ticket, events } = await firstline.redeem("SHOP-10019", secret);`,
    body: { number: example.ticket.number, secret: example.linkSecret },
    answer: { ...example.thread, visitorToken: example.token },
  },
  "POST /v1/visitors/forget": {
    id: "forget",
    tag: "Visitors",
    description: "What to offer on a shared computer. The tickets stay; their secret links still open them.",
    sdk: `await firstline.forget();`,
    body: undefined,
    answer: null,
  },
  "POST /v1/visitors/identify": {
    id: "identify",
    tag: "Visitors",
    description:
      "The token is a JWT of the site's own server (see “Identify your users”). Send the visitor token along that the browser has: its anonymous tickets and opened links come along, and it stops working. A visitor token that does not hold any more is no obstacle. The same identity token gives the same answer again. What is wrong with one is named in `issues`: `body.token.header.kid`, `body.token.signature`, `body.token.claims.exp` and so on.",
    sdk: `const { name, plan } = await firstline.identify(async () => {
  const response = await fetch("/firstline-identity", { method: "POST" }); // your own server
  return response.text();
});`,
    body: { token: example.identityToken },
    answer: example.identified,
  },
  "GET /v1/visitors/data": {
    id: "exportData",
    tag: "Visitors",
    description:
      "At most ten tickets a page, and 25 events of each: a longer ticket goes on, under the same number, on the next page. Notes and what else only agents see are not in it.",
    sdk: `const { person, tickets } = await firstline.exportData(); // all pages`,
    body: undefined,
    answer: example.ownData,
  },
  "GET /v1/live": {
    id: "tickets.watch",
    tag: "Live",
    description: "The first frame is `Hello` with the visitor token; then the desk sends `Frame`.",
    sdk: `const stop = firstline.tickets.watch("SHOP-10019", {
  after: ticket.seq,
  onChange: ({ ticket, events }) => show(ticket, events),
});`,
    body: undefined,
    answer: null,
  },
  "GET /v1/desk/live": {
    id: "desk.watch",
    tag: "Live",
    description:
      "The first frame is `Hello`, with the secret key where no cookie came with the connection; then the desk sends `DeskFrame`.",
    sdk: `const stop = desk.watch({
  site: "site_shop",
  onChange: ({ ticket, events }) => show(ticket, events),
  onReady: () => refetch(), // connected, or connected again
});`,
    body: undefined,
    answer: null,
  },

  "GET /v1/desk/tickets": {
    id: "desk.tickets.list",
    tag: "Desk tickets",
    sdk: `for await (const ticket of desk.tickets.list({ view: "team" })) {
  console.log(ticket.number, ticket.priority, ticket.waitingSince);
}`,
    body: undefined,
    answer: { items: [example.deskTicket], next: "eyJ3IjoxNzk1NDI2MjAwMDAwfQ" },
  },
  "POST /v1/desk/tickets": {
    id: "desk.tickets.create",
    tag: "Desk tickets",
    sdk: `const { ticket, link } = await desk.tickets.create({
  site: "site_shop",
  requester: { email: "nora@mail.example", name: "Nora Lindqvist" },
  channel: "phone",
  subject: "My parcel has not moved since Monday",
  message: { text: "Order 20417 … Is it lost?" },
});`,
    body: {
      site: "site_shop",
      requester: { email: "nora@mail.example", name: "Nora Lindqvist" },
      channel: "phone",
      subject: example.ticket.subject,
      message: { text: example.question },
    },
    answer: { ...example.deskThread, link: example.submitted.link },
  },
  "GET /v1/desk/tickets/:number": {
    id: "desk.tickets.get",
    tag: "Desk tickets",
    sdk: `const { ticket, events } = await desk.tickets.get("SHOP-10019");`,
    body: undefined,
    answer: example.deskThread,
  },
  "PATCH /v1/desk/tickets/:number": {
    id: "desk.tickets.update",
    tag: "Desk tickets",
    sdk: `// Sends If-Match with ticket.seq: a change you have not seen is never overwritten.
await desk.tickets.update(ticket, { priority: "high" });`,
    body: { priority: "high" },
    answer: example.urgentTicket,
  },
  "POST /v1/desk/tickets/:number/reply": {
    id: "desk.tickets.reply",
    tag: "Desk tickets",
    sdk: `await desk.tickets.reply("SHOP-10019", {
  text: "It sits in the depot in Leipzig …",
  status: "pending",
});`,
    body: { text: example.answer, status: "open" },
    answer: example.answeredTicket,
  },
  "POST /v1/desk/tickets/:number/note": {
    id: "desk.tickets.note",
    tag: "Desk tickets",
    sdk: `await desk.tickets.note("SHOP-10019", { text: "Called the depot." });`,
    body: { text: "Called the depot." },
    answer: example.notedTicket,
  },
  "POST /v1/desk/tickets/:number/assign": {
    id: "desk.tickets.assign",
    tag: "Desk tickets",
    sdk: `await desk.tickets.assign(ticket, "agt_amara");
await desk.tickets.assign(ticket, null); // back to the team`,
    body: { agent: "agt_amara" },
    answer: example.assignedTicket,
  },
  "POST /v1/desk/tickets/:number/claim": {
    id: "desk.tickets.claim",
    tag: "Desk tickets",
    description:
      "Compare and set: of two agents who claim at once, one gets the ticket and the other `already_assigned`.",
    sdk: `await desk.tickets.claim("SHOP-10019");`,
    body: undefined,
    answer: example.assignedTicket,
  },
  "POST /v1/desk/tickets/:number/solve": {
    id: "desk.tickets.solve",
    tag: "Desk tickets",
    sdk: `await desk.tickets.solve(ticket);`,
    body: undefined,
    answer: example.solvedTicket,
  },

  "GET /v1/desk/setup": {
    id: "desk.setup.get",
    tag: "Desk set-up",
    sdk: `const { version, setup } = await desk.setup.get();`,
    body: undefined,
    answer: { version: 12, setup: example.setup },
  },
  "PUT /v1/desk/setup": {
    id: "desk.setup.put",
    tag: "Desk set-up",
    sdk: `const { version, setup } = await desk.setup.get();
setup.name = "Fernweg support";
await desk.setup.put({ version, setup });`,
    body: example.setup,
    answer: { version: 13, setup: example.setup },
  },

  "POST /v1/desk/sessions": {
    id: "desk.session.signIn",
    tag: "Desk sessions",
    sdk: `// In the console's page: the answer sets its cookie.
const session = await desk.session.signIn(token);`,
    body: { token: example.linkSecret },
    answer: example.session,
  },
  "GET /v1/desk/session": {
    id: "desk.session.get",
    tag: "Desk sessions",
    sdk: `const { agent, sites, teams } = await desk.session.get();`,
    body: undefined,
    answer: example.session,
  },
  "DELETE /v1/desk/session": {
    id: "desk.session.signOut",
    tag: "Desk sessions",
    sdk: `await desk.session.signOut();`,
    body: undefined,
    answer: null,
  },
  "POST /v1/desk/agents/:agent/links": {
    id: "desk.agents.createLink",
    tag: "Desk sessions",
    description: "Whoever opens the link is signed in as that agent, so hand it over with care.",
    sdk: `const { link, expiresAt } = await desk.agents.createLink("agt_amara");`,
    body: undefined,
    answer: { link: `/console/#signin=${example.linkSecret}`, expiresAt: "2026-11-26T09:30:00.000Z" },
  },

  "GET /v1/desk/keys": {
    id: "desk.keys.list",
    tag: "Desk keys",
    sdk: `const keys = await desk.keys.list();`,
    body: undefined,
    answer: { items: [example.key] },
  },
  "POST /v1/desk/keys": {
    id: "desk.keys.create",
    tag: "Desk keys",
    sdk: `const { key, secret } = await desk.keys.create({
  name: "Order system",
  scopes: ["tickets:read", "tickets:write"],
  sites: ["site_shop"],
});
// The secret is shown this once.`,
    body: { name: example.key.name, scopes: example.key.scopes, sites: example.key.sites },
    answer: { key: example.key, secret: "fls_key_Zr8Kc2Vx6Nb0Mq4Wt9Ys1Hd5Lf7Pj3GaTe6Ri0Uo4Yw" },
  },
  "DELETE /v1/desk/keys/:key": {
    id: "desk.keys.revoke",
    tag: "Desk keys",
    sdk: `await desk.keys.revoke("key_orders1");`,
    body: undefined,
    answer: null,
  },
  "GET /v1/desk/sites/:site/identity-keys": {
    id: "desk.identityKeys.list",
    tag: "Desk keys",
    sdk: `const keys = await desk.identityKeys.list("site_shop");`,
    body: undefined,
    answer: { items: [example.identityKey] },
  },
  "POST /v1/desk/sites/:site/identity-keys": {
    id: "desk.identityKeys.create",
    tag: "Desk keys",
    description:
      "With HS256 the desk makes the secret and shows it this once; the text itself is the HMAC key. With EdDSA send the public half of an Ed25519 key as a JWK: `kty`, `crv` and `x`. A site has at most 20 keys.",
    sdk: `const { key, secret } = await desk.identityKeys.create("site_shop", {
  algorithm: "HS256",
  name: "Shop server",
});
// The secret is shown this once.`,
    body: { algorithm: "HS256", name: example.identityKey.name },
    answer: { key: example.identityKey, secret: "fls_idk_Vq3Xb8Lw1Zt6Kc0Rm5Yd9Hs2Fp7Gj4NaQe1Ui6Oo8Tx" },
  },
  "DELETE /v1/desk/sites/:site/identity-keys/:key": {
    id: "desk.identityKeys.revoke",
    tag: "Desk keys",
    description: "Visitors who are identified stay so until their token ends, at most an hour.",
    sdk: `await desk.identityKeys.revoke("site_shop", "idk_shop1");`,
    body: undefined,
    answer: null,
  },
};
