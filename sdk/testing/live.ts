import type { SocketClass } from "@firstline/sdk";
import { type DeskFrame, type DeskThread, type Frame, Hello, type ProblemCode, type Thread } from "@firstline/sdk/wire";
import { maySee } from "../../worker/src/domain/directory.ts";
import { placeOf } from "../../worker/src/http/place.ts";
import { Refused } from "../../worker/src/http/refused.ts";
import { digest } from "../../worker/src/secrets.ts";
import { isSeenBy, keyOf, type Memory, type StoredTicket, ticketAt } from "./memory.ts";

/** Whose room a socket has joined: one ticket's requester, or the agents of a site. */
interface Room {
  readonly siteId: string;
  /** Absent in a site's room. */
  readonly sequence?: number;
}

/** A socket in a room, once its first frame has proven who holds it. */
interface Member {
  readonly room: Room;
  readonly socket: TestSocket;
  /** The digest of what it has proven, a visitor's token or a secret key; undefined: nothing yet. */
  proof: string | undefined;
}

/** What a member is greeted with: the last event they may see, and up to which one support has seen the ticket. */
interface Admission {
  readonly seq: number;
  readonly seen?: number;
}

/** Who listens to the desk. */
export interface Listeners {
  /** Tells the rooms of a ticket what has changed, each as its audience may see it. */
  tell(ticket: StoredTicket, requester: Thread, desk: DeskThread): void;
  /** Tells a ticket's requester that support has seen more of it. */
  tellSeen(ticket: StoredTicket, requester: Thread): void;
  /** How many listen. */
  readonly connections: number;
  /** Cuts every connection, as a network that goes away does. */
  cut(): void;
  /** Whether new connections are let through. */
  open: boolean;
  readonly WebSocket: SocketClass;
}

/** Makes the rooms of a desk; `memory` is asked for when somebody comes. */
export function createListeners(memory: () => Memory): Listeners {
  const members = new Set<Member>();

  /** The frame that lets a member in, or why it may not listen (any more). */
  const admit = ({ room, proof }: Member): Admission | { readonly refused: ProblemCode } => {
    const { directory, now, visitors } = memory();
    const { siteId, sequence } = room;
    if (proof === undefined) return { refused: "credentials_missing" };
    if (sequence === undefined) {
      const key = directory.keyByHash.get(proof);
      if (!key) return { refused: "credentials_invalid" };
      if (!key.scopes.includes("tickets:read")) return { refused: "forbidden" };
      return directory.siteById.has(siteId) && maySee(key.sites, siteId) ? { seq: 0 } : { refused: "not_found" };
    }
    const visitor = visitors.get(keyOf(siteId, proof));
    if (!visitor) return { refused: "credentials_invalid" };
    if (visitor.identifiedUntil !== null && visitor.identifiedUntil <= now) return { refused: "identity_expired" };
    const site = directory.siteById.get(siteId);
    const ticket = site && ticketAt(memory(), { site, sequence });
    return ticket && isSeenBy(memory(), proof, ticket)
      ? { seq: ticket.state.publicSeq, seen: ticket.state.seenBySupport?.seq ?? 0 }
      : { refused: "not_found" };
  };

  const refuse = (member: Member, code: ProblemCode) => {
    members.delete(member);
    member.socket.deliver(JSON.stringify({ type: "refused", code } satisfies Frame));
    member.socket.end(1008, code);
  };

  const push = (room: Room, frame: Frame | DeskFrame) => {
    for (const member of members) {
      const { siteId, sequence } = member.room;
      if (siteId !== room.siteId || sequence !== room.sequence || member.proof === undefined) continue;
      const admission = admit(member);
      if ("refused" in admission) refuse(member, admission.refused);
      else member.socket.deliver(JSON.stringify(frame));
    }
  };

  const greet = async (member: Member, text: string) => {
    const hello = member.proof === undefined ? helloOf(text) : undefined;
    if (!hello) return refuse(member, "invalid");
    member.proof = hello.token === undefined ? undefined : await digest(hello.token);
    const admission = admit(member);
    if ("refused" in admission) return refuse(member, admission.refused);
    member.socket.deliver(JSON.stringify({ type: "ready", ...admission } satisfies Frame & DeskFrame));
  };

  const listeners: Listeners = {
    open: true,
    get connections() {
      return members.size;
    },
    tell({ siteId, sequence }, requester, desk) {
      push({ siteId }, { type: "changed", ...desk });
      if (requester.events.length > 0) push({ siteId, sequence }, { type: "changed", ...requester });
    },
    tellSeen({ siteId, sequence }, requester) {
      push({ siteId, sequence }, { type: "changed", ...requester });
    },
    cut() {
      for (const { socket } of members) socket.end(1006, "");
    },
    WebSocket: class extends TestSocket {
      constructor(address: string) {
        super(address);
        queueMicrotask(() => {
          const room = listeners.open ? roomAt(memory(), this.url) : undefined;
          if (this.readyState !== 0) return;
          // A handshake that is refused is a connection that never was.
          if (!room) return this.end(1006, "");
          const member: Member = { room, socket: this, proof: undefined };
          members.add(member);
          this.begin({
            hear: (text) => (text === "ping" ? this.deliver("pong") : void greet(member, text)),
            leave: () => members.delete(member),
          });
        });
      }
    },
  };
  return listeners;
}

/** The room that an address leads to; undefined if the desk would not open it. */
function roomAt({ directory }: Memory, address: string): Room | undefined {
  const { pathname, searchParams } = new URL(address);
  const asked = searchParams.get("site") ?? "";
  if (pathname === "/v1/desk/live") return { siteId: asked };
  const site = directory.siteByKey.get(asked);
  if (pathname !== "/v1/live" || !site) return undefined;
  try {
    const caller = { kind: "visitor", site, tokenHash: undefined } as const;
    const { sequence } = placeOf(directory, caller, searchParams.get("number") ?? "");
    return { siteId: site.id, sequence };
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

function helloOf(text: string): Hello | undefined {
  try {
    return Hello.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Why a connection ended; 1006: it broke. */
interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** What the desk's end of a socket does. */
interface OtherEnd {
  readonly hear: (text: string) => void;
  readonly leave: () => void;
}

/** A web socket whose other end is in the same program. Everything arrives a moment later, as over a network. */
class TestSocket {
  readonly url: string;
  /** 0: connecting, 1: open, 2: closing, 3: closed. */
  readyState = 0;
  onopen: ((event: Event) => unknown) | null = null;
  onmessage: ((event: { readonly data: string }) => unknown) | null = null;
  onclose: ((event: Closed) => unknown) | null = null;
  #other: OtherEnd | undefined;

  constructor(address: string) {
    this.url = address;
  }

  /** The connection stands. */
  begin(other: OtherEnd): void {
    this.#other = other;
    this.readyState = 1;
    this.onopen?.(new Event("open"));
  }

  /** A text arrives from the desk. */
  deliver(data: string): void {
    queueMicrotask(() => {
      if (this.readyState === 1) this.onmessage?.({ data });
    });
  }

  /** The connection is over. */
  end(code: number, reason: string): void {
    queueMicrotask(() => {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.#other?.leave();
      this.onclose?.({ code, reason });
    });
  }

  send(text: string): void {
    if (this.readyState === 0) throw new DOMException("The socket is not open yet.", "InvalidStateError");
    if (this.readyState === 1) queueMicrotask(() => this.#other?.hear(text));
  }

  close(code = 1000, reason = ""): void {
    if (this.readyState < 2) this.readyState = 2;
    this.end(code, reason);
  }
}
