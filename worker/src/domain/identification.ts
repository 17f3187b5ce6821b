import type { Identity } from "./identity.ts";

/** A contact as an identification looks at it; `subject` is the site's own id of them, once they were identified. */
export interface Candidate {
  readonly id: string;
  readonly subject: string | null;
  /** When (ms) they last wrote; null for never. */
  readonly wroteAt: number | null;
}

/** Who an identity may be about: the one with its subject, the one that agents know by its address, the browser's own. */
export interface Found {
  readonly bySubject: Candidate | undefined;
  readonly byEmail: Candidate | undefined;
  readonly visitor: Candidate | undefined;
}

/** What follows for the contacts. */
export interface Identification {
  /** The contact that the identity is of from now on; undefined makes a new one. */
  readonly contact: Candidate | undefined;
  /** Contacts that were the same person all along: their tickets go to the one, and they end. */
  readonly absorbed: readonly Candidate[];
  /** The address by which agents find the contact, if it is proven and nobody else's. */
  readonly deskEmail: string | undefined;
  /** Whether what this browser has opened by secret links, and what it has uploaded, goes on with it. */
  readonly keepsGrants: boolean;
}

/**
 * Joins an identity with what the desk knew. Only contacts that nobody was ever identified as are taken over: the
 * browser's own, whose tickets follow its visitor; and the one that agents keep for the address, if the site says that
 * the address is proven. An address that a visitor merely typed joins nobody, for anybody can type it.
 */
export function identification(identity: Identity, { bySubject, byEmail, visitor }: Found): Identification {
  const email = identity.emailVerified ? identity.email?.toLowerCase() : undefined;
  const known = email === undefined ? undefined : byEmail;
  const free = [known, visitor].filter((one) => one !== undefined).filter((one) => one.subject === null);
  const contact = bySubject ?? free[0];
  const isNobodyElses = !known || known.subject === null || known.subject === identity.subject;
  return {
    contact,
    absorbed: free.filter(
      (one, index) => one.id !== contact?.id && free.findIndex(({ id }) => id === one.id) === index,
    ),
    deskEmail: isNobodyElses ? email : undefined,
    keepsGrants: !visitor || visitor.subject === null || visitor.subject === identity.subject,
  };
}
