import type { Message } from "@firstline/sdk/wire";

/** What kind of entry an agent writes. */
export type EntryKind = "reply" | "note";

/** A message or note on its way to the desk. Its id is made once, so that a second try cannot make a second entry. */
export interface Outgoing {
  readonly id: Message["id"];
  readonly kind: EntryKind;
  readonly text: string;
  /** The status a reply gives the ticket. */
  readonly status: "pending" | "solved" | undefined;
  /** When the agent pressed send; RFC 3339. */
  readonly at: string;
}

/** What an agent wrote on one ticket and the desk has not confirmed. */
export interface Unconfirmed {
  readonly reply: string;
  readonly note: string;
  readonly outgoing: readonly Outgoing[];
}

/** Keeps unconfirmed text across reloads, per agent and ticket. */
export interface Drafts {
  read(number: string): Unconfirmed;
  write(number: string, unconfirmed: Unconfirmed): void;
}

export const nothing: Unconfirmed = { reply: "", note: "", outgoing: [] };

/** Drafts in a storage of the browser; where that is blocked or full they live as long as the page does. */
export function createDrafts(agent: string, storage: () => Storage): Drafts {
  const memory = new Map<string, Unconfirmed>();
  const key = (number: string) => `firstline-console:${agent}:${number}`;
  return {
    read(number) {
      const kept = memory.get(number);
      if (kept) return kept;
      try {
        return parse(storage().getItem(key(number)));
      } catch {
        return nothing;
      }
    },
    write(number, unconfirmed) {
      memory.set(number, unconfirmed);
      const empty = unconfirmed.reply === "" && unconfirmed.note === "" && unconfirmed.outgoing.length === 0;
      try {
        if (empty) storage().removeItem(key(number));
        else storage().setItem(key(number), JSON.stringify(unconfirmed));
      } catch {
        // Blocked or full: the copy in memory has to do.
      }
    },
  };
}

function parse(stored: string | null): Unconfirmed {
  const value: unknown = JSON.parse(stored ?? "null");
  if (!isRecord(value)) return nothing;
  return {
    reply: typeof value.reply === "string" ? value.reply : "",
    note: typeof value.note === "string" ? value.note : "",
    outgoing: Array.isArray(value.outgoing) ? value.outgoing.flatMap(parseOutgoing) : [],
  };
}

function parseOutgoing(value: unknown): Outgoing[] {
  if (!isRecord(value) || !isMessageId(value.id) || typeof value.text !== "string" || typeof value.at !== "string") {
    return [];
  }
  return [
    {
      id: value.id,
      kind: value.kind === "note" ? "note" : "reply",
      text: value.text,
      status: value.status === "pending" || value.status === "solved" ? value.status : undefined,
      at: value.at,
    },
  ];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isMessageId = (value: unknown): value is Message["id"] =>
  typeof value === "string" && /^msg_[A-Za-z0-9]{1,32}$/.test(value);
