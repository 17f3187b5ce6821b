import type { ContactNote, ContactRecord } from "@firstline/sdk/wire";
import type { Operations } from "./described.ts";
import * as example from "./examples.ts";

const record: ContactRecord = {
  ...example.contact,
  subject: null,
  emailVerified: false,
  language: "sv",
  attributes: { "Customer since": "2023" },
  createdAt: "2026-10-02T07:11:00.000Z",
  wroteAt: example.at,
  mergedInto: null,
  erasedAt: null,
};
const note: ContactNote = {
  id: "cnt_4kTz0aVd81LqYwXc2Rb7Ns",
  at: example.at,
  agent: example.agent,
  text: "Prefers a call in the evening.",
};

/** What agents know and do about the people who write. */
export const contactOperations = {
  "GET /v1/desk/sites/:site/contacts/:contact": {
    id: "desk.contacts.get",
    tag: "Contacts",
    sdk: `const { contact, tickets, notes } = await desk.contacts.get("site_shop", "con_8GkLw2");`,
    body: undefined,
    answer: {
      contact: record,
      tickets: [example.deskTicket],
      more: false,
      origins: [{ number: example.deskTicket.number, at: example.at, context: example.context }],
      notes: [note],
      alike: [],
    },
  },
  "PATCH /v1/desk/sites/:site/contacts/:contact": {
    id: "desk.contacts.update",
    tag: "Contacts",
    description:
      "The plan is what the customer pays for, in the site's own words. It decides which contract tickets to come are under, and rules may ask for it. Attributes are replaced as a whole.",
    sdk: `await desk.contacts.update("site_shop", "con_8GkLw2", { plan: "Gold" });`,
    body: { plan: "Gold" },
    answer: { ...example.contact, plan: "Gold" },
  },
  "POST /v1/desk/sites/:site/contacts/:contact/notes": {
    id: "desk.contacts.note",
    tag: "Contacts",
    description:
      "A note is a person's word, so no secret key writes one: what a program knows belongs into attributes.",
    sdk: `await desk.contacts.note("site_shop", "con_8GkLw2", "Prefers a call in the evening.");`,
    body: { text: note.text },
    answer: note,
  },
  "DELETE /v1/desk/sites/:site/contacts/:contact/notes/:note": {
    id: "desk.contacts.removeNote",
    tag: "Contacts",
    sdk: `await desk.contacts.removeNote("site_shop", "con_8GkLw2", "cnt_4kTz0aVd81LqYwXc2Rb7Ns");`,
    body: undefined,
    answer: null,
  },
  "POST /v1/desk/sites/:site/contacts/:contact/merge": {
    id: "desk.contacts.merge",
    tag: "Contacts",
    description:
      "The tickets, and the notes, go to the other contact; what was said in them is the other's from then on. Nobody sees more than before: the browsers of the joined contact keep their own tickets and see none of the other's. An identified contact cannot be joined with another, only the other with it. It cannot be undone.",
    sdk: `await desk.contacts.merge("site_shop", "con_8GkLw2", "con_2Rb7Ns");`,
    body: { into: "con_2Rb7Ns" },
    answer: { ...example.contact, id: "con_2Rb7Ns" },
  },
  "GET /v1/desk/sites/:site/contacts/:contact/data": {
    id: "desk.contacts.data",
    tag: "Contacts",
    description:
      "For somebody who asks what is kept of them. A page has at most ten tickets and a hundred events of each; a longer ticket goes on, under its number, on the next page.",
    sdk: `for await (const page of desk.contacts.data("site_shop", "con_8GkLw2")) {
  console.log(page.tickets.length);
}`,
    body: undefined,
    answer: {
      contact: record,
      notes: [note],
      tickets: [{ ticket: example.deskTicket, fields: { orderNumber: "20417" }, events: [] }],
      next: null,
    },
  },
  "POST /v1/desk/sites/:site/contacts/:contact/erase": {
    id: "desk.contacts.erase",
    tag: "Contacts",
    description:
      "Takes away everything that says who they are, and in their tickets every text that anybody wrote, forms, pages and files. What happened and when stays, so that counts still add up. Their browsers and links open nothing any more. The first 200 tickets are emptied at once, older ones within minutes. It cannot be undone.",
    sdk: `const { goesOn } = await desk.contacts.erase("site_shop", "con_8GkLw2");`,
    body: undefined,
    answer: { tickets: 3, goesOn: false },
  },
} satisfies Partial<Operations>;
