import { createPages, type PageQuery, type Pages } from "../pages.ts";
import { type Call, type CallOptions, type CreateOptions, creation } from "../request.ts";
import type {
  Agent,
  AuditEntry,
  AuditKind,
  Key,
  OidcClient,
  OidcProvider,
  OpenSession,
  Passkey,
  PasskeyCreation,
  PasskeyRegistration,
  PasskeyRequest,
  SignInLinkRequest,
  SignInWays,
} from "../wire/index.ts";

/** The ways in, before anybody is known. Each ends in `session.signIn`. */
export interface DeskSignIn {
  /** Which ways in this desk has. */
  ways(options?: CallOptions): Promise<SignInWays>;
  /** Asks for a one-time link by mail. It resolves whether or not anybody has the address. */
  requestLink(request: SignInLinkRequest, options?: CallOptions): Promise<void>;
  /** What to ask the browser for, so that somebody signs in with a passkey. Holds for five minutes. */
  passkeyOptions(options?: CallOptions): Promise<PasskeyRequest>;
  /** Where to send the browser, so that somebody signs in with an issuer. Holds for ten minutes. */
  startOidc(provider: OidcProvider["id"], options?: CallOptions): Promise<string>;
}

/** Where people are signed in: oneself, or, for admins, any agent. Whatever ends closes its sockets within five seconds. */
export interface DeskSessions {
  list(options?: CallOptions): Promise<OpenSession[]>;
  end(session: OpenSession["id"], options?: CallOptions): Promise<void>;
  /** Signs out everywhere but here. */
  endOthers(options?: CallOptions): Promise<void>;
  listOf(agent: Agent["id"], options?: CallOptions): Promise<OpenSession[]>;
  /** Ends one of an agent's sessions. */
  endOf(agent: Agent["id"], session: OpenSession["id"], options?: CallOptions): Promise<void>;
  /** Signs an agent out everywhere. */
  endAllOf(agent: Agent["id"], options?: CallOptions): Promise<void>;
}

/** One's own passkeys. */
export interface DeskPasskeys {
  list(options?: CallOptions): Promise<Passkey[]>;
  /** What to ask the browser for, so that it makes a passkey. Holds for five minutes. */
  creationOptions(options?: CallOptions): Promise<PasskeyCreation>;
  /** Adds the passkey that the browser has made. */
  create(
    passkey: { readonly name: string; readonly credential: PasskeyRegistration },
    options?: CreateOptions,
  ): Promise<Passkey>;
  rename(passkey: Passkey["id"], name: string, options?: CallOptions): Promise<Passkey>;
  remove(passkey: Passkey["id"], options?: CallOptions): Promise<void>;
}

/** The issuers by which agents sign in. Which there are stands in the set-up; their client secrets do not. */
export interface DeskOidc {
  list(options?: CallOptions): Promise<OidcClient[]>;
  setSecret(provider: OidcProvider["id"], secret: string, options?: CallOptions): Promise<void>;
  removeSecret(provider: OidcProvider["id"], options?: CallOptions): Promise<void>;
}

export interface AuditQuery extends PageQuery {
  /** What this agent or key did. */
  readonly actor?: Agent["id"] | Key["id"] | undefined;
  readonly kind?: AuditKind | undefined;
  /** From this instant on, and before that one: RFC 3339 in UTC with milliseconds. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Who did what to who may do what, newest first. */
export interface DeskAudit {
  list(query?: AuditQuery, options?: CallOptions): Pages<AuditEntry>;
}

export const createSignIn = (call: Call): DeskSignIn => ({
  ways: (options) => call("GET /v1/desk/sign-in", { ...options }),
  async requestLink(body, options) {
    await call("POST /v1/desk/sign-in/links", { ...options, body });
  },
  passkeyOptions: (options) => call("POST /v1/desk/sign-in/passkeys", { ...options }),
  startOidc: async (provider, options) =>
    (await call("POST /v1/desk/sign-in/oidc", { ...options, body: { provider } })).url,
});

export const createSessions = (call: Call): DeskSessions => ({
  list: async (options) => (await call("GET /v1/desk/sessions", { ...options })).items,
  async end(session, options) {
    await call("DELETE /v1/desk/sessions/:session", { ...options, params: { session } });
  },
  async endOthers(options) {
    await call("DELETE /v1/desk/sessions", { ...options });
  },
  listOf: async (agent, options) =>
    (await call("GET /v1/desk/agents/:agent/sessions", { ...options, params: { agent } })).items,
  async endOf(agent, session, options) {
    await call("DELETE /v1/desk/agents/:agent/sessions/:session", { ...options, params: { agent, session } });
  },
  async endAllOf(agent, options) {
    await call("DELETE /v1/desk/agents/:agent/sessions", { ...options, params: { agent } });
  },
});

export const createPasskeys = (call: Call): DeskPasskeys => ({
  list: async (options) => (await call("GET /v1/desk/passkeys", { ...options })).items,
  creationOptions: (options) => call("POST /v1/desk/passkeys/options", { ...options }),
  create: (body, options) => call("POST /v1/desk/passkeys", { ...creation(options), body }),
  rename: (passkey, name, options) =>
    call("PATCH /v1/desk/passkeys/:passkey", { ...options, params: { passkey }, body: { name } }),
  async remove(passkey, options) {
    await call("DELETE /v1/desk/passkeys/:passkey", { ...options, params: { passkey } });
  },
});

export const createOidc = (call: Call): DeskOidc => ({
  list: async (options) => (await call("GET /v1/desk/oidc", { ...options })).items,
  async setSecret(provider, secret, options) {
    await call("PUT /v1/desk/oidc/:provider/secret", { ...options, params: { provider }, body: { secret } });
  },
  async removeSecret(provider, options) {
    await call("DELETE /v1/desk/oidc/:provider/secret", { ...options, params: { provider } });
  },
});

export const createAudit = (call: Call): DeskAudit => ({
  list: ({ cursor: start, ...query } = {}, options) =>
    createPages((cursor) => call("GET /v1/desk/audit", { ...options, query: { ...query, cursor } }), start),
});
