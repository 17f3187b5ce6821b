import {
  type AuditDeed,
  type ContactDataPage,
  type ContactNote,
  ContactNoteId,
  type ContactRecord,
} from "@firstline/sdk/wire";
import * as z from "zod";
import { twice } from "../../desk.ts";
import { emptyTicketsOf } from "../../desk-erase.ts";
import { instant, instantOrNull } from "../../domain/clock-projection.ts";
import { agentNamed, type Directory, sitesSeen } from "../../domain/directory.ts";
import { formatNumber } from "../../domain/number.ts";
import { deskEventsFor, deskTicketFor } from "../../domain/projection.ts";
import type { Handlers } from "../../http/bind.ts";
import { actorOf, auditActorOf, sitesOf } from "../../http/caller.ts";
import { type DeskContext, deskOf, viewOf } from "../../http/context.ts";
import { dataCursorAt, dataCursorOf } from "../../http/cursor.ts";
import { Refused } from "../../http/refused.ts";
import { newId } from "../../secrets.ts";
import { insertAudit } from "../../store/audit.ts";
import { grantOwnTickets, markMerged, moveNotes } from "../../store/contact-merge.ts";
import {
  type ContactFile,
  contactFile,
  contactsAlike,
  deleteNote,
  eventsOfContact,
  insertNote,
  notesOfContact,
  originsOfContact,
  type StoredNote,
  ticketsOfContact,
} from "../../store/contact-sheets.ts";
import { changeContact } from "../../store/contacts.ts";
import { eraseContact } from "../../store/erasure.ts";
import { firstAnswerTo, insertFirstAnswer } from "../../store/events.ts";
import { moveActs, moveTickets } from "../../store/identified-contacts.ts";
import { run } from "../../store/query.ts";
import { replayed } from "./replay.ts";

/** What a sheet and a page of data hold at most. */
const most = { tickets: 20, alike: 10 };
const pageOf = { tickets: 10, events: 100 };

/** How many tickets a request empties itself; the rest goes on behind it. */
const emptiedAtOnce = 200;

const Kept = z.object({ id: ContactNoteId, at: z.int() });

