import type { SignIdentityOptions } from "@firstline/sdk/identity";
import type { IdentityClaims } from "@firstline/sdk/wire";

const encoder = new TextEncoder();

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const encoded = (part: object): string => base64url(encoder.encode(JSON.stringify(part)));

/** Signs who a user is at an instant (ms); `signIdentity` of the SDK goes by the real clock. */
export async function signedIdentity({
  keyId,
  secret,
  site,
  user,
  expiresIn,
  now,
}: {
  readonly keyId: string;
  readonly secret: string;
  readonly site: string;
  readonly user: SignIdentityOptions["user"];
  readonly expiresIn: number;
  readonly now: number;
}): Promise<string> {
  const iat = Math.floor(now / 1_000);
  const claims: IdentityClaims & { readonly jti: string } = {
    aud: site,
    sub: user.id,
    iat,
    exp: iat + expiresIn,
    // No two tokens are the same, so that every browser gets a visitor token of its own.
    jti: crypto.randomUUID(),
    name: user.name,
    email: user.email,
    email_verified: user.emailVerified,
    plan: user.plan,
    language: user.language,
  };
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), hmac, false, ["sign"]);
  const text = `${encoded({ alg: "HS256", kid: keyId, typ: "JWT" })}.${encoded(claims)}`;
  return `${text}.${base64url(new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text))))}`;
}
