import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import {
  type Absence,
  Attending,
  type Changed,
  contract,
  type DeskActor,
  type DeskEvent,
  type DeskFrame,
  type DeskTicket,
  type ProblemCode,
  problems,
  type Route,
} from "@firstline/sdk/wire";
import { type WebSocket, WebSocketServer } from "ws";
import { accessOf } from "./access-desk.ts";
import { boardOf } from "./board-desk.ts";
import { contactsOf } from "./contacts-desk.ts";
import { inboxOf } from "./inbox-desk.ts";
import { linesOf } from "./lines-desk.ts";
import { tellLines } from "./lines-stories.ts";
import { Refused } from "./refused.ts";
import { createSetupDesk } from "./setup-desk.ts";
import { type Stored, session, tellStories } from "./stories.ts";
import { webhooksOf } from "./webhooks-desk.ts";
import { changesOf, workOf } from "./work-desk.ts";

/** What one call brought, as the table of routes reads it. */
export interface Call {
  readonly name: string;
  /** The first of the path's parameters, and the second. */
  readonly number: string;
  /** Every part of the path that the route names, in order; the first is `number`. */
  readonly path: readonly string[];
  readonly second: string;
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
  const absences: Absence[] = [];
  const setup = createSetupDesk();
  const calls: Call[] = [];
  const attended: string[] = [];
  const faults: { name: string; fault: Fault }[] = [];
  const replies = new Map<string, Answer>();
  const rooms = new Map<string, Set<WebSocket>>();
  let signedIn = false;
  let { role } = session.agent;

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

  const me: Extract<DeskActor, { kind: "agent" }> = { kind: "agent", id: session.agent.id, name: session.agent.name };
  const expectVersion = (call: Call) => {
    if (call.headers.get("If-Match") !== `"${find(call.number).ticket.seq}"`) throw new Refused("version_mismatch");
  };

  const handlers: Record<string, Handler> = {
    ...boardOf(tickets, absences),
    ...linesOf({ me, presence, find, expectVersion, change }),
    ...contactsOf({ me, tickets }),
    ...inboxOf({ tickets, me, presence, find, expectVersion, change }),
    ...workOf({ me, find, expectVersion, change }),
    ...webhooksOf(now),
    ...accessOf({
      me: () => ({ ...session, agent: { ...session.agent, role } }),
      signedIn: (next) => {
        signedIn = next;
      },
      issuers: () => setup.setup.signIn?.oidc ?? [],
    }),
    ...setup.handlers,
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
      const [events, to] = changesOf(find(call.number).ticket, call.body);
      return [200, change(call.number, me, events, to)];
    },
    "POST /v1/desk/tickets/:number/reply": ({ number, body }) => {
      const written = contract["POST /v1/desk/tickets/:number/reply"].body.parse(body);
      const { id = "msg_none", text, status, wakeAt, attachments } = written;
      const { ticket } = find(number);
      const to = status ?? (ticket.status === "new" ? "open" : ticket.status);
      const message = { id, text, ...(attachments && { attachments: attachments.map(fileOf) }) };
      const events: Unnumbered<DeskEvent>[] = [{ type: "message", message }, ...statusTo(ticket, to)];
      if (wakeAt !== undefined) events.push({ type: "snoozed", until: wakeAt });
      return [201, change(number, me, events, { status: to, waitingSince: null, wakeAt: wakeAt ?? null })];
    },
    "POST /v1/desk/tickets/:number/note": ({ number, body }) => {
      const { id = "msg_none", text, mentions } = contract["POST /v1/desk/tickets/:number/note"].body.parse(body);
      const named = session.agents.filter((agent) => mentions?.includes(agent.id));
      return [201, change(number, me, [{ type: "note", note: { id, text }, ...(mentions && { mentions: named }) }])];
    },
    "POST /v1/desk/tickets/:number/assign": (call) => {
      expectVersion(call);
      const { agent } = contract["POST /v1/desk/tickets/:number/assign"].body.parse(call.body);
      const assignee = session.agents.find(({ id }) => id === agent) ?? null;
      return [200, change(call.number, me, [{ type: "assigned", agent: assignee }], { assignee })];
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
    if (!signedIn && routes[call.name]?.caller !== "public") throw new Refused("credentials_missing");
    const key = call.headers.get("Idempotency-Key");
    const known = key === null ? undefined : replies.get(key);
    if (known) return known;
    const made = handler(call);
    if (key !== null) replies.set(key, made);
    return made;
  };