export const deskContacts = {
  "GET /v1/desk/sites/:site/contacts/:contact": async ({ context, params }) => {
    const { directory } = context;
    const site = siteOf(context, params.site);
    const { file, found, origins, notes, alike } = await context.read({
      file: contactFile(site.id, params.contact),
      found: ticketsOfContact(site.id, params.contact, Number.MAX_SAFE_INTEGER, most.tickets + 1),
      origins: originsOfContact(site.id, params.contact, most.tickets),
      notes: notesOfContact(site.id, params.contact),
      alike: contactsAlike(site.id, params.contact, most.alike),
    });
    if (!file) throw new Refused("not_found");
    const shown = found.slice(0, most.tickets);
    const view = await viewOf(context, shown);
    return {
      status: 200,
      body: {
        contact: recordOf(file),
        tickets: shown.map(({ sequence, state, requester }) =>
          deskTicketFor(view, { site, sequence }, state, requester),
        ),
        more: found.length > most.tickets,
        origins: origins.map(({ sequence, at, context: written }) => ({
          number: formatNumber(site.prefix, sequence),
          at: instant(at),
          context: written,
        })),
        notes: notes.map((note) => noteOf(directory, note)),
        alike,
      },
    };
  },

  "PATCH /v1/desk/sites/:site/contacts/:contact": async ({ context, params, body }) => {
    const site = siteOf(context, params.site);
    await context.read({});
    const { contact } = await run(context.env.DB, { contact: changeContact(site.id, params.contact, body) });
    if (!contact) throw new Refused("not_found");
    return { status: 200, body: contact };
  },

  "POST /v1/desk/sites/:site/contacts/:contact/notes": async ({ context, params, body, create }) => {
    const { env, now, directory, caller } = context;
    // What a program knows belongs into attributes; a note is somebody's word.
    if (caller.kind !== "agent") throw new Refused("forbidden");
    const site = siteOf(context, params.site);
    const { first, file } = await context.read({
      first: firstAnswerTo(site.id, create.keyHash),
      file: contactFile(site.id, params.contact),
    });
    const kept = replayed(first, create);
    const told = { agent: caller.agent.id, text: body.text };
    // Of the first answer what the same request cannot say itself is kept, so that no text outlives its note there.
    if (kept !== undefined) return { status: 201, body: noteOf(directory, { ...told, ...Kept.parse(kept) }) };
    if (!file || file.erasedAt !== null) throw new Refused("not_found");
    const made = { id: newId("cnt", now), at: now };
    await run(env.DB, {
      note: insertNote(site.id, params.contact, { ...told, ...made }),
      first: insertFirstAnswer(site.id, create.keyHash, create.requestHash, 0, made),
    });
    return { status: 201, body: noteOf(directory, { ...told, ...made }) };
  },

  "DELETE /v1/desk/sites/:site/contacts/:contact/notes/:note": async ({ context, params }) => {
    const site = siteOf(context, params.site);
    await context.read({});
    const { removed } = await run(context.env.DB, { removed: deleteNote(site.id, params.contact, params.note) });
    if (!removed) throw new Refused("not_found");
    return { status: 204, body: null };
  },

  "POST /v1/desk/sites/:site/contacts/:contact/merge": async ({ context, params, body }) => {
    const { env } = context;
    const site = siteOf(context, params.site);
    const [from, to] = [params.contact, body.into];
    return twice(async () => {
      const { source, target } = await context.read({
        source: contactFile(site.id, from),
        target: contactFile(site.id, to),
      });
      if (!source || source.erasedAt !== null) throw new Refused("not_found");
      if (!target || target.erasedAt !== null || from === to) refuse("body.into", "There is no such other contact.");
      if (target.mergedInto !== null) refuse("body.into", "This contact was joined with another one itself.");
      if (source.subject !== null) refuse("body.into", "An identified contact stays: join the other one with it.");
      await run(env.DB, {
        grants: grantOwnTickets(site.id, from),
        merged: markMerged(site.id, from, to),
        audit: noted(context, { kind: "contact_merged", site: site.id, contact: from, into: to }),
        acts: moveActs(site.id, from, to),
        tickets: moveTickets(site.id, from, to),
        notes: moveNotes(site.id, from, to),
      });
      return { status: 200, body: target.contact };
    });
  },

  "GET /v1/desk/sites/:site/contacts/:contact/data": async ({ context, params, query }) => {
    const { directory } = context;
    const site = siteOf(context, params.site);
    const at = query.cursor === undefined ? undefined : dataCursorOf(query.cursor);
    const before = at ? at.sequence + 1 : Number.MAX_SAFE_INTEGER;
    const { file, notes, found, events } = await context.read({
      file: contactFile(site.id, params.contact),
      notes: notesOfContact(site.id, params.contact),
      found: ticketsOfContact(site.id, params.contact, before, pageOf.tickets + 1),
      events: eventsOfContact(site.id, params.contact, before, pageOf.tickets, at?.seq ?? 0, pageOf.events),
    });
    if (!file) throw new Refused("not_found");
    // Whoever begins to read is written down, however far they get.
    if (!at) await run(context.env.DB, { audit: noted(context, { kind: "contact_exported", ...params }) });
    const view = await viewOf(context, found);
    const page: ContactDataPage = {
      contact: recordOf(file),
      notes: notes.map((note) => noteOf(directory, note)),
      tickets: [],
      next: null,
    };
    for (const { sequence, state, requester } of found.slice(0, pageOf.tickets)) {
      const own = events
        .filter((each) => each.sequence === sequence)
        .map(({ event }) => event)
        .sort((one, other) => one.seq - other.seq);
      const [opened] = own;
      page.tickets.push({
        ticket: deskTicketFor(view, { site, sequence }, state, requester),
        ...(opened?.type === "submitted" && { fields: { ...opened.fields } }),
        events: deskEventsFor(directory, site, own, requester),
      });
      const last = own.at(-1)?.seq ?? state.seq;
      if (last < state.seq) return { status: 200, body: { ...page, next: dataCursorAt(sequence, last) } };
    }
    const following = found[pageOf.tickets];
    return { status: 200, body: { ...page, next: following ? dataCursorAt(following.sequence, 0) : null } };
  },

  "POST /v1/desk/sites/:site/contacts/:contact/erase": async ({ context, params }) => {
    const { env, now, caller } = context;
    const site = siteOf(context, params.site);
    const { file } = await context.read({ file: contactFile(site.id, params.contact) });
    if (!file) throw new Refused("not_found");
    await run(env.DB, {
      ...eraseContact(site.id, params.contact, now),
      audit: noted(context, { kind: "contact_erased", ...params }),
    });
    const erasure = await emptyTicketsOf(deskOf(context), site.id, params.contact, emptiedAtOnce, actorOf(caller));
    return { status: 200, body: erasure };
  },
} satisfies Partial<Handlers>;

/** The site, if the caller may see it. */
function siteOf({ directory, caller }: DeskContext, id: string) {
  const seen = sitesSeen(directory, sitesOf(caller), id).length > 0;
  const site = seen ? directory.siteById.get(id) : undefined;
  if (!site) throw new Refused("not_found");
  return site;
}

const noted = ({ caller, now }: DeskContext, deed: AuditDeed & { readonly site: string }) =>
  insertAudit(auditActorOf(caller), deed, now, deed.site);

function refuse(path: string, message: string): never {
  throw new Refused("invalid", { issues: [{ path, message }] });
}

const recordOf = (file: ContactFile): ContactRecord => ({
  ...file.contact,
  subject: file.subject,
  emailVerified: file.emailVerified,
  language: file.language,
  attributes: file.attributes,
  createdAt: instant(file.createdAt),
  wroteAt: instantOrNull(file.wroteAt),
  mergedInto: file.mergedInto,
  erasedAt: instantOrNull(file.erasedAt),
});

const noteOf = (directory: Directory, { id, at, agent, text }: StoredNote): ContactNote => ({
  id,
  at: instant(at),
  agent: agentNamed(directory, agent),
  text,
});
