import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  Attachment,
  type Event,
  Frame,
  Hello,
  Identified,
  type Issue,
  NewRating,
  type ProblemCode,
  problems,
  Reply,
  Site,
  type Status,
  Submission,
  Submitted,
  Thread,
  type Ticket,
  type TicketPromise,
} from "@firstline/sdk/wire";
import { type WebSocket, WebSocketServer } from "ws";

const dist = new URL("../dist/", import.meta.url);
const types: Record<string, string> = { js: "text/javascript", css: "text/css", html: "text/html" };

/** What a page of the desk's own may do. */
const ownPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** One field of every type. */
const repairFields = [
  { type: "text", id: "orderNumber", label: "Order number", required: true, hint: "Stands on the delivery note" },
  { type: "date", id: "bought", label: "Day of purchase" },
  { type: "choice", id: "kind", label: "What is it?", required: true, options: ["Boots", "Tent", "Rucksack"] },
  { type: "number", id: "size", label: "Size", min: 34, max: 48, shownIf: { field: "kind", is: ["Boots"] } },
  { type: "several", id: "faults", label: "What is broken?", required: true, options: ["Zip", "Seam", "Buckle"] },
  { type: "long_text", id: "wear", label: "How was it used?" },
  { type: "email", id: "shopMail", label: "E-mail of the shop" },
  { type: "url", id: "photo", label: "Link to a photo" },
];

type Happening = Event extends infer One ? (One extends Event ? Omit<One, "seq" | "prev" | "at"> : never) : never;

/** What a file is, by its first bytes. */
const typeOf = (bytes: Buffer) =>
  bytes.subarray(1, 4).toString() === "PNG"
    ? "image/png"
    : bytes.subarray(0, 4).toString() === "%PDF"
      ? "application/pdf"
      : bytes.includes(0)
        ? "application/octet-stream"
        : "text/plain";

/** The id of the file that was uploaded under a key. */
const idOf = (key: string) => `att_${createHash("sha256").update(key).digest("base64url")}`;

interface Conversation {
  ticket: Ticket;
  events: Event[];
}

export interface Desk {
  readonly url: string;
  readonly site: Site;
  readonly token: string;
  /** What opens any ticket, and once, mailed, all of them. */
  secret: string;
  readonly tickets: Map<string, Conversation>;
  /** Every request that came, as `POST /v1/tickets`. */
  readonly requests: string[];
  /** The files that were uploaded, or put there by a test, by the attachment's id. */
  readonly files: Map<string, { readonly attachment: Attachment; readonly bytes: Buffer }>;
  /** The idempotency keys that came, in order. */
  readonly keys: string[];
  /** How many live sockets have said hello. */
  live(): number;
  /** Answers the routes whose name matches with this problem, instead of doing them. */
  refuse: { readonly route: RegExp; readonly code: ProblemCode; readonly issues?: Issue[] } | undefined;
  /** What was submitted, in order. */
  readonly submissions: Submission[];
  /** What is promised of a ticket that comes in; a ticket that is there can be given another promise. */
  promise: TicketPromise | null;
  /** Holds requests back until it is resolved. */
  hold: Promise<void> | undefined;
  /** Does what was asked, but holds the answer back until it is resolved. */
  holdAnswers: Promise<void> | undefined;
  /** How many milliseconds the desk's clock is ahead of this computer's. */
  ahead: number;
  /** Opens a ticket at `at`, as if the visitor had written it. */
  open(subject: string, text: string, at?: Date, topic?: Ticket["topic"]): Ticket;
  /** Puts a file there, as if somebody had uploaded it. */
  store(name: string, bytes: Buffer): Attachment;
  /** Something happens to a ticket, and the live sockets hear of it. */
  happen(number: string, happening: Happening, at?: Date): void;
  status(number: string, to: Status, at?: Date): void;
  stop(): Promise<void>;
}