  const handle = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const [name, ...path] = nameOf(request.method, url.pathname);
    const [number = "", second = ""] = path;
    const text = await request.text();
    const isJson = request.headers.get("Content-Type")?.startsWith("application/json");
    const body: unknown = text === "" || !isJson ? undefined : JSON.parse(text);
    const call: Call = {
      name,
      number,
      path,
      second,
      query: Object.fromEntries(url.searchParams),
      body,
      headers: request.headers,
    };
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
    setup,
    calls,
    presence,
    absences,
    handle,
    change,
    /** Adds a ticket like another one, that came in a little later. */
    copy(number: string, index: number) {
      const { ticket, events } = find(number);
      const at = new Date(now - 86_400_000 + index * 1_000).toISOString();
      const own = `SHOP-${500_000 + index}${index % 10}`;
      tickets.set(own, { ticket: { ...ticket, number: own, clocks: [], waitingSince: at, updatedAt: at }, events });
    },
    /** Signs the agent in without a link, in the role that they have unless another is named. */
    signIn: (as = role) => {
      role = as;
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
    /** What the console said it attends to, in order. */
    attended,
    /** Tells a site's agents what a colleague does with a ticket. */
    attend(frame: Omit<Extract<DeskFrame, { type: "attending" }>, "type">) {
      for (const socket of rooms.get(find(frame.number).ticket.site.id) ?? []) {
        socket.send(JSON.stringify({ type: "attending", ...frame }));
      }
    },
  };
}

const fileOf = ({ id }: { readonly id: string }) => ({ id, name: "notes.txt", type: "text/plain", size: 5 });

export type TestDesk = ReturnType<typeof createTestDesk>;

const routes: Readonly<Record<string, Route>> = contract;
const patterns = Object.keys(routes).map((name) => {
  const [method = "", path = ""] = name.split(" ");
  return { name, method, pattern: new RegExp(`^${path.replace(/:\w+/g, "([^/]+)")}$`) };
});

function nameOf(method: string, path: string): [name: string, ...path: string[]] {
  for (const { name, method: wanted, pattern } of patterns) {
    const match = wanted === method ? pattern.exec(path) : null;
    if (match) return [name, ...match.slice(1)];
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
  "frame-src 'self'",
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

/** The policy of the settings' preview. The widget itself is not served here, so it stays empty. */
const previewPolicy = policy
  .replace("connect-src 'self'", "connect-src 'none'")
  .replace("frame-ancestors 'none'", "frame-ancestors 'self'");

/** What the widget says in a language, as its build writes it. */
async function widgetTexts(language: string): Promise<object> {
  const parts = ["", ".desk", ".more"].map(
    (part) => import(`../../../widget/src/panel/languages/${language}${part}.ts`),
  );
  return Object.assign({}, ...(await Promise.all(parts)).map((module) => module.default));
}

/** Serves the built console and the desk on one origin, with live sockets. */
export async function serve(desk: TestDesk, assets: string) {
  const server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? "/", "http://desk.test");
    const texts = /^\/console\/texts\/([a-z-]+)\.json$/i.exec(url.pathname)?.[1];
    if (texts !== undefined) {
      outgoing.setHeader("Content-Type", "application/json");
      outgoing.end(JSON.stringify(await widgetTexts(texts)));
      return;
    }
    if (url.pathname.startsWith("/console/")) {
      const file = url.pathname === "/console/" ? "index.html" : url.pathname.slice("/console/".length);
      const content = await readFile(join(assets, file)).catch(() => undefined);
      outgoing.writeHead(content === undefined ? 404 : 200, {
        "Content-Type": types[extname(file)] ?? "text/plain",
        "Content-Security-Policy": file === "preview.html" ? previewPolicy : policy,
        // As the desk serves them, and the browser compiles them once.
        ...(file.startsWith("assets/") && { "Cache-Control": "public, max-age=31536000, immutable" }),
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
      const said = Attending.safeParse(JSON.parse(String(data)));
      if (said.success) return void desk.attended.push(`${said.data.attention} ${said.data.number}`);
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
