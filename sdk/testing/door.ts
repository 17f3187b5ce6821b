import {
  type Agent,
  type Answer,
  type Contract,
  contract,
  type ParsedBody,
  type ParsedParams,
  type ParsedQuery,
  type ProblemCode,
  type Route,
  type RouteName,
} from "@firstline/sdk/wire";
import { answerHeaders } from "../../worker/src/http/answer.ts";
import {
  allow,
  type DeskCaller,
  deskCaller,
  tokenUnknown,
  type VisitorCaller,
  visitorCaller,
} from "../../worker/src/http/caller.ts";
import type { Incoming } from "../../worker/src/http/incoming.ts";
import { readParts } from "../../worker/src/http/parts.ts";
import { problemAnswer } from "../../worker/src/http/problem-answer.ts";
import { Refused } from "../../worker/src/http/refused.ts";
import type { IncomingFile } from "../../worker/src/incoming-file.ts";
import { digest } from "../../worker/src/secrets.ts";
import { keyOf, type Person, type StoredVisitor } from "./memory.ts";
import type { Create, Shell } from "./shell.ts";

/** A visitor who is known, with the contact that they stand for. */
export interface KnownVisitor extends StoredVisitor {
  readonly person: Person;
}

/** A request from a site's page. `read` refuses a token that does not hold and says who the visitor is. */
export interface VisitorContext extends Shell {
  readonly headers: Headers;
  readonly caller: VisitorCaller;
  readonly read: () => KnownVisitor | undefined;
}

/** A request from an agent or a program. */
export interface DeskContext extends Shell {
  readonly headers: Headers;
  readonly caller: DeskCaller;
  /** There is nothing to check: a revoked key is gone from the desk at once. */
  readonly read: () => undefined;
}

export type ContextOf<Name extends RouteName> = Contract[Name]["caller"] extends "public"
  ? Shell
  : Contract[Name]["caller"] extends "visitor" | "requester"
    ? VisitorContext
    : DeskContext;

/** What a handler is given: what its row declares, parsed, and the context of its caller. */
export interface Given<Name extends RouteName> {
  readonly context: ContextOf<Name>;
  readonly params: ParsedParams<Name>;
  readonly query: ParsedQuery<Name>;
  readonly body: ParsedBody<Name>;
  readonly file: Contract[Name] extends { readonly body: "bytes" } ? IncomingFile : undefined;
  readonly create: Contract[Name] extends { readonly idempotent: true } ? Create : undefined;
  readonly version: Contract[Name] extends { readonly ifMatch: true } ? number : undefined;
}

