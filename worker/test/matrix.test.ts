import { type Caller, contract, type ProblemCode, type Route, type RouteName } from "@firstline/sdk/wire";
import { beforeAll, describe, expect, test } from "vitest";
import { call } from "./desk.ts";
import { standInIssuer } from "./issuer.ts";
import { credentialEnded, credentialOf, type Kind, kinds, requester, shop } from "./kinds.ts";
import { freshTarget, type Sample, samples, type Target, unknownTarget } from "./samples.ts";

type Outcome = ProblemCode | "ok";
const rank: Record<Caller, number> = { public: 0, visitor: 0, requester: 0, agent: 1, lead: 2, admin: 3 };
/** Routes that end the credential they are called with. */
const ending: ReadonlySet<RouteName> = new Set([
  "POST /v1/visitors/forget",
  "POST /v1/visitors/identify",
  "DELETE /v1/desk/session",
]);
/** Routes that end sessions of others, the other kinds' among them. */
const endingOthers: ReadonlySet<RouteName> = new Set([
  "DELETE /v1/desk/sessions",
  "DELETE /v1/desk/agents/:agent/sessions",
]);
/** What a route's sample is refused with where everything else is right. */
const refusedAtLast: { readonly [Name in RouteName]?: ProblemCode } = { "POST /v1/desk/passkeys": "invalid" };

/** What a sample of a route is about: a ticket, something on a site or somebody who works for it, or neither. */
function aboutOf(sample: object) {
  const said = JSON.stringify(sample);
  const names = (...keys: (keyof Target)[]) => keys.some((key) => said.includes(String(unknownTarget[key])));
  if (names("number", "attachment")) return "ticket";
  if (names("site", "absence", "colleague", "webhook")) return "site";
  return names("agent", "key", "session", "passkey", "provider") ? "thing" : "nothing";
}

/** Who may listen to a site. */
const agentsSocket: Pick<Route, "caller" | "scope"> = { caller: "agent", scope: "tickets:read" };

/** What the row alone says about a caller. `known` is whether the thing asked for is there. */
function expected(
  route: Route,
  about: ReturnType<typeof aboutOf>,
  kind: Kind,
  known: boolean,
  method: string,
): Outcome {
  const socket = route.answers[101] === null;
  if (route.caller === "public" && !socket) {
    // Signing in sets the console's cookie, so no page but the console does it.
    const elsewhere = typeof kind.desk === "object" && kind.desk.elsewhere === "another page";
    if (elsewhere && method !== "GET") return "forbidden";
    return known ? "ok" : "not_found";
  }
  // Whoever brings no credential to a site's socket is asked for it in the first frame.
  if (route.caller === "public" && kind.desk === "nobody") return "ok";
  const { caller, scope } = route.caller === "public" ? agentsSocket : route;
  if (caller === "visitor" || caller === "requester") {
    const { visitor } = kind;
    if (visitor === "nobody") return "credentials_missing";
    if (visitor === "unknown site") return "credentials_invalid";
    if (caller === "requester" && visitor.token === "none") return "credentials_missing";
    if (about === "ticket" && visitor.site !== shop) return "not_found";
    // A visitor's socket says who it is in its first frame.
    if (socket) return "ok";
    if (visitor.token === "bad" && !route.anyToken) return "credentials_invalid";
    if (visitor.token === "over" && !route.anyToken) return "identity_expired";
    if (about === "ticket" && !known) return "not_found";
    return caller === "requester" && about === "ticket" && visitor.token !== "owner" ? "not_found" : "ok";
  }
  const { desk } = kind;
  if (desk === "nobody") return "credentials_missing";
  if (desk === "bad") return "credentials_invalid";
  if (desk.elsewhere && (method !== "GET" || socket)) return "forbidden";
  const { may } = desk;
  const allowed = "role" in may ? rank[may.role] >= rank[caller] : scope !== undefined && may.scopes.includes(scope);
  if (!allowed) return "forbidden";
  if (about !== "nothing" && !known) return "not_found";
  const seen = desk.sites === "all" || desk.sites.includes(shop);
  return (about === "ticket" || about === "site") && !seen ? "not_found" : "ok";
}

/** Sends a route's sample as a caller. */
async function ask<Name extends RouteName>(name: Name, target: Target, headers: Readonly<Record<string, string>>) {
  const sample: Sample<Name> = samples[name];
  const me = /fls_agt_(\w+?)_/.exec(headers.cookie ?? "")?.[1] ?? "";
  const options = sample({ ...target, me, siteKey: headers["firstline-site"] ?? "" });
  return call(name, { ...options, headers: { ...options.headers, ...headers } });
}

/** Every 404 of the whole matrix, but for the request id. */
const missing = new Set<string>();
const shared = new Map<RouteName, Target>();

const names = Object.keys(contract).filter((name): name is RouteName => name in contract);

beforeAll(async () => void (await standInIssuer()));

describe.each(names)("%s", (name) => {
  const route: Route = contract[name];
  const [method = ""] = name.split(" ");
  const about = aboutOf(samples[name](unknownTarget));

  test.each(kinds)("$name", async (kind) => {
    const outcome = expected(route, about, kind, true, method);
    const headers = await credentialOf(kind);
    // Only a call that goes through uses its target up.
    let target = shared.get(name);
    if (!target || outcome === "ok") {
      target = await freshTarget(name, await credentialOf(requester));
      shared.set(name, target);
    }
    const answer = await ask(name, target, headers);
    if (answer.problem === undefined && ending.has(name)) credentialEnded(kind);
    if (answer.problem === undefined && endingOthers.has(name)) kinds.forEach(credentialEnded);
    expect(answer.problem?.code ?? "ok").toBe(outcome === "ok" ? (refusedAtLast[name] ?? outcome) : outcome);
    if (answer.status === 404) missing.add(answer.text.replace(/"requestId":"[^"]+"/, ""));

    if (about === "nothing") return;
    const unknown = await ask(name, unknownTarget, headers);
    expect(unknown.problem?.code ?? "ok").toBe(expected(route, about, kind, false, method));
    if (unknown.status === 404) missing.add(unknown.text.replace(/"requestId":"[^"]+"/, ""));
    if (answer.status === 404) expect(shape(unknown.headers)).toEqual(shape(answer.headers));
  });
});

const shape = (headers: Headers) => [...headers].filter(([name]) => name !== "firstline-request-id");

test("what is not there and what may not be seen look the same", () => {
  expect([...missing]).toEqual([expect.stringContaining('"code":"not_found"')]);
});
