import type { Story } from "./two-desks.ts";

export const minute = 60_000;
export const hour = 60 * minute;

export const submission = { subject: "The lamp is dark", message: { text: "It does not turn on." } };

/** An idempotency key. */
export const key = (letter: string): string => letter.repeat(24);

interface Answered {
  readonly ticket: { readonly number: string; readonly seq: number };
}

/** A ticket as it was last read. */
export const known = ({ ticket: { number, seq } }: Answered) => ({ number, seq });

/** The token of a visitor who has a ticket of their own. */
export async function otherToken(visitor: Parameters<Story>[0]["visitor"]): Promise<string | undefined> {
  const other = visitor();
  await other.tickets.submit({ ...submission, subject: "Mine" });
  return other.token;
}
