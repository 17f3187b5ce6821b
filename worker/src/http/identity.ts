import { IdentityClaims, IdentityHeader, type IdentityKey, type Issue, type SiteSetup } from "@firstline/sdk/wire";
import { base64url, compactVerify, errors } from "jose";
import type * as z from "zod";
import { type Directory, identityKeysOf } from "../domain/directory.ts";
import { type Identity, identityOf } from "../domain/identity.ts";
import { derive } from "../secrets.ts";
import { parseJson } from "./json.ts";
import { Refused } from "./refused.ts";
import { sentenceOf } from "./sentence.ts";

/** Header, claims and signature in base64url (RFC 7515, compact). */
const compact = /^([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/** The secret of a site's HS256 key. It is derived, so the desk stores none; with another desk secret it is another. */
export const identitySecret = async (deskSecret: string, siteId: string, keyId: string): Promise<string> =>
  `fls_idk_${await derive(deskSecret, "identity", siteId, keyId)}`;

/**
 * Who a token says somebody is, to this site and now (ms). The key is one of the site's own, named by the token's header;
 * the algorithm is the key's, never the token's. Refuses with what is wrong, which tells nothing of the token's content.
 */
export async function identityIn(
  token: string,
  site: SiteSetup,
  directory: Directory,
  deskSecret: string,
  now: number,
): Promise<Identity> {
  const header = compact.exec(token)?.[1];
  if (header === undefined) {
    throw invalid([{ path: "", message: "This is not a signed token: header.claims.signature, in base64url." }]);
  }
  const { alg, kid } = parsed(IdentityHeader, base64url.decode(header), "header");
  const key = identityKeysOf(directory, site.id).find(({ id }) => id === kid);
  if (!key) throw invalid([{ path: "header.kid", message: "This site has no such key." }]);
  if (alg !== key.algorithm) throw invalid([{ path: "header.alg", message: `This key signs with ${key.algorithm}.` }]);
  const payload = await verified(token, key, () => identitySecret(deskSecret, site.id, key.id));
  const read = identityOf(parsed(IdentityClaims, payload, "claims"), site.key, now);
  if ("issues" in read) throw invalid(read.issues.map(({ path, message }) => ({ path: `claims.${path}`, message })));
  return read.identity;
}

/** The bytes that a key has signed. */
async function verified(token: string, key: IdentityKey, secret: () => Promise<string>): Promise<Uint8Array> {
  const material = key.algorithm === "EdDSA" ? key.publicKey : new TextEncoder().encode(await secret());
  try {
    return (await compactVerify(token, material, { algorithms: [key.algorithm] })).payload;
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    throw invalid([{ path: "signature", message: "This key did not sign this header with these claims." }]);
  }
}

/** Reads a part of a token through the strict door and its schema. */
function parsed<Schema extends z.ZodType>(schema: Schema, bytes: Uint8Array, part: string): z.output<Schema> {
  const json = parseJson(bytes);
  if (!json.ok) {
    const message = "This is not strict JSON: UTF-8, no key twice, no control characters.";
    throw invalid([{ path: part, message }]);
  }
  const result = schema.safeParse(json.value, { reportInput: true });
  if (result.success) return result.data;
  throw invalid(
    result.error.issues.map((issue) => ({
      path: [part, ...issue.path.map(String)].join("."),
      message: sentenceOf(issue),
    })),
  );
}

const invalid = (issues: readonly Issue[]): Refused =>
  new Refused("identity_invalid", {
    issues: issues.map(({ path, message }) => ({ path: path === "" ? "body.token" : `body.token.${path}`, message })),
  });
