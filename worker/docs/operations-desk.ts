import type { Operations } from "./described.ts";
import * as example from "./examples.ts";
import { escalatedTicket, handover, playbook, returnedTicket } from "./examples-lines.ts";

/** What agents and programs do with tickets, how they sign in, and their keys. */
export const deskOperations = {
  "GET /v1/desk/tickets": {
    id: "desk.tickets.list",
    tag: "Desk tickets",
    sdk: `for await (const ticket of desk.tickets.list({ view: "team" })) {
  console.log(ticket.number, ticket.priority, ticket.waitingSince);
}
const followUps = desk.tickets.list({ followUpOf: "SHOP-10019" }); // in whichever view`,
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
    description:
      "Another priority or contract works the promised dates out anew, and the requester's timeline says so; what was spent stays spent.",
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
    description: "From tier 2 on, a playbook may tell tier 1 how to do it the next time. It stays with the ticket.",
    sdk: `await desk.tickets.solve(ticket);
await desk.tickets.solve(ticket, { playbook: { title, signs, steps } }); // from tier 2`,
    body: { playbook },
    answer: example.solvedTicket,
  },
  "POST /v1/desk/tickets/:number/escalate": {
    id: "desk.tickets.escalate",
    tag: "Desk tickets",
    description:
      "A handover is needed, so that nobody on the next tier asks again; 422 names all that it lacks. The requester sees `publicReason` and nothing else of it. Who gets the ticket is decided there and then.",
    sdk: `await desk.tickets.escalate(ticket, {
  handover: {
    summary: "Parcel 20417 has stood at the depot since Monday …",
    tried: ["Looked up the tracking", "Called the depot"],
    missing: "Somebody who may claim from the carrier.",
    impact: "One customer, who leaves on Friday.",
    publicReason: "A colleague who may claim parcels has it now.",
  },
});`,
    body: { handover },
    answer: escalatedTicket,
  },
  "POST /v1/desk/tickets/:number/return": {
    id: "desk.tickets.return",
    tag: "Desk tickets",
    description: "It goes back to the team that escalated it. The third time, that team's lead gets it.",
    sdk: `await desk.tickets.return(ticket, "The slip of the parcel.");`,
    body: { missing: "The slip of the parcel. Please ask for a picture of it." },
    answer: returnedTicket,
  },
  "POST /v1/desk/tickets/:number/read": {
    id: "desk.tickets.read",
    tag: "Desk tickets",
    description: "The requester sees it as `seen` of their ticket. For people: a key looks at nothing.",
    sdk: `await desk.tickets.read("SHOP-10019", 2);`,
    body: { seq: 2 },
    answer: null,
  },
  "GET /v1/desk/sites/:site/consents": {
    id: "desk.consents.list",
    tag: "Desk tickets",
    description:
      "A version keeps its text for good, so what somebody accepted with a ticket can be read for as long as there is a desk.",
    sdk: `const consents = await desk.consents.list("site_shop");`,
    body: undefined,
    answer: {
      items: [
        {
          version: "2026-10",
          text: "Fernweg keeps what you write for two years and shows it to nobody else.",
          since: "2026-10-01T08:00:00.000Z",
        },
      ],
    },
  },
  "PATCH /v1/desk/sites/:site/contacts/:contact": {
    id: "desk.contacts.update",
    tag: "Desk tickets",
    description:
      "The plan is what the customer pays for, in the site's own words. It decides which contract tickets to come are under, and rules may ask for it.",
    sdk: `await desk.contacts.update("site_shop", "con_8GkLw2", { plan: "Gold" });`,
    body: { plan: "Gold" },
    answer: { ...example.contact, plan: "Gold" },
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
  "DELETE /v1/desk/sites/:site/identity-keys/:identityKey": {
    id: "desk.identityKeys.revoke",
    tag: "Desk keys",
    description: "Visitors who are identified stay so until their token ends, at most an hour.",
    sdk: `await desk.identityKeys.revoke("site_shop", "idk_shop1");`,
    body: undefined,
    answer: null,
  },
} satisfies Partial<Operations>;
