import { DurableObject } from "cloudflare:workers";
import { type Attending, type DeskFrame, type Frame, Hello, type ProblemCode } from "@firstline/sdk/wire";
import type { Env } from "../env.ts";
import { digest } from "../secrets.ts";
import { currentDirectory } from "../store/directory.ts";
import { admit, startWatching } from "./admit.ts";
import { type AttendingFrame, attending, attendingOf, attendsTo, counted, frameOf } from "./attending.ts";
import { Dismissed, Member, memberHeader } from "./member.ts";

/** How long (ms) a socket may stay without having said who it is, and how old an admission may be at a push. */
const helloWithin = 10_000;
const admissionLasts = 5_000;

/**
 * Sockets a room holds. Strangers prove who they are in their first frame: a requester's few pages, a site's few
 * programs. They are counted apart, so that a crowd of them never keeps out the site's agents, who came with a proof.
 */
const most = { strangers: 50, agents: 5_000 };
const stranger = "stranger";

/** Longest frame that is read, in UTF-16 units. */
const longestFrame = 1_000;

/**
 * A room where one audience listens: the requester of a ticket, or the agents of a site. It keeps no history and never
 * decides what may be seen: it is handed frames made for its audience. What agents say of what they attend to goes from
 * socket to socket and is kept with the socket alone. Sockets hibernate.
 */
