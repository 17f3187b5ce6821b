import { type RawData, type WebSocket, WebSocketServer } from "ws";
import { type Event, Frame, Hello, problems, Thread } from "../src/wire/index.ts";
import { type Arrival, type DeskServer, problem, type Reaction, startDeskServer } from "./desk-server.ts";
import { answerAt, number, ticketAt } from "./examples.ts";

/** What becomes of a frame on its way to the sockets. `held`: it comes after the next one. */
export type Fate = "arrives" | "is lost" | "comes twice" | "is held" | "cuts the line";

export interface RoomServer extends DeskServer {
  /** What the requester may see of the ticket, oldest first. */
  readonly log: Event[];
  readonly sockets: ReadonlySet<WebSocket>;
  /** The first frames that clients sent. */
  readonly hellos: Hello[];
  /** How many upgrades were asked for, refused ones included. */
  readonly upgrades: () => number;
  /** Whether upgrades are let through. */
  open: boolean;
  /** Whether the HTTP side answers at all. */
  reachable: boolean;
  /** Milliseconds that an answer over HTTP is on its way. */
  latency: number;
  /** Whether `ping` is answered. */
  answersPing: boolean;
  /** What the socket says instead of `ready`; a refused credential is refused over HTTP too. */
  refusal: Extract<Frame, { type: "refused" }> | undefined;
  /** Records an event, which takes `hidden` internal ones before it, and pushes it as its fate wills. */
  append(fate?: Fate, hidden?: number): void;
  /** Support sees all of it, and the push of that has its own fate. */
  see(fate?: "arrives" | "is lost"): void;
  /** Up to which event support has seen it. */
  readonly seen: () => number;
  /** Sends a text to all sockets. */
  push(text: string): void;
  /** Drops all connections, as a deploy or a tunnel does. */
  cut(): void;
  reset(): void;
}

const seenAt = "2026-11-23T09:31:00.000Z";

/** Starts a real server of one ticket: HTTP with ETag and `after`, and its live room. */
export async function startRoomServer(): Promise<RoomServer> {
  const server = await startDeskServer();
  const sockets = new Set<WebSocket>();
  const webSockets = new WebSocketServer({ noServer: true });
  const log: Event[] = [];
  const hellos: Hello[] = [];
  let held: string[] = [];
  let upgrades = 0;
  const lastSeq = () => log.at(-1)?.seq ?? 0;
  let seen = 0;
  const ticket = () => ({ ...ticketAt(lastSeq()), seen: seen === 0 ? null : { seq: seen, at: seenAt } });

  const read = ({ path, query, headers }: Arrival): Reaction => {
    if (!room.reachable) return "cut";
    if (room.refusal && problems[room.refusal.code].status === 401) return problem(room.refusal.code);
    if (path !== `/v1/tickets/${number}`) return problem("not_found");
    // A client must not guess what the version is made of.
    const etag = `"at ${lastSeq()}, seen ${seen}"`;
    if (headers["if-none-match"] === etag) return { status: 304, headers: { ETag: etag } };
    const after = Number(query.get("after") ?? 0);
    const json = Thread.parse({ ticket: ticket(), events: log.filter(({ seq }) => seq > after) });
    return { status: 200, json, headers: { ETag: etag }, latency: room.latency };
  };

  const receive = (socket: WebSocket, data: RawData) => {
    const text = data.toString();
    if (text === "ping") {
      if (room.answersPing) socket.send("pong");
      return;
    }
    hellos.push(Hello.parse(JSON.parse(text)));
    sockets.add(socket);
    socket.send(JSON.stringify(Frame.parse(room.refusal ?? { type: "ready", seq: lastSeq(), seen })));
    if (room.refusal) socket.close();
  };

  server.http.on("upgrade", (request, connection, head) => {
    upgrades += 1;
    // A client that has given up may cut the line before it hears the answer.
    connection.on("error", () => {});
    if (!room.open) {
      connection.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    webSockets.handleUpgrade(request, connection, head, (socket) => {
      socket.on("message", (data) => receive(socket, data));
      socket.on("close", () => sockets.delete(socket));
    });
  });

  const room: RoomServer = {
    ...server,
    log,
    sockets,
    hellos,
    upgrades: () => upgrades,
    open: true,
    reachable: true,
    latency: 0,
    answersPing: true,
    refusal: undefined,
    append(fate = "arrives", hidden = 0) {
      const prev = lastSeq();
      const event = answerAt(prev + 1 + hidden, prev);
      log.push(event);
      const text = JSON.stringify(Frame.parse({ type: "changed", ticket: ticket(), events: [event] }));
      if (fate === "cuts the line") return room.cut();
      if (fate === "is held") {
        held.push(text);
        return;
      }
      if (fate !== "is lost") room.push(text);
      if (fate === "comes twice") room.push(text);
      for (const late of held) room.push(late);
      held = [];
    },
    see(fate = "arrives") {
      seen = lastSeq();
      if (fate === "arrives") room.push(JSON.stringify(Frame.parse({ type: "changed", ticket: ticket(), events: [] })));
    },
    seen: () => seen,
    push(text) {
      for (const socket of sockets) socket.send(text);
    },
    cut() {
      for (const socket of sockets) socket.terminate();
      sockets.clear();
    },
    reset() {
      room.cut();
      Object.assign(room, { open: true, reachable: true, latency: 0, answersPing: true, refusal: undefined });
      log.length = 0;
      hellos.length = 0;
      held = [];
      upgrades = 0;
      seen = 0;
      server.answer(read);
    },
    async stop() {
      room.cut();
      await server.stop();
    },
  };
  room.reset();
  return room;
}
