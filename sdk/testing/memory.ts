import type { Attachment, Contact, ContractVersion, KnownConsent, SiteSetup } from "@firstline/sdk/wire";
import type { Terms } from "../../worker/src/domain/clock.ts";
import type { TermsOf } from "../../worker/src/domain/clocks.ts";
import { type ContractText, versioned } from "../../worker/src/domain/contract-versions.ts";
import type { Surroundings } from "../../worker/src/domain/decision.ts";
import { type Directory, directoryOf } from "../../worker/src/domain/directory.ts";
import type { Standing } from "../../worker/src/domain/eligibility.ts";
import type { TicketEvent } from "../../worker/src/domain/event.ts";
import type { TicketPlace, View } from "../../worker/src/domain/projection.ts";
import type { TicketState } from "../../worker/src/domain/ticket.ts";

/** A ticket as the desk keeps it. */
export interface StoredTicket {
  readonly siteId: string;
  readonly sequence: number;
  readonly secretHash: string;
  state: TicketState;
  events: readonly TicketEvent[];
  /** When (ms) it is to be woken; null for never. */
  dueAt: number | null;
}

/** A contact, and what the desk knows beside what agents see of them. */
export interface Person {
  contact: Contact;
  /** The address by which agents find them. */
  deskEmail: string | null;
  /** The site's own id of them; null for somebody who was never identified. */
  subject: string | null;
  language: string | null;
  readonly createdAt: number;
  wroteAt: number | null;
}

/** Whom a visitor's token stands for, and until when (ms) they are identified: null for an anonymous visitor. */
export interface StoredVisitor {
  contact: string;
  identifiedUntil: number | null;
}

/** What the first request of an idempotency key was answered with. */
export interface FirstAnswer {
  readonly requestHash: string;
  readonly answer: unknown;
}

/** A file that waits for a message to name it. */
export interface StoredUpload {
  readonly file: Attachment;
  readonly bytes: Uint8Array<ArrayBuffer>;
  uploader: string;
  readonly createdAt: number;
}

/** A file that stands in a ticket. */
export interface StoredAttachment extends Pick<StoredUpload, "file" | "bytes"> {
  readonly siteId: string;
  readonly sequence: number;
  readonly isPublic: boolean;
}

/** A mail that the desk would have sent: a link that opens the tickets of an address again, once, for an hour. */
export interface TestMail {
  /** In lower case. */
  readonly to: string;
  readonly sentAt: Date;
  /** `https://desk.test/t/PREFIX#r=SECRET`. */
  readonly link: string;
  /** The secret of the link: `firstline.redeemRestore(secret)`. */
  readonly secret: string;
}

/** A link that somebody may come back by. */
export interface StoredRestore {
  readonly email: string;
  readonly expiresAt: number;
}

/** All that a test desk keeps. Rows of a site are keyed by `keyOf`. */
export interface Memory {
  /** What the desk's other secrets are derived from. */
  readonly secret: string;
  /** The desk's instant, in milliseconds since 1970. */
  now: number;
  directory: Directory;
  /** The newest text of every contract that ever was, and every version made ready. */
  readonly contracts: Map<string, ContractText>;
  readonly terms: Map<string, Terms>;
  /** Every version of a site's consent text that ever was. */
  readonly consents: Map<string, KnownConsent>;
  readonly people: Map<string, Person>;
  readonly visitors: Map<string, StoredVisitor>;
  /** Tickets that a visitor's token was let open by a secret link. */
  readonly grants: Map<string, Set<number>>;
  readonly tickets: Map<string, StoredTicket>;
  /** The last event that an agent has read of a ticket. */
  readonly readTo: Map<string, number>;
  /** The last number that each site gave. */
  readonly sequences: Map<string, number>;
  readonly firstAnswers: Map<string, FirstAnswer>;
  readonly budgets: Map<string, number>;
  readonly standings: Map<string, Standing>;
  readonly uploads: Map<string, StoredUpload>;
  readonly attachments: Map<string, StoredAttachment>;
  /** Links that were mailed and not used yet. */
  readonly restores: Map<string, StoredRestore>;
  readonly mails: TestMail[];
}

/** Where something of a site is kept. */
export const keyOf = (siteId: string, id: string | number): string => `${siteId} ${id}`;

const versionName = ({ id, version }: ContractVersion): string => `${id}@${version}`;

/** A desk that has a set-up and nothing else yet. */
export function createMemory(directory: Directory, secret: string, now: number): Memory {
  const memory: Memory = {
    secret,
    now,
    directory,
    contracts: new Map(),
    terms: new Map(),
    consents: new Map(),
    people: new Map(),
    visitors: new Map(),
    grants: new Map(),
    tickets: new Map(),
    readTo: new Map(),
    sequences: new Map(),
    firstAnswers: new Map(),
    budgets: new Map(),
    standings: new Map(),
    uploads: new Map(),
    attachments: new Map(),
    restores: new Map(),
    mails: [],
  };
  replaceSetup(memory, directory.setup, directory.version);
  return memory;
}

