import { env } from "cloudflare:test";
import type { IdentityKey } from "@firstline/sdk/wire";
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from "jose";
import { identitySecret } from "../src/http/identity-token.ts";
import { newId } from "../src/secrets.ts";
import { insertIdentityKey } from "../src/store/identity-keys.ts";
import { run } from "../src/store/query.ts";
import { moveVersion } from "../src/store/setup.ts";
import { call, page } from "./desk.ts";

/** An identity key of a site with what signs for it, as the site's own server has it. */
export interface Signer {
  readonly key: IdentityKey;
  readonly siteId: string;
  readonly siteKey: string;
  readonly material: CryptoKey | Uint8Array;
}

const siteKeys: Readonly<Record<string, string>> = { site_shop: "pk_shopshop", site_bank: "pk_bankbank" };

/** Makes a key of a site. */
export async function signerOf(siteId: string, algorithm: IdentityKey["algorithm"] = "HS256"): Promise<Signer> {
  const common = { id: newId("idk", Date.now()), name: "A server", createdAt: new Date().toISOString() };
  const siteKey = siteKeys[siteId] ?? "";
  if (algorithm === "HS256") {
    const key: IdentityKey = { algorithm, ...common };
    await run(env.DB, { key: insertIdentityKey(siteId, key), moved: moveVersion });
    const secret = await identitySecret(env.FIRSTLINE_SECRET, siteId, key.id);
    return { key, siteId, siteKey, material: new TextEncoder().encode(secret) };
  }
  const { publicKey, privateKey } = await generateKeyPair("Ed25519", { extractable: true });
  const { x = "" } = await exportJWK(publicKey);
  const key: IdentityKey = { algorithm, ...common, publicKey: { kty: "OKP", crv: "Ed25519", x } };
  await run(env.DB, { key: insertIdentityKey(siteId, key), moved: moveVersion });
  return { key, siteId, siteKey, material: privateKey };
}

export const secretOf = ({ material }: Signer): Uint8Array<ArrayBuffer> => {
  if (!(material instanceof Uint8Array)) throw new Error("Not a shared secret");
  return new Uint8Array(material);
};

export const privateKeyOf = ({ material }: Signer): CryptoKey => {
  if (material instanceof Uint8Array) throw new Error("Not a key pair");
  return material;
};

/** Claims of somebody, for the site of the signer and for five minutes unless they say otherwise; undefined leaves one out. */
export function claimsFor({ siteKey }: Pick<Signer, "siteKey">, claims: Readonly<Record<string, unknown>>) {
  const now = Math.floor(Date.now() / 1_000);
  const all = { aud: siteKey, iat: now, exp: now + 300, ...claims };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** Signs claims as the site's server would. */
export const tokenOf = (
  signer: Signer,
  claims: Readonly<Record<string, unknown>>,
  header: Partial<JWTHeaderParameters> = {},
): Promise<string> =>
  new SignJWT(claimsFor(signer, claims))
    .setProtectedHeader({ alg: signer.key.algorithm, kid: signer.key.id, ...header })
    .sign(signer.material);

/** Identifies a visitor, known by their token or not yet. */
export const identifyWith = (siteKey: string, token: string, visitorToken?: string, database?: D1Database) =>
  call("POST /v1/visitors/identify", {
    headers: page(siteKey, visitorToken),
    body: { token },
    ...(database && { database }),
  });

/** A visitor of the shop whom its server has identified; what their page sends. */
export async function identified(signer: Signer, claims: Readonly<Record<string, unknown>>, visitorToken?: string) {
  const { body } = await identifyWith(signer.siteKey, await tokenOf(signer, claims), visitorToken);
  return { headers: page(signer.siteKey, body.visitorToken), token: body.visitorToken, visitor: body.visitor };
}
