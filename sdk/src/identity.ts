import type { IdentityClaims } from "./wire/index.ts";

/** A user of the site. What is undefined is not said, so the desk keeps what it knows; null, or no text, takes it away. */
export interface IdentityUser {
  /** The site's own id of the user, for ever the same: not an address, which may change. */
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly email?: string | null | undefined;
  /** Whether the site has made sure that the address is the user's. Only then it joins what agents know of it. */
  readonly emailVerified?: boolean | undefined;
  /** What the user pays for, in the site's own words. */
  readonly plan?: string | null | undefined;
  /** Such as `de` or `pt-BR`. */
  readonly language?: string | null | undefined;
}

/** What signs: an HS256 key's secret (`fls_idk_…`), or an Ed25519 private key, whose public half the desk knows. */
export type IdentitySigner =
  | { readonly secret: string; readonly privateKey?: undefined }
  | { readonly privateKey: CryptoKey | JsonWebKey; readonly secret?: undefined };

export type SignIdentityOptions = IdentitySigner & {
  /** The key's id at the desk: `idk_…`. */
  readonly keyId: string;
  /** The site's public key: `pk_…`. */
  readonly site: string;
  readonly user: IdentityUser;
  /** Seconds, at most 3600. Default: 300. */
  readonly expiresIn?: number | undefined;
};

/** `key`: what is to sign cannot. `user`: who it is about is not named. `expiresIn`: not between 1 and 3600 seconds. */
export type IdentityErrorCode = "key" | "user" | "expiresIn";

/** Why no identity was signed. It holds neither the key nor anything of the user. */
export class IdentityError extends Error {
  override readonly name = "IdentityError";
  readonly code: IdentityErrorCode;

  constructor(code: IdentityErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

const encoder = new TextEncoder();

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const encoded = (part: object): string => base64url(encoder.encode(JSON.stringify(part)));

/** Ids that are written when there is no user: all who have none would be one person. */
const nobody: readonly string[] = ["undefined", "null", "NaN", "[object Object]"];

/**
 * Signs who a user is, for `firstline.identify()` in their browser. For servers only: whoever holds the key can be anybody.
 * @throws IdentityError
 */
export async function signIdentity(options: SignIdentityOptions): Promise<string> {
  const { keyId, site, user, expiresIn = 300 } = options;
  if (typeof user.id !== "string" || user.id.trim() === "" || nobody.includes(user.id)) {
    throw new IdentityError("user", "The user's id has to be a text that names them.");
  }
  if (!(expiresIn >= 1 && expiresIn <= 3_600)) {
    throw new IdentityError("expiresIn", "An identity lasts from 1 to 3600 seconds.");
  }
  const iat = Math.floor(Date.now() / 1_000);
  const claims: IdentityClaims & { readonly jti: string } = {
    aud: site,
    sub: user.id,
    iat,
    exp: iat + Math.floor(expiresIn),
    // No two tokens are the same, so that every browser gets a visitor token of its own.
    jti: crypto.randomUUID(),
    name: said(user.name),
    email: said(user.email),
    email_verified: user.emailVerified,
    plan: said(user.plan),
    language: said(user.language),
  };
  const { algorithm, key } = await signer(options);
  const text = `${encoded({ alg: algorithm, kid: keyId, typ: "JWT" })}.${encoded(claims)}`;
  const signature = await crypto.subtle.sign(key.algorithm.name, key, encoder.encode(text)).catch(() => {
    throw unusable();
  });
  return `${text}.${base64url(new Uint8Array(signature))}`;
}

const said = (text: string | null | undefined) => (text === "" ? null : text);

const unusable = () =>
  new IdentityError("key", "The private key has to be an Ed25519 key that may sign: a CryptoKey, or a JWK with its d.");

async function signer({ secret, privateKey }: IdentitySigner): Promise<{ algorithm: string; key: CryptoKey }> {
  if (secret !== undefined) {
    // The text itself is the key; a shorter one is no secret of a desk, and guessed soon.
    if (secret.length < 43) throw new IdentityError("key", "The secret has to be the one that the desk has shown.");
    const hmac = { name: "HMAC", hash: "SHA-256" };
    return {
      algorithm: "HS256",
      key: await crypto.subtle.importKey("raw", encoder.encode(secret), hmac, false, ["sign"]),
    };
  }
  if (!privateKey) throw new IdentityError("key", "Name what signs: a secret or a private key.");
  const key = "algorithm" in privateKey ? privateKey : await imported(privateKey);
  if (key.algorithm.name !== "Ed25519") throw unusable();
  return { algorithm: "EdDSA", key };
}

/** Only what the key is: what else a JWK says of itself (`alg`, `use`, `key_ops`) is read in different ways. */
const imported = ({ kty = "", crv = "", d = "", x = "" }: JsonWebKey): Promise<CryptoKey> =>
  crypto.subtle.importKey("jwk", { kty, crv, d, x }, "Ed25519", false, ["sign"]).catch(() => {
    throw unusable();
  });
