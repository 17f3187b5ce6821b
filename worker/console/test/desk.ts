import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import {
  type Changed,
  contract,
  type DeskActor,
  type DeskEvent,
  type DeskTicket,
  type ProblemCode,
  problems,
  type Route,
  type Session,
} from "@firstline/sdk/wire";
import { type WebSocket, WebSocketServer } from "ws";
import { belongs, compare } from "../src/models/views.ts";
import { linesOf } from "./lines-desk.ts";
import { tellLines } from "./lines-stories.ts";
import { Refused } from "./refused.ts";
import { type Stored, session, tellStories } from "./stories.ts";

/** What one call brought, as the table of routes reads it. */
export interface Call {
  readonly name: string;
  readonly number: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly headers: Headers;
}

type Answer = readonly [status: number, body: unknown, headers?: Record<string, string>];
export type Handler = (call: Call) => Answer;
export type Unnumbered<Event> = Event extends DeskEvent ? Omit<Event, "seq" | "prev" | "at" | "actor"> : never;

/** What a call that should fail gets: no answer at all, or a problem. */
type Fault = "network" | "answerLost" | ProblemCode;

/** The event of a change of status, if it is one. */
export const statusTo = (ticket: DeskTicket, to: DeskTicket["status"] | undefined): Unnumbered<DeskEvent>[] =>
  to === undefined || to === ticket.status ? [] : [{ type: "status", from: ticket.status, to }];

/**
 * A desk in memory that speaks the contract: every body it reads and every answer it gives goes through the wire's
 * own schemas. It keeps no rule of the real one beyond what the console can see.
 */