/** A file's bytes or a part of them, and the headers that say what they are. */
export interface SentFile {
  readonly status: 200 | 206;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type Answered<Name extends RouteName> = Contract[Name]["answers"] extends { readonly 200: "bytes" }
  ? SentFile
  : Answer<Name> & { readonly etag?: string };

/** What the test desk does on its routes. Whatever has no handler is answered `not_implemented`. */
export type Handlers = {
  readonly [Name in RouteName]?: (given: Given<Name>) => Answered<Name> | Promise<Answered<Name>>;
};

interface Row {
  readonly name: RouteName;
  readonly route: Route;
  readonly method: string;
  readonly path: RegExp;
}

const isRoute = (name: string): name is RouteName => name in contract;

const rows: readonly Row[] = Object.keys(contract)
  .filter(isRoute)
  .map((name) => {
    const [method = "", path = ""] = name.split(" ");
    return { name, route: contract[name], method, path: new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`) };
  });

/** The route that a request asks for. */
export const routeOf = ({ method, url }: Pick<Incoming, "method" | "url">): RouteName | undefined =>
  rowOf(method, new URL(url).pathname)?.name;

const rowOf = (method: string, path: string): Row | undefined =>
  rows.find((row) => row.method === method && row.path.test(path));

/** Refusals that tell something of the desk, so that a credential which does not hold is told first. */
const telling: ReadonlySet<ProblemCode> = new Set([
  "credentials_invalid",
  "forbidden",
  "not_found",
  "origin_not_allowed",
  "invalid",
  "identity_invalid",
  "identity_required",
]);

/** Answers a request as the desk does. `as` is the agent who makes it, who then needs no credential. */
export async function serve(shell: Shell, handlers: Handlers, request: Incoming, as?: Agent): Promise<Response> {
  const requestId = crypto.randomUUID();
  const path = new URL(request.url).pathname;
  const row = rowOf(request.method, path);
  try {
    if (!row) throw new Refused("not_found");
    return await answer(shell, handlers, row, request, requestId, as);
  } catch (error) {
    if (error instanceof Refused)
      return problemAnswer(error.code, requestId, error.issues, error.retryAfter, error.headers);
    // Nobody looks into the log of a test desk, so it says what went wrong in the answer itself.
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return problemAnswer("internal", requestId, [{ path: "testDesk", message }]);
  }
}

async function answer(
  shell: Shell,
  handlers: Handlers,
  { name, route, path }: Row,
  request: Incoming,
  requestId: string,
  as: Agent | undefined,
): Promise<Response> {
  const found = path.exec(new URL(request.url).pathname)?.groups ?? {};
  const params = Object.fromEntries(Object.entries(found).map(([key, value]) => [key, decodeURIComponent(value)]));
  const { idempotencyKey, requestHash, ...parts } = await readParts(request, params, route);
  const handler = handlers[name];
  if (!handler) {
    const message = `The test desk does not do ${name}; the SDK's README says what it does. Run this test against a real desk.`;
    throw new Refused("not_implemented", { issues: [{ path: "route", message }] });
  }
  let context: Shell | VisitorContext | DeskContext = shell;
  try {
    context = await contextOf(shell, route, request, as);
    const scope = scopeOf(context);
    const create =
      idempotencyKey !== undefined && requestHash !== undefined
        ? { keyHash: await digest(`${scope}\n${idempotencyKey}`), requestHash }
        : undefined;
    // The row that types this handler is the row that the parts were parsed with and the context was made by.
    const given = { ...parts, create, context } as never;
    return respond(route, requestId, request, await handler(given));
  } catch (error) {
    if (error instanceof Refused && telling.has(error.code) && "read" in context) context.read();
    throw error;
  }
}

async function contextOf(
  shell: Shell,
  route: Route,
  request: Incoming,
  as: Agent | undefined,
): Promise<Shell | VisitorContext | DeskContext> {
  const { directory } = shell.memory;
  switch (route.caller) {
    case "public":
      return shell;
    case "visitor":
    case "requester": {
      const caller = await visitorCaller(directory, request, route.answers[101] === null);
      return visitorContext(shell, request.headers, caller, route);
    }
    default: {
      const caller: DeskCaller = as
        ? { kind: "agent", agent: as, tokenHash: "" }
        : await deskCaller(directory, request);
      allow(caller, route.caller, route.scope);
      return { ...shell, headers: request.headers, caller, read: () => undefined };
    }
  }
}

function visitorContext(shell: Shell, headers: Headers, caller: VisitorCaller, route: Route): VisitorContext {
  const { tokenHash, site } = caller;
  if (route.caller === "requester" && tokenHash === undefined) throw new Refused("credentials_missing");
  const identifiedOnly = site.identifiedOnly && route.identified === true;
  if (identifiedOnly && tokenHash === undefined) throw new Refused("identity_required");
  return {
    ...shell,
    headers,
    caller,
    read() {
      const { memory } = shell;
      const stored = tokenHash === undefined ? undefined : memory.visitors.get(keyOf(site.id, tokenHash));
      const person = stored && memory.people.get(keyOf(site.id, stored.contact));
      const visitor = stored && person && { ...stored, person };
      if (route.anyToken) return visitor;
      if (tokenHash !== undefined && !visitor) throw tokenUnknown();
      const until = visitor?.identifiedUntil;
      if (until !== undefined && until !== null && until <= memory.now) throw new Refused("identity_expired");
      if (identifiedOnly && until === null) throw new Refused("identity_required");
      return visitor;
    },
  };
}

/** Whose idempotency keys these are: one visitor's page cannot collide with a program's, nor one agent with another. */
function scopeOf(context: Shell | VisitorContext | DeskContext): string {
  if (!("caller" in context)) return "public";
  const { caller } = context;
  if (caller.kind === "visitor") return "visitor";
  return caller.kind === "agent" ? caller.agent.id : caller.key.id;
}

/** Writes an answer, once the contract's own schema has taken it. */
function respond(
  { answers, caller }: Route,
  requestId: string,
  request: Incoming,
  {
    status,
    body,
    etag,
    headers,
  }: { status: PropertyKey; body: unknown; etag?: string; headers?: Record<string, string> },
): Response {
  const schema = answers[Number(status)];
  const isFile = schema === "bytes";
  if (schema !== null && schema !== "bytes") {
    if (!schema) throw new Error(`The contract has no answer ${String(status)} here`);
    schema.parse(body);
  }
  const fresh = etag !== undefined && request.headers.get("if-none-match") === etag;
  const content = body instanceof Uint8Array ? new Uint8Array(body) : body === null ? null : JSON.stringify(body);
  return new Response(fresh ? null : content, {
    status: fresh ? 304 : Number(status),
    headers: {
      ...answerHeaders(requestId),
      ...(body !== null && !isFile && { "content-type": "application/json" }),
      "cache-control": etag !== undefined && caller === "visitor" ? "private, no-cache" : "no-store",
      ...(etag !== undefined && { etag }),
      ...headers,
    },
  });
}
