import { Refused } from "./refused.ts";

/** A ticket of a list. */
interface Listed {
  readonly sequence: number;
}

/** Where an agents' list goes on: the last ticket's place in it. */
export interface DeskCursor {
  readonly place: number;
  readonly siteId: string;
  readonly sequence: number;
}

const garbled = () =>
  new Refused("invalid", { issues: [{ path: "query.cursor", message: "This is not a cursor of this list." }] });

/** Reads the cursor of an agents' list. */
export function deskCursorOf(text: string): DeskCursor {
  const [, at, siteId, sequence] = /^(\d{1,16})\.(site_[A-Za-z0-9]{1,32})\.(\d{1,16})$/.exec(text) ?? [];
  if (at === undefined || siteId === undefined || sequence === undefined) throw garbled();
  return { place: Number(at), siteId, sequence: Number(sequence) };
}

/** Writes where an agents' list goes on. */
export const deskCursorAt = ({ place, siteId, sequence }: DeskCursor): string => `${place}.${siteId}.${sequence}`;

/** Reads the cursor of a requester's list: the sequence of the last ticket. It tells nothing that only agents may know. */
export function cursorOf(text: string): number {
  if (!/^\d{1,16}$/.test(text)) throw garbled();
  return Number(text);
}

/** Writes where a requester's list goes on. */
export const cursorAt = ({ sequence }: Listed): string => String(sequence);

/** Reads the cursor of what was found. */
export function searchCursorOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw garbled();
  return Number(text);
}

/** Where a person's own data goes on: with the ticket of this sequence, after its event `seq`. */
export function dataCursorOf(text: string): { readonly sequence: number; readonly seq: number } {
  const [, sequence, seq] = /^(\d{1,15})\.(\d{1,15})$/.exec(text) ?? [];
  if (sequence === undefined || seq === undefined) throw garbled();
  return { sequence: Number(sequence), seq: Number(seq) };
}

/** Writes it. */
export const dataCursorAt = (sequence: number, seq: number): string => `${sequence}.${seq}`;

/** The cursor after a page of which one ticket too many was read, or null on the last page. */
export function nextCursor<Ticket extends Listed>(
  found: readonly Ticket[],
  limit: number,
  write: (last: Ticket) => string,
): string | null {
  const last = found.length > limit ? found[limit - 1] : undefined;
  return last ? write(last) : null;
}

/** Reads the cursor of the audit log: the id of the last entry. */
export function auditCursorOf(text: string): string {
  if (!/^aud_[A-Za-z0-9]{1,32}$/.test(text)) throw garbled();
  return text;
}
