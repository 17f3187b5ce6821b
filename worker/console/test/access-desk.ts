import {
  type AuditActor,
  type AuditDeed,
  type AuditEntry,
  contract,
  type IdentityKey,
  type Key,
  type OidcProvider,
  type OpenSession,
  type Passkey,
  type Session,
} from "@firstline/sdk/wire";
import type { Handler } from "./desk.ts";
import { Refused } from "./refused.ts";
import { session } from "./stories.ts";

const minute = 60_000;

interface AccessParts {
  /** What is told of who is signed in. */
  readonly me: () => Session;
  readonly signedIn: (next: boolean) => void;
  /** The issuers that stand in the set-up. */
  readonly issuers: () => readonly OidcProvider[];
}

/** How people sign in, and what is written down of it, on a desk in memory. */
export function accessOf({ me: mine, signedIn, issuers }: AccessParts): Record<string, Handler> {
  const links = new Set(["good"]);
  const me: AuditActor = { kind: "agent", id: session.agent.id, name: session.agent.name };
  const instant = (ago: number) => new Date(Date.now() - ago).toISOString();
  const opened = (id: string, browser: string, ago: number, current: boolean): OpenSession => ({
    id: `ses_${id}`,
    browser,
    method: current ? "link" : "passkey",
    createdAt: instant(ago * 24 * 60 * minute),
    seenAt: instant(current ? 0 : ago * 60 * minute),
    expiresAt: instant(-7 * 24 * 60 * minute),
    current,
  });
  let sessions = [opened("one", "Firefox, Linux", 1, true), opened("two", "Safari, iPhone", 3, false)];
  let passkeys: Passkey[] = [
    { id: "psk_1", name: "Laptop", createdAt: instant(20 * 24 * 60 * minute), usedAt: instant(26 * 60 * minute) },
  ];
  let keys: Key[] = [
    { id: "key_1", name: "Order system", scopes: ["tickets:read"], sites: "all", createdAt: instant(9_000 * minute) },
  ];
  let identityKeys: IdentityKey[] = [
    { id: "idk_1", name: "Shop server", algorithm: "HS256", createdAt: instant(8_000 * minute) },
  ];
  let secretSetAt: string | null = null;
  let made = 1;

  const audit: AuditEntry[] = [];
  const note = (deed: AuditDeed, ago = 0) => {
    audit.unshift({ id: `aud_${String(audit.length).padStart(6, "0")}`, at: instant(ago), actor: me, deed });
  };
  for (let index = 60; index > 0; index--) note({ kind: "signed_in", method: "passkey" }, (index + 10) * 60 * minute);
  note(
    {
      kind: "setup_replaced",
      version: 7,
      changes: [
        { path: "teams.team_1.lead", change: "changed", before: "agt_1", after: "agt_2" },
        { path: "sites.site_1.topics.top_returns", change: "added", after: { id: "top_returns", label: "Returns" } },
      ],
      left: 0,
    },
    3 * 60 * minute,
  );
  audit.unshift({
    id: "aud_999998",
    at: instant(70 * minute),
    actor: { kind: "system" },
    deed: { kind: "sign_in_failed", method: "link", count: 4 },
  });
  audit.unshift({
    id: "aud_999999",
    at: instant(20 * minute),
    actor: { kind: "key", id: "key_1", name: "Order system" },
    deed: {
      kind: "absence_made",
      absence: "abs_1",
      agent: { id: "agt_2", name: "Ben Ortiz" },
      from: "2026-12-01T08:00:00.000Z",
      to: "2026-12-05T17:00:00.000Z",
    },
  });

  return {
    "POST /v1/desk/sessions": ({ body }) => {
      const proof = contract["POST /v1/desk/sessions"].body.parse(body);
      if ("oidc" in proof && proof.oidc.code === "stranger") throw new Refused("agent_unknown");
      const isProof = "token" in proof ? links.delete(proof.token) : "passkey" in proof || proof.oidc.code === "good";
      if (!isProof) throw new Refused("credentials_invalid");
      signedIn(true);
      return [201, mine()];
    },
    "GET /v1/desk/session": () => [200, mine()],
    "DELETE /v1/desk/session": () => {
      signedIn(false);
      return [204, null];
    },
    "GET /v1/desk/sign-in": () => [
      200,
      { desk: session.desk, mail: true, oidc: issuers().map(({ id, name }) => ({ id, name })) },
    ],
    "POST /v1/desk/sign-in/links": ({ body }) => {
      contract["POST /v1/desk/sign-in/links"].body.parse(body);
      links.add("mailed");
      return [202, null];
    },
    "POST /v1/desk/sign-in/passkeys": () => [
      200,
      { rpId: "localhost", challenge: "Y2hhbGxlbmdl", timeout: 300_000, userVerification: "required" },
    ],
    "POST /v1/desk/sign-in/oidc": () => [200, { url: "/console/#state=s&code=good&iss=https%3A%2F%2Fid.test" }],
    "GET /v1/desk/sessions": () => [200, { items: sessions }],
    "DELETE /v1/desk/sessions": () => {
      sessions = sessions.filter(({ current }) => current);
      return [204, null];
    },
    "DELETE /v1/desk/sessions/:session": ({ number }) => {
      sessions = sessions.filter(({ id }) => id !== number);
      return [204, null];
    },
    "GET /v1/desk/agents/:agent/sessions": () => [200, { items: sessions.map((one) => ({ ...one, current: false })) }],
    "DELETE /v1/desk/agents/:agent/sessions": () => {
      sessions = [];
      return [204, null];
    },
    "DELETE /v1/desk/agents/:agent/sessions/:session": ({ path: [, second] }) => {
      sessions = sessions.filter(({ id }) => id !== second);
      return [204, null];
    },
    "GET /v1/desk/passkeys": () => [200, { items: passkeys }],
    "POST /v1/desk/passkeys/options": () => [
      200,
      {
        rp: { id: "localhost", name: session.desk.name },
        user: { id: "YWd0XzE", name: session.agent.email, displayName: session.agent.name },
        challenge: "Y2hhbGxlbmdl",
        pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
        timeout: 300_000,
        excludeCredentials: [],
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        attestation: "none",
      },
    ],
    "POST /v1/desk/passkeys": ({ body }) => {
      const { name } = contract["POST /v1/desk/passkeys"].body.parse(body);
      const passkey: Passkey = { id: `psk_${++made}`, name, createdAt: instant(0), usedAt: null };
      passkeys = [...passkeys, passkey];
      return [201, passkey];
    },
    "PATCH /v1/desk/passkeys/:passkey": ({ number, body }) => {
      const { name } = contract["PATCH /v1/desk/passkeys/:passkey"].body.parse(body);
      passkeys = passkeys.map((one) => (one.id === number ? { ...one, name } : one));
      return [200, passkeys.find(({ id }) => id === number)];
    },
    "DELETE /v1/desk/passkeys/:passkey": ({ number }) => {
      passkeys = passkeys.filter(({ id }) => id !== number);
      return [204, null];
    },
    "GET /v1/desk/keys": () => [200, { items: keys }],
    "POST /v1/desk/keys": ({ body }) => {
      const request = contract["POST /v1/desk/keys"].body.parse(body);
      const key: Key = { ...request, id: `key_${++made}`, createdAt: instant(0) };
      keys = [...keys, key];
      return [201, { key, secret: `fls_key_${"x".repeat(43)}` }];
    },
    "DELETE /v1/desk/keys/:key": ({ number }) => {
      keys = keys.filter(({ id }) => id !== number);
      return [204, null];
    },
    "GET /v1/desk/sites/:site/identity-keys": () => [200, { items: identityKeys }],
    "POST /v1/desk/sites/:site/identity-keys": ({ body }) => {
      const request = contract["POST /v1/desk/sites/:site/identity-keys"].body.parse(body);
      const key: IdentityKey = { ...request, id: `idk_${++made}`, createdAt: instant(0) };
      identityKeys = [...identityKeys, key];
      return [201, { key, ...(request.algorithm === "HS256" && { secret: `fls_idk_${"x".repeat(43)}` }) }];
    },
    "DELETE /v1/desk/sites/:site/identity-keys/:identityKey": ({ path: [, second] }) => {
      identityKeys = identityKeys.filter(({ id }) => id !== second);
      return [204, null];
    },
    "GET /v1/desk/oidc": () => [
      200,
      {
        items: issuers().map((one) => ({
          ...one,
          secretSetAt,
          redirectUri: "https://desk.example.com/console/",
        })),
      },
    ],
    "PUT /v1/desk/oidc/:provider/secret": () => {
      secretSetAt = instant(0);
      return [204, null];
    },
    "DELETE /v1/desk/oidc/:provider/secret": () => {
      secretSetAt = null;
      return [204, null];
    },
    "GET /v1/desk/audit": ({ query }) => {
      const { limit, cursor, actor, kind, from, to } = contract["GET /v1/desk/audit"].query.parse(query);
      const found = audit.filter(
        (entry) =>
          (actor === undefined || ("id" in entry.actor && entry.actor.id === actor)) &&
          (kind === undefined || entry.deed.kind === kind) &&
          (from === undefined || entry.at >= from) &&
          (to === undefined || entry.at < to),
      );
      const start = Number(cursor ?? 0);
      const next = start + limit < found.length ? String(start + limit) : null;
      return [200, { items: found.slice(start, start + limit), next }];
    },
  };
}
