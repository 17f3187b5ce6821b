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

/** A handover as it is being written. */
export interface HandoverDraft {
  readonly summary: string;
  /** Step by step; empty ones are not sent. */
  readonly tried: readonly string[];
  readonly missing: string;
  readonly impact: string;
  readonly publicReason: string;
}

/** A playbook as it is being written. */
export interface PlaybookDraft {
  readonly title: string;
  readonly signs: string;
  readonly steps: readonly string[];
}

/** What an agent wrote on one ticket and the desk has not confirmed. */
export interface Unconfirmed {
  readonly reply: string;
  readonly note: string;
  readonly outgoing: readonly Outgoing[];
  readonly handover: HandoverDraft;
  /** What a ticket that is sent back lacks. */
  readonly missing: string;
  readonly playbook: PlaybookDraft;
}

/** Keeps unconfirmed text across reloads, per agent and ticket. */
export interface Drafts {
  read(number: string): Unconfirmed;
  /** Replaces what is named; the rest stays. */
  write(number: string, change: Partial<Unconfirmed>): void;
}

export const nothing: Unconfirmed = {
  reply: "",
  note: "",
  outgoing: [],
  handover: { summary: "", tried: [""], missing: "", impact: "", publicReason: "" },
  missing: "",
  playbook: { title: "", signs: "", steps: [""] },
};

/** Drafts in a storage of the browser; where that is blocked or full they live as long as the page does. */
export function createDrafts(agent: string, storage: () => Storage): Drafts {
  const memory = new Map<string, Unconfirmed>();
  const key = (number: string) => `firstline-console:${agent}:${number}`;
  const read = (number: string): Unconfirmed => {
    const kept = memory.get(number);
    if (kept) return kept;
    try {
      return parse(storage().getItem(key(number)));
    } catch {
      return nothing;
    }
  };
  return {
    read,
    write(number, change) {
      const unconfirmed = { ...read(number), ...change };
      memory.set(number, unconfirmed);
      try {
        if (!saysSomething(unconfirmed)) storage().removeItem(key(number));
        else storage().setItem(key(number), JSON.stringify(unconfirmed));
      } catch {
        // Blocked or full: the copy in memory has to do.
      }
    },
  };
}

/** Whether anything is written in a draft, however deep. */
export function saysSomething(draft: unknown): boolean {
  if (typeof draft === "string") return draft.trim() !== "";
  return isRecord(draft) && Object.values(draft).some(saysSomething);
}

function parse(stored: string | null): Unconfirmed {
  const value: unknown = JSON.parse(stored ?? "null");
  if (!isRecord(value)) return nothing;
  const handover = isRecord(value.handover) ? value.handover : {};
  const playbook = isRecord(value.playbook) ? value.playbook : {};
  return {
    reply: text(value.reply),
    note: text(value.note),
    outgoing: Array.isArray(value.outgoing) ? value.outgoing.flatMap(parseOutgoing) : [],
    handover: {
      summary: text(handover.summary),
      tried: steps(handover.tried),
      missing: text(handover.missing),
      impact: text(handover.impact),
      publicReason: text(handover.publicReason),
    },
    missing: text(value.missing),
    playbook: { title: text(playbook.title), signs: text(playbook.signs), steps: steps(playbook.steps) },
  };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Steps, of which there is always one to write in. */
function steps(value: unknown): string[] {
  const written = Array.isArray(value) ? value.map(text) : [];
  return written.length === 0 ? [""] : written;
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