export function createTestDesk(now = Date.now()) {
  const tickets = tellStories(now);
  tellLines(tickets, now);
  /** What the console said of its agent, in order. */
  const presence: string[] = [];
  const calls: Call[] = [];
  const faults: { name: string; fault: Fault }[] = [];
  const replies = new Map<string, Answer>();
  const rooms = new Map<string, Set<WebSocket>>();
  let signedIn = false;
  let linkUsed = false;

  const find = (number: string): Stored => {
    const stored = tickets.get(number);
    if (!stored) throw new Refused(/^[A-Z]{2,6}-[0-9]+$/.test(number) ? "not_found" : "number_mistyped");
    return stored;
  };

  /** Appends events to a ticket and tells every room. */
  const change = (
    number: string,
    actor: DeskActor,
    events: readonly Unnumbered<DeskEvent>[],
    to: Partial<DeskTicket> = {},
  ): Changed => {
    const stored = find(number);
    const added: DeskEvent[] = [];
    for (const event of events) {
      const seq = stored.events.length + 1;
      const whole: DeskEvent = { ...event, seq, prev: seq - 1, at: new Date().toISOString(), actor };
      stored.events.push(whole);
      added.push(whole);
    }
    const seq = stored.events.length;
    stored.ticket = { ...stored.ticket, ...to, seq, updatedAt: new Date().toISOString() };
    const changed = { ticket: stored.ticket, events: added };
    for (const socket of rooms.get(stored.ticket.site.id) ?? []) {
      socket.send(JSON.stringify({ type: "changed", ...changed }));
    }
    return changed;
  };

  const me: DeskActor = { kind: "agent", id: session.agent.id, name: session.agent.name };
  const expectVersion = (call: Call) => {
    if (call.headers.get("If-Match") !== `"${find(call.number).ticket.seq}"`) throw new Refused("version_mismatch");
  };

  const handlers: Record<string, Handler> = {
    ...linesOf({ me, presence, find, expectVersion, change }),
    "POST /v1/desk/sessions": ({ body }) => {
      const { token } = contract["POST /v1/desk/sessions"].body.parse(body);
      if (token !== "good" || linkUsed) throw new Refused("credentials_invalid");
      linkUsed = true;
      signedIn = true;
      return [201, session satisfies Session];
    },
    "GET /v1/desk/session": () => [200, session],
    "DELETE /v1/desk/session": () => {
      signedIn = false;
      return [204, null];
    },
    "GET /v1/desk/tickets": ({ query }) => {
      const { view, site, limit, cursor, followUpOf } = contract["GET /v1/desk/tickets"].query.parse(query);
      const teams = new Set(
        session.teams.filter((team) => team.members.includes(session.agent.id)).map(({ id }) => id),
      );
      const all = [...tickets.values()]
        .map(({ ticket }) => ticket)
        .filter((ticket) =>
          followUpOf === undefined
            ? belongs(ticket, view, { id: session.agent.id, teams })
            : ticket.followUpOf === followUpOf,
        )
        .filter((ticket) => site === undefined || ticket.site.id === site)
        .sort(compare);
      const from = Number(cursor ?? 0);
      const next = from + limit < all.length ? String(from + limit) : null;
      return [200, { items: all.slice(from, from + limit), next }];
    },
    "POST /v1/desk/tickets": ({ body }) => {
      const submission = contract["POST /v1/desk/tickets"].body.parse(body);
      const pattern = [...tickets.values()].find(({ ticket }) => ticket.site.id === submission.site);
      if (!pattern || !("email" in submission.requester)) throw new Refused("not_found");
      const { email, name = null } = submission.requester;
      const number = `${pattern.ticket.number.split("-")[0]}-${20_000 + tickets.size}1`;
      const at = new Date().toISOString();
      const { subject, channel, priority, message } = submission;
      const requester = { id: `con_n${tickets.size}`, name, email, verified: false, plan: null };
      const ticket = { ...pattern.ticket, number, subject, channel, priority, requester, assignee: null, topic: null };
      tickets.set(number, {
        ticket: { ...ticket, status: "new", createdAt: at, waitingSince: at, seq: 0 },
        events: [],
      });
      const { id = "msg_made", text } = message;
      const changed = change(number, me, [
        { type: "submitted", fields: {} },
        { type: "message", message: { id, text } },
      ]);
      return [201, { ...changed, link: `/t/${number}#k=secret` }];
    },
    "GET /v1/desk/attachments/:attachment": () => [200, null, { "Content-Type": "text/plain" }],
    "GET /v1/desk/tickets/:number": ({ number, query }) => {
      const { ticket, events } = find(number);
      const after = Number(query.after ?? 0);
      return [200, { ticket, events: events.filter(({ seq }) => seq > after) }, { ETag: `"${ticket.seq}"` }];
    },
    "PATCH /v1/desk/tickets/:number": (call) => {
      expectVersion(call);
      const { ticket } = find(call.number);
      const { priority, status } = contract["PATCH /v1/desk/tickets/:number"].body.parse(call.body);
      const events = statusTo(ticket, status);
      if (priority !== undefined) events.push({ type: "priority", from: ticket.priority, to: priority });
      const to = { priority: priority ?? ticket.priority, status: status ?? ticket.status };
      return [200, change(call.number, me, events, to)];
    },
    "POST /v1/desk/tickets/:number/reply": ({ number, body }) => {
      const { id = "msg_none", text, status } = contract["POST /v1/desk/tickets/:number/reply"].body.parse(body);
      const { ticket } = find(number);
      const to = status ?? (ticket.status === "new" ? "open" : ticket.status);
      const events = [{ type: "message" as const, message: { id, text } }, ...statusTo(ticket, to)];
      return [201, change(number, me, events, { status: to, waitingSince: null })];
    },
    "POST /v1/desk/tickets/:number/note": ({ number, body }) => {
      const { id = "msg_none", text } = contract["POST /v1/desk/tickets/:number/note"].body.parse(body);
      return [201, change(number, me, [{ type: "note", note: { id, text } }])];
    },
    "POST /v1/desk/tickets/:number/assign": (call) => {
      expectVersion(call);
      const { agent } = contract["POST /v1/desk/tickets/:number/assign"].body.parse(call.body);
      const assignee = session.agents.find(({ id }) => id === agent) ?? null;
      return [200, change(call.number, me, [{ type: "assigned", agent: assignee }], { assignee })];
    },
    "POST /v1/desk/tickets/:number/read": ({ number, body }) => {
      find(number);
      contract["POST /v1/desk/tickets/:number/read"].body.parse(body);
      return [204, null];
    },
    "POST /v1/desk/tickets/:number/claim": ({ number }) => {
      const { ticket } = find(number);
      if (ticket.assignee !== null) throw new Refused("already_assigned");
      const assignee = { id: session.agent.id, name: session.agent.name };
      const events = [{ type: "assigned" as const, agent: assignee }, ...statusTo(ticket, "open")];
      return [200, change(number, me, events, { assignee, status: "open" })];
    },
  };

  const answer = (call: Call): Answer => {
    const handler = handlers[call.name];
    if (!handler) throw new Refused("not_found");
    if (!signedIn && call.name !== "POST /v1/desk/sessions") throw new Refused("credentials_missing");
    const key = call.headers.get("Idempotency-Key");
    const known = key === null ? undefined : replies.get(key);
    if (known) return known;
    const made = handler(call);
    if (key !== null) replies.set(key, made);
    return made;
  };

  const handle = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const [name, number = ""] = nameOf(request.method, url.pathname);
    const text = await request.text();
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    const call: Call = { name, number, query: Object.fromEntries(url.searchParams), body, headers: request.headers };
    calls.push(call);
    const index = faults.findIndex((fault) => fault.name === name);
    const fault = faults[index]?.fault;
    if (index !== -1) faults.splice(index, 1);
    if (fault === "network") throw new TypeError("fetch failed");
    try {
      if (fault !== undefined && fault !== "answerLost") throw new Refused(fault);
      const [status, answered, headers = {}] = answer(call);
      if (fault === "answerLost") throw new TypeError("fetch failed");
      const schema = routes[name]?.answers[status];
      if (!schema || schema === "bytes") return new Response(null, { status, headers });
      return Response.json(schema.parse(answered), { status, headers });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { status, title } = problems[error.code];
      const { code, issues } = error;
      const problem = { type: "about:blank", title, status, code, issues, requestId: "req_test" };
      return Response.json(problem, { status, headers: { "Content-Type": "application/problem+json" } });
    }
  };

  return {
    tickets,
    calls,
    presence,
    handle,
    change,
    /** Signs the agent in without a link. */
    signIn: () => {
      signedIn = true;
    },
    /** Ends the session, as revoking it would. */
    revoke: () => {
      signedIn = false;
    },
    /** The next calls of a route fail this way, one fault a call. */
    fail(name: string, ...next: Fault[]) {
      faults.push(...next.map((fault) => ({ name, fault })));
    },
    rooms,
  };
}

