import { type Call, type CallOptions, type CreateOptions, creation } from "../request.ts";
import type { Contact, ContactChange, ContactDataPage, ContactNote, ContactSheet, Erasure } from "../wire/index.ts";

type Id = Contact["id"];

/** The people on the customer side of a site. */
export interface DeskContacts {
  /** A contact with their newest tickets, where they wrote, what agents noted, and others of the same address. */
  get(site: string, contact: Id, options?: CallOptions): Promise<ContactSheet>;
  /** Changes a contact's name, plan or attributes; the plan decides the contract of tickets to come. */
  update(site: string, contact: Id, change: ContactChange, options?: CallOptions): Promise<Contact>;
  /** Notes something about a contact, for agents alone. Only an agent can, no key. */
  note(site: string, contact: Id, text: string, options?: CreateOptions): Promise<ContactNote>;
  removeNote(site: string, contact: Id, note: ContactNote["id"], options?: CallOptions): Promise<void>;
  /** Joins a contact with another of the site: its tickets go there. Resolves with the one that stays. */
  merge(site: string, contact: Id, into: Id, options?: CallOptions): Promise<Contact>;
  /** Everything that is kept of a contact, page by page. */
  data(site: string, contact: Id, options?: CallOptions): AsyncIterable<ContactDataPage>;
  /** Forgets a contact for good: their data, and all texts and files of their tickets, which close. */
  erase(site: string, contact: Id, options?: CallOptions): Promise<Erasure>;
}

export const createContacts = (call: Call): DeskContacts => ({
  get: (site, contact, options) =>
    call("GET /v1/desk/sites/:site/contacts/:contact", { ...options, params: { site, contact } }),
  update: (site, contact, body, options) =>
    call("PATCH /v1/desk/sites/:site/contacts/:contact", { ...options, params: { site, contact }, body }),
  note: (site, contact, text, options) =>
    call("POST /v1/desk/sites/:site/contacts/:contact/notes", {
      ...creation(options),
      params: { site, contact },
      body: { text },
    }),
  removeNote: async (site, contact, note, options) => {
    await call("DELETE /v1/desk/sites/:site/contacts/:contact/notes/:note", {
      ...options,
      params: { site, contact, note },
    });
  },
  merge: (site, contact, into, options) =>
    call("POST /v1/desk/sites/:site/contacts/:contact/merge", {
      ...options,
      params: { site, contact },
      body: { into },
    }),
  async *data(site, contact, options) {
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: ContactDataPage = await call("GET /v1/desk/sites/:site/contacts/:contact/data", {
        ...options,
        params: { site, contact },
        query: cursor === undefined ? {} : { cursor },
      });
      yield page;
      cursor = page.next;
    }
  },
  erase: (site, contact, options) =>
    call("POST /v1/desk/sites/:site/contacts/:contact/erase", { ...options, params: { site, contact } }),
});
