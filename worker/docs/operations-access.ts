import type { Operations } from "./described.ts";
import * as example from "./examples.ts";
import { assertion, auditEntry, challenge, oidcClient, openSession, passkey, registration } from "./examples-access.ts";

/** How people sign in, where they are signed in, and what is written down of it. */
export const accessOperations = {
  "POST /v1/desk/sessions": {
    id: "desk.session.signIn",
    tag: "Desk sessions",
    description:
      "Takes one of three proofs: `token` of a one-time link, `passkey` with what the browser answered to a challenge, or `oidc` with what an issuer sent the browser back with. Each works once. Somebody whom an issuer knows and the desk does not is answered `agent_unknown`.",
    sdk: `// In the console's page: the answer sets its cookie.
const session = await desk.session.signIn({ passkey });`,
    body: { passkey: assertion },
    answer: example.session,
  },
  "GET /v1/desk/session": {
    id: "desk.session.get",
    tag: "Desk sessions",
    sdk: `const { agent, sites, teams } = await desk.session.get();`,
    body: undefined,
    answer: example.session,
  },
  "DELETE /v1/desk/session": {
    id: "desk.session.signOut",
    tag: "Desk sessions",
    sdk: `await desk.session.signOut();`,
    body: undefined,
    answer: null,
  },
  "GET /v1/desk/sign-in": {
    id: "desk.signIn.ways",
    tag: "Desk sessions",
    sdk: `const { mail, oidc } = await desk.signIn.ways();`,
    body: undefined,
    answer: {
      desk: example.session.desk,
      mail: true,
      oidc: [{ id: oidcClient.id, name: oidcClient.name }],
    },
  },
  "POST /v1/desk/sign-in/links": {
    id: "desk.signIn.requestLink",
    tag: "Desk sessions",
    description:
      "The link ends after 15 minutes or with its use. An address may ask five times an hour and gets at most three mails a day.",
    sdk: `await desk.signIn.requestLink({ email: "amara@desk.example", language: "pl" });`,
    body: { email: "amara@desk.example", language: "pl" },
    answer: null,
  },
  "POST /v1/desk/sign-in/passkeys": {
    id: "desk.signIn.passkeyOptions",
    tag: "Desk sessions",
    sdk: `const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
  await desk.signIn.passkeyOptions(),
);
const credential = await navigator.credentials.get({ publicKey });
const session = await desk.session.signIn({ passkey: credential.toJSON() });`,
    body: undefined,
    answer: { rpId: "desk.fernweg.example", challenge, timeout: 300_000, userVerification: "required" },
  },
  "POST /v1/desk/sign-in/oidc": {
    id: "desk.signIn.startOidc",
    tag: "Desk sessions",
    description:
      "The issuer is asked to answer in the fragment of `/console/`, so that no code stands in a query. It is found by discovery, and the sign-in is bound to this browser by a cookie for ten minutes.",
    sdk: `location.assign(await desk.signIn.startOidc("oidc_staff"));`,
    body: { provider: oidcClient.id },
    answer: { url: `${oidcClient.issuer}/authorize?response_type=code&client_id=firstline&…` },
  },
  "GET /v1/desk/sessions": {
    id: "desk.sessions.list",
    tag: "Desk sessions",
    sdk: `const sessions = await desk.sessions.list();`,
    body: undefined,
    answer: { items: [openSession] },
  },
  "DELETE /v1/desk/sessions": {
    id: "desk.sessions.endOthers",
    tag: "Desk sessions",
    sdk: `await desk.sessions.endOthers();`,
    body: undefined,
    answer: null,
  },
  "DELETE /v1/desk/sessions/:session": {
    id: "desk.sessions.end",
    tag: "Desk sessions",
    sdk: `await desk.sessions.end("${openSession.id}");`,
    body: undefined,
    answer: null,
  },
  "GET /v1/desk/agents/:agent/sessions": {
    id: "desk.sessions.listOf",
    tag: "Desk sessions",
    sdk: `const sessions = await desk.sessions.listOf("agt_amara");`,
    body: undefined,
    answer: { items: [{ ...openSession, current: false }] },
  },
  "DELETE /v1/desk/agents/:agent/sessions": {
    id: "desk.sessions.endAllOf",
    tag: "Desk sessions",
    sdk: `await desk.sessions.endAllOf("agt_amara");`,
    body: undefined,
    answer: null,
  },
  "DELETE /v1/desk/agents/:agent/sessions/:session": {
    id: "desk.sessions.endOf",
    tag: "Desk sessions",
    sdk: `await desk.sessions.endOf("agt_amara", "${openSession.id}");`,
    body: undefined,
    answer: null,
  },
  "POST /v1/desk/agents/:agent/links": {
    id: "desk.agents.createLink",
    tag: "Desk sessions",
    description: "Whoever opens the link is signed in as that agent, so hand it over with care.",
    sdk: `const { link, expiresAt } = await desk.agents.createLink("agt_amara");`,
    body: undefined,
    answer: { link: `/console/#signin=${example.linkSecret}`, expiresAt: "2026-11-26T09:30:00.000Z" },
  },

  "GET /v1/desk/passkeys": {
    id: "desk.passkeys.list",
    tag: "Desk sessions",
    sdk: `const passkeys = await desk.passkeys.list();`,
    body: undefined,
    answer: { items: [passkey] },
  },
  "POST /v1/desk/passkeys/options": {
    id: "desk.passkeys.creationOptions",
    tag: "Desk sessions",
    sdk: `const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
  await desk.passkeys.creationOptions(),
);`,
    body: undefined,
    answer: {
      rp: { id: "desk.fernweg.example", name: "Fernweg support" },
      user: { id: "YWd0X2FtYXJh", name: "amara@desk.example", displayName: "Amara Diallo" },
      challenge,
      pubKeyCredParams: [{ type: "public-key", alg: -7 }],
      timeout: 300_000,
      excludeCredentials: [],
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
    },
  },
  "POST /v1/desk/passkeys": {
    id: "desk.passkeys.create",
    tag: "Desk sessions",
    description: "The device has to have made sure who holds it. An agent has at most 20 passkeys.",
    sdk: `const credential = (await navigator.credentials.create({ publicKey })).toJSON();
await desk.passkeys.create({ name: "Laptop", credential });`,
    body: { name: passkey.name, credential: registration },
    answer: passkey,
  },
  "PATCH /v1/desk/passkeys/:passkey": {
    id: "desk.passkeys.rename",
    tag: "Desk sessions",
    sdk: `await desk.passkeys.rename("psk_laptop1", "Old laptop");`,
    body: { name: "Old laptop" },
    answer: { ...passkey, name: "Old laptop" },
  },
  "DELETE /v1/desk/passkeys/:passkey": {
    id: "desk.passkeys.remove",
    tag: "Desk sessions",
    sdk: `await desk.passkeys.remove("psk_laptop1");`,
    body: undefined,
    answer: null,
  },

  "GET /v1/desk/oidc": {
    id: "desk.oidc.list",
    tag: "Desk sessions",
    description:
      "The issuers stand in the set-up under `signIn.oidc`. An agent is found by an address that the issuer says it has verified, and from then on by the issuer's own id of them.",
    sdk: `const clients = await desk.oidc.list();`,
    body: undefined,
    answer: { items: [oidcClient] },
  },
  "PUT /v1/desk/oidc/:provider/secret": {
    id: "desk.oidc.setSecret",
    tag: "Desk sessions",
    description:
      "It is encrypted under a key derived from `FIRSTLINE_SECRET` and fits the issuer and client id that the set-up names now: when one of them changes, set it anew.",
    sdk: `await desk.oidc.setSecret("oidc_staff", process.env.OIDC_SECRET);`,
    body: { secret: "the client secret" },
    answer: null,
  },
  "DELETE /v1/desk/oidc/:provider/secret": {
    id: "desk.oidc.removeSecret",
    tag: "Desk sessions",
    sdk: `await desk.oidc.removeSecret("oidc_staff");`,
    body: undefined,
    answer: null,
  },

  "GET /v1/desk/audit": {
    id: "desk.audit.list",
    tag: "Desk audit",
    description:
      "An entry is written in the batch that does what it tells of, so neither is there without the other. Sign-ins that fail are counted by the hour. Whoever may see some sites only does not see what concerns another one.",
    sdk: `for await (const { at, actor, deed } of desk.audit.list({ kind: "setup_replaced" })) {
  console.log(at, actor, deed);
}`,
    query: { kind: "setup_replaced" },
    body: undefined,
    answer: { items: [auditEntry], next: null },
  },
} satisfies Partial<Operations>;
