import * as z from "zod";
import { AuditEntry, AuditKind } from "../audit.ts";
import { AgentId, Instant, KeyId, line, page, pageQuery, SiteId } from "../common.ts";
import { IdentityKey, IdentityKeyId, IdentityKeyRequest, NewIdentityKey } from "../identity.ts";
import { Key, NewKey, Scope, Session } from "../session.ts";
import { SignIn } from "../sign-in.ts";
import { passkeyRoutes } from "./passkeys.ts";
import type { Routes } from "./route.ts";
import { sessionRoutes } from "./sessions.ts";
import { createErrors } from "./shared.ts";
import { signInRoutes } from "./sign-in.ts";

/** Who may sign in, and the keys of programs. */
export const accessRoutes = {
  "POST /v1/desk/sessions": {
    summary: "Sign in with a one-time link, a passkey or what an issuer answered; sets the console's cookie",
    caller: "public",
    body: SignIn,
    answers: { 201: Session },
    errors: ["forbidden", "agent_unknown", "issuer_unreachable"],
  },
  "GET /v1/desk/session": {
    summary: "Who is signed in, and what of the desk they may see",
    caller: "agent",
    answers: { 200: Session },
  },
  "DELETE /v1/desk/session": { summary: "Sign out", caller: "agent", answers: { 204: null } },
  ...signInRoutes,
  ...sessionRoutes,
  ...passkeyRoutes,
  "GET /v1/desk/audit": {
    summary: "Read who did what to who may do what, newest first",
    caller: "admin",
    scope: "setup:read",
    query: z.strictObject({
      ...pageQuery,
      /** What this agent or key did. */
      actor: z
        .string()
        .regex(/^(agt|key)_[A-Za-z0-9]{1,32}$/)
        .optional(),
      kind: AuditKind.optional(),
      /** From this instant on, and before that one. */
      from: Instant.optional(),
      to: Instant.optional(),
    }),
    answers: { 200: page(AuditEntry).meta({ id: "AuditPage" }) },
  },
  "POST /v1/desk/agents/:agent/links": {
    summary: "Make a one-time sign-in link for an agent; it ends in 72 hours or with its use",
    caller: "admin",
    params: z.strictObject({ agent: AgentId }),
    answers: { 201: z.strictObject({ link: z.string(), expiresAt: Instant }).meta({ id: "SignInLink" }) },
    errors: ["not_found", ...createErrors],
    idempotent: true,
  },

  "GET /v1/desk/keys": {
    summary: "List secret keys",
    caller: "admin",
    answers: { 200: z.strictObject({ items: z.array(Key) }).meta({ id: "Keys" }) },
  },
  "POST /v1/desk/keys": {
    summary: "Make a secret key; its secret is shown once",
    caller: "admin",
    body: z
      .strictObject({ name: line(80), scopes: z.array(Scope).min(1), sites: Key.shape.sites })
      .meta({ id: "KeyRequest" }),
    answers: { 201: NewKey },
    errors: createErrors,
    idempotent: true,
  },
  "DELETE /v1/desk/keys/:key": {
    summary: "Revoke a secret key",
    caller: "admin",
    params: z.strictObject({ key: KeyId }),
    answers: { 204: null },
    errors: ["not_found"],
  },
  "GET /v1/desk/sites/:site/identity-keys": {
    summary: "List a site's identity keys",
    caller: "admin",
    params: z.strictObject({ site: SiteId }),
    answers: { 200: z.strictObject({ items: z.array(IdentityKey) }).meta({ id: "IdentityKeys" }) },
    errors: ["not_found"],
  },
  "POST /v1/desk/sites/:site/identity-keys": {
    summary: "Make a key with which a site's server signs who its users are; a secret is shown once",
    caller: "admin",
    params: z.strictObject({ site: SiteId }),
    body: IdentityKeyRequest,
    answers: { 201: NewIdentityKey },
    errors: ["not_found", ...createErrors],
    idempotent: true,
  },
  "DELETE /v1/desk/sites/:site/identity-keys/:identityKey": {
    summary: "Revoke an identity key: tokens signed with it are refused from now on",
    caller: "admin",
    params: z.strictObject({ site: SiteId, identityKey: IdentityKeyId }),
    answers: { 204: null },
    errors: ["not_found"],
  },
} as const satisfies Routes;
