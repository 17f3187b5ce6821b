import * as z from "zod";
import { ContactId, pageQuery, SiteId, Text } from "../common.ts";
import { ContactChange, ContactDataPage, ContactNote, ContactNoteId, ContactSheet, Erasure } from "../contact.ts";
import { Contact } from "../ticket.ts";
import type { Routes } from "./route.ts";
import { createErrors } from "./shared.ts";

const params = z.strictObject({ site: SiteId, contact: ContactId });

/** What agents know and do about the people who write. */
export const contactsRoutes = {
  "GET /v1/desk/sites/:site/contacts/:contact": {
    summary: "Read a contact: who they are, their tickets, where they wrote, and what agents noted",
    caller: "agent",
    scope: "tickets:read",
    params,
    answers: { 200: ContactSheet },
    errors: ["not_found"],
  },
  "PATCH /v1/desk/sites/:site/contacts/:contact": {
    summary: "Change a contact's name, plan or attributes",
    caller: "agent",
    scope: "tickets:write",
    params,
    body: ContactChange,
    answers: { 200: Contact },
    errors: ["not_found"],
  },
  "POST /v1/desk/sites/:site/contacts/:contact/notes": {
    summary: "Note something about a contact, for agents alone",
    caller: "agent",
    params,
    body: z.strictObject({ text: Text.min(1) }).meta({ id: "NewContactNote" }),
    answers: { 201: ContactNote },
    errors: ["not_found", ...createErrors],
    idempotent: true,
  },
  "DELETE /v1/desk/sites/:site/contacts/:contact/notes/:note": {
    summary: "Remove a note about a contact",
    caller: "agent",
    params: params.extend({ note: ContactNoteId }),
    answers: { 204: null },
    errors: ["not_found"],
  },
  "POST /v1/desk/sites/:site/contacts/:contact/merge": {
    summary: "Join a contact with another: its tickets go there. What its browsers may see stays as it was",
    caller: "agent",
    scope: "tickets:write",
    params,
    body: z.strictObject({ into: ContactId }).meta({ id: "ContactMerge" }),
    answers: { 200: Contact },
    errors: ["not_found", "version_clash"],
  },
  "GET /v1/desk/sites/:site/contacts/:contact/data": {
    summary: "Read everything that the desk keeps of a contact, page by page",
    caller: "lead",
    scope: "tickets:read",
    params,
    query: z.strictObject({ cursor: pageQuery.cursor }),
    answers: { 200: ContactDataPage },
    errors: ["not_found"],
  },
  "POST /v1/desk/sites/:site/contacts/:contact/erase": {
    summary: "Forget a contact: their data, and all texts and files of their tickets, which close",
    caller: "lead",
    scope: "tickets:write",
    params,
    answers: { 200: Erasure },
    errors: ["not_found", "version_clash"],
  },
} as const satisfies Routes;
