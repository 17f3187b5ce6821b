import type { Message } from "@firstline/sdk/wire";
import type { Wish } from "./conflict.ts";

/** What kind of entry an agent writes. */
export type EntryKind = "reply" | "note";

/** A message or note on its way to the desk. Its id is made once, so that a second try cannot make a second entry. */
export interface Outgoing {
  readonly id: Message["id"];
  readonly kind: EntryKind;
  readonly text: string;
  /** The status a reply gives the ticket, and until when that puts it off; RFC 3339. */
  readonly status: "open" | "pending" | "solved" | undefined;
  readonly wakeAt?: string | undefined;
  /** What else is changed with it, by a macro. */
  readonly wish?: Wish | undefined;
  readonly files?: readonly KeptFile[] | undefined;
  /** Whom a note calls. */
  readonly mentions?: readonly string[] | undefined;
  /** When the agent pressed send; RFC 3339. */
  readonly at: string;
  /** The ticket's last event that the agent knew then. */
  readonly seq: number;
  /** The code of why the desk refused it, if it did. */
  readonly refused?: string | undefined;
}

/** A file that has been uploaded for a draft. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
}

/** A colleague whom a note calls. */
export interface Mention {
  readonly id: string;
  readonly name: string;
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
  readonly replyFiles: readonly KeptFile[];
  readonly noteFiles: readonly KeptFile[];
  readonly mentions: readonly Mention[];
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
  /** The numbers of the tickets with something that the desk has not confirmed and not refused. */
  unsent(): string[];
}

export const nothing: Unconfirmed = {
  reply: "",
  note: "",
  replyFiles: [],
  noteFiles: [],
  mentions: [],
  outgoing: [],
  handover: { summary: "", tried: [""], missing: "", impact: "", publicReason: "" },
  missing: "",
  playbook: { title: "", signs: "", steps: [""] },
};

/** Drafts in a storage of the browser; where that is blocked or full they live as long as the page does. */
export function createDrafts(agent: string, storage: () => Storage): Drafts {
  const memory = new Map<string, Unconfirmed>();
  const prefix = `firstline-console:${agent}:`;
  const key = (number: string) => `${prefix}${number}`;
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
    unsent: () =>
      keysOf(storage)
        .filter((stored) => stored.startsWith(prefix))
        .map((stored) => stored.slice(prefix.length))
        .filter((number) => read(number).outgoing.some(({ refused }) => refused === undefined)),
  };
}

function keysOf(storage: () => Storage): string[] {
  try {
    const kept = storage();
    return Array.from({ length: kept.length }, (_, index) => kept.key(index) ?? "");
  } catch {
    return [];
  }
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
    replyFiles: files(value.replyFiles),
    noteFiles: files(value.noteFiles),
    mentions: mentioned(value.mentions),
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
      status: statuses.find((status) => status === value.status),
      ...(typeof value.wakeAt === "string" && { wakeAt: value.wakeAt }),
      ...(isRecord(value.wish) && { wish: parseWish(value.wish) }),
      ...(Array.isArray(value.files) && { files: files(value.files) }),
      ...(Array.isArray(value.mentions) && { mentions: value.mentions.map(text) }),
      at: value.at,
      seq: typeof value.seq === "number" ? value.seq : 0,
      refused: typeof value.refused === "string" ? value.refused : undefined,
    },
  ];
}

/** What a macro wishes: no more than it can. */
function parseWish({ priority, team, tags, assignee }: Record<string, unknown>): Wish {
  const asked = priorities.find((one) => one === priority);
  return {
    ...(asked !== undefined && { priority: asked }),
    ...(typeof team === "string" && { team }),
    ...(Array.isArray(tags) && { tags: tags.map(text) }),
    ...(typeof assignee === "string" && { assignee }),
  };
}

const priorities = ["low", "normal", "high", "urgent"] as const;
const statuses = ["open", "pending", "solved"] as const;

const files = (value: unknown): KeptFile[] =>
  (Array.isArray(value) ? value : []).flatMap((file: unknown) =>
    isRecord(file) && typeof file.id === "string" && typeof file.size === "number"
      ? [{ id: file.id, name: text(file.name), size: file.size }]
      : [],
  );

const mentioned = (value: unknown): Mention[] =>
  (Array.isArray(value) ? value : []).flatMap((mention: unknown) =>
    isRecord(mention) && typeof mention.id === "string" ? [{ id: mention.id, name: text(mention.name) }] : [],
  );

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isMessageId = (value: unknown): value is Message["id"] =>
  typeof value === "string" && /^msg_[A-Za-z0-9]{1,32}$/.test(value);
