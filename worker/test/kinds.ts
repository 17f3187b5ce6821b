import { env } from "cloudflare:test";
import type { Role, Scope } from "@firstline/sdk/wire";
import { digest, randomSecret } from "../src/secrets.ts";
import { consoleOf, keyFor, page, visitorWithTicket } from "./desk.ts";
import { identified, signerOf } from "./identities.ts";

/**
 * Who calls. `visitor` is what the request is to the visitor's routes: the site of its public key and what its token is
 * worth. `desk` is what it is to the desk's: nothing, a credential that does not hold, or an agent or key.
 */
export interface Kind {
  readonly name: string;
  readonly headers: () => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>;
  readonly visitor:
    | "nobody"
    | "unknown site"
    | { readonly site: string; readonly token: "none" | "bad" | "over" | "other" | "owner" };
  readonly desk:
    | "nobody"
    | "bad"
    | {
        readonly sites: "all" | readonly string[];
        readonly may: { readonly role: Role } | { readonly scopes: readonly Scope[] };
        /** A cookie that the console did not send: another page, which the browser names, or somebody unnamed. */
        readonly elsewhere?: "another page" | "unnamed";
      };
}

export const shop = "site_shop";
const bank = "site_bank";

const forged = (agent: string) => ({
  cookie: `__Host-firstline=fls_${agent}_${randomSecret()}`,
  origin: "https://desk.test",
});
const agentKind = (name: string, agent: string, role: Role, sites: "all" | readonly string[]): Kind => ({
  name,
  headers: () => consoleOf(agent),
  visitor: "nobody",
  desk: { sites, may: { role } },
});
/** An admin's cookie in a request that the console did not send. */
const crossSite = (name: string, change: Readonly<Record<string, string | undefined>>): Kind => ({
  name,
  headers: async () =>
    Object.fromEntries(
      Object.entries({ ...(await consoleOf("agt_ada")), ...change }).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, value]],
      ),
    ),
  visitor: "nobody",
  desk: {
    sites: "all",
    may: { role: "admin" },
    elsewhere: "origin" in change && !change.origin ? "unnamed" : "another page",
  },
});
const everyScope: readonly Scope[] = ["tickets:read", "tickets:write", "setup:read", "setup:write"];
const keyKind = (name: string, scopes: readonly Scope[], sites: "all" | readonly string[]): Kind => ({
  name,
  headers: () => keyFor([...scopes], sites === "all" ? "all" : [...sites]),
  visitor: "nobody",
  desk: { sites, may: { scopes } },
});
const visitorKind = (
  name: string,
  headers: Kind["headers"],
  site: string,
  token: "none" | "bad" | "over" | "other" | "owner",
): Kind => ({ name, headers, visitor: { site, token }, desk: token === "none" ? "nobody" : "bad" });

/** The visitor whose tickets the samples are about. */
export const requester = visitorKind("the requester", async () => (await visitorWithTicket()).headers, shop, "owner");

/** Everybody who may turn up at a route. */
export const kinds: readonly Kind[] = [
  { name: "nobody", headers: () => ({}), visitor: "nobody", desk: "nobody" },
  { name: "an unknown public key", headers: () => page("pk_nosuchsite"), visitor: "unknown site", desk: "nobody" },
  visitorKind("a visitor", () => page("pk_shopshop"), shop, "none"),
  visitorKind("a visitor with a malformed token", () => page("pk_shopshop", "flv_!! !"), shop, "bad"),
  visitorKind("a visitor with an unknown token", () => page("pk_shopshop", `flv_${randomSecret()}`), shop, "bad"),
  visitorKind("a visitor with the other site's token", async () => page("pk_shopshop", await bankToken()), shop, "bad"),
  requester,
  visitorKind("an identified visitor", async () => (await identifiedVisitor()).headers, shop, "other"),
  visitorKind(
    "a visitor whose identity has run out",
    async () => page("pk_shopshop", await tokenThatRanOut()),
    shop,
    "over",
  ),
  visitorKind("another requester of the site", async () => (await visitorWithTicket()).headers, shop, "other"),
  visitorKind("the other site's visitor", async () => page("pk_bankbank", await bankToken()), bank, "other"),
  {
    name: "a malformed cookie",
    headers: () => ({ ...forged("x"), cookie: "__Host-firstline=;;=" }),
    visitor: "nobody",
    desk: "nobody",
  },
  { name: "a cookie of another shape", headers: () => forged("somebody"), visitor: "nobody", desk: "bad" },
  { name: "an unknown session of an admin", headers: () => forged("agt_ada"), visitor: "nobody", desk: "bad" },
  {
    name: "an expired session of an admin",
    headers: () => consoleOf("agt_ada", Date.now() - 1),
    visitor: "nobody",
    desk: "bad",
  },
  { name: "a session of an agent who has left", headers: () => consoleOf("agt_gone"), visitor: "nobody", desk: "bad" },
  agentKind("an agent of the site", "agt_ann", "agent", [shop]),
  agentKind("an agent of the other site", "agt_bob", "agent", [bank]),
  agentKind("a lead", "agt_lea", "lead", [shop]),
  agentKind("an admin", "agt_ada", "admin", "all"),
  crossSite("a cookie without an origin", { origin: undefined, "sec-fetch-site": undefined }),
  crossSite("a cookie from another origin", { origin: "https://shop.test", "sec-fetch-site": "cross-site" }),
  crossSite("a cookie from an opaque origin", { origin: "null", "sec-fetch-site": undefined }),
  crossSite("a cookie that the browser calls cross-site", { "sec-fetch-site": "cross-site" }),
  {
    name: "an unknown key",
    headers: () => ({ authorization: `Bearer fls_key_${randomSecret()}` }),
    visitor: "nobody",
    desk: "bad",
  },
  { name: "an empty key", headers: () => ({ authorization: "Bearer " }), visitor: "nobody", desk: "bad" },
  { name: "another scheme", headers: () => ({ authorization: "Basic YWRhOmFkYQ==" }), visitor: "nobody", desk: "bad" },
  keyKind("a key with every scope", everyScope, "all"),
  keyKind("a key that reads tickets", ["tickets:read"], [shop]),
  keyKind("a key that reads the set-up", ["setup:read"], "all"),
  keyKind("a key of the other site", everyScope, [bank]),
  keyKind("a key of no site", everyScope, []),
];

async function identifiedVisitor() {
  return identified(await signerOf(shop), { sub: randomSecret() });
}

async function tokenThatRanOut(): Promise<string> {
  const { token } = await identifiedVisitor();
  await env.DB.prepare("UPDATE visitors SET expires_at = 1 WHERE token_hash = ?1")
    .bind(await digest(token))
    .run();
  return token;
}

async function bankToken(): Promise<string> {
  // The other site counts addresses; each of its visitors here comes from one of their own.
  const { token } = await visitorWithTicket("pk_bankbank", {}, { "cf-connecting-ip": randomSecret() });
  return token;
}

const credentials = new Map<Kind, Readonly<Record<string, string>>>();

/** What a kind of caller sends; the same at every call, until it is told to have ended. */
export async function credentialOf(kind: Kind): Promise<Readonly<Record<string, string>>> {
  const headers = credentials.get(kind) ?? (await kind.headers());
  credentials.set(kind, headers);
  return headers;
}

export const credentialEnded = (kind: Kind): boolean => credentials.delete(kind);
