import { DurableObject } from "cloudflare:workers";
import { type DeskFrame, type Frame, Hello, type ProblemCode } from "@firstline/sdk/wire";
import type { Env } from "../env.ts";
import { digest } from "../secrets.ts";
import { admit, startWatching } from "./admit.ts";
import { Member, memberHeader } from "./member.ts";

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
 * decides what may be seen: it is handed frames made for its audience. Sockets hibernate.
 */
export class Room extends DurableObject<Env> {
  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  override async fetch(request: Request): Promise<Response> {
    if (new URL(request.url).pathname === "/push") {
      await this.#push(await request.text());
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

  /** Sends a frame to everybody in the room whose right to hear it is not older than five seconds, or still good. */
  async #push(frame: string): Promise<void> {
    const now = Date.now();
    await Promise.all(
      this.ctx.getWebSockets().map(async (socket) => {
        const member = memberOf(socket);
        if (member.admittedAt === 0) return;
        if (member.admittedAt + admissionLasts < now) {
          const admission = await admit(this.env.DB, member, now);
          if ("refused" in admission) return refuse(socket, admission.refused);
          socket.serializeAttachment({ ...member, admittedAt: now });
        }
        send(socket, frame);
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