export type TestDesk = ReturnType<typeof createTestDesk>;

const routes: Readonly<Record<string, Route>> = contract;
const patterns = Object.keys(routes).map((name) => {
  const [method = "", path = ""] = name.split(" ");
  return { name, method, pattern: new RegExp(`^${path.replace(/:\w+/g, "([^/]+)")}$`) };
});

function nameOf(method: string, path: string): [name: string, number?: string] {
  for (const { name, method: wanted, pattern } of patterns) {
    const match = wanted === method ? pattern.exec(path) : null;
    if (match) return match[1] === undefined ? [name] : [name, match[1]];
  }
  return [`${method} ${path}`];
}

/** The policy under which the console is served. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** Serves the built console and the desk on one origin, with live sockets. */
export async function serve(desk: TestDesk, assets: string) {
  const server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? "/", "http://desk.test");
    if (url.pathname.startsWith("/console/")) {
      const file = url.pathname === "/console/" ? "index.html" : url.pathname.slice("/console/".length);
      const content = await readFile(join(assets, file)).catch(() => undefined);
      outgoing.writeHead(content === undefined ? 404 : 200, {
        "Content-Type": types[extname(file)] ?? "text/plain",
        "Content-Security-Policy": policy,
      });
      outgoing.end(content);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) };
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
    try {
      const response = await desk.handle(new Request(url, { method: incoming.method ?? "GET", headers, ...body }));
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    } catch {
      incoming.socket.destroy();
    }
  });
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket, request) => {
    const site = new URL(request.url ?? "/", "http://desk.test").searchParams.get("site") ?? "";
    socket.on("message", (data) => {
      if (String(data) === "ping") return socket.send("pong");
      const room = desk.rooms.get(site) ?? new Set();
      desk.rooms.set(site, room.add(socket));
      socket.send(JSON.stringify({ type: "ready", seq: 0 }));
    });
    socket.on("close", () => desk.rooms.get(site)?.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Cuts every live connection, as a lost network would. */
    cut() {
      for (const socket of sockets.clients) socket.terminate();
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
