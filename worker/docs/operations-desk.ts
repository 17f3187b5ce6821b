import type { Operations } from "./described.ts";
import * as example from "./examples.ts";
import { escalatedTicket, handover, playbook, returnedTicket } from "./examples-lines.ts";
import { setup } from "./examples-setup.ts";

/** What agents and programs do with tickets, and their keys. */
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
await desk.tickets.update(ticket, { priority: "high", tags: ["parcel", "depot"] });
// Puts it off: it opens by itself then, or when its requester writes before.
await desk.tickets.update(ticket, { status: "pending", wakeAt: "2026-11-30T08:00:00.000Z" });`,
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
    description: "Whoever is called in `mentions` finds the ticket in their view of mentions, until they have seen it.",
    sdk: `await desk.tickets.note("SHOP-10019", { text: "Called the depot.", mentions: ["agt_jonas"] });`,
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
  "POST /v1/desk/tickets/:number/merge": {
    id: "desk.tickets.merge",
    tag: "Desk tickets",
    description:
      "What was written stays where it is; the merged ticket closes and both timelines name the other, the requester's too. Two people's tickets are refused with `requester_differs`. This cannot be taken back.",
    sdk: `await desk.tickets.merge(ticket, "SHOP-10027");`,
    body: { into: "SHOP-10027" },
    answer: example.mergedTicket,
  },
  "POST /v1/desk/tickets/:number/links": {
    id: "desk.tickets.link",
    tag: "Desk tickets",
    description: "Both have to be of one site. Another relation of the same two takes the place of the one before.",
    sdk: `await desk.tickets.link("SHOP-10019", "SHOP-10027", "caused_by");`,
    body: { to: "SHOP-10027", relation: "caused_by" },
    answer: example.linkedTicket,
  },
  "DELETE /v1/desk/tickets/:number/links/:other": {
    id: "desk.tickets.unlink",
    tag: "Desk tickets",
    sdk: `await desk.tickets.unlink("SHOP-10019", "SHOP-10027");`,
    body: undefined,
    answer: example.unlinkedTicket,
  },
  "GET /v1/desk/macros": {
    id: "desk.macros.list",
    tag: "Desk tickets",
    description:
      "They are part of the set-up. Whoever sends one fills its placeholders; a macro without actions is a snippet.",
    sdk: `const macros = await desk.macros.list({ site: "site_shop" });`,
    body: undefined,
    answer: { items: setup.macros },
  },
  "POST /v1/desk/tickets/:number/read": {
    id: "desk.tickets.read",
    tag: "Desk tickets",
    description: "The requester sees it as `seen` of their ticket. For people: a key looks at nothing.",
    sdk: `await desk.tickets.read("SHOP-10019", 2);`,
    body: { seq: 2 },
    answer: null,
  },
  "GET /v1/desk/sites/:site/installation": {
    id: "desk.installation.get",
    tag: "Desk set-up",
    description:
      "A page asks for its site when somebody is about to open the panel; that is noted once an hour, and nothing else of it is kept. A page that no site of the desk allows cannot say which site it is for, so it is shown with each.",
    sdk: `const { seen, refused } = await desk.installation.get("site_shop");`,
    body: undefined,
    answer: {
      seen: [{ origin: "https://shop.example", at: "2026-11-23T09:30:00.000Z" }],
      refused: { origin: "https://www.shop.example", at: "2026-11-23T09:12:00.000Z" },
    },
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
