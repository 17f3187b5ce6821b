import {
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
import type { Hono, Context as HonoContext } from "hono";
import type { Create } from "../desk.ts";
import type { Directory } from "../domain/directory.ts";
import type { Env } from "../env.ts";
import type { IncomingFile } from "../incoming-file.ts";
import { digest } from "../secrets.ts";
import { currentDirectory, hasMoved } from "../store/directory.ts";
import { addressOf } from "./address.ts";
import { answerHeaders } from "./answer.ts";
import { allow, deskCaller, visitorCaller } from "./caller.ts";
import {
  type Context,
  type DeskContext,
  deskContext,
  SetupMoved,
  type VisitorContext,
  visitorContext,
} from "./context.ts";
import { readParts } from "./parts.ts";
import { Refused } from "./refused.ts";

export type App = Hono<{ Bindings: Env; Variables: { requestId: string } }>;
type Call = HonoContext<{ Bindings: Env; Variables: { requestId: string } }>;

type AnyContext = Context | VisitorContext | DeskContext;

/** The context a route's handler gets, by who may call the route. */
type ContextOf<Name extends RouteName> = Contract[Name]["caller"] extends "public"
  ? Context
  : Contract[Name]["caller"] extends "visitor" | "requester"
    ? VisitorContext
    : DeskContext;

/** What a handler is given: the parts of the request that its row declares, parsed, and the context of its caller. */
export interface Given<Name extends RouteName> {
  readonly context: ContextOf<Name>;
  readonly params: ParsedParams<Name>;
  readonly query: ParsedQuery<Name>;
  readonly body: ParsedBody<Name>;
  /** The file whose bytes are the body, on routes that take one. */
  readonly file: Contract[Name] extends { readonly body: "bytes" } ? IncomingFile : undefined;
  /** Digests of the idempotency key and the request, on routes that create. */
  readonly create: Contract[Name] extends { readonly idempotent: true } ? Create : undefined;
  /** The version in If-Match, on routes that need one. */
  readonly version: Contract[Name] extends { readonly ifMatch: true } ? number : undefined;
}

/** A file's bytes or a part of them, and the headers that say what they are; no body where the caller has them. */
export interface SentFile {
  readonly status: 200 | 206;
  readonly body: ReadableStream | null;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a handler answers with: one of its row's answers, a file, or a ready response where that is an upgrade. */
export type Answered<Name extends RouteName> = Contract[Name]["answers"] extends { readonly 200: "bytes" }
  ? SentFile
  :
      | (Answer<Name> & { readonly etag?: string; readonly headers?: Readonly<Record<string, string>> })
      | (Contract[Name]["answers"] extends { readonly 101: null } ? Response : never);

export type Handler<Name extends RouteName> = (given: Given<Name>) => Promise<Answered<Name>>;

/** A handler for every row of the table: a missing one does not compile. */
export type Handlers = { readonly [Name in RouteName]: Handler<Name> };

/** Refusals that the set-up decides: a newer one could turn them into something else, and they tell something of it. */
const bySetup: ReadonlySet<ProblemCode> = new Set([
  "credentials_invalid",
  "forbidden",
  "not_found",
  "origin_not_allowed",
  "invalid",
  "identity_invalid",
  "identity_required",
]);

/** Puts the whole table onto Hono. */
export function bind(app: App, all: Handlers): void {
  const one = <Name extends RouteName>(name: Name) => {
    const [method = "", path = ""] = name.split(" ");
    const route: Route = contract[name];
    const handler: Handler<Name> = all[name];
    app.on(method, path, async (c) => {
      await sieve(c, name, route);
      const { idempotencyKey, requestHash, ...parts } = await readParts(c.req.raw, c.req.param(), route);
      return withDirectory(c, route, async (context) => {
        const create =
          idempotencyKey !== undefined && requestHash !== undefined
            ? { keyHash: await keyHashOf(scopeOf(context), idempotencyKey), requestHash }
            : undefined;
        // The row that types this handler is the row that the parts were parsed with and the context was made by.
        const given = { ...parts, create, context } as unknown as Given<Name>;
        const answered: Written | Response = await handler(given);
        return respond(c, route, answered);
      });
    });
  };
  for (const name of Object.keys(contract)) if (isRoute(name)) one(name);
}

const isRoute = (name: string): name is RouteName => name in contract;

type Work = (context: AnyContext) => Promise<Response>;

/** Runs a request with the set-up this isolate knows, and once more with the newest if that has moved meanwhile. */
async function withDirectory(c: Call, route: Route, work: Work): Promise<Response> {
  for (let again = false; ; again = true) {
    const directory = await currentDirectory(c.env.DB, again);
    try {
      return await attempt(c, route, directory, work);
    } catch (error) {
      if (!(error instanceof SetupMoved)) throw error;
      if (again) throw new Refused("unavailable", { retryAfter: 1 });
    }
  }
}

/** Works with one state of the set-up. What that decides is told only if it is the newest and the credential holds. */
async function attempt(c: Call, route: Route, directory: Directory, work: Work): Promise<Response> {
  let context: AnyContext | undefined;
  try {
    context = await contextOf(c, route, directory);
    permit(context, route);
    return await work(context);
  } catch (error) {
    if (error instanceof Refused && bySetup.has(error.code)) {
      if (context && "read" in context) await context.read({});
      else if (await hasMoved(c.env.DB, directory)) throw new SetupMoved();
    }
    throw error;
  }
}

/** Turns floods away before any work, on routes that anybody may call and where a requester, who may be anybody, writes. */
async function sieve(c: Call, name: string, route: Route): Promise<void> {
  const address = addressOf(c.req.raw.headers, c.env.ADDRESS_HEADER);
  const anybody = route.caller === "public" || route.caller === "visitor";
  if (address === undefined || !(anybody || (route.caller === "requester" && route.idempotent))) return;
  const { success } = await c.env.SIEVE.limit({ key: `${name} ${address}` });
  if (!success) throw new Refused("too_many_requests", { retryAfter: 60 });
}

async function contextOf(c: Call, route: Route, directory: Directory): Promise<AnyContext> {
  const request = c.req.raw;
  const context: Context = {
    env: c.env,
    directory,
    now: Date.now(),
    address: addressOf(request.headers, c.env.ADDRESS_HEADER),
    request,
    defer: (work) => c.executionCtx.waitUntil(work),
  };
  switch (route.caller) {
    case "public":
      return context;
    case "visitor":
    case "requester": {
      // A browser's socket cannot send headers, so there the public key stands in the query.
      const caller = await visitorCaller(directory, request, route.answers[101] === null);
      return visitorContext(context, caller, route);
    }
    default:
      return deskContext(context, await deskCaller(directory, request));
  }
}

/** Refuses an agent or a key that the row does not name. */
function permit(context: AnyContext, { caller: role, scope }: Route): void {
  if (!("caller" in context) || context.caller.kind === "visitor") return;
  if (role !== "public" && role !== "visitor" && role !== "requester") allow(context.caller, role, scope);
}

/** The digest under which a create is remembered: of whose key it is, and of the key. */
export const keyHashOf = (whose: string, key: string): Promise<string> => digest(`${whose}\n${key}`);

/** Whose idempotency keys these are: one visitor's page cannot collide with a program's, nor one agent with another. */
function scopeOf(context: AnyContext): string {
  if (!("caller" in context)) return "public";
  const { caller } = context;
  if (caller.kind === "visitor") return "visitor";
  return caller.kind === "agent" ? caller.agent.id : caller.key.id;
}

/** Whether the caller says that they have this version already. */
export const isKnown = ({ headers }: Request, etag: string): boolean => headers.get("if-none-match") === etag;

interface Written {
  readonly status: PropertyKey;
  readonly body: unknown;
  readonly etag?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

function respond(c: Call, { caller }: Route, answered: Written | Response): Response {
  if (answered instanceof Response) return answered;
  const { status, body, etag, headers } = answered;
  const fresh = etag !== undefined && isKnown(c.req.raw, etag);
  const isFile = body instanceof ReadableStream;
  const content = isFile ? body : body === null ? null : JSON.stringify(body);
  return new Response(fresh ? null : content, {
    status: fresh ? 304 : Number(status),
    headers: {
      ...answerHeaders(c.get("requestId")),
      ...(body !== null && !isFile && { "content-type": "application/json" }),
      // What somebody wrote must not stay in a browser's cache, from where “forget this computer” cannot take it.
      "cache-control": etag !== undefined && caller === "visitor" ? "private, no-cache" : "no-store",
      ...(etag !== undefined && { etag }),
      ...headers,
    },
  });
}
