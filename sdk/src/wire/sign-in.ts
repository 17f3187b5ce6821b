import * as z from "zod";
import { Email, Instant, id, line } from "./common.ts";
import { PasskeyAssertion } from "./passkey.ts";
import { Language } from "./roster.ts";

export const OidcProviderId = id("oidc");

/** Somebody who says who an agent is, by OpenID Connect. Everything but these three is found at the issuer. */
export const OidcProvider = z
  .strictObject({
    id: OidcProviderId,
    /** What its button says. */
    name: line(60),
    /** Exactly as the issuer writes itself, such as `https://login.example.com/tenant`. */
    issuer: z
      .string()
      .max(500)
      .regex(/^https:\/\/[^\s/?#@\\]+(\/[^\s?#]*)?$/, "must be an address that begins with https://, without ? and #"),
    clientId: line(300),
  })
  .meta({ id: "OidcProvider" });
export type OidcProvider = z.infer<typeof OidcProvider>;

/** How agents sign in besides passkeys and mailed links. A client secret is not part of it. */
export const SignInSetup = z
  .strictObject({ oidc: z.array(OidcProvider).max(10).default([]) })
  .meta({ id: "SignInSetup" });
export type SignInSetup = z.infer<typeof SignInSetup>;

/** By which way somebody signed in. */
export const SignInMethod = z.enum(["link", "passkey", "oidc"]).meta({ id: "SignInMethod" });
export type SignInMethod = z.infer<typeof SignInMethod>;

/** What the sign-in page needs to know. */
export const SignInWays = z
  .strictObject({
    desk: z.strictObject({ name: z.string() }),
    /** Whether the desk can mail a link. */
    mail: z.boolean(),
    oidc: z.array(z.strictObject({ id: OidcProviderId, name: z.string() })),
  })
  .meta({ id: "SignInWays" });
export type SignInWays = z.infer<typeof SignInWays>;

/** Asks for a one-time link by mail. `language` is the mail's. */
export const SignInLinkRequest = z
  .strictObject({ email: Email, language: Language.optional() })
  .meta({ id: "SignInLinkRequest" });
export type SignInLinkRequest = z.infer<typeof SignInLinkRequest>;

/** What an issuer sent the browser back with. */
export const OidcReturn = z
  .strictObject({
    state: z.string().max(200),
    code: z.string().min(1).max(4_000),
    /** The issuer that answered (RFC 9207). */
    iss: z.string().max(500).optional(),
  })
  .meta({ id: "OidcReturn" });
export type OidcReturn = z.infer<typeof OidcReturn>;

/** One of the ways in: a one-time link's token, a passkey's answer, or what an issuer sent the browser back with. */
export const SignIn = z
  .union([
    z.strictObject({ token: z.string().max(200) }),
    z.strictObject({ passkey: PasskeyAssertion }),
    z.strictObject({ oidc: OidcReturn }),
  ])
  .meta({ id: "SignIn" });
export type SignIn = z.infer<typeof SignIn>;

/** A provider as admins see it. */
export const OidcClient = z
  .strictObject({
    ...OidcProvider.shape,
    /** Since when the desk has a client secret that fits; null: none, so that it signs in as a public client. */
    secretSetAt: Instant.nullable(),
    /** The address to which the issuer has to send browsers back. */
    redirectUri: z.string(),
  })
  .meta({ id: "OidcClient" });
export type OidcClient = z.infer<typeof OidcClient>;
