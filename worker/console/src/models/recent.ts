import { createModel, type ReadonlySignal, signal } from "@preact/signals";

/** A ticket that was open. */
export interface RecentTicket {
  readonly number: string;
  readonly subject: string;
}

/** The tickets the agent had open, the last one first. */
export interface Recent {
  readonly tickets: ReadonlySignal<readonly RecentTicket[]>;
  add(ticket: RecentTicket): void;
}

const most = 8;

export const Recent = createModel<Recent, [string, () => Storage]>((agent, storage) => {
  const key = `firstline-console:${agent}:recent`;
  const tickets = signal(kept(storage, key));
  return {
    tickets,
    add({ number, subject }) {
      const others = tickets.peek().filter((ticket) => ticket.number !== number);
      tickets.value = [{ number, subject }, ...others].slice(0, most);
      try {
        storage().setItem(key, JSON.stringify(tickets.peek()));
      } catch {
        // Blocked or full: they are known until the page is loaded again.
      }
    },
  };
});

function kept(storage: () => Storage, key: string): readonly RecentTicket[] {
  try {
    const value: unknown = JSON.parse(storage().getItem(key) ?? "[]");
    return Array.isArray(value) ? value.filter(isRecent) : [];
  } catch {
    return [];
  }
}

const isRecent = (value: unknown): value is RecentTicket =>
  typeof value === "object" &&
  value !== null &&
  "number" in value &&
  typeof value.number === "string" &&
  "subject" in value &&
  typeof value.subject === "string";