/** A desk of one visitor, in memory, that speaks the contract: what comes in and what goes out is read by its schemas. */
export async function startDesk(theme: Partial<Site["theme"]> = {}): Promise<Desk> {
  const site = Site.parse({
    key: "pk_testsite",
    name: "Larkmoor Outfitters",
    greeting: "Hello! Ask us about an order, a size or a route. A person answers, usually within the hour.",
    uploads: { maxBytes: 10_485_760, maxFiles: 5, types: ["image/png", "image/jpeg", "application/pdf", "text/plain"] },
    hours: null,
    usualAnswer: null,
    identifiedOnly: false,
    consent: null,
    fallbackEmail: null,
    texts: {},
    restore: false,
    theme: { accent: "#2f6b4f", scheme: "auto", side: "end", ...theme },
    topics: [
      { id: "top_delivery", label: "Order and delivery" },
      { id: "top_returns", label: "Returns and exchanges" },
      { id: "top_advice", label: "Sizes and advice" },
      { id: "top_repair", label: "Repairs", fields: repairFields },
      { id: "top_other", label: "Something else" },
    ],
  });
  const tickets = new Map<string, Conversation>();
  const sockets = new Map<WebSocket, string>();
  /** The first answers to submissions, by their keys. */
  const answers = new Map<string, Submitted>();
  const files: Desk["files"] = new Map();
  /** The files that messages name. */
  const named = (message: Reply): Attachment[] | undefined =>
    message.attachments?.map(({ id }) => {
      const found = files.get(id);
      if (!found) throw new Error(`no file ${id}`);
      return found.attachment;
    });
  let issued = 0;

  const server = createServer((request, response) => {
    answer(request, response).catch((fault) => response.destroy(fault));
  });
  const rooms = new WebSocketServer({ server });
  rooms.on("connection", (socket, request) => {
    const number = new URL(request.url ?? "", "http://desk").searchParams.get("number") ?? "";
    socket.on("close", () => sockets.delete(socket));
    socket.on("message", (data) => {
      if (data.toString() === "ping") return socket.send("pong");
      Hello.parse(JSON.parse(data.toString()));
      sockets.set(socket, number);
      const seq = tickets.get(number)?.ticket.seq ?? 0;
      socket.send(JSON.stringify(Frame.parse({ type: "ready", seq })));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "", "http://desk");
    const route = `${request.method} ${url.pathname}`;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const isFile = route === "POST /v1/uploads";
    const body: unknown = bytes.length && !isFile ? JSON.parse(bytes.toString()) : undefined;
    const json = (status: number, value: unknown) => {
      response.writeHead(status, {
        "content-type": "application/json",
        "access-control-allow-origin": "*",
        "access-control-expose-headers": "date",
        date: new Date(Date.now() + desk.ahead).toUTCString(),
      });
      response.end(value === null ? undefined : JSON.stringify(value));
    };
    const refuse = (code: ProblemCode, issues?: Issue[]) => {
      const { status, title } = problems[code];
      json(status, { type: `/docs/problems#${code}`, title, status, code, requestId: "req_test", issues });
    };

    if (request.method === "OPTIONS") {
      response.writeHead(204, {
        "access-control-allow-origin": "*",
        "access-control-allow-headers":
          "authorization, content-type, firstline-file-name, firstline-site, idempotency-key, if-none-match",
      });
      response.end();
      return;
    }
    if (!url.pathname.startsWith("/v1/")) return file(url.pathname, response);
    desk.requests.push(route);
    const key = request.headers["idempotency-key"];
    if (typeof key === "string") desk.keys.push(key);
    await desk.hold;
    if (desk.refuse?.route.test(route)) return refuse(desk.refuse.code, desk.refuse.issues);

    if (route === "GET /v1/site") return json(200, site);
    if (route === "POST /v1/tickets") {
      const submission = Submission.safeParse(body);
      if (!submission.success) {
        return refuse(
          "invalid",
          submission.error.issues.map((issue) => ({ path: ["body", ...issue.path].join("."), message: issue.message })),
        );
      }
      const before = answers.get(`${key}`);
      if (before) return json(201, before);
      desk.submissions.push(submission.data);
      const { subject, message, topic } = submission.data;
      const picked = site.topics.find(({ id }) => id === topic);
      const label = picked ? { id: picked.id, label: picked.label } : null;
      const ticket = desk.open(subject, message.text, new Date(), label, message.id, named(message));
      ticket.followUpOf = submission.data.followUpOf ?? null;
      const link = `/t/${ticket.number}#k=${desk.secret}`;
      const submitted = Submitted.parse({
        ...tickets.get(ticket.number),
        link,
        visitorToken: request.headers.authorization ? undefined : desk.token,
      });
      answers.set(`${key}`, submitted);
      await desk.holdAnswers;
      return json(201, submitted);
    }
    if (isFile) {
      if (bytes.length > site.uploads.maxBytes) return refuse("body_too_large");
      const type = typeOf(bytes);
      if (!site.uploads.types.includes(type)) return refuse("file_type_refused");
      const before = [...files.values()].find(({ attachment }) => attachment.id === idOf(`${key}`));
      const name = decodeURIComponent(`${request.headers["firstline-file-name"]}`);
      return json(201, before?.attachment ?? desk.store(name, bytes, `${key}`));
    }
    if (route === "POST /v1/visitors/identify") {
      const { token } = body as { token: string };
      if (token !== "signed") return refuse(token === "old" ? "identity_expired" : "identity_invalid");
      return json(
        200,
        Identified.parse({
          visitor: { name: "Kim", email: null, verified: true, plan: null },
          visitorToken: desk.token,
          expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
        }),
      );
    }
    if (route === "POST /v1/visitors/restore") return json(202, null);
    if (route === "POST /v1/visitors/redeem") {
      const { number = "", secret = "", restore } = body as { number?: string; secret?: string; restore?: string };
      if (restore === desk.secret) {
        desk.secret = "";
        const visitor = { name: null, email: "kim@example.com", verified: true, plan: null };
        return json(200, { visitor, visitorToken: desk.token });
      }
      const found = tickets.get(number);
      return found && secret === desk.secret ? json(200, { ...found, visitorToken: desk.token }) : refuse("not_found");
    }

    if (request.headers.authorization !== `Bearer ${desk.token}`) return refuse("credentials_missing");
    if (route === "POST /v1/visitors/forget") {
      response.writeHead(204, { "access-control-allow-origin": "*" });
      response.end();
      return;
    }
    if (route === "GET /v1/tickets") {
      const items = [...tickets.values()]
        .map(({ ticket }) => ticket)
        .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
      return json(200, { items, next: null });
    }
    const [, attachment = ""] = url.pathname.match(/^\/v1\/attachments\/(.+)$/) ?? [];
    if (attachment) {
      const found = files.get(attachment);
      if (!found) return refuse("not_found");
      response.writeHead(200, { "content-type": found.attachment.type, "access-control-allow-origin": "*" });
      response.end(found.bytes);
      return;
    }
    const [, number = "", verb = ""] = url.pathname.match(/^\/v1\/tickets\/([^/]+)\/?(\w*)$/) ?? [];
    const found = tickets.get(number);
    if (!found) return refuse("not_found");
    const seq = found.ticket.seq;
    const news = () => Thread.parse({ ticket: found.ticket, events: found.events.filter((event) => event.seq > seq) });
    switch (`${request.method} ${verb}`) {
      case "GET ": {
        const after = Number(url.searchParams.get("after") ?? 0);
        return json(200, Thread.parse({ ...found, events: found.events.filter((event) => event.seq > after) }));
      }
      case "POST messages": {
        if (found.ticket.status === "closed") return refuse("ticket_closed");
        const reply = Reply.parse(body);
        const { id = "msg_none", text } = reply;
        const attachments = named(reply);
        const message = { id, text, ...(attachments && { attachments }) };
        const known = found.events.some((event) => event.type === "message" && event.message.id === id);
        if (!known) desk.happen(number, { type: "message", actor: { kind: "contact" }, message });
        await desk.holdAnswers;
        return json(201, news());
      }
      case "POST confirm":
        desk.status(number, "closed");
        return json(200, news());
      case "POST reopen":
        desk.status(number, "open");
        return json(200, news());
      case "POST rating": {
        const { score, comment = null } = NewRating.parse(body);
        found.ticket.rating = { score, comment };
        desk.happen(number, { type: "rated", actor: { kind: "contact" }, score });
        return json(200, news());
      }
      case "POST read":
        found.ticket.unread = 0;
        return json(200, { unread: 0 });
      default:
        return refuse("not_found");
    }
  }

  function file(path: string, response: ServerResponse): void {
    // A second try asks under another address.
    const name = path.startsWith("/t/") ? "t.html" : path.replace(/^\/(again\/)?/, "");
    let content: Buffer | string;
    try {
      content = readFileSync(new URL(name, dist));
    } catch {
      response.writeHead(404).end();
      return;
    }
    if (name === "t.html") content = content.toString().replace('site" content=""', `site" content="${site.key}"`);
    response.writeHead(200, {
      "content-type": types[name.split(".").at(-1) ?? ""] ?? "text/plain",
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      ...(name === "t.html" && { "content-security-policy": ownPolicy }),
    });
    response.end(content);
  }

  const desk: Omit<Desk, "open" | "store"> & {
    open(
      subject: string,
      text: string,
      at?: Date,
      topic?: Ticket["topic"],
      id?: string,
      attachments?: Attachment[],
    ): Ticket;
    store(name: string, bytes: Buffer, key?: string): Attachment;
  } = {
    url: "",
    site,
    token: "vt_0123456789abcdef",
    secret: "secret0123456789abcdefghijklmnopqrstuvwxyz",
    tickets,
    requests: [],
    files,
    refuse: undefined,
    hold: undefined,
    holdAnswers: undefined,
    keys: [],
    submissions: [],
    promise: null,
    ahead: 0,
    live: () => sockets.size,
    store(name, bytes, key = `${name}_${files.size}`) {
      const type = typeOf(bytes);
      const isPng = type === "image/png";
      const dimensions = isPng && { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
      const attachment = Attachment.parse({
        id: idOf(key),
        name,
        type,
        size: bytes.length,
        ...(dimensions && { dimensions }),
      });
      files.set(attachment.id, { attachment, bytes });
      return attachment;
    },
    open(subject, text, at = new Date(), topic = null, id = `msg_${issued}`, attachments) {
      const number = `LARK-${10013 + issued++ * 11}`;
      const createdAt = at.toISOString();
      const tier = { level: 1, label: "Front desk" };
      tickets.set(number, {
        ticket: {
          number,
          subject,
          topic,
          status: "new",
          tier,
          assignee: null,
          promise: desk.promise,
          createdAt,
          updatedAt: createdAt,
          seq: 0,
          unread: 0,
          seen: null,
          followUpOf: null,
          mergedInto: null,
          rating: null,
        },
        events: [],
      });
      desk.happen(number, { type: "submitted", actor: { kind: "contact" } }, at);
      desk.happen(
        number,
        {
          type: "message",
          actor: { kind: "contact" },
          message: { id: `msg_${id.slice(4)}`, text, ...(attachments && { attachments }) },
        },
        at,
      );
      desk.happen(number, { type: "routed", actor: { kind: "system" }, tier }, at);
      const ticket = tickets.get(number)?.ticket;
      if (!ticket) throw new Error("no ticket");
      return ticket;
    },
    happen(number, happening, at = new Date()) {
      const found = tickets.get(number);
      if (!found) throw new Error(`no ticket ${number}`);
      const { ticket, events } = found;
      const event: Event = { ...happening, seq: ticket.seq + 1, prev: ticket.seq, at: at.toISOString() };
      events.push(event);
      ticket.seq = event.seq;
      ticket.updatedAt = event.at;
      if (event.type === "status") ticket.status = event.to;
      if (event.type === "routed") ticket.tier = event.tier;
      if (event.type === "escalated" || event.type === "returned") ticket.tier = event.to;
      if (event.type === "assigned") ticket.assignee = event.agent;
      if (event.type === "message" && event.actor.kind === "agent") ticket.unread++;
      const frame = JSON.stringify(Frame.parse({ type: "changed", ticket, events: [event] }));
      for (const [socket, room] of sockets) if (room === number) socket.send(frame);
    },
    status(number, to, at) {
      const from = tickets.get(number)?.ticket.status ?? "new";
      desk.happen(number, { type: "status", actor: { kind: "agent", name: "Priya Natarajan" }, from, to }, at);
    },
    async stop() {
      for (const socket of rooms.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(desk, { url: `http://127.0.0.1:${port}/` });
}