export class Room extends DurableObject<Env> {
  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  override async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === "/push") {
      await this.#push(await request.text());
      return new Response(null, { status: 204 });
    }
    if (pathname === "/dismiss") {
      this.#dismiss(Dismissed.parse(await request.json()));
      return new Response(null, { status: 204 });
    }
    return this.#join(Member.parse(JSON.parse(request.headers.get(memberHeader) ?? "null")));
  }

  #join(member: Member): Response {
    const strangers = this.ctx.getWebSockets(stranger).length;
    const full = member.proof
      ? this.ctx.getWebSockets().length - strangers >= most.agents
      : strangers >= most.strangers;
    if (full) return new Response(null, { status: 429 });
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, member.proof ? [] : [stranger]);
    server.serializeAttachment(member);
    setTimeout(() => {
      if (server.readyState === WebSocket.OPEN && memberOf(server).admittedAt === 0) {
        refuse(server, "credentials_missing");
      }
    }, helloWithin);
    return new Response(null, { status: 101, webSocket: client });
  }

  override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    const member = memberOf(socket);
    const attended = typeof data === "string" && data.length <= longestFrame ? attendingOf(data) : undefined;
    if (attended && member.admittedAt > 0 && member.sequence === undefined) return this.#attend(socket, attended);
    const hello = helloOf(data);
    if (!hello || member.greeted) return refuse(socket, "invalid");
    // At once, before anything is waited for: a flood of greetings asks the database one question.
    const greeted: Member = { ...member, greeted: true };
    socket.serializeAttachment(greeted);
    const { token } = hello;
    // A requester's room takes a visitor's token, a site's room a secret key; an agent's cookie came with the upgrade.
    const kind = member.sequence === undefined ? ("key" as const) : ("visitor" as const);
    const proof = member.proof ?? (token === undefined ? undefined : { kind, hash: await digest(token) });
    const now = Date.now();
    const claimed: Member = { ...greeted, ...(proof && { proof }) };
    const admission = await admit(this.env.DB, claimed, now);
    if ("refused" in admission) return refuse(socket, admission.refused);
    socket.serializeAttachment({ ...claimed, admittedAt: now });
    const { siteId, sequence } = claimed;
    const ready: Frame | DeskFrame =
      sequence === undefined
        ? { type: "ready", seq: 0 }
        : { type: "ready", ...(await startWatching(this.env.DB, siteId, sequence, now)) };
    send(socket, JSON.stringify(ready));
  }

  /** Closes the sockets of those who have just lost a session, a key or a part of what they may. */
  #dismiss({ agents, hashes }: Dismissed): void {
    for (const socket of this.ctx.getWebSockets()) {
      const { proof } = memberOf(socket);
      if (!proof) continue;
      const gone = hashes.includes(proof.hash) || (proof.kind === "session" && agents.includes(proof.agent));
      if (gone) refuse(socket, "credentials_invalid");
    }
  }

  override async webSocketClose(socket: WebSocket): Promise<void> {
    const member = memberOf(socket);
    const now = Date.now();
    const attends = attendsTo(member, now);
    if (!attends || this.#othersOf(socket, member).some((one) => attendsTo(one, now)?.number === attends.number))
      return;
    const directory = await currentDirectory(this.env.DB, false);
    const frame = frameOf(member, { number: attends.number, attention: "left" }, directory);
    if (frame) await this.#relay(frame);
  }

  /** Tells an agent's colleagues what the agent does with a ticket, and the agent who else is at it. */
  async #attend(socket: WebSocket, { number, attention }: Attending): Promise<void> {
    const now = Date.now();
    const { member, heard } = counted(memberOf(socket), now);
    socket.serializeAttachment(member);
    if (!heard || !(await this.#isStillAdmitted(socket, now))) return;
    const directory = await currentDirectory(this.env.DB, false);
    const frame = frameOf(member, { number, attention }, directory);
    if (!frame) return;
    const before = attendsTo(member, now);
    socket.serializeAttachment(attending(memberOf(socket), number, attention, now));
    if (before && before.number !== number) {
      const left = frameOf(member, { number: before.number, attention: "left" }, directory);
      if (left) await this.#relay(left);
    }
    if (before?.number !== number && attention !== "left") {
      for (const one of this.#colleaguesOf(frame.agent.id)) {
        const at = attendsTo(one, now);
        const known = at?.number === number ? frameOf(one, at, directory) : undefined;
        if (known) send(socket, JSON.stringify(known));
      }
    }
    const elsewhere = this.#othersOf(socket, member).some((one) => attendsTo(one, now)?.number === number);
    if (attention !== "left" || !elsewhere) await this.#relay(frame);
  }

  /** The other sockets of the same agent. */
  #othersOf(socket: WebSocket, { proof }: Member): Member[] {
    if (proof?.kind !== "session") return [];
    return this.ctx
      .getWebSockets()
      .filter((one) => one !== socket && one.readyState === WebSocket.OPEN)
      .map(memberOf)
      .filter((one) => one.proof?.kind === "session" && one.proof.agent === proof.agent);
  }

  #colleaguesOf(agent: string): Member[] {
    return this.ctx
      .getWebSockets()
      .map(memberOf)
      .filter((one) => one.proof?.kind === "session" && one.proof.agent !== agent);
  }

  #relay(frame: AttendingFrame): Promise<void> {
    return this.#push(
      JSON.stringify(frame),
      ({ proof }) => proof?.kind === "session" && proof.agent !== frame.agent.id,
    );
  }

  /** Whether a member's right is not older than five seconds, or still good. Whoever has lost it is shown out. */
  async #isStillAdmitted(socket: WebSocket, now: number): Promise<boolean> {
    const member = memberOf(socket);
    if (member.admittedAt === 0) return false;
    if (member.admittedAt + admissionLasts >= now) return true;
    const admission = await admit(this.env.DB, member, now);
    if ("refused" in admission) {
      refuse(socket, admission.refused);
      return false;
    }
    socket.serializeAttachment({ ...memberOf(socket), admittedAt: now });
    return true;
  }

  /** Sends a frame to everybody in the room, or those it is for, who may still hear it. */
  async #push(frame: string, isFor: (member: Member) => boolean = () => true): Promise<void> {
    const now = Date.now();
    await Promise.all(
      this.ctx.getWebSockets().map(async (socket) => {
        if (isFor(memberOf(socket)) && (await this.#isStillAdmitted(socket, now))) send(socket, frame);
      }),
    );
  }
}

const memberOf = (socket: WebSocket): Member => Member.parse(socket.deserializeAttachment());

function helloOf(data: string | ArrayBuffer): Hello | undefined {
  if (typeof data !== "string" || data.length > longestFrame) return undefined;
  try {
    return Hello.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

function refuse(socket: WebSocket, code: ProblemCode): void {
  send(socket, JSON.stringify({ type: "refused", code } satisfies Frame & DeskFrame));
  socket.close(1008, code);
}

/** A socket whose other end has gone is no fault. */
function send(socket: WebSocket, frame: string): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(frame);
}
