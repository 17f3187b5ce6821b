import type { Agent, AuditActor, Role, Scope, SiteSetup } from "@firstline/sdk/wire";
import type { Directory, StoredKey } from "../domain/directory.ts";
import type { TicketActor } from "../domain/event.ts";
import { digest } from "../secrets.ts";
import type { Incoming } from "./incoming.ts";
import { Refused } from "./refused.ts";

/** A visitor's page: its site from the public key, and the digest of the visitor's token if it sent one. */
export interface VisitorCaller {
  readonly kind: "visitor";
  readonly site: SiteSetup;
  readonly tokenHash: string | undefined;
}

/** A signed-in agent. What the token claims is checked with the request's first read. */
export interface AgentCaller {
  readonly kind: "agent";
  readonly agent: Agent;
  readonly tokenHash: string;
}

/** A program with a secret key. */
export interface KeyCaller {
  readonly kind: "key";
  readonly key: StoredKey;
}

export type DeskCaller = AgentCaller | KeyCaller;

/** The console's cookie. */
export const sessionCookie = "__Host-firstline";

const rank: Record<Role, number> = { agent: 1, lead: 2, admin: 3 };

const bearer = (headers: Headers): string | undefined => {
  const value = headers.get("authorization");
  return value === null ? undefined : (/^Bearer ([A-Za-z0-9_-]{1,200})$/.exec(value)?.[1] ?? "");
};

/** Origins that stand for this machine. */
const loopback = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Whether a page of this origin may use a list of allowed origins. */
export const originAllowed = (origin: string, allowed: Iterable<string>): boolean => {
  for (const entry of allowed) if (entry === "loopback" ? loopback.test(origin) : entry === origin) return true;
  return false;
};

/** The host of an origin; undefined for what is none, such as `null`. */
export const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

/**
 * The visitor behind a request. Refuses an unknown public key and a page that is not on the site's list. A key that is
 * mistyped is told apart from a token that does not hold, so that no page throws a good token away for it.
 */
export async function visitorCaller(directory: Directory, request: Incoming, inQuery: boolean): Promise<VisitorCaller> {
  const header = request.headers.get("firstline-site");
  const key = header ?? (inQuery ? new URL(request.url).searchParams.get("site") : null);
  if (!key) throw new Refused("credentials_missing");
  const site = directory.siteByKey.get(key);
  if (!site) {
    const path = header === null ? "query.site" : "header.Firstline-Site";
    throw new Refused("credentials_invalid", {
      issues: [{ path, message: "No site of this desk has this public key." }],
    });
  }
  const origin = request.headers.get("origin");
  if (origin !== null && hostOf(origin) !== new URL(request.url).host && !originAllowed(origin, site.origins)) {
    throw new Refused("origin_not_allowed");
  }
  const token = bearer(request.headers);
  return { kind: "visitor", site, tokenHash: token === undefined ? undefined : await digest(token) };
}

/** The agent whose session token this claims to be. */
async function agentCaller(directory: Directory, token: string): Promise<AgentCaller> {
  const claimed = /^fls_(agt_[A-Za-z0-9]{1,32})_[A-Za-z0-9_-]{43}$/.exec(token)?.[1];
  const agent = claimed === undefined ? undefined : directory.agent.get(claimed);
  if (!agent) throw new Refused("credentials_invalid");
  return { kind: "agent", agent, tokenHash: await digest(token) };
}

/** The key with this secret. */
async function keyCaller(directory: Directory, secret: string): Promise<KeyCaller> {
  const key = directory.keyByHash.get(await digest(secret));
  if (!key) throw new Refused("credentials_invalid");
  return { kind: "key", key };
}

/** The agent or key behind a request: a secret key in the header, else the console's cookie from the console's own page. */
export async function deskCaller(directory: Directory, request: Incoming): Promise<DeskCaller> {
  const secret = bearer(request.headers);
  if (secret !== undefined) return keyCaller(directory, secret);
  const token = cookie(request.headers, sessionCookie);
  if (token === undefined) throw new Refused("credentials_missing");
  sameOriginOnly(request);
  return agentCaller(directory, token);
}

/** Whether a request to the desk says who sends it. */
export const carriesCredential = ({ headers }: Incoming): boolean =>
  headers.has("authorization") || cookie(headers, sessionCookie) !== undefined;

/** Lets a cookie do nothing that another site's page asked for. Reads are safe: no other origin may see the answer. */
export function sameOriginOnly(request: Incoming): void {
  const upgrade = request.headers.get("upgrade") !== null;
  if (request.method === "GET" && !upgrade) return;
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  const own = origin !== null && hostOf(origin) === new URL(request.url).host;
  if (!own || (site !== null && site !== "same-origin")) throw new Refused("forbidden");
}

export function cookie(headers: Headers, name: string): string | undefined {
  for (const part of (headers.get("cookie") ?? "").split(";")) {
    const [key, value] = part.trim().split("=");
    if (key === name && value) return value;
  }
  return undefined;
}

/** Refuses a desk caller whose role or scope a route does not allow. */
export function allow(caller: DeskCaller, role: Role, scope: Scope | undefined): void {
  const allowed =
    caller.kind === "agent"
      ? rank[caller.agent.role] >= rank[role]
      : scope !== undefined && caller.key.scopes.includes(scope);
  if (!allowed) throw new Refused("forbidden");
}

/** The sites a desk caller may see. */
export const sitesOf = (caller: DeskCaller): "all" | readonly string[] =>
  caller.kind === "agent" ? caller.agent.sites : caller.key.sites;

/** Refuses a visitor's token that is unknown here. */
export const tokenUnknown = (): Refused =>
  new Refused("credentials_invalid", {
    issues: [{ path: "header.Authorization", message: "This site knows no such visitor token." }],
  });

/** As whom a visitor uploads. */
export const uploaderOf = ({ tokenHash }: VisitorCaller): string => tokenHash ?? "";

/**
 * By whom the uploads may have been made that a visitor names. What somebody uploaded before they were known is theirs
 * who know its id, and that is themselves alone.
 */
export const visitorUploaders = (caller: VisitorCaller): string[] => [uploaderOf(caller), ""];

/** Who a desk caller is in a ticket's timeline. */
export const actorOf = (caller: DeskCaller): Exclude<TicketActor, { kind: "system" }> =>
  caller.kind === "agent" ? { kind: "agent", id: caller.agent.id } : { kind: "key", id: caller.key.id };

/** Who a desk caller is in the audit log. */
export const auditActorOf = (caller: DeskCaller): AuditActor =>
  caller.kind === "agent" ? agentActor(caller.agent) : { kind: "key", id: caller.key.id, name: caller.key.name };

/** The same of an agent who is just signing in. */
export const agentActor = ({ id, name }: Agent): AuditActor => ({ kind: "agent", id, name });
