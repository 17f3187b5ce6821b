import * as z from "zod";
import { PasskeyRequest } from "../passkey.ts";
import { OidcClient, OidcProviderId, SignInLinkRequest, SignInWays } from "../sign-in.ts";
import type { Routes } from "./route.ts";

const provider = z.strictObject({ provider: OidcProviderId });

/** How people get in before they are known, and what an admin sets for it. */
export const signInRoutes = {
  "GET /v1/desk/sign-in": {
    summary: "Which ways in this desk has",
    caller: "public",
    answers: { 200: SignInWays },
  },
  "POST /v1/desk/sign-in/links": {
    summary: "Ask for a one-time link by mail; the answer is the same whether or not anybody has the address",
    caller: "public",
    body: SignInLinkRequest,
    answers: { 202: null },
    errors: ["forbidden"],
  },
  "POST /v1/desk/sign-in/passkeys": {
    summary: "Get a challenge to sign in with a passkey",
    caller: "public",
    answers: { 200: PasskeyRequest },
    errors: ["forbidden"],
  },
  "POST /v1/desk/sign-in/oidc": {
    summary: "Begin to sign in with an issuer: where to send the browser; sets a cookie that its return has to bring",
    caller: "public",
    body: provider.meta({ id: "OidcStart" }),
    answers: { 200: z.strictObject({ url: z.string() }).meta({ id: "OidcStarted" }) },
    errors: ["forbidden", "not_found", "issuer_unreachable"],
  },
  "GET /v1/desk/oidc": {
    summary: "List the issuers of the set-up, and whether each has a client secret",
    caller: "admin",
    answers: { 200: z.strictObject({ items: z.array(OidcClient) }).meta({ id: "OidcClients" }) },
  },
  "PUT /v1/desk/oidc/:provider/secret": {
    summary: "Set an issuer's client secret; it is kept encrypted and never read back",
    caller: "admin",
    params: provider,
    body: z.strictObject({ secret: z.string().min(1).max(1_000) }).meta({ id: "OidcSecret" }),
    answers: { 204: null },
    errors: ["not_found"],
  },
  "DELETE /v1/desk/oidc/:provider/secret": {
    summary: "Forget an issuer's client secret: the desk signs in as a public client from now on",
    caller: "admin",
    params: provider,
    answers: { 204: null },
    errors: ["not_found"],
  },
} as const satisfies Routes;