/** Puts a set-up in the place of the one before, under this version. Its contracts get theirs. */
export function replaceSetup(memory: Memory, setup: Directory["setup"], version: number): void {
  const versions = versioned(setup.contracts, setup.calendars, memory.contracts);
  const { keys, identityKeys } = memory.directory;
  memory.directory = directoryOf(version, { ...setup, contracts: [...versions.contracts] }, keys, [], identityKeys);
  for (const { id, version: contractVersion } of versions.contracts) {
    memory.contracts.set(id, { version: contractVersion, text: versions.texts.get(id) ?? "" });
  }
  for (const { id, consent } of setup.sites) {
    if (!consent || memory.consents.has(keyOf(id, consent.version))) continue;
    memory.consents.set(keyOf(id, consent.version), { ...consent, since: new Date(memory.now).toISOString() });
  }
  for (const terms of memory.directory.lines.terms.values()) memory.terms.set(versionName(terms.contract), terms);
}

/** The same set-up with other keys. The version moves, as it does with everything that a credential rests on. */
export function replaceKeys(memory: Memory, change: Partial<Pick<Directory, "keys" | "identityKeys">>): void {
  const { setup, version, keys, identityKeys } = { ...memory.directory, ...change };
  memory.directory = directoryOf(version + 1, setup, keys, [], identityKeys);
}

/** Finds the contract that a ticket is under, in any version. */
export const termsOf =
  (memory: Memory): TermsOf =>
  (version) => {
    const terms = memory.terms.get(versionName(version));
    if (!terms) throw new Error(`The contract ${versionName(version)} is missing`);
    return terms;
  };

/** What tickets are shown with. */
export const viewOf = (memory: Memory): View => ({
  directory: memory.directory,
  termsOf: termsOf(memory),
  now: memory.now,
});

/** What a decision about a ticket of a site rests on. */
export const surroundingsOf = (memory: Memory, site: string): Surroundings => ({
  now: memory.now,
  site,
  lines: memory.directory.lines,
  situation: memory.standings,
  termsOf: termsOf(memory),
});

export const ticketAt = (memory: Memory, { site, sequence }: TicketPlace): StoredTicket | undefined =>
  memory.tickets.get(keyOf(site.id, sequence));

/** Who a ticket is for. */
export function requesterOf(memory: Memory, { siteId, state }: StoredTicket): Contact {
  const person = memory.people.get(keyOf(siteId, state.contact));
  if (!person) throw new Error(`The contact ${state.contact} is missing`);
  return person.contact;
}

/** Whether a visitor may see a ticket: it is their own, or they opened it by its secret link. */
export const isSeenBy = (memory: Memory, tokenHash: string, { siteId, sequence, state }: StoredTicket): boolean =>
  memory.visitors.get(keyOf(siteId, tokenHash))?.contact === state.contact ||
  memory.grants.get(keyOf(siteId, tokenHash))?.has(sequence) === true;

/** A visitor's tickets, the newest number first. */
export const ticketsSeenBy = (memory: Memory, tokenHash: string, { id }: SiteSetup): StoredTicket[] =>
  [...memory.tickets.values()]
    .filter((ticket) => ticket.siteId === id && isSeenBy(memory, tokenHash, ticket))
    .sort((one, other) => other.sequence - one.sequence);

/** Lets a visitor open one ticket that is not their own. */
export function grant(memory: Memory, siteId: string, tokenHash: string, sequence: number): void {
  const key = keyOf(siteId, tokenHash);
  memory.grants.set(key, new Set([...(memory.grants.get(key) ?? []), sequence]));
}

/** Takes a site's next number. */
export function nextSequence(memory: Memory, siteId: string): number {
  const sequence = (memory.sequences.get(siteId) ?? 1_000) + 1;
  memory.sequences.set(siteId, sequence);
  return sequence;
}

/** A name to count under, and how often it may happen within an hour. */
export interface Budget {
  readonly name: string;
  readonly limit: number;
}

const budgetName = (memory: Memory, siteId: string, { name }: Budget): string =>
  keyOf(siteId, `${Math.floor(memory.now / 3_600_000)} ${name}`);

/** Whether one of these budgets is used up for this hour. */
export const isSpent = (memory: Memory, siteId: string, budgets: readonly Budget[]): boolean =>
  budgets.some((budget) => (memory.budgets.get(budgetName(memory, siteId, budget)) ?? 0) >= budget.limit);

/** Counts a use of each budget. */
export function spend(memory: Memory, siteId: string, budgets: readonly Budget[]): void {
  for (const budget of budgets) {
    const name = budgetName(memory, siteId, budget);
    memory.budgets.set(name, Math.min((memory.budgets.get(name) ?? 0) + 1, budget.limit));
  }
}

/** How many seconds are left of this hour. */
export const secondsLeft = ({ now }: Memory): number => Math.ceil((3_600_000 - (now % 3_600_000)) / 1_000);
