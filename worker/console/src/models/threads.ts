import type { DeskEvent, DeskTicket } from "@firstline/sdk/wire";

/** A ticket with its events, as it was read. */
export interface KnownThread {
  readonly ticket: DeskTicket;
  readonly events: readonly DeskEvent[];
}

/** How many are kept. */
const MOST = 50;

/** Threads that were read, so that a ticket opened again is there at once; what it missed is read then. */
export class Threads {
  readonly #threads = new Map<string, KnownThread>();

  of(number: string): KnownThread | undefined {
    return this.#threads.get(number);
  }

  /** Keeps a thread as the newest; the oldest goes. */
  keep({ ticket, events }: KnownThread): void {
    this.#threads.delete(ticket.number);
    this.#threads.set(ticket.number, { ticket, events });
    const [oldest] = this.#threads.keys();
    if (this.#threads.size > MOST && oldest !== undefined) this.#threads.delete(oldest);
  }
}
